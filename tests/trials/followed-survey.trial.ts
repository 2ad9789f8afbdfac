/** `npm run trials -- followed-survey [answers]`; 24,000 unless given: two minutes at 200 a second. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { followedReportText, followSurvey } from './followed-survey.ts';

onBothDatabases('a survey that is followed', (database) => {
  test('every figure shown equals a recount of the release it names', async () => {
    const report = await followSurvey(database, Number(process.env.TRIAL_COUNT ?? 24_000));
    process.stdout.write(`\n${followedReportText(report)}\n`);
    expect(report.broken).toEqual([]);
  });
});
