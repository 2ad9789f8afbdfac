/** A file of answers: what is in it, what is not, and that it reads back to what was answered. */
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Answers } from '../../survey-forms/answer.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { onBothDatabases } from '../help/databases.ts';
import { bytesOf, madeFile } from '../help/export-files.ts';
import { member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { openedWorld } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

type Each = Partial<Submission> & { readonly answers: Answers };

/** Every kind of answer, blank, not asked, none of these, and a comment that looks like nothing else. */
const VISITS: Readonly<Record<string, readonly Each[]>> = {
  '2026-05-04': [
    { unit: 'TT-AN', answers: { item: 5, grade: 9, done: 1, days: '-0.5', remark: 'lời' } },
    { unit: 'TT-BI', channel: 'kiosk', answers: { item: 1, done: 2, other: 20, why: [10, 35] } },
  ],
  '2026-05-30': [{ unit: 'TT-AN', answers: { item: 3, done: 2, other: 35, why: [] } }],
  '2026-06-02': [{ unit: 'TT-CA', answers: { item: 4 } }],
};

const records = (csv: Buffer) =>
  parse(csv, { columns: true, bom: true }) as Readonly<Record<string, string>>[];

const ask = (world: World, survey: string, format = 'csv') =>
  madeFile(world.exports, world.db, SYSTEM, { kind: 'answers', format, of: survey });

onBothDatabases('a file of answers', (database) => {
  test('holds every answer by month, unit, group, channel, basis and flags, and says what is blank', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world, {}, VISITS);
    const file = await ask(world, survey);
    expect([file.rows, file.done]).toEqual([4, 4]);
    const rows = records(await bytesOf(world.exports, file));
    const head = 'month survey unit respondent_group channel basis too_fast identical_run burst form_version';
    const answers = 'item grade done other why.10 why.20 why.35 days';
    expect(Object.keys(rows[0] ?? {})).toEqual([...head.split(' '), ...answers.split(' ')]);
    const common = { survey, respondent_group: 'citizen', basis: 'open' };
    const unflagged = { too_fast: '0', identical_run: '0', burst: '0', form_version: '3' };
    const notAsked = { other: '.', 'why.10': '.', 'why.20': '.', 'why.35': '.' };
    const byUnit = rows.toSorted((a, b) => `${a.unit} ${a.item}`.localeCompare(`${b.unit} ${b.item}`));
    expect(byUnit).toEqual([
      {
        ...{ ...common, ...unflagged, month: '2026-05', unit: 'TT-AN', channel: 'web' },
        ...{ item: '3', grade: '', done: '2', other: '35', days: '' },
        ...{ 'why.10': '0', 'why.20': '0', 'why.35': '0' },
      },
      {
        ...{ ...common, ...unflagged, month: '2026-05', unit: 'TT-AN', channel: 'web' },
        ...{ ...notAsked, item: '5', grade: '9', done: '1', days: '-0.5' },
      },
      {
        ...{ ...common, ...unflagged, month: '2026-05', unit: 'TT-BI', channel: 'kiosk' },
        ...{ item: '1', grade: '', done: '2', other: '20', days: '' },
        ...{ 'why.10': '1', 'why.20': '0', 'why.35': '1' },
      },
      {
        ...{ ...common, ...unflagged, month: '2026-06', unit: 'TT-CA', channel: 'web' },
        ...{ ...notAsked, item: '4', grade: '', done: '', days: '' },
      },
    ]);
  });

  test('holds no comment, no id and no day, and its order is that of random ids within a month', async () => {
    const world = await openedWorld(database);
    const many = (day: number) =>
      Array.from(
        { length: 30 },
        (_, at): Each => ({
          unit: 'TT-AN',
          answers: { item: 1 + ((at + day) % 5), days: String(at % 30), remark: 'kín' },
        }),
      );
    const survey = await openOldSurvey(world, {}, { '2026-05-04': many(1), '2026-05-06': many(2) });
    const bytes = await bytesOf(world.exports, await ask(world, survey));
    const text = bytes.toString('utf8');
    const stored = await world.db
      .selectFrom('responses')
      .select(['id', 'day', 'answers'])
      .where('survey', '=', survey)
      .orderBy('id')
      .execute();
    expect(stored).toHaveLength(60);
    for (const { id, day } of stored) expect(text.includes(id) || text.includes(day)).toBe(false);
    expect(text).not.toContain('kín');
    const days = stored.map(
      ({ answers }) => (JSON.parse(answers.split('|')[1] ?? '') as { days: string }).days,
    );
    expect(records(bytes).map((row) => row.days)).toEqual(days);
  });

  test('leaves out sheets that were taken back, and counts them out of its rows', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world, {}, VISITS);
    await world.db.updateTable('responses').set({ state: 'void' }).where('unit', '=', 'TT-BI').execute();
    const file = await ask(world, survey);
    expect([file.state, file.rows]).toEqual(['done', 3]);
    expect(records(await bytesOf(world.exports, file)).map((row) => row.unit)).not.toContain('TT-BI');
  });

  test('of somebody with a right for one unit holds its answers only', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world, {}, VISITS);
    const { actor } = await member(world, [{ role: 'answer-analyst', unit: 'TT-AN' }]);
    const file = await madeFile(world.exports, world.db, actor, {
      kind: 'answers',
      format: 'csv',
      of: survey,
    });
    expect(records(await bytesOf(world.exports, file)).map((row) => row.unit)).toEqual(['TT-AN', 'TT-AN']);
  });

  test('of a matrix has a column for each item and unit', async () => {
    const world = await openedWorld(database);
    const rated = { 'TT-AN': 1, 'TT-CA': 4 };
    const answers = { advice: rated, coordination: rated, responsibility: rated };
    const survey = await openOldSurvey(
      world,
      { id: 'dai-bieu-cu', form: 'department-matrix' },
      { '2026-05-04': [{ formVersion: 1, unit: undefined, respondentGroup: 'deputy', answers }] },
    );
    const [row] = records(await bytesOf(world.exports, await ask(world, survey)));
    expect([row?.unit, row?.['advice@TT-AN'], row?.['advice@TT-BI'], row?.['advice@TT-CA']]).toEqual([
      '',
      '1',
      '',
      '4',
    ]);
  });

  test('as a workbook says in words what the codes mean, with the codebook behind it', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world, {}, VISITS);
    const file = await ask(world, survey, 'xlsx');
    const [data, codebook] = await readExcelFile(await bytesOf(world.exports, file));
    expect([data?.sheet, codebook?.sheet]).toEqual(['Số liệu', 'Bảng mã']);
    expect(data?.data).toHaveLength(1 + file.rows);
    const [head = [], ...rows] = data?.data ?? [];
    const at = (name: string) => head.findIndex((cell) => String(cell).startsWith(`${name} – `));
    const cat = rows.find((row) => row[at('unit')] === 'Sở Cát');
    expect([cat?.[at('item')], cat?.[at('grade')], cat?.[at('other')]]).toEqual([
      'Mức 4',
      'để trống',
      'không hỏi',
    ]);
    const an = rows.find((row) => row[at('item')] === 'Mức 5');
    expect([an?.[at('days')], an?.[at('respondent_group')]]).toEqual([-0.5, 'Người dân']);
    expect(codebook?.data.map((row) => row[0])).toContain('why.35');
  });

  test('of a survey without answers has its head and no row', async () => {
    const world = await openedWorld(database);
    const file = await ask(world, await openOldSurvey(world));
    expect([file.state, file.rows]).toEqual(['done', 0]);
    expect((await bytesOf(world.exports, file)).toString()).toMatch(/^month,survey,unit,[^\n]+\r\n$/);
  });
});
