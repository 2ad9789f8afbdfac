/** Tints of one hue, `--step-1` the palest. */
const STEPS = 6;

/** The step of a value, 1 to 6; values outside the range take the nearest. For drawing only. */
export function heatStep(
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const share = max > min ? (value - min) / (max - min) : 1;
  return Math.min(STEPS, Math.max(1, Math.floor(share * STEPS) + 1));
}
