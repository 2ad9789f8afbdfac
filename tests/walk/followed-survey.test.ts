/** The trial in small: 200 answers a second for some seconds (issue 6, "Must show" 2). */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { followedReportText, followSurvey } from '../trials/followed-survey.ts';

onBothDatabases('a survey that is followed', (database) => {
  test('every figure shown equals a recount of the release it names', { timeout: 180_000 }, async () => {
    const report = await followSurvey(database, 1200);
    process.stdout.write(`\n${followedReportText(report)}\n`);
    expect(report.broken).toEqual([]);
    expect(report.answers).toBe(1200);
    expect(report.releases).toBeGreaterThan(5);
    expect(report.events).toBeGreaterThan(1);
    expect(report.recounts).toBeGreaterThan(1);
    expect(report.figures).toBeGreaterThan(1000);
  });
});
