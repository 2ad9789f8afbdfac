/** The one way into the evidence store: what a document is, that it is only that, and what of it is kept. */
import { fileTypeFromBuffer } from 'file-type';
import { checkOffice } from './check-office.ts';
import { checkPdf } from './check-pdf.ts';
import { type FileKind, KINDS, kindOf, nameFor, refuse } from './file-kind.ts';
import { redrawImage } from './redraw-image.ts';

export interface CheckedFile {
  readonly kind: FileKind;
  readonly mediaType: string;
  readonly name: string;
  /** What is stored: the document as it came, an image drawn anew. */
  readonly bytes: Buffer;
}

/**
 * @param given the name it was sent under
 * @param redrawer path of `reencode-image.js`
 * @throws Problem `evidence-refused`
 */
export async function checkFile(bytes: Buffer, given: string, redrawer: string): Promise<CheckedFile> {
  const begins = kindOf(bytes);
  const kind = begins === 'zip' ? await checkOffice(bytes) : begins;
  const { type } = KINDS[kind];
  // A second opinion, from a table of many formats: where two readers disagree, a third may see something else again.
  if ((await fileTypeFromBuffer(bytes))?.mime !== type) refuse('unknown-kind');
  const name = nameFor(kind, given);
  if (kind === 'pdf') checkPdf(bytes);
  const kept = kind === 'jpeg' || kind === 'png' ? await redrawImage(redrawer, kind, bytes) : bytes;
  return { kind, mediaType: type, name, bytes: kept };
}
