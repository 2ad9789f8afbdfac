/** Tables as files that a spreadsheet opens: comma, CRLF, UTF-8 with its mark, so that Excel reads Vietnamese. */
import { isDecimalText } from '../decimal-text.ts';

const MARK = '\ufeff';

/** A text that begins like a formula would be computed by the spreadsheet that opens it; a number is none. */
const defused = (text: string) =>
  !isDecimalText(text) && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cell = (value: string | number) => (typeof value === 'number' ? String(value) : quoted(defused(value)));

/** Numbers in machine notation; texts quoted where they must be. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Hands a text, or what came from the server, to the person as a file. */
export function saveFile(name: string, content: BlobPart, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers fetch only after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
