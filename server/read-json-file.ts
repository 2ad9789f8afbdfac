/** A JSON file given on the command line. What is no JSON is told by what it is. */
import { readFileSync } from 'node:fs';

/** @throws Error in words: no such file, a workbook, a table as text, JSON that breaks off */
export function readJsonFile(file: string): unknown {
  const bytes = bytesOf(file);
  if (bytes.toString('latin1', 0, 2) === 'PK')
    throw new Error(`${file}: a workbook (XLSX) or another archive, not the JSON file that is wanted`);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      /^\s*[{[]/.test(text)
        ? `${file}: JSON that breaks off or was damaged; take a whole copy of it`
        : `${file}: no JSON; a table (CSV) or another text is not what is wanted`,
    );
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT' ? `${file}: there is no such file` : `${file}: cannot be read (${code})`,
    );
  }
}
