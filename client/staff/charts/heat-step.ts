/** Tints of one hue, `--step-1` the palest. */
const STEPS = 6;

/** The scale of tints begins at a whole step below the lowest share. */
const TINT_STEP = 10;

export interface HeatRange {
  readonly min: number;
  readonly max: number;
}

/** What the palest and the strongest tint stand for in a picture of shares, 0 to 100: the same rule wherever they are tinted. */
export function heatRange(shares: readonly (number | null)[]): HeatRange {
  const known = shares.filter((share) => share !== null);
  const least = known.length === 0 ? 0 : Math.min(...known);
  return { min: Math.min(100 - TINT_STEP, Math.max(0, Math.floor(least / TINT_STEP) * TINT_STEP)), max: 100 };
}

/** The step of a value, 1 to 6; values outside the range take the nearest. For drawing only. */
export function heatStep(value: number, { min, max }: HeatRange): number {
  const share = max > min ? (value - min) / (max - min) : 1;
  return Math.min(STEPS, Math.max(1, Math.floor(share * STEPS) + 1));
}
