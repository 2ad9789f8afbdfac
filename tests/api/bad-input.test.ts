/**
 * Whatever arrives at the door, the answer is a problem that names the field, in the reader's language, and nothing of
 * what was refused is stored.
 */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { openedWorld, rowCounts, visit, whatAnswersLeft } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';
import { BAD, type Bad, good, many, raw } from './bad-submissions.ts';

interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { field: string; code: string; sentence: string }[];
}

async function refused(world: World, bad: Bad, language?: string) {
  const headers = { ...bad.headers, ...(language ? { 'Accept-Language': language } : {}) };
  const response = await world.post('/api/v1/responses', bad.body, headers);
  const text = await response.text();
  return { response, text, body: JSON.parse(text) as ProblemBody };
}

const VIETNAMESE = /[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;
/** Lines of a stack, files and folders, and what libraries say when they are at a loss. */
const INNARDS =
  /node_modules|\bat .+:\d+:\d+|\.tsx?\b|\/work\/|\/tmp\/|SQLITE|syntax error|Unexpected|\[object/;

onBothDatabases('bad input', (database) => {
  test('is refused with its code and its places, and leaves nothing behind', async () => {
    const world = await openedWorld(database);
    const before = { rows: await rowCounts(world.db), left: await whatAnswersLeft(world.db) };
    const seen = [];
    for (const bad of BAD) {
      const { response, body } = await refused(world, bad);
      expect(response.headers.get('Content-Type'), bad.what).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('Cache-Control'), bad.what).toBe('no-store');
      const places = body.errors.map(({ field, code }) => `${field} ${code}`);
      seen.push([bad.what, response.status, body.status, body.code, ...places]);
    }
    expect(seen).toEqual(
      BAD.map(({ what, status, code, places = [] }) => [what, status, status, code, ...places]),
    );
    expect({ rows: await rowCounts(world.db), left: await whatAnswersLeft(world.db) }).toEqual(before);
    // And the door is still open.
    expect((await world.send(visit())).status).toBe(201);
  });

  test('is told in Vietnamese, or in English to who asks for it, without a word of the innards', async () => {
    const world = await openedWorld(database);
    for (const bad of BAD) {
      for (const language of [undefined, 'fr-FR,en;q=0.5', 'vi-VN']) {
        const { body, text } = await refused(world, bad, language);
        const sentences = [body.title, body.detail, ...body.errors.map((one) => one.sentence)];
        for (const sentence of sentences) expect(sentence, `${bad.what}: ${text}`).toMatch(VIETNAMESE);
        expect(text, bad.what).not.toMatch(INNARDS);
      }
      const { body, text } = await refused(world, bad, 'en-GB,en;q=0.9,vi;q=0.8');
      const sentences = [body.title, body.detail, ...body.errors.map((one) => one.sentence)];
      for (const sentence of sentences) {
        expect(sentence, `${bad.what}: ${text}`).not.toMatch(VIETNAMESE);
        expect(sentence, `${bad.what}: ${text}`).toMatch(/^[A-Z].* /);
      }
      expect(text, bad.what).not.toMatch(INNARDS);
    }
  });

  test('a hostile body names at most 100 places, and none of them at length', async () => {
    const world = await openedWorld(database);
    const { body, text } = await refused(world, {
      what: 'many keys',
      body: visit({ answers: many(10_000) }),
      status: 422,
      code: 'answers-invalid',
    });
    expect(body.errors).toHaveLength(100);
    expect(text.length).toBeLessThan(40_000);
    const long = await refused(world, {
      what: 'one long key',
      body: visit({ answers: { ...good, ['k'.repeat(100_000)]: 1 } }),
      status: 422,
      code: 'answers-invalid',
    });
    expect(long.response.status).toBe(422);
    expect(long.text.length).toBeLessThan(2_000);
  });

  test('a prototype is never reached', async () => {
    const world = await openedWorld(database);
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString'])
      await world.post('/api/v1/responses', raw(`{"${key}": {"polluted": 1}}`));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.prototype.toString).toBeTypeOf('function');
  });
});
