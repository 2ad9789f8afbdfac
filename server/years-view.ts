/** Two published years beside each other, with what the mapping of units adds: for the staff, whole, and for everybody. */
import { createHash } from 'node:crypto';
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { mappingsOf } from '../db/queries/unit-mappings.ts';
import { listUnits } from '../db/queries/units.ts';
import type { Text } from '../survey-forms/form.ts';
import type { NotComparable, Published } from './core/series.ts';
import { type YearChange, yearChange } from './core/year-change.ts';
import { compareAllYears, type UnitHistory, type Years, type YearsOutcome } from './core/years.ts';

/** One of the two campaigns. */
export interface YearHead {
  readonly campaign: string;
  readonly title: Text;
  readonly year: number;
  /** Instant in UTC. */
  readonly publishedAt: string;
  readonly revision: number;
}

export interface YearsView extends Years {
  readonly province: { readonly code: string; readonly name: Text };
  readonly earlier: YearHead;
  readonly later: YearHead;
  /** Classes of the later year, the best first. */
  readonly classes: readonly Text[];
  /** The tree of one unit, where one is asked for that both years rate; else null. */
  readonly detail: YearChange | null;
}

export type YearsViewOutcome =
  | ({ readonly ok: true } & YearsView)
  | { readonly ok: false; readonly reason: NotComparable };

/** @param unit code of a unit whose criteria are told; null: none */
export async function yearsView(
  db: Db,
  [one, other]: readonly [PublishedView, PublishedView],
  unit: string | null,
): Promise<YearsViewOutcome> {
  const swapped = one.published.inputs.year > other.published.inputs.year;
  const [earlier, later] = swapped ? [other, one] : [one, other];
  const { province, framework } = later.published.inputs;
  const found = compared(earlier.published, later.published, await historyOf(db, province));
  if (!found.ok) return found;
  return {
    ...found,
    province: { code: province, name: later.province },
    earlier: headOf(earlier),
    later: headOf(later),
    classes: framework.bands.map(({ name }) => name),
    detail: unit === null ? null : yearChange(unit, earlier.published, later.published),
  };
}

interface Kept {
  /** Of what the comparison rests on beside the two results. */
  readonly key: string;
  readonly outcome: YearsOutcome;
}

/** Results never change, and a mapping seldom: thousands of communes are compared once, however many look. */
const kept = new WeakMap<Published, WeakMap<Published, Kept>>();

function compared(earlier: Published, later: Published, history: UnitHistory): YearsOutcome {
  const { rows, kinds, names } = history;
  const key = createHash('sha256')
    .update(JSON.stringify([rows, [...kinds], [...names]]))
    .digest('hex');
  const known = kept.get(earlier) ?? new WeakMap<Published, Kept>();
  kept.set(earlier, known);
  const before = known.get(later);
  if (before?.key === key) return before.outcome;
  const outcome = compareAllYears(earlier, later, history);
  known.set(later, { key, outcome });
  return outcome;
}

function headOf({ published: { inputs }, publishedAt, revision }: PublishedView): YearHead {
  const { id, title, year } = inputs;
  return { campaign: id, title, year, publishedAt, revision };
}

async function historyOf(db: Db, province: string): Promise<UnitHistory> {
  const units = await listUnits(db, province);
  return {
    rows: await mappingsOf(db, province),
    kinds: new Map(units.map(({ code, kind }) => [code, kind])),
    names: new Map(units.map(({ code, name }) => [code, name])),
  };
}
