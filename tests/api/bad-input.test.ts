/**
 * Whatever arrives at the door, the answer is a problem that names the field, in the reader's language, and nothing of
 * what was refused is stored.
 */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { openedWorld, rowCounts, visit, whatAnswersLeft } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

interface Bad {
  readonly what: string;
  /** The body as sent; anything but text goes as JSON. */
  readonly body: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
  /** `field code` of every place named. */
  readonly places?: readonly string[];
}

const good = satisfactionAnswers([5, 4, 5, 4]);
const { q22: _, ...withoutLast } = good;
const deep = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
/** JSON text with the raw text `answers` in it. */
const raw = (answers: string) =>
  JSON.stringify(visit()).replace(/"answers":.*$/, () => `"answers":${answers}}`);
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]));
const oneMegabyte = 'x'.repeat(1024 * 1024);

const wrongAnswer = (q05: unknown) => ({ ...good, q05 });
const refusedAnswer = (what: string, answers: unknown, ...places: string[]): Bad => ({
  what,
  body: visit({ answers: answers as never }),
  status: 422,
  code: 'answers-invalid',
  places,
});
const malformed = (what: string, more: object, ...places: string[]): Bad => ({
  what,
  body: { ...visit(), ...more },
  status: 400,
  code: 'malformed-request',
  places: places.map((field) => `${field} malformed-request`),
});
const unreadable = (what: string, body: string): Bad => ({ what, body, status: 400, code: 'malformed-json' });

