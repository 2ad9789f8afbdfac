/** What no phone would send: each with the status, code and places that it must be refused with. */
import { visit } from '../help/opened-world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

export interface Bad {
  readonly what: string;
  /** The body as sent; anything but text goes as JSON. */
  readonly body: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
  /** `field code` of every place named. */
  readonly places?: readonly string[];
}

export const good = satisfactionAnswers([5, 4, 5, 4]);
const { q22: _, ...withoutLast } = good;
const deep = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
/** JSON text with the raw text `answers` in it. */
export const raw = (answers: string) =>
  JSON.stringify(visit()).replace(/"answers":.*$/, () => `"answers":${answers}}`);
export const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]));
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

export const BAD: readonly Bad[] = [
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
    ...malformed('a kiosk that does not show who it is', { channel: 'kiosk' }),
    status: 401,
    code: 'kiosk-unknown',
    places: [],
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
