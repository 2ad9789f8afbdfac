/** `npm run bench`: prints what 500 sheets cost in time and memory, beside 50. */
import { expect, it } from 'vitest';
import { measurePrint, printTable } from './measure-print.ts';

it('printing', async () => {
  const printings = await measurePrint([50, 500]);
  process.stdout.write(`\n${printTable(printings)}\n`);
  expect(printings).toHaveLength(4);
});
