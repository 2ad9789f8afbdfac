/** The trial in small. */
import { expect, it } from 'vitest';
import { DATABASES } from '../help/databases.ts';
import { raceReportText, tokenRace } from './token-race.ts';

it.each(DATABASES)('a token used by 50 phones at once gives one answer (%s)', async (database) => {
  const report = await tokenRace(database, 5);
  expect(report.broken).toEqual([]);
  expect(raceReportText(report)).toContain('5 times: 5 answers');
});
