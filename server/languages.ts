/** Further languages of the citizen's pages, each a data file in a folder: read once, at the start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addLanguage } from '../client/words/words-of.ts';
import type { Lang } from '../survey-forms/form.ts';

const SUFFIX = '.json';

/**
 * Adds every `<code>.json` of the folder, in the order of their names; without a folder there are none.
 * @throws Error that names the file and every fault in it: a language that is half read would stay unnoticed
 */
export function addLanguages(folder: string): Lang[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) =>
      addLanguage(file.slice(0, -SUFFIX.length), parsed(file, readFileSync(join(folder, file), 'utf8'))),
    );
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`language file ${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}
