/** `npm run bench`: prints what 1.000.000 answers as CSV and 200.000 as a workbook cost in time and memory, on both databases. */
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { exportTable, measureExport } from './measure-export.ts';

it('export', async () => {
  const server = inject('postgresUrl');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database exporting');
  await client.end();
  const exportings = await measureExport({ csv: 1_000_000, xlsx: 200_000 }, `${server}/exporting`);
  process.stdout.write(`\n${exportTable(exportings)}\n`);
  const rows = (one: (typeof exportings)[number]) => [one.rows, one.stored, one.found];
  expect(exportings.map(rows)).toEqual(
    [1_000_000, 200_000, 1_000_000, 200_000].map((count) => [count, count, count]),
  );
});
