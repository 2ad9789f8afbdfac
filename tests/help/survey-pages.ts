/**
 * All pages of a survey as equations in the numbers of its finest cells, and which withheld page is a sum or difference
 * of shown ones. Independent of how `server/core/disclose.ts` decides. Arithmetic modulo a prime: what is a combination
 * over the fractions is one modulo the prime, unless it divides the denominators, which of a prime of 26 bits is not to
 * be expected in matrices of zeros and ones as small as these.
 */
import type { AnswerCount, AnswerGate, Narrowing } from '../../server/core/disclose.ts';

const PRIME = 67_108_859;

const GROUPS = ['citizen', 'organisation', 'business'];
const CHANNELS = ['web', 'kiosk', 'paper'];

/** Answers of a survey in 1 to 5 units; in every third one narrowing hangs on another. */
export function randomAnswers(random: () => number, kind: number): AnswerCount[] {
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  const units = Array.from({ length: upTo(5) }, (_, at) => `U${at}`);
  const [groups, channels] = [GROUPS.slice(0, upTo(3)), CHANNELS.slice(0, upTo(3))];
  const count = () => {
    const draw = random();
    if (draw < 0.35) return 0;
    return draw < 0.6 ? upTo(4) : Math.floor(random() * 30);
  };
  const cells: AnswerCount[] = [];
  for (const unit of units)
    for (const [g, group] of groups.entries())
      for (const [c, channel] of channels.entries())
        for (const basis of ['token', 'sheet', 'open'] as const)
          for (const flagged of [false, true]) {
            const hangs = kind % 3 === 0 && g !== c;
            const base = hangs || (flagged && random() < 0.5) ? 0 : count();
            cells.push({ unit, group, channel, basis, flagged, base });
          }
  return cells;
}

const isOn = (one: AnswerCount, page: Narrowing): boolean =>
  (page.unit === null || one.unit === page.unit) &&
  (page.group === null || one.group === page.group) &&
  (page.channel === null || one.channel === page.channel) &&
  (page.basis === 'all' || (one.basis === 'open') === (page.basis === 'open')) &&
  (page.flagged === 'with' || !one.flagged);

export const baseOf = (answers: readonly AnswerCount[], page: Narrowing): number =>
  answers.reduce((sum, one) => sum + (isOn(one, page) ? one.base : 0), 0);

export function pagesOf(answers: readonly AnswerCount[], basis: Narrowing['basis']): Narrowing[] {
  const values = (of: (one: AnswerCount) => string) => [null, ...new Set(answers.map(of))];
  return values(({ unit }) => unit).flatMap((unit) =>
    values(({ group }) => group).flatMap((group) =>
      values(({ channel }) => channel).flatMap((channel) =>
        (['with', 'without'] as const).map((flagged) => ({ unit, group, channel, basis, flagged })),
      ),
    ),
  );
}

const narrowings = ({ group, channel, flagged }: Narrowing): number =>
  [group !== null, channel !== null, flagged === 'without'].filter(Boolean).length;

/** Withheld pages that must not be computed: those narrowed once beside the unit, and all that are small. */
export function secretPages(
  answers: readonly AnswerCount[],
  gate: AnswerGate,
  smallest: number,
): Narrowing[] {
  return (['counted', 'open'] as const)
    .flatMap((basis) => pagesOf(answers, basis))
    .filter((page) => {
      if (gate(page) !== 'withheld') return false;
      const base = baseOf(answers, page);
      return narrowings(page) < 2 || (base > 0 && base < smallest);
    });
}

/**
 * Secret pages that are a combination of shown ones, where all that is shown as empty is known to be 0.
 * @param also sums of cells that are told elsewhere
 */
export function recoverable(
  answers: readonly AnswerCount[],
  gate: AnswerGate,
  smallest: number,
  also: readonly ((one: AnswerCount) => boolean)[] = [],
): Narrowing[] {
  const secret = secretPages(answers, gate, smallest);
  const shown = (['counted', 'open', 'all'] as const).flatMap((basis) =>
    pagesOf(answers, basis).map((page) => ({ page, standing: gate(page) })),
  );
  const empty = shown.filter(({ standing }) => standing === 'empty').map(({ page }) => page);
  // Slips and sheets are never told apart: one unknown.
  const unknowns = answers.filter((one) => one.basis !== 'sheet' && !empty.some((page) => isOn(one, page)));
  const vector = (page: Narrowing) => unknowns.map((one) => (isOn(one, page) ? 1 : 0));
  const span = new Span();
  for (const { page, standing } of shown) if (standing === 'shown') span.add(vector(page));
  for (const isTold of also) span.add(unknowns.map((one) => (isTold(one) ? 1 : 0)));
  return secret.filter((page) => span.holds(vector(page)));
}

/** Combinations of vectors, in echelon form. */
class Span {
  readonly #rows = new Map<number, readonly number[]>();

  add(vector: readonly number[]): void {
    const rest = this.#reduced(vector);
    const first = rest.findIndex((one) => one !== 0);
    if (first < 0) return;
    const inverse = power(rest[first] ?? 1, PRIME - 2);
    this.#rows.set(
      first,
      rest.map((one) => times(one, inverse)),
    );
  }

  holds(vector: readonly number[]): boolean {
    return this.#reduced(vector).every((one) => one === 0);
  }

  #reduced(vector: readonly number[]): number[] {
    const rest = [...vector];
    for (let at = 0; at < rest.length; at++) {
      const factor = rest[at] ?? 0;
      const row = factor === 0 ? undefined : this.#rows.get(at);
      if (!row) continue;
      for (let position = at; position < rest.length; position++)
        rest[position] = ((rest[position] ?? 0) + times(PRIME - factor, row[position] ?? 0)) % PRIME;
    }
    return rest;
  }
}

/** Below 2^53, for both are below 2^26. */
const times = (one: number, other: number): number => (one * other) % PRIME;

function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  const half = power(base, Math.floor(exponent / 2));
  const square = times(half, half);
  return exponent % 2 === 0 ? square : times(square, base);
}
