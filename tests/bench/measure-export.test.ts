/** The bench of files in small, by the built program. Nothing is asserted of speed. */
import { expect, it } from 'vitest';
import { exportTable, measureExport } from './measure-export.ts';

it('makes both files whole, and says what they took', async () => {
  const exportings = await measureExport({ csv: 5100, xlsx: 700 }, null);
  expect(exportings).toMatchObject([
    { database: 'SQLite', format: 'csv', rows: 5100, stored: 5100, found: 5100 },
    { database: 'SQLite', format: 'xlsx', rows: 700, stored: 700, found: 700 },
  ]);
  expect(exportTable(exportings)).toMatch(/SQLite csv +5100 +5100 +5100 /);
});
