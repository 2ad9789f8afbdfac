/** Files of keyed sheets for tests: good ones, and archives that lie. */
import { crc32, deflateRawSync } from 'node:zlib';
import { UPLOAD_TYPES } from '../../server/http.ts';
import type { World } from './world.ts';

/** Lines of cells as CSV, quoted where they must be. */
export const csv = (rows: readonly (readonly string[])[], separator = ','): string =>
  rows
    .map(
      (row) =>
        `${row.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)}\r\n`,
    )
    .join('');

export interface ZipPart {
  readonly name: string;
  readonly data: string | Buffer;
  /** What the archive says of the part, where that is not the truth. */
  readonly size?: number;
  readonly packed?: Buffer;
}

/** A ZIP archive, written by hand so that it can lie. */
export function zipOf(parts: readonly ZipPart[], entries = parts.length): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.packed ?? deflateRawSync(data);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.size ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookSheet {
  readonly xml: string;
  readonly state?: 'hidden' | 'veryHidden';
}

/** The parts of a workbook whose sheets are given as their `sheetData`. */
export function workbookParts(sheets: readonly WorkbookSheet[], more: readonly ZipPart[] = []): ZipPart[] {
  const entry = ({ state }: WorkbookSheet, i: number) =>
    `<sheet name="S${i}" sheetId="${i + 1}" ${state ? `state="${state}"` : ''} r:id="rId${i + 1}"/>`;
  const relation = (_: WorkbookSheet, i: number) =>
    `<Relationship Id="rId${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`;
  return [
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?><workbook xmlns:r="${RELATION}"><sheets>${sheets.map(entry).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${sheets.map(relation).join('')}</Relationships>`,
    },
    ...sheets.map(({ xml }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<worksheet><sheetData>${xml}</sheetData></worksheet>`,
    })),
    ...more,
  ];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Rows of text cells, as a spreadsheet writes them inline. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row, i) =>
        `<row r="${i + 1}">${row.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`,
    )
    .join('');

/** Sends a file as the page of staff does. */
export function upload(
  world: World,
  { cookie }: { readonly cookie: string },
  survey: string,
  file: {
    readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
    readonly kind?: 'csv' | 'xlsx';
    readonly pass?: 0 | 1 | 2;
    readonly name?: string;
    readonly headers?: Record<string, string>;
  },
): Promise<Response> {
  const { kind = 'csv', pass = 0, name = `tep.${kind}`, headers = {} } = file;
  const query = new URLSearchParams({ name, pass: String(pass) });
  const request = new Request(`http://localhost/api/v1/surveys/${survey}/sheet-imports?${query}`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': UPLOAD_TYPES[kind], 'X-Upload': 'sheets', ...headers },
    body: file.body as BodyInit,
    duplex: 'half',
  } as RequestInit);
  return Promise.resolve(world.app.request(request));
}
