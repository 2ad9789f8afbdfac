/**
 * Which counts of a table are hidden with its small ones, so that its totals do not give those away.
 *
 * A table of rows and columns with its totals is a circulation: cell (i, j) carries its count from row i to column j, a
 * column's total carries it on to the sum of columns, the grand total to the sum of rows, and a row's total back to its
 * row; what flows into a row, column or sum flows out of it. Whoever sees the table knows the shown counts, that the
 * others are at least 0, and nothing else; so a hidden count can be anything that some circulation allows which leaves
 * the shown ones alone. How far it may rise or fall is a flow through the other hidden entries, and what has to be
 * hidden besides is a cheapest path on which that flow can be sent (Gusfield 1988, Cox 1995: cell suppression as network flow).
 *
 * What comes out: every count of 1 to `smallest` − 1 is hidden, and as far as can be seen each of them may be anything
 * from 0 to at least `smallest`. Counts of 0 are never hidden, and taken as known to everybody.
 */

/** One entry of a table, inside or total: a count that flows from one node to another. */
interface Entry {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  hidden: boolean;
  /** What has been sent along it, or against it (negative), for the count that is being protected. */
  moved: number;
}

export interface HiddenCounts {
  readonly cells: readonly (readonly boolean[])[];
  readonly rows: readonly boolean[];
  readonly columns: readonly boolean[];
  readonly total: boolean;
}

/**
 * @param cells rows of equal length
 * @param totals `known`: totals of rows and the grand total are shown elsewhere, and hold no small count; those of
 *   columns may be hidden
 */
export function hideCounts(
  cells: readonly (readonly number[])[],
  smallest: number,
  totals: 'open' | 'known' = 'open',
): HiddenCounts {
  const table = new Network(cells, smallest, totals === 'known');
  for (const small of table.small()) table.protect(small);
  return table.hidden();
}

class Network {
  readonly #cells: Entry[][];
  readonly #rows: Entry[];
  readonly #columns: Entry[];
  readonly #total: Entry;
  /** At each node what may change: counts that are there and may be hidden; and those of them that are. */
  readonly #changing: Entry[][];
  readonly #hidden: Entry[][];

  constructor(
    cells: readonly (readonly number[])[],
    private readonly smallest: number,
    known: boolean,
  ) {
    const [height, width] = [cells.length, cells[0]?.length ?? 0];
    const [sumOfRows, sumOfColumns] = [height + width, height + width + 1];
    const lists = () => Array.from({ length: height + width + 2 }, (): Entry[] => []);
    [this.#changing, this.#hidden] = [lists(), lists()];
    this.#cells = cells.map((row, i) => row.map((value, j) => this.#add(i, height + j, value)));
    const rows = cells.map(sumOf);
    this.#rows = rows.map((value, i) => this.#add(sumOfRows, i, value, known));
    this.#columns = Array.from({ length: width }, (_, j) =>
      this.#add(height + j, sumOfColumns, sumOf(cells.map((row) => row[j] ?? 0))),
    );
    this.#total = this.#add(sumOfColumns, sumOfRows, sumOf(rows), known);
  }

