/**
 * The index of a unit if the targets of its plan were met, through the framework and policies of the result they start
 * from, exactly (decision 7): the targets are tried on that result (`what-if.ts`). A target below what the unit has is
 * met already; what is not targeted stays as it is; what does not apply to the unit still does not.
 */
import { type Decimal, decimalText, parseDecimal } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import { nodeOf, type Published, resultOf } from './series.ts';
import { type StandingFigures, whatIf } from './what-if.ts';

export interface Target {
  readonly criterion: string;
  readonly points: DecimalText;
}

export interface ExpectedIndex {
  readonly before: StandingFigures;
  /** Its index is null while a leaf is blank that no target names. */
  readonly after: StandingFigures;
  /** What the targets add to the points; null without an index before or after. */
  readonly gained: DecimalText | null;
  /** Criteria whose target lifts nothing: the unit has as many points already. */
  readonly met: readonly string[];
  /** Criteria with a target that do not apply to the unit, or that the result does not have. */
  readonly left: readonly string[];
}

/** Null where the result does not rate the unit, or a target cannot stand there (the check of the plan has said so). */
export function expectedIndex(
  published: Published,
  unit: string,
  targets: readonly Target[],
): ExpectedIndex | null {
  const own = resultOf(published, unit);
  if (!own) return null;
  const [trials, met, left]: [Target[], string[], string[]] = [[], [], []];
  for (const [criterion, points] of highest(targets)) {
    const node = nodeOf(own, criterion);
    if (!node || node.kind === 'group' || node.state === 'not-assessed') left.push(criterion);
    else if (node.points !== null && points.lte(parseDecimal(node.points))) met.push(criterion);
    else trials.push({ criterion, points: decimalText(points) });
  }
  const tried = whatIf(published, unit, trials);
  if (!tried?.ok) return null;
  const { before, after, gained } = tried;
  return { before, after, gained, met, left };
}

/** Two tasks may serve one criterion: both are met where the higher target is. */
function highest(targets: readonly Target[]): Map<string, Decimal> {
  const wanted = new Map<string, Decimal>();
  for (const { criterion, points } of targets) {
    const [value, known] = [parseDecimal(points), wanted.get(criterion)];
    if (known === undefined || value.gt(known)) wanted.set(criterion, value);
  }
  return wanted;
}
