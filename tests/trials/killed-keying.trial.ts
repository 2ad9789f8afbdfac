/** `npm run trials -- killed-keying [kills]`; 50 unless given. */
import { expect, it } from 'vitest';
import { killedKeying, killedKeyingText } from './killed-keying.ts';

it('loses no acknowledged sheet', async () => {
  const report = await killedKeying(Number(process.env.TRIAL_COUNT ?? 50));
  process.stdout.write(`\n${killedKeyingText(report)}\n`);
  expect(report.broken).toEqual([]);
});
