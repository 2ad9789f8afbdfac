/** A file given on the command line that is none of what is wanted is told by what it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readJsonFile } from '../../server/read-json-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-json-'));
const file = join(folder, 'cong-bo.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, string, RegExp]>([
  ['a workbook', 'PK\u0003\u0004…', /workbook \(XLSX\)/],
  ['a table as text', 'unit,name\nTT-AN,Sở An\n', /no JSON; a table \(CSV\)/],
  ['a file that was cut', '{"inputs": {"units": [', /breaks off or was damaged/],
])('%s', (_, content, sentence) => {
  writeFileSync(file, content);
  expect(() => readJsonFile(file)).toThrow(sentence);
  expect(() => readJsonFile(file)).not.toThrow(/Unexpected/);
});

test('a file that is not there, and a folder', () => {
  expect(() => readJsonFile(join(folder, 'x.json'))).toThrow('x.json: there is no such file');
  expect(() => readJsonFile(folder)).toThrow(/cannot be read/);
});

test('a mark for the order of bytes is passed over', () => {
  writeFileSync(file, '\ufeff{"a": 1}');
  expect(readJsonFile(file)).toEqual({ a: 1 });
});
