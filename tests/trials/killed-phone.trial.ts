/** `npm run trials -- killed-phone [kills]`; 100 unless given. */
import { expect, it } from 'vitest';
import { killedPhone, killedPhoneText } from './killed-phone.ts';

it('loses no answer that was called saved', async () => {
  const report = await killedPhone(Number(process.env.TRIAL_COUNT ?? 100));
  process.stdout.write(`\n${killedPhoneText(report)}\n`);
  expect([report.counted, report.receipts]).toEqual([report.saved, report.saved]);
});
