/** `npm run bench`: prints what the import of 100.000 sheets costs in time and memory, on both databases. */
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { importTable, measureImport } from './measure-import.ts';

it('import', async () => {
  const server = inject('postgresUrl');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database importing');
  await client.end();
  const importings = await measureImport(100_000, `${server}/importing`);
  process.stdout.write(`\n${importTable(importings)}\n`);
  expect(importings.map(({ accepted }) => accepted)).toEqual([100_000, 100_000]);
});
