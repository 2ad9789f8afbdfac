/** The trial in small. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { lossyNetwork } from './lossy-network.ts';

onBothDatabases('through a network that cuts replies', (database) => {
  test('every answer is stored once and has its receipt', async () => {
    const report = await lossyNetwork(database, 100);
    expect(report).toMatchObject({ stored: 100, receipts: 100, spent: 100, refused: 0 });
    expect(report.cutReplies).toBeGreaterThan(10);
    expect(report.cutRequests).toBeGreaterThan(0);
  });
});
