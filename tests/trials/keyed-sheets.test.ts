/** The trial in small, with clerks who slip often. */
import { expect, it } from 'vitest';
import { DATABASES } from '../help/databases.ts';
import { brokenPromises, keyedSheets, keyedSheetsText } from './keyed-sheets.ts';

it.each(DATABASES)('two passes find every error that is not made alike (%s)', async (database) => {
  const report = await keyedSheets(database, 200, 0.05);
  expect(brokenPromises(report)).toEqual([]);
  expect(report.seeded).toBeGreaterThan(300);
  // Slips made alike are there too: the trial would notice a comparison that claims to find them.
  expect(report.alike).toBeGreaterThan(0);
  expect(keyedSheetsText(report)).toContain('agree in every counter');
});
