/** Files made for staff in tests: a folder of its own, gone when the test file ends, and nothing that goes wrong unseen. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { type ExportFile, findExportFile } from '../../db/queries/export-files.ts';
import type { Actor } from '../../server/access.ts';
import type { Environment } from '../../server/environment.ts';
import type { ExportAsked } from '../../server/export-scope.ts';
import { type ExportDisk, ExportFiles } from '../../server/exports/export-files.ts';
import type { fileSource } from '../../server/exports/file-source.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function exportFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-exports-'));
  folders.push(folder);
  return join(folder, 'exports');
}

/** @param report what nobody expected; printed unless given */
export function exportFiles(
  environment: Environment,
  folder = exportFolder(),
  report: (error: unknown) => void = console.error,
  disk?: ExportDisk,
  source?: typeof fileSource,
): ExportFiles {
  return new ExportFiles(environment, folder, report, disk, source);
}

/** What may be chosen, where nothing is. */
export const CHOICES = { mark: false, lang: 'vi', part: 'ranking', answers: false } as const;

/** Has a file made and waits for it. */
export async function madeFile(
  exports: ExportFiles,
  db: Db,
  actor: Actor,
  asked: Pick<ExportAsked, 'kind' | 'format' | 'of'> & { readonly choices?: Partial<ExportAsked['choices']> },
): Promise<ExportFile> {
  const { id } = await exports.ask(actor, { ...asked, choices: { ...CHOICES, ...asked.choices } });
  await exports.ended(id);
  const file = await findExportFile(db, id);
  if (!file) throw new Error('the file is not on record');
  return file;
}

/** The whole file; held against what is on record of it. */
export async function bytesOf(exports: ExportFiles, file: ExportFile): Promise<Buffer> {
  if (file.state !== 'done') throw new Error(`${file.fileName}: ${file.state} ${file.trouble}`);
  const parts: Buffer[] = [];
  for await (const part of await exports.open(file)) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== file.bytes || hash !== file.fileHash) throw new Error('not the bytes on record');
  return bytes;
}
