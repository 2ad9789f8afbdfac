/** Files of dossiers on their way, in tests: a folder of its own, gone when the test file ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { DossierImports } from '../../server/dossier-import/dossier-imports.ts';
import type { LineDisk } from '../../server/dossier-import/line-file.ts';
import type { Environment } from '../../server/environment.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function dossierFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-dossiers-'));
  folders.push(folder);
  return join(folder, 'dossiers');
}

/** @param report what nobody expected; printed unless given */
export const dossierImports = (
  environment: Environment,
  folder = dossierFolder(),
  report: (error: unknown) => void = console.error,
  disk?: LineDisk,
): DossierImports => new DossierImports(environment, folder, report, disk);
