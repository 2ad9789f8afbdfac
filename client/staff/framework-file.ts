/** A framework from a chosen file, read and checked by the server, which stores nothing. */
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

/** Null where the file is neither. @throws Trouble on what no editor could show, with the place: a cell, or a path in the JSON */
export async function readFrameworkFile(file: File): Promise<Framework | null> {
  const json = await contentOf(file);
  return json && (await answerOf(frameworks.frameworks.sheet.$post({ json }))).framework;
}

async function contentOf(file: File): Promise<{ file: string } | { framework: Framework } | null> {
  if (/\.xlsx$/i.test(file.name)) return { file: await base64Of(file) };
  const read = readDefinition(await file.text());
  if (read.is !== 'definition' || read.definition.kind !== 'framework') return null;
  const { framework } = read.definition;
  return typeof framework === 'object' && framework !== null ? { framework: framework as Framework } : null;
}
