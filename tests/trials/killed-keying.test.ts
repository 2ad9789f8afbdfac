/** The trial in small. */
import { expect, it } from 'vitest';
import { killedKeying, killedKeyingText } from './killed-keying.ts';

it('loses no acknowledged sheet when the server is killed', { timeout: 120_000 }, async () => {
  const report = await killedKeying(2);
  expect(report.broken).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(killedKeyingText(report)).toContain('below 100.0 %');
});
