/** The parts of a workbook that say where the rows are and what their cells mean: sheets, shared strings, date formats. */
import type { Workbook } from './open-workbook.ts';
import { unreadable } from './unreadable.ts';
import { type XmlHandler, XmlReader } from './xml-reader.ts';

const FOLDER = 'xl/';

async function readPart(workbook: Workbook, part: string, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler);
  for await (const text of workbook.read(part)) reader.write(text);
  reader.end();
}

const ignore = () => undefined;

/** The part that holds the first sheet a person sees; hidden sheets are read over. @throws Problem `file-unreadable` */
export async function firstVisibleSheet(workbook: Workbook): Promise<string> {
  const sheets: { relation: string; hidden: boolean }[] = [];
  await readPart(workbook, `${FOLDER}workbook.xml`, {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({
          relation: attributes.get('id') ?? '',
          hidden: /^(hidden|veryHidden)$/.test(attributes.get('state') ?? ''),
        });
    },
    close: ignore,
    text: ignore,
  });
  const targets = new Map<string, string>();
  await readPart(workbook, `${FOLDER}_rels/workbook.xml.rels`, {
    open: (name, attributes) => {
      // A link out of the file is never followed.
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      if (!/\/worksheet$/.test(attributes.get('Type') ?? '')) return;
      targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
    },
    close: ignore,
    text: ignore,
  });
  const found = sheets.find(({ relation, hidden }) => !hidden && targets.has(relation));
  const target = targets.get(found?.relation ?? '');
  if (target === undefined) throw unreadable('empty-file');
  return target.startsWith('/') ? target.slice(1) : FOLDER + target;
}

/** `_x000D_`: how a spreadsheet writes a sign that XML does not hold. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Texts that cells name by number. */
export async function sharedStrings(workbook: Workbook): Promise<readonly string[]> {
  const strings: string[] = [];
  const part = `${FOLDER}sharedStrings.xml`;
  if (!workbook.has(part)) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  await readPart(workbook, part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't';
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(text));
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
    text: (piece) => {
      if (inText && !phonetic) text += piece;
    },
  });
  return strings;
}

/** Number formats that every spreadsheet knows as dates and times (ECMA-376, 18.8.30). */
const isDateNumber = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format of the file's own: letters of day, month, year, hour outside of quotes, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/General/gi, ''));

/** Styles of cells, by their number, whose numbers stand for dates. */
export async function dateStyles(workbook: Workbook): Promise<ReadonlySet<string>> {
  const dates = new Set<string>();
  const part = `${FOLDER}styles.xml`;
  if (!workbook.has(part)) return dates;
  const own = new Map<string, string>();
  let style = -1;
  await readPart(workbook, part, {
    open: (name, attributes) => {
      const id = attributes.get('numFmtId') ?? '';
      if (name === 'numFmt') own.set(id, attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') style = 0;
      if (name !== 'xf' || style < 0) return;
      const code = own.get(id);
      if (code === undefined ? isDateNumber(Number(id)) : isDateFormat(code)) dates.add(String(style));
      style += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') style = -1;
    },
    text: ignore,
  });
  return dates;
}
