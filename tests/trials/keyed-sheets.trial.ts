/** `npm run trials -- keyed-sheets [sheets]`; 10,000 unless given. */
import { expect, it } from 'vitest';
import { DATABASES } from '../help/databases.ts';
import { brokenPromises, keyedSheets, keyedSheetsText } from './keyed-sheets.ts';

it.each(DATABASES)('two passes find every error that is not made alike (%s)', async (database) => {
  const report = await keyedSheets(database, Number(process.env.TRIAL_COUNT ?? 10_000), 0.005);
  process.stdout.write(`\n${keyedSheetsText(report)}\n`);
  expect(brokenPromises(report)).toEqual([]);
});
