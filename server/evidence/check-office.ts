/** DOCX and XLSX by their parts: the main document must be there and of the kind without macros, and nothing that runs. */
import { refuse } from './file-kind.ts';
import { readZip } from './zip-file.ts';

const LIMITS = { entries: 2000, inflated: 200 * 1024 * 1024 };
const TYPES = '[Content_Types].xml';
const MAIN = {
  docx: { part: 'word/document.xml', type: 'wordprocessingml.document.main+xml' },
  xlsx: { part: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main+xml' },
} as const;
/** Macros, ActiveX, embedded objects and whatever a desktop would run. */
const RUNS =
  /vbaProject|vbaData|(^|\/)activeX\/|oleObject|(^|\/)macrosheets\/|\.(exe|dll|com|scr|js|jse|vbs|vbe|wsf|bat|cmd|ps1|hta|jar|lnk|html?|mht(ml)?)$/i;
const RUNNING_TYPES = /macroEnabled|vbaProject|activeX|oleObject/i;

/** @throws Problem `evidence-refused` */
export async function checkOffice(bytes: Buffer): Promise<'docx' | 'xlsx'> {
  const parts = await readZip(bytes, LIMITS, (name) => name === TYPES);
  const types = parts.get(TYPES)?.toString('utf8') ?? '';
  const kind = parts.has(MAIN.docx.part) ? 'docx' : parts.has(MAIN.xlsx.part) ? 'xlsx' : null;
  if (kind === null || types === '') refuse('unknown-kind');
  if ([...parts.keys()].some((name) => RUNS.test(name)) || RUNNING_TYPES.test(types)) refuse('macros');
  if (!types.includes(MAIN[kind].type)) refuse('unknown-kind');
  return kind;
}
