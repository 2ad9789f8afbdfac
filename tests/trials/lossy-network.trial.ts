/** `npm run trials -- lossy-network [answers]`; 2,000 unless given. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { lossyNetwork, lossyReportText } from './lossy-network.ts';

onBothDatabases('through a network that cuts replies', (database) => {
  test('every answer is stored once and has its receipt', async () => {
    const count = Number(process.env.TRIAL_COUNT ?? 2000);
    const report = await lossyNetwork(database, count);
    process.stdout.write(`\n${database}: ${lossyReportText(report)}\n`);
    expect(report).toMatchObject({ stored: count, receipts: count, spent: count, refused: 0 });
  });
});