  #add(from: number, to: number, value: number, known = false): Entry {
    const entry: Entry = { from, to, value, hidden: false, moved: 0 };
    if (value === 0 || known) return entry;
    this.#changing[from]?.push(entry);
    this.#changing[to]?.push(entry);
    if (value < this.smallest) this.#hide(entry);
    return entry;
  }

  #hide(entry: Entry): void {
    if (entry.hidden) return;
    entry.hidden = true;
    this.#hidden[entry.from]?.push(entry);
    this.#hidden[entry.to]?.push(entry);
  }

  small(): Entry[] {
    return [...this.#cells.flat(), ...this.#rows, ...this.#columns, this.#total].filter(
      ({ hidden }) => hidden,
    );
  }

  hidden(): HiddenCounts {
    const isHidden = (entry: Entry) => entry.hidden;
    return {
      cells: this.#cells.map((row) => row.map(isHidden)),
      rows: this.#rows.map(isHidden),
      columns: this.#columns.map(isHidden),
      total: this.#total.hidden,
    };
  }

  /** Hides what is needed for a small count to seem to be anything from 0 to `smallest`. */
  protect(entry: Entry): void {
    this.#send(entry.to, entry.from, this.smallest - entry.value, entry);
    this.#send(entry.from, entry.to, entry.value, entry);
  }

  /** Sends a flow past an entry, through what is hidden as far as it goes, and hides what else it goes through. */
  #send(source: number, sink: number, amount: number, past: Entry): void {
    const used = new Set<Entry>();
    for (let left = amount; left > 0; ) {
      const path = this.#throughHidden(source, sink, past) ?? this.#cheapest(source, sink, past);
      // Without any path the entry stands alone in its table, and is hidden with all of its totals.
      if (path.length === 0) break;
      const step = Math.min(left, ...path.map(({ entry, up }) => (up ? left : entry.value + entry.moved)));
      for (const { entry, up } of path) {
        this.#hide(entry);
        entry.moved += up ? step : -step;
        used.add(entry);
      }
      left -= step;
    }
    for (const entry of used) entry.moved = 0;
  }

  /** Breadth first; null: what is hidden does not lead there. */
  #throughHidden(source: number, sink: number, past: Entry): Step[] | null {
    const by: (Entry | undefined)[] = Array(this.#hidden.length).fill(undefined);
    const queue = [source];
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] ?? source;
      for (const entry of this.#hidden[node] ?? []) {
        const next = nextNode(node, entry);
        if (next === null || entry === past || next === source || by[next]) continue;
        by[next] = entry;
        if (next === sink) return pathOf(by, source, sink);
        queue.push(next);
      }
    }
    return null;
  }

  /** On which least is hidden besides, measured in answers. Dijkstra. */
  #cheapest(source: number, sink: number, past: Entry): Step[] {
    const by: (Entry | undefined)[] = Array(this.#changing.length).fill(undefined);
    const cost: number[] = Array(this.#changing.length).fill(Number.POSITIVE_INFINITY);
    cost[source] = 0;
    const open = new Heap();
    open.add(0, source);
    for (let top = open.take(); top !== undefined && top.node !== sink; top = open.take()) {
      if (top.cost > (cost[top.node] ?? 0)) continue;
      for (const entry of this.#changing[top.node] ?? []) {
        const next = nextNode(top.node, entry);
        const through = top.cost + (entry.hidden ? 0 : entry.value);
        if (next === null || entry === past || through >= (cost[next] ?? 0)) continue;
        cost[next] = through;
        by[next] = entry;
        open.add(through, next);
      }
    }
    return pathOf(by, source, sink);
  }
}

/** Along an entry its count rises, without end; against it the count falls, to 0 at most. */
function nextNode(node: number, { from, to, value, moved }: Entry): number | null {
  if (from === node) return to;
  return value + moved > 0 ? from : null;
}

interface Step {
  readonly entry: Entry;
  /** Along the entry. */
  readonly up: boolean;
}

/** @param by the entry by which each node was reached */
function pathOf(by: readonly (Entry | undefined)[], source: number, sink: number): Step[] {
  const path: Step[] = [];
  for (let node = sink; node !== source; ) {
    const entry = by[node];
    if (!entry) return [];
    const up = entry.to === node;
    path.push({ entry, up });
    node = up ? entry.from : entry.to;
  }
  return path;
}

interface Reach {
  readonly cost: number;
  readonly node: number;
}

/** Gives back what costs least. */
class Heap {
  readonly #list: Reach[] = [];

  add(cost: number, node: number): void {
    const list = this.#list;
    let at = list.push({ cost, node }) - 1;
    while (at > 0 && this.#swap(at, (at - 1) >> 1)) at = (at - 1) >> 1;
  }

  take(): Reach | undefined {
    const list = this.#list;
    const [top] = list;
    const last = list.pop();
    if (list.length === 0 || !last) return top;
    list[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = (list[right]?.cost ?? Number.POSITIVE_INFINITY) < (list[left]?.cost ?? 0) ? right : left;
      if (child >= list.length || !this.#swap(child, at)) return top;
      at = child;
    }
  }

  /** Where the first costs less than the second. */
  #swap(one: number, other: number): boolean {
    const [first, second] = [this.#list[one], this.#list[other]];
    if (!first || !second || first.cost >= second.cost) return false;
    this.#list[one] = second;
    this.#list[other] = first;
    return true;
  }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
