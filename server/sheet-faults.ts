/**
 * What is wrong with the rows of an imported file, kept with the rows themselves, so that they can be handed back. A
 * block of lines: how often each fault occurs, then the faulty rows; what is found later follows as another such part.
 */
import type { RowFault, RowFaultCode } from './core/check-sheet-row.ts';
import type { StandingFault } from './core/import-standing.ts';
import { LinePacker, unpackLines } from './packed-lines.ts';

export type ImportFaultCode =
  | RowFaultCode
  | StandingFault
  | 'unknown-serial'
  | 'sheet-of-another-campaign'
  | 'twice-in-file'
  | 'survey-closed'
  | 'survey-not-open'
  | 'not-acceptable';

export type ImportFault = RowFault<ImportFaultCode>;

export interface FaultyRow<Code extends string = ImportFaultCode> {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number;
  /** In the order of the template. */
  readonly cells: readonly string[];
  readonly faults: readonly RowFault<Code>[];
}

/** How often each fault occurs. */
export type FaultKinds<Code extends string = ImportFaultCode> = Readonly<Partial<Record<Code, number>>>;

/** A file of rubbish has millions of faults, and nobody reads them: of further ones only the kind is counted. */
const MOST_FAULTS = 100_000;

type Line<Code extends string> = readonly [
  row: number,
  cells: readonly string[],
  faults: readonly RowFault<Code>[],
];

export class FaultPacker<Code extends string = ImportFaultCode> {
  readonly #lines = new LinePacker();
  readonly #kinds: Partial<Record<Code, number>> = {};
  #kept = 0;

  /** A row that is not kept: of its faults only the kinds. */
  count(faults: FaultyRow<Code>['faults']): void {
    for (const { code } of faults) this.#kinds[code] = (this.#kinds[code] ?? 0) + 1;
  }

  add({ row, cells, faults }: FaultyRow<Code>): void {
    this.count(faults);
    const kept = faults.slice(0, Math.max(0, MOST_FAULTS - this.#kept));
    this.#kept += kept.length;
    this.#lines.add([row, cells, kept] satisfies Line<Code>);
  }

  end(): Buffer {
    const kinds = new LinePacker();
    kinds.add(this.#kinds);
    return Buffer.concat([kinds.end(), this.#lines.end()]);
  }
}

export interface FaultList<Code extends string = ImportFaultCode> {
  readonly kinds: FaultKinds<Code>;
  /** Faulty rows, one at a time, in the order they were found. */
  rows(): Iterable<FaultyRow<Code>>;
}

export async function unpackFaults<Code extends string = ImportFaultCode>(
  block: Uint8Array,
): Promise<FaultList<Code>> {
  const lines = await unpackLines(block);
  const kinds: Partial<Record<Code, number>> = {};
  for (let line = 0; line < lines.count; line += 1)
    if (!isRow(line))
      for (const [code, count] of Object.entries(lines.value(line) as Record<string, number>))
        add(code, count);
  return {
    kinds,
    *rows() {
      for (let line = 0; line < lines.count; line += 1) {
        if (!isRow(line)) continue;
        const [row, cells, faults] = lines.value(line) as Line<Code>;
        yield { row, cells, faults };
      }
    },
  };

  function isRow(line: number): boolean {
    return lines.head(line, 1) === '[';
  }

  function add(code: string, count: number): void {
    const kind = code as Code;
    kinds[kind] = (kinds[kind] ?? 0) + count;
  }
}

/**
 * The same without the cells of free text, which may not lie beside a serial when the sheet is accepted (decision 21).
 * @param from place of the first such column; they stand last
 */
export async function withoutTexts(block: Uint8Array, from: number): Promise<Buffer> {
  const { kinds, rows } = await unpackFaults(block);
  const lines = new LinePacker();
  lines.add(kinds);
  for (const { row, cells, faults } of rows())
    lines.add([
      row,
      cells.map((cell, place) => (place < from ? cell : '')),
      faults,
    ] satisfies Line<ImportFaultCode>);
  return lines.end();
}
