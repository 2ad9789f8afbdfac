/** `npm run bench`: prints what a year of 1,000,000 dossiers costs to import and to rate, in time and memory, on both databases. */
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { measureRating, ratingTable } from './measure-rating.ts';

const DOSSIERS = 1_000_000;

it('rating', async () => {
  const server = inject('postgresUrl');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database rating');
  await client.end();
  const measured = await measureRating(DOSSIERS, `${server}/rating`);
  process.stdout.write(`\n${ratingTable(measured)}\n`);
  expect(measured.map(({ stored }) => stored)).toEqual([DOSSIERS, DOSSIERS]);
  const [sqlite, postgres] = measured.map(({ rated }) => rated);
  expect(sqlite).toBe(postgres);
  expect(sqlite).toBeGreaterThan(0.9 * DOSSIERS);
});
