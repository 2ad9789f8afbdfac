/** Files of sheets to the server and back. */
import { sheetImports } from './api.ts';
import { saveFile } from './csv.ts';
import { Trouble } from './trouble.ts';

/** The kinds that are taken, by the end of the file's name: what a browser says of a CSV file depends on the machine. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** For the dialog of the browser. */
export const ACCEPTED = `.csv,.xlsx,${Object.values(TYPES).join(',')}`;

/** Null: no kind that is taken. */
export const typeOf = (name: string): string | null =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;

export type Pass = '0' | '1' | '2';

/** Sends the file as it is and waits until it was checked whole. @throws Trouble */
export async function sendSheets(survey: string, file: File, pass: Pass) {
  const type = typeOf(file.name);
  if (type === null) throw new Trouble('unsupported-media-type');
  const headers = () => ({
    'Content-Type': type,
    'X-Upload': 'sheets',
    'Accept-Language': document.documentElement.lang,
  });
  const sent = sheetImports.surveys[':survey']['sheet-imports'].$post(
    { param: { survey }, query: { name: file.name.slice(-200), pass } },
    { headers, init: { body: file } },
  );
  return (await sent).json();
}

/** Saves what the server sends, under the name it gives. @throws Trouble */
export async function saveFrom(sent: Promise<Pick<Response, 'headers' | 'blob'>>): Promise<void> {
  const response: Pick<Response, 'headers' | 'blob'> = await sent;
  const blob = await response.blob().catch(() => {
    throw new Trouble('unreachable');
  });
  saveFile(nameIn(response.headers.get('Content-Disposition') ?? ''), blob, blob.type);
}

function nameIn(disposition: string): string {
  const [, name = 'tep'] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  return decodeURIComponent(name);
}
