/** `npm run trials -- token-race [races]`; 200 unless given. */
import { expect, it } from 'vitest';
import { DATABASES } from '../help/databases.ts';
import { raceReportText, tokenRace } from './token-race.ts';

it.each(DATABASES)('a token used by many at once gives one answer (%s)', async (database) => {
  const report = await tokenRace(database, Number(process.env.TRIAL_COUNT ?? 200));
  process.stdout.write(`\n${raceReportText(report)}\n`);
  expect(report.broken).toEqual([]);
});
