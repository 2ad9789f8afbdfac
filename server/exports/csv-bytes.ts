/** A table as CSV: comma, CRLF, quotes where they must be (RFC 4180), UTF-8; texts that look like formulas defused. */
import { plainText } from '../table-text.ts';
import type { Cell, Column, ExportTable, Row, Tell } from './export-table.ts';

/** With it a spreadsheet reads Vietnamese; programs of statistics often want none. */
const MARK = '\ufeff';
/** Nothing in it means anything to a spreadsheet or to CSV: most cells of a large file. */
const HARMLESS = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function cellText(cell: Cell | undefined, { holds }: Pick<Column, 'holds'>): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (HARMLESS.test(cell)) return cell;
  return quoted(holds === 'word' ? plainText(cell) : cell);
}

const line = (row: Row, columns: readonly Pick<Column, 'holds'>[]): string =>
  `${columns.map((column, at) => cellText(row[at], column)).join(',')}\r\n`;

export async function* csvBytes(
  table: ExportTable,
  { mark }: { readonly mark: boolean },
  tell: Tell,
): AsyncGenerator<Buffer> {
  const { columns } = table;
  const head = columns.map(() => ({ holds: 'word' as const }));
  yield Buffer.from(
    `${mark ? MARK : ''}${line(
      columns.map(({ name }) => name),
      head,
    )}`,
  );
  for await (const rows of table.rows()) {
    yield Buffer.from(rows.map((row) => line(row, columns)).join(''));
    tell(rows.length);
  }
}
