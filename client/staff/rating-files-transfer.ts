/** A file of dossiers on its way to the server. */
import { type DossierFile, upload } from './api.ts';
import { Trouble } from './trouble.ts';

/** As on the server: told here already, before minutes of sending. */
export const LARGEST_DOSSIER_FILE = 512 * 1024 * 1024;

/** What the server says of a file that was brought. */
export type Brought = Pick<DossierFile, 'id'> & { readonly repeated: boolean };

/**
 * Sends the file as it is.
 * @param onProgress percent of it that has gone out
 * @throws Trouble
 */
export async function sendDossiers(
  province: string,
  file: File,
  onProgress: (percent: number) => void,
): Promise<Brought> {
  const query = new URLSearchParams({ province, name: file.name.slice(-200) });
  const answer = await upload(`/dossier-imports?${query}`, file, onProgress, 'text/csv');
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) throw new Trouble('unreadable');
  return { id: String(answer.id), repeated: 'repeated' in answer && answer.repeated === true };
}
