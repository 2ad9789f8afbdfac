/** Files over the API: asked for, followed, fetched, taken away; by whom, and what is refused. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { changeAccount } from '../../server/actions/manage-accounts.ts';
import { times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { published } from './publication-requests.ts';

interface FileAnswer {
  readonly id: string;
  readonly state: string;
  readonly rows: number | null;
  readonly done: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly fileName: string;
  readonly trouble: string | null;
  readonly expiresAt: string;
}

const FILES = '/api/v1/files';
const ANSWERS = { kind: 'answers', format: 'csv' } as const;

const answered = (world: World) =>
  openOldSurvey(world, {}, { '2026-05-05': times(5, { answers: { item: 5, done: 1 } }) });
const json = async <T>(response: Response) => (await response.json()) as T;
const codeOf = async (response: Response) => [response.status, (await json<{ code: string }>(response)).code];

async function made(world: World, by: Member, body: object): Promise<FileAnswer> {
  const response = await by.request('POST', FILES, body);
  expect(response.status).toBe(201);
  const { id } = await json<FileAnswer>(response);
  await world.exports.ended(id);
  return json(await by.request('GET', `${FILES}/${id}`));
}

onBothDatabases('files', (database) => {
  test('are made in the background, and fetched with length and digest once they are whole', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world);
    const analyst = await member(world, [{ role: 'answer-analyst', unit: 'TT' }]);
    const file = await made(world, analyst, { ...ANSWERS, survey });
    expect(file).toMatchObject({ state: 'done', rows: 5, done: 5, trouble: null });
    const fetched = await analyst.request('GET', `${FILES}/${file.id}/content`);
    const bytes = Buffer.from(await fetched.arrayBuffer());
    const hash = createHash('sha256').update(bytes).digest();
    expect(hash.toString('hex')).toBe(file.sha256);
    expect(Object.fromEntries(fetched.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'repr-digest': `sha-256=:${hash.toString('base64')}:`,
      'cache-control': 'no-store',
    });
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    // A language that does not exist is none, and not Vietnamese.
    const strange = { ...ANSWERS, format: 'xlsx', survey, options: { lang: 'xx' } };
    expect(await codeOf(await analyst.request('POST', FILES, strange))).toEqual([400, 'malformed-request']);
    const { files } = await json<{ files: FileAnswer[] }>(await analyst.request('GET', FILES));
    expect(files).toEqual([file]);
  });

  test('of others are not there: not in the list, not to be looked at, fetched or removed', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world);
    const [maker, other] = [
      await member(world, [{ role: 'answer-analyst', unit: 'TT' }]),
      await member(world, [{ role: 'answer-analyst', unit: '' }]),
    ];
    const { id } = await made(world, maker, { ...ANSWERS, survey });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/content'],
      ['DELETE', ''],
    ] as const)
      expect(await codeOf(await other.request(method, `${FILES}/${id}${path}`))).toEqual([404, 'not-found']);
    expect(await json(await other.request('GET', FILES))).toEqual({ files: [] });
    expect((await maker.request('GET', `${FILES}/${id}/content`)).status).toBe(200);
  });

  test('are not fetched by who has lost the right since', async () => {
    const world = await openedWorld(database);
    const maker = await member(world, [{ role: 'answer-analyst', unit: 'TT' }]);
    const { id } = await made(world, maker, { ...ANSWERS, survey: await answered(world) });
    await changeAccount.run(world.environment, SYSTEM, {
      account: maker.id,
      grants: [{ role: 'analyst', unit: 'TT' }],
    });
    expect(await codeOf(await maker.request('GET', `${FILES}/${id}/content`))).toEqual([403, 'forbidden']);
  });

  test('are gone after a day and when their maker removes them, and say so', async () => {
    const world = await openedWorld(database);
    const maker = await member(world, [{ role: 'answer-analyst', unit: 'TT' }]);
    const survey = await answered(world);
    const [one, two] = [
      await made(world, maker, { ...ANSWERS, survey }),
      await made(world, maker, { ...ANSWERS, survey }),
    ];
    expect(one.expiresAt).toBe('2026-06-16T05:00:00.000Z');
    expect((await maker.request('DELETE', `${FILES}/${two.id}`)).status).toBe(200);
    expect(await codeOf(await maker.request('DELETE', `${FILES}/${two.id}`))).toEqual([410, 'export-gone']);
    expect(await codeOf(await maker.request('GET', `${FILES}/${two.id}/content`))).toEqual([
      410,
      'export-gone',
    ]);
    expect((await json<{ files: unknown[] }>(await maker.request('GET', FILES))).files).toHaveLength(1);
    world.setTime('2026-06-16T05:00:00.000Z');
    await world.exports.tend();
    const again = await member(world, [{ role: 'answer-analyst', unit: 'TT' }]);
    await world.db.updateTable('export_files').set({ made_by: again.id }).execute();
    expect(await codeOf(await again.request('GET', `${FILES}/${one.id}/content`))).toEqual([
      410,
      'export-gone',
    ]);
  });

  test('of answers are refused while the survey runs, of results before they are published', async () => {
    const world = await openedWorld(database);
    const both = await member(world, [
      { role: 'answer-analyst', unit: 'TT' },
      { role: 'analyst', unit: 'TT' },
    ]);
    expect(await codeOf(await both.request('POST', FILES, { ...ANSWERS, survey: 'hai-long' }))).toEqual([
      409,
      'survey-not-over',
    ]);
    const results = { kind: 'results', format: 'csv', campaign: CAMPAIGN };
    expect(await codeOf(await both.request('POST', FILES, results))).toEqual([409, 'nothing-to-export']);
    expect((await both.request('POST', FILES, { ...results, campaign: await published(world) })).status).toBe(
      201,
    );
  });

  test.each<[string, object, number, string]>([
    ['an unknown kind', { kind: 'secrets', format: 'csv' }, 400, 'malformed-request'],
    [
      'a format that this kind does not have',
      { ...ANSWERS, format: 'pdf', survey: 'da-qua' },
      400,
      'malformed-request',
    ],
    ['no survey', ANSWERS, 400, 'malformed-request'],
    [
      'a survey and a campaign',
      { ...ANSWERS, survey: 'da-qua', campaign: CAMPAIGN },
      400,
      'malformed-request',
    ],
    ['a survey that does not exist', { ...ANSWERS, survey: 'khong-co' }, 404, 'unknown-survey'],
    [
      'a campaign that does not exist',
      { kind: 'everything', format: 'zip', campaign: 'x' },
      404,
      'not-found',
    ],
    [
      'an option that does not exist',
      { ...ANSWERS, survey: 'da-qua', options: { ids: true } },
      400,
      'malformed-request',
    ],
  ])('%s is refused, and nothing is on record', async (_name, body, status, code) => {
    const world = await openedWorld(database);
    await answered(world);
    const both = await member(world, [
      { role: 'answer-analyst', unit: 'TT' },
      { role: 'analyst', unit: 'TT' },
    ]);
    expect(await codeOf(await both.request('POST', FILES, body))).toEqual([status, code]);
    expect(await json(await both.request('GET', FILES))).toEqual({ files: [] });
  });

  test('the choices are those of the reader', async () => {
    const world = await openedWorld(database);
    await answered(world);
    const choices = async (role: 'analyst' | 'answer-analyst' | 'publisher', unit: string) => {
      const reader = await member(world, [{ role, unit }]);
      const found = await json<{
        surveys: { id: string; over: boolean; kinds: string[] }[];
        campaigns: { id: string; published: boolean; answers: boolean; kinds: string[] }[];
      }>(await reader.request('GET', `${FILES}/choices`));
      return {
        surveys: found.surveys.map(({ id, over, kinds }) => [id, over, kinds.join()]),
        campaigns: found.campaigns.map(({ id, published: is, answers, kinds }) => [
          id,
          is,
          answers,
          kinds.join(),
        ]),
      };
    };
    const all = await choices('analyst', 'TT');
    expect(all.surveys).toContainEqual(['da-qua', true, 'tallies,codebook,questionnaire']);
    expect(all.surveys).toContainEqual(['hai-long', false, 'tallies,codebook,questionnaire']);
    expect(all.campaigns).toEqual([[CAMPAIGN, false, false, 'results,everything']]);
    const answers = await choices('answer-analyst', 'TT-AN');
    expect(answers.surveys).toContainEqual(['da-qua', true, 'answers,codebook,questionnaire']);
    expect(answers.campaigns).toEqual([]);
    expect((await choices('publisher', 'TT')).surveys).toContainEqual([
      'da-qua',
      true,
      'codebook,questionnaire',
    ]);
    expect(await choices('analyst', 'HH')).toEqual({ surveys: [], campaigns: [] });
  });

  test('who may have none has no list either', async () => {
    const world = await openedWorld(database);
    const clerk = await member(world, [{ role: 'entry-clerk', unit: '' }]);
    for (const path of [FILES, `${FILES}/choices`])
      expect(await codeOf(await clerk.request('GET', path))).toEqual([403, 'forbidden']);
  });

  test('on an empty database there is nothing to choose, and it says so by an empty list', async () => {
    const world = await openedWorld(database);
    await world.db.deleteFrom('survey_form_versions').execute();
    await world.db.deleteFrom('survey_units').execute();
    await world.db.deleteFrom('surveys').execute();
    const reader = await member(world, [{ role: 'answer-analyst', unit: '' }]);
    expect(await json(await reader.request('GET', `${FILES}/choices`))).toMatchObject({
      surveys: [],
      campaigns: [],
    });
  });
});
