/**
 * What whoever sees a table of counts can know of those that are hidden: the shown ones as equations between unknown
 * counts that are at least 0, and of each unknown the least and the largest value that the equations allow. By the
 * simplex method in whole numbers: rows and columns of such a table make a matrix whose pivots are all 1 or −1, so
 * nothing is ever rounded, and the bounds are those of whole counts. Independent of `server/core/hide-cells.ts`.
 */
import type { TableStandings } from '../../server/core/disclose.ts';

export interface Bound {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  /** Infinity: whatever. */
  readonly most: number;
}

interface Entry {
  readonly name: string;
  readonly value: number;
  readonly hidden: boolean;
}

/** Of every hidden count. */
export function bounds(table: readonly (readonly number[])[], standings: TableStandings): Bound[] {
  const { equations, hidden } = equationsOf(table, standings);
  if (hidden.length === 0) return [];
  const start = feasible(
    equations.map(({ unknowns, shown }) => [...hidden.map((one) => unknowns.get(one) ?? 0), shown]),
  );
  return hidden.map(({ name, value }, at) => {
    const only = hidden.map((_, other) => (other === at ? 1 : 0));
    const most = largest(start, only);
    const least =
      0 -
      largest(
        start,
        only.map((one) => 0 - one),
      );
    return { name, value, least, most };
  });
}

interface Equation {
  /** Factor by unknown. */
  readonly unknowns: ReadonlyMap<Entry, number>;
  /** What they add up to. */
  readonly shown: number;
}

function equationsOf(
  table: readonly (readonly number[])[],
  { cells, rows, columns, total }: TableStandings,
): { equations: Equation[]; hidden: Entry[] } {
  const entry = (name: string, value: number, standing: string | undefined): Entry => ({
    name,
    value,
    hidden: standing === 'withheld',
  });
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  const inside = table.map((row, i) => row.map((count, j) => entry(`cell ${i} ${j}`, count, cells[i]?.[j])));
  const ofRows = table.map((row, i) => entry(`row ${i}`, sum(row), rows[i]));
  const width = table[0]?.length ?? 0;
  const column = (j: number) => inside.flatMap((row) => row[j] ?? []);
  const ofColumns = Array.from({ length: width }, (_, j) =>
    entry(`column ${j}`, sum(table.map((row) => row[j] ?? 0)), columns[j]),
  );
  const all = entry('total', sum(ofRows.map(({ value }) => value)), total);
  const sums: [readonly Entry[], Entry | undefined][] = [
    ...inside.map((row, i): [readonly Entry[], Entry | undefined] => [row, ofRows[i]]),
    ...ofColumns.map((one, j): [readonly Entry[], Entry | undefined] => [column(j), one]),
    [ofRows, all],
    [ofColumns, all],
  ];
  const equations = sums.map(([parts, whole]) => {
    const unknowns = new Map<Entry, number>();
    let shown = 0;
    for (const [one, factor] of [
      ...parts.map((part) => [part, 1] as const),
      ...(whole ? [[whole, -1] as const] : []),
    ])
      if (one.hidden) unknowns.set(one, factor);
      else shown -= factor * one.value;
    return { unknowns, shown };
  });
  const everything = [...inside.flat(), ...ofRows, ...ofColumns, all];
  return { equations, hidden: everything.filter(({ hidden }) => hidden) };
}

/** Rows of factors with their sum at the end; each row is solved for its own basic variable. */
interface Tableau {
  readonly rows: readonly (readonly number[])[];
  readonly basis: readonly number[];
}

/** A first solution in counts of at least 0: there is one, the true counts. */
function feasible(equations: readonly (readonly number[])[]): Tableau {
  const unknowns = (equations[0]?.length ?? 1) - 1;
  const rows = equations.map((equation, row) => {
    const sign = (equation.at(-1) ?? 0) < 0 ? -1 : 1;
    const own = equations.map((_, other) => (other === row ? 1 : 0));
    return [
      ...equation.slice(0, -1).map((factor) => 0 + sign * factor),
      ...own,
      sign * (equation.at(-1) ?? 0),
    ];
  });
  const help = [...Array<number>(unknowns).fill(0), ...equations.map(() => -1)];
  const { tableau, value } = maximise({ rows, basis: equations.map((_, row) => unknowns + row) }, help);
  if (value !== 0) throw new Error('the shown counts contradict each other');
  return withoutHelp(tableau, unknowns);
}

/** The helping variables of the first solution go; equations that say nothing new go with them. */
function withoutHelp({ rows, basis }: Tableau, unknowns: number): Tableau {
  let tableau: Tableau = { rows, basis };
  for (let row = 0; row < rows.length; row++) {
    if ((tableau.basis[row] ?? 0) < unknowns) continue;
    const column = (tableau.rows[row] ?? []).findIndex((factor, at) => at < unknowns && factor !== 0);
    if (column >= 0) tableau = pivot(tableau, row, column);
  }
  const kept = tableau.basis.flatMap((variable, row) => (variable < unknowns ? [row] : []));
  return {
    rows: kept.map((row) => {
      const whole = tableau.rows[row] ?? [];
      return [...whole.slice(0, unknowns), whole.at(-1) ?? 0];
    }),
    basis: kept.map((row) => tableau.basis[row] ?? 0),
  };
}

const largest = (start: Tableau, objective: readonly number[]): number => maximise(start, objective).value;

/** Bland's rule: always the first column and row that will do, so that it ends. */
function maximise(start: Tableau, objective: readonly number[]): { tableau: Tableau; value: number } {
  let tableau = start;
  for (;;) {
    const { rows, basis } = tableau;
    const gain = objective.map((own, column) =>
      basis.reduce(
        (left, variable, row) => left - (objective[variable] ?? 0) * (rows[row]?.[column] ?? 0),
        own,
      ),
    );
    const entering = gain.findIndex((one) => one > 0);
    if (entering < 0) {
      const value = basis.reduce(
        (sum, variable, row) => sum + (objective[variable] ?? 0) * (rows[row]?.at(-1) ?? 0),
        0,
      );
      return { tableau, value };
    }
    const leaving = rowToLeave(tableau, entering);
    if (leaving < 0) return { tableau, value: Number.POSITIVE_INFINITY };
    tableau = pivot(tableau, leaving, entering);
  }
}

function rowToLeave({ rows, basis }: Tableau, entering: number): number {
  let best = -1;
  for (const [row, factors] of rows.entries()) {
    const factor = factors[entering] ?? 0;
    if (factor <= 0) continue;
    const room = (factors.at(-1) ?? 0) / factor;
    const known =
      best < 0 ? Number.POSITIVE_INFINITY : (rows[best]?.at(-1) ?? 0) / (rows[best]?.[entering] ?? 1);
    if (room < known || (room === known && (basis[row] ?? 0) < (basis[best] ?? 0))) best = row;
  }
  return best;
}

function pivot({ rows, basis }: Tableau, row: number, column: number): Tableau {
  const factor = rows[row]?.[column] ?? 0;
  if (Math.abs(factor) !== 1) throw new Error(`a pivot of ${factor}: no table of counts`);
  const solved = (rows[row] ?? []).map((one) => one * factor);
  return {
    rows: rows.map((one, at) => {
      const times = one[column] ?? 0;
      if (at === row) return solved;
      return times === 0 ? one : one.map((value, position) => value - times * (solved[position] ?? 0));
    }),
    basis: basis.map((variable, at) => (at === row ? column : variable)),
  };
}
