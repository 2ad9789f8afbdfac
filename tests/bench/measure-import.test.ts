/** The bench of imports in small, by the built program. Nothing is asserted of speed. */
import { expect, it } from 'vitest';
import { importTable, measureImport } from './measure-import.ts';

it('checks and stores every row of the file, and says what it took', async () => {
  const importings = await measureImport(2100, null);
  expect(importings).toMatchObject([{ database: 'SQLite', rows: 2100, accepted: 2100 }]);
  expect(importTable(importings)).toMatch(/SQLite +2100 +0\.\d /);
});
