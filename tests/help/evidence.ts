/** Documents for tests: a store in a folder of its own, and files of every kind, honest and hostile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll } from 'vitest';
import { type Disk, EvidenceStore } from '../../server/evidence/evidence-store.ts';
import { makeZip, type ZipPart } from './make-zip.ts';
import type { Member } from './member.ts';
import type { World } from './world.ts';

export const REDRAWER = join(import.meta.dirname, '../../server/evidence/reencode-image.js');

let folder: string | null = null;
let made = 0;

afterAll(() => {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder of this test file's own, gone when it ends. */
export function evidenceFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'thuoc-do-evidence-'));
  made += 1;
  return join(folder, String(made));
}

export const evidenceStore = (at = evidenceFolder(), disk?: Disk): EvidenceStore =>
  new EvidenceStore(at, REDRAWER, disk);

/** A small honest PDF; `more` are further objects, `tail` stands behind its end. */
export const pdf = (more = '', tail = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n${more}\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n${tail}`,
    'latin1',
  );

/** A PDF whose objects lie in a compressed stream. */
export function packedPdf(objects: string | Buffer): Buffer {
  const packed = deflateSync(objects);
  const stream = `3 0 obj <</Type /ObjStm /Filter /FlateDecode /Length ${packed.length}>> stream\n`;
  return pdf(`${stream}${packed.toString('latin1')}\nendstream endobj`);
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 60 } } });

export const png = (width = 8, height = 8): Promise<Buffer> => plain(width, height).png().toBuffer();

/** As a phone takes it: with the place and the camera written into it. */
export const jpeg = (): Promise<Buffer> =>
  plain(8, 6)
    .jpeg()
    .withExif({ IFD0: { Make: 'Camera-of-somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

const OFFICE = {
  docx: { part: 'word/document.xml', type: 'wordprocessingml.document.main+xml' },
  xlsx: { part: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main+xml' },
};

/** A DOCX or XLSX by its parts; `more` are further ones. */
export function office(
  kind: 'docx' | 'xlsx',
  more: readonly ZipPart[] = [],
  type = `application/vnd.openxmlformats-officedocument.${OFFICE[kind].type}`,
): Buffer {
  const { part } = OFFICE[kind];
  const types = `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="${type}"/></Types>`;
  return makeZip([
    { name: '[Content_Types].xml', content: types },
    { name: '_rels/.rels', content: '<Relationships/>' },
    { name: part, content: '<document/>' },
    ...more,
  ]);
}

export interface Sent {
  readonly campaign: string;
  readonly unit?: string;
  readonly criterion?: string;
  readonly fileName?: string;
  readonly title?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a document as the page does. */
export async function sendEvidence(
  { app }: World,
  { cookie }: Pick<Member, 'cookie'>,
  bytes: Buffer,
  sent: Sent,
): Promise<Response> {
  const {
    campaign,
    unit = 'TT-AN',
    criterion = '1.1',
    fileName = 'tai-lieu.pdf',
    title = 'Quyết định',
  } = sent;
  const query = new URLSearchParams({ criterion, fileName, title, ...sent.more });
  return app.request(`/api/v1/campaigns/${campaign}/units/${unit}/evidence?${query}`, {
    method: 'POST',
    headers: {
      Cookie: cookie,
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes.length),
      'X-Upload': 'file',
      ...sent.headers,
    },
    body: new Uint8Array(bytes),
  });
}
