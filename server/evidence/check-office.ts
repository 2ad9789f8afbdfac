/**
 * DOCX and XLSX by their parts: the main document must be there and of the kind without macros, and nothing in it runs,
 * or brings something that runs from elsewhere when it is opened.
 */
import { refuse } from './file-kind.ts';
import { readZip } from './zip-file.ts';

const MEGABYTE = 1024 * 1024;
const LIMITS = { entries: 2000, inflated: 200 * MEGABYTE, kept: 48 * MEGABYTE };
const TYPES = '[Content_Types].xml';
const MAIN = {
  docx: { part: 'word/document.xml', type: 'wordprocessingml.document.main+xml' },
  xlsx: { part: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main+xml' },
} as const;
/** Macros, ActiveX, embedded objects and whatever a desktop would run. */
const RUNS =
  /vbaProject|vbaData|(^|\/)activeX\/|oleObject|(^|\/)macrosheets\/|\.(exe|dll|com|scr|cpl|msi|msp|msc|pif|reg|url|js|jse|vbs|vbe|wsf|wsh|wsc|sct|bat|cmd|ps1|hta|jar|lnk|scf|inf|chm|iso|html?|mht(ml)?|[dx][ol][ct]m|pptm|xlsb|rtf|zip|rar|7z)$/i;
/** Charts keep their numbers in a workbook; anything else that is embedded belongs to another program. */
const EMBEDDED = /(^|\/)embeddings\/(?!.*\.(xlsx|docx|pptx)$)/i;
const RUNNING_TYPES = /macroEnabled|vbaProject|activeX|oleObject/i;
/** Parts that say what is loaded from where, and those in which a field may call another program. */
const READ = /\.rels$|^word\/[^/]+\.xml$|^xl\/externalLinks\/[^/]+\.xml$/i;
/** Fetched when the document is opened, without a word to the reader (ECMA-376-1, 17.15.1.10 and 17.15.2.19). */
const FETCHED = /\bType\s*=\s*["'][^"']*\/(attachedTemplate|oleObject|frame|subDocument|aFChunk)["']/i;
const OUTSIDE = /\bTargetMode\s*=\s*["']External["']/i;
/** A field or link that starts another program (ECMA-376-1, 17.16.5.15 and 18.14.4). */
const CALLS_PROGRAM = /(^|[^A-Za-z0-9_])DDE(AUTO)?[\s"\\]/i;
const FIELD_CODE = /<\w+:instrText\b[^>]*>([^<]*)|\binstr\s*=\s*"([^"]*)"/g;

/** @throws Problem `evidence-refused` */
export async function checkOffice(bytes: Buffer): Promise<'docx' | 'xlsx'> {
  const parts = await readZip(bytes, LIMITS, (name) => name === TYPES || READ.test(name));
  const types = parts.get(TYPES)?.toString('utf8') ?? '';
  const kind = parts.has(MAIN.docx.part) ? 'docx' : parts.has(MAIN.xlsx.part) ? 'xlsx' : null;
  if (kind === null || types === '') refuse('unknown-kind');
  const names = [...parts.keys()];
  if (names.some((name) => RUNS.test(name) || EMBEDDED.test(name)) || RUNNING_TYPES.test(types))
    refuse('macros');
  if ([...parts.values()].some((part) => reachesOut(part))) refuse('macros');
  if (!types.includes(MAIN[kind].type)) refuse('unknown-kind');
  return kind;
}

/** In another encoding than UTF-8, which Office never writes, nothing could be seen. */
function reachesOut(part: Buffer): boolean {
  if (part.includes(0)) return true;
  const text = plainXml(part.toString('utf8'));
  const relations = text.match(/<(\w+:)?Relationship\b[^>]*>/g) ?? [];
  if (relations.some((one) => OUTSIDE.test(one) && FETCHED.test(one))) return true;
  if (/<(\w+:)?ddeLink\b/.test(text)) return true;
  const codes = [...text.matchAll(FIELD_CODE)].map(([, run, whole]) => run ?? whole ?? '');
  // A field's code may be cut into several runs, and one run may hold the whole of it.
  return [codes.join(''), ...codes].some((code) => CALLS_PROGRAM.test(`${code} `));
}

/** Letters may be spelt by their number. */
const plainXml = (text: string) =>
  text.replace(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (_, number: string) => {
    const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
    return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : ' ';
  });
