/** A framework from a chosen file: a workbook is read by the server, which stores nothing; JSON is read here. */
import type { Framework } from '../../server/core/framework.ts';
import { answerOf, frameworks } from './api.ts';
import { readDefinition } from './read-file.ts';

export const FRAMEWORK_FILES = '.xlsx,.json,application/json';

/** The bytes as base64, which JSON can carry. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Null where the file is neither. @throws Trouble on a workbook that cannot be read, with sheet, row and column */
export async function readFrameworkFile(file: File): Promise<Framework | null> {
  if (/\.xlsx$/i.test(file.name)) {
    const sent = frameworks.frameworks.sheet.$post({ json: { file: await base64Of(file) } });
    return (await answerOf(sent)).framework;
  }
  const read = readDefinition(await file.text());
  if (read.is !== 'definition' || read.definition.kind !== 'framework') return null;
  const { framework } = read.definition;
  return typeof framework === 'object' && framework !== null ? (framework as Framework) : null;
}
