/** The bench of printing in small, by the built program: it finds its fonts, and says what it took. Nothing is asserted of speed. */
import { expect, it } from 'vitest';
import { measurePrint, printTable } from './measure-print.ts';

it('prints both forms from the build and compares', async () => {
  const printings = await measurePrint([1, 3]);
  expect(printings.map(({ form, sheets, pages }) => [form, sheets, pages])).toEqual([
    ['satisfaction', 1, 4],
    ['satisfaction', 3, 8],
    ['deputies-on-departments', 1, 4],
    ['deputies-on-departments', 3, 8],
  ]);
  for (const { bytes, peak } of printings) {
    expect(bytes).toBeGreaterThan(10_000);
    expect(peak).toBeGreaterThan(10_000_000);
  }
  expect(printTable(printings)).toMatch(/satisfaction: 3\/1 sheets take \d+\.\d\d of the time and \d+\.\d\d/);
});
