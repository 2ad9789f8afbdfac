/** `npm run trials -- kill-nine [kills]`; 50 unless given. */
import { expect, it } from 'vitest';
import { killNine, killReportText } from './kill-nine.ts';

it('loses no acknowledged answer', async () => {
  const report = await killNine(Number(process.env.TRIAL_COUNT ?? 50));
  process.stdout.write(`\n${killReportText(report)}\n`);
  expect(report.broken).toEqual([]);
});
