/**
 * What a running server prints, from start to end, names no slip, receipt, phone or address of a citizen, however the
 * requests go (decisions 17 and 18): an operator who keeps it all learns nothing.
 */
import { randomBytes } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { SAMPLE_SURVEY } from '../../server/actions/load-sample.ts';
import { freshDatabase, onBothDatabases } from '../help/databases.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { newClientId } from '../help/world.ts';
import { satisfactionAnswers } from './hand-computed.ts';

const UNIT = 'XX-12';
const JSON_TYPE = { 'Content-Type': 'application/json' };

async function start(database: Database): Promise<RunningServer> {
  if (database === 'sqlite') return startRunningServer();
  const { address } = await freshDatabase(database, 'empty');
  return startRunningServer({ DATABASE_URL: address });
}

/** Answers, refusals and stray requests of all kinds, each of which names something secret. @returns the secrets */
async function visitOften({ origin, cli }: RunningServer): Promise<string[]> {
  const printed = await cli('tokens', SAMPLE_SURVEY, UNIT, '3');
  const [token = '', other = ''] = printed.match(/^[\w-]{20,}$/gm) ?? [];
  const strange = randomBytes(16).toString('base64url');
  const clientId = newClientId();
  const body = (more: object) =>
    JSON.stringify({
      clientId,
      survey: SAMPLE_SURVEY,
      formVersion: 1,
      unit: UNIT,
      respondentGroup: 'citizen',
      channel: 'web',
      answers: satisfactionAnswers([5, 4, 3, 2]),
      ...more,
    });
  const post = (path: string, text: string, headers: Record<string, string> = JSON_TYPE) =>
    fetch(`${origin}${path}`, { method: 'POST', headers, body: text });
  const answer = await post('/api/v1/responses', body({ token }));
  expect(answer.status).toBe(201);
  const { receipt } = (await answer.json()) as { receipt: string };
  const statuses = [
    await post('/api/v1/responses', body({ token })),
    await post('/api/v1/responses', body({ clientId: newClientId(), token })),
    await post('/api/v1/responses', body({ token: strange })),
    await post('/api/v1/responses', body({ clientId: newClientId(), token: other, answers: { q01: token } })),
    await post('/api/v1/responses', body({ token }).slice(0, -20)),
    await post('/api/v1/responses', body({ token: 'x'.repeat(300_000) })),
    await post('/api/v1/receipts', JSON.stringify({ receipt })),
    await post('/bien-nhan', `receipt=${receipt}`, { 'Content-Type': 'application/x-www-form-urlencoded' }),
    await fetch(`${origin}/p/${token}`),
    await fetch(`${origin}/en/p/${strange}`),
    await post(`/p/${other}`, `clientId=${clientId}`, {
      'Content-Type': 'application/x-www-form-urlencoded',
    }),
    await fetch(`${origin}/khao-sat/${SAMPLE_SURVEY}/${UNIT}?token=${token}`),
    await fetch(`${origin}/khao-sat/${token}/%00`),
    await fetch(`${origin}/p/${token}/%E0%A4%A`),
  ].map((response) => response.status);
  expect(statuses.slice(0, 4)).toEqual([200, 409, 409, 422]);
  return [token, other, strange, clientId, receipt];
}

onBothDatabases('the output of a running server', (database) => {
  test('names nothing of a citizen', { timeout: 180_000 }, async () => {
    expect(inject('postgresUrl')).toBeTruthy();
    const server = await start(database);
    try {
      const secrets = await visitOften(server);
      expect(secrets.filter((secret) => secret.length < 8)).toEqual([]);
      const output = server.output();
      expect(output).toContain('quan-tri');
      expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
      expect(output).not.toMatch(/\/p\/|bien-nhan|X-Forwarded|"clientId"/i);
    } finally {
      await server.stop();
    }
  });
});
