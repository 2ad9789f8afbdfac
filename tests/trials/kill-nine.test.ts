/** The trial in small. */
import { expect, it } from 'vitest';
import { killNine, killReportText } from './kill-nine.ts';

it('loses no acknowledged answer when the server is killed', { timeout: 120_000 }, async () => {
  const report = await killNine(2);
  expect(report.broken).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(killReportText(report)).toContain('below 100.0 %');
});
