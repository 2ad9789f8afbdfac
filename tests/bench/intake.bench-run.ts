/** `npm run bench`: prints how many answers a second this machine takes in. BENCH_PROFILES=<folder> adds CPU profiles. */
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { intakeTable } from './intake-table.ts';
import { measureIntake } from './measure-intake.ts';

async function emptyDatabase(name: string): Promise<string> {
  const server = inject('postgresUrl');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}

it('intake', async () => {
  const measured = await measureIntake({
    rounds: 7,
    warmUp: 5000,
    roundSeconds: 3,
    postgres: [await emptyDatabase('grouped'), await emptyDatabase('single')],
    profiles: process.env.BENCH_PROFILES,
  });
  process.stdout.write(`\n${intakeTable(measured)}\n`);
  expect(measured).toHaveLength(6);
});