const BAD: readonly Bad[] = [
  refusedAnswer('an answer outside its scale', wrongAnswer(6), 'answers.q05 not-in-scale'),
  refusedAnswer('zero, which is no level', wrongAnswer(0), 'answers.q05 not-in-scale'),
  refusedAnswer('minus zero', wrongAnswer(-0), 'answers.q05 not-in-scale'),
  refusedAnswer('half a level', wrongAnswer(4.5), 'answers.q05 not-in-scale'),
  refusedAnswer('a number as text', wrongAnswer('5'), 'answers.q05 wrong-type'),
  refusedAnswer('a list for a code', wrongAnswer([5]), 'answers.q05 wrong-type'),
  refusedAnswer('an object for a code', wrongAnswer({ TT: 5 }), 'answers.q05 wrong-type'),
  refusedAnswer('yes for a code', wrongAnswer(true), 'answers.q05 wrong-type'),
  refusedAnswer('a required answer left out', withoutLast, 'answers.q22 required'),
  refusedAnswer('a required answer left blank', wrongAnswer(null), 'answers.q05 required'),
  refusedAnswer(
    'an unknown question',
    { ...good, q99: 5, constructor: 1 },
    'answers.q99 unknown-question',
    'answers.constructor unknown-question',
  ),
  refusedAnswer('a list for the answers', [5, 5], 'answers wrong-type'),
  refusedAnswer('text for the answers', 'q01=5', 'answers wrong-type'),
  refusedAnswer('null for the answers', null, 'answers wrong-type'),
  refusedAnswer(
    'a comment that is too long',
    { ...good, comment: 'ế'.repeat(1001) },
    'answers.comment too-long',
  ),
  refusedAnswer('U+0000 in a comment', { ...good, comment: 'a\0b' }, 'answers.comment wrong-type'),
  {
    ...refusedAnswer('half a surrogate pair', null, 'answers.comment wrong-type'),
    body: raw(JSON.stringify({ ...good, comment: '§' }).replace('§', '\\ud83d')),
  },
  {
    ...refusedAnswer('a key __proto__', null, 'answers.__proto__ unknown-question'),
    body: raw(`{"__proto__": {"q01": 5}, ${JSON.stringify(good).slice(1)}`),
  },
  {
    ...refusedAnswer('1e309', null, 'answers.q01 not-in-scale'),
    body: raw(`{"q01": 1e309, ${JSON.stringify(good).slice(9)}`),
  },
  { ...refusedAnswer('10,000 brackets', null, 'answers wrong-type'), body: raw(deep(10_000)) },
  {
    ...refusedAnswer('10,000 brackets in one answer', null, 'answers.q05 wrong-type'),
    body: raw(JSON.stringify(wrongAnswer('§')).replace('"§"', deep(10_000))),
  },
  {
    ...refusedAnswer(
      'a matrix answer for a unit that is not rated',
      null,
      'answers.advice.TT-ZZ unknown-unit',
    ),
    body: visit({
      survey: 'dai-bieu',
      unit: undefined,
      respondentGroup: 'deputy',
      answers: {
        advice: { 'TT-AN': 1, 'TT-ZZ': 2 },
        coordination: { 'TT-AN': 1 },
        responsibility: { 'TT-AN': 1 },
      },
    }),
  },
  {
    ...refusedAnswer('a number out of bounds', null, 'answers.days too-large'),
    body: visit({ survey: 'nho', formVersion: 3, answers: { item: 5, days: '30.6' } }),
  },

  {
    ...malformed('a field that a submission does not have', { admin: true }),
    places: ['admin unknown-field'],
  },
  malformed('no client id', { clientId: undefined }, 'clientId'),
  malformed('a client id that is easy to guess', { clientId: '1' }, 'clientId'),
  malformed('a form version as text', { formVersion: '1' }, 'formVersion'),
  malformed('form version 0', { formVersion: 0 }, 'formVersion'),
  malformed('a form version beyond exact integers', { formVersion: 2 ** 53 + 2 }, 'formVersion'),
  malformed('seconds before the form was opened', { seconds: -1 }, 'seconds'),
  malformed('a paper sheet at the door of phones', { channel: 'paper' }, 'channel'),
  malformed('a unit of 1 MB less a bit', { unit: 'x'.repeat(200_000) }, 'unit'),
  malformed('a list for a survey', { survey: ['hai-long'] }, 'survey'),
  {
    ...malformed('a kiosk where none was set up', { channel: 'kiosk' }),
    places: ['channel not-in-scale'],
  },
  { ...malformed('a list for everything', {}, 'json'), body: '[]' },
  { ...malformed('a number for everything', {}, 'json'), body: '5' },

  {
    what: 'an unknown survey',
    body: visit({ survey: 'khong-co' }),
    status: 404,
    code: 'unknown-survey',
    places: ['survey unknown-survey'],
  },
  {
    what: 'SQL for a survey',
    body: visit({ survey: "' OR 1=1 --" }),
    status: 404,
    code: 'unknown-survey',
    places: ['survey unknown-survey'],
  },
  {
    what: 'U+0000 in a survey',
    body: visit({ survey: 'hai\0long' }),
    status: 404,
    code: 'unknown-survey',
    places: ['survey unknown-survey'],
  },
  {
    what: 'an unknown form version',
    body: visit({ formVersion: 2 }),
    status: 422,
    code: 'unknown-form-version',
    places: ['formVersion unknown-form-version'],
  },
  {
    what: 'an unknown unit',
    body: visit({ unit: 'TT-ZZ' }),
    status: 422,
    code: 'unknown-unit',
    places: ['unit unknown-unit'],
  },
  {
    what: 'U+0000 in a unit',
    body: visit({ unit: 'TT-AN\0' }),
    status: 422,
    code: 'unknown-unit',
    places: ['unit unknown-unit'],
  },
  {
    what: 'no unit where one served',
    body: visit({ unit: undefined }),
    status: 422,
    code: 'unknown-unit',
    places: ['unit unknown-unit'],
  },
  {
    what: 'a unit where many are rated',
    body: visit({ survey: 'dai-bieu', respondentGroup: 'deputy' }),
    status: 422,
    code: 'unknown-unit',
    places: ['unit unknown-unit'],
  },
  {
    what: 'an unknown respondent group',
    body: visit({ respondentGroup: 'deputy' }),
    status: 422,
    code: 'unknown-respondent-group',
    places: ['respondentGroup unknown-respondent-group'],
  },
  {
    what: 'a token nobody issued',
    body: visit({ token: 'a'.repeat(22) }),
    status: 422,
    code: 'unknown-token',
    places: ['token unknown-token'],
  },

  unreadable('half a body', JSON.stringify(visit()).slice(0, -5)),
  unreadable('no body', ''),
  unreadable('a form as JSON', 'survey=hai-long&unit=TT-AN'),
  unreadable('a control sign in text', raw('{"comment": "a\u0001b"}')),
  {
    what: 'a form instead of JSON',
    body: 'survey=hai-long',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'unsupported-media-type',
  },
  {
    what: 'text instead of JSON',
    body: JSON.stringify(visit()),
    headers: { 'Content-Type': 'text/plain' },
    status: 415,
    code: 'unsupported-media-type',
  },
  {
    what: 'JSON by another name',
    body: JSON.stringify(visit()),
    headers: { 'Content-Type': 'application/jsonp' },
    status: 415,
    code: 'unsupported-media-type',
  },
  {
    what: 'a page of another site',
    body: visit(),
    headers: { 'Sec-Fetch-Site': 'cross-site' },
    status: 403,
    code: 'forbidden',
  },
  {
    what: '1 MB of comment',
    body: visit({ answers: { ...good, comment: oneMegabyte } }),
    status: 413,
    code: 'body-too-large',
  },
  {
    what: '10 MB',
    body: visit({ answers: { ...good, comment: oneMegabyte.repeat(10) } }),
    status: 413,
    code: 'body-too-large',
  },
  {
    what: '10 MB that says so',
    body: oneMegabyte.repeat(10),
    headers: { 'Content-Length': String(10 * 1024 * 1024) },
    status: 413,
    code: 'body-too-large',
  },
  { what: '100,000 keys', body: visit({ answers: many(100_000) }), status: 413, code: 'body-too-large' },
];

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
