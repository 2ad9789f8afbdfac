/** Counts, results, codebooks and forms as files: the same figures as on the pages, and nothing that those withhold. */
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { findSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { channelTallies } from '../../server/campaign-inputs.ts';
import { pageOf, type ResultFilters } from '../../server/core/survey-view.ts';
import { published } from '../api/publication-requests.ts';
import { answer, openQuietSurvey, times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { bytesOf, madeFile } from '../help/export-files.ts';
import { member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { openedWorld } from '../help/opened-world.ts';
import { readPdf } from '../help/read-pdf.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { smallForm } from '../survey-forms/small-form.ts';

type Rows = readonly Readonly<Record<string, string>>[];

const made = async (
  world: World,
  kind: Parameters<typeof madeFile>[3]['kind'],
  format: string,
  of: string,
  more = {},
) => {
  const file = await madeFile(world.exports, world.db, SYSTEM, { kind, format, of, choices: more });
  return { file, bytes: await bytesOf(world.exports, file) };
};
const records = (bytes: Buffer) => parse(bytes, { columns: true, bom: true }) as Rows;

const each = (unit: string, count: number, more: object = {}) =>
  times(count, { unit, answers: { item: 5, done: 1 }, ...more });

/** Two units with enough answers, one with three by counter device only, one with few. */
const counted = (world: World) =>
  openOldSurvey(
    world,
    {},
    {
      '2026-05-05': [
        ...each('TT-AN', 20),
        ...each('TT-AN', 3, { channel: 'kiosk' }),
        ...each('TT-BI', 12, { answers: { item: 2, done: 2, other: 10, why: [10] } }),
        ...each('TT-CA', 2),
      ],
    },
  );

onBothDatabases('a file of counts', (database) => {
  test('says what the pages say, level by level, for every unit, group and channel', async () => {
    const world = await openedWorld(database);
    const survey = await counted(world);
    const { file, bytes } = await made(world, 'tallies', 'csv', survey);
    const rows = records(bytes);
    expect(rows).toHaveLength(file.rows);
    const found = await findSurvey(world.db, survey);
    if (!found) throw new Error('no survey');
    const tallies = channelTallies(found, [smallForm], await readTallies(world.db, 'TT', survey));
    let withheld = 0;
    for (const row of rows) {
      const filters: ResultFilters = {
        unit: row.unit === '*' ? null : (row.unit ?? ''),
        group: row.respondent_group === '*' ? null : (row.respondent_group ?? ''),
        channel: row.channel === '*' ? null : (row.channel as 'web'),
        basis: row.basis as 'open',
        flagged: row.flagged as 'with',
      };
      const page = pageOf(smallForm, tallies, filters, { groups: ['citizen'], declared: [] }).counted;
      const item = page.items.find(({ key }) => key === row.question);
      const level =
        row.code === 'blank'
          ? item?.blank
          : item?.levels.find(({ code }) => String(code) === row.code)?.count;
      expect([row.count, row.withheld]).toEqual(level === null ? ['', '1'] : [String(level), '0']);
      expect(row.value).toBe(item?.value ?? '');
      if (level === null) withheld += 1;
    }
    expect(withheld).toBeGreaterThan(20);
    expect(new Set(rows.map(({ unit }) => unit))).toEqual(new Set(['*', 'TT-AN', 'TT-BI', 'TT-CA']));
    expect(new Set(rows.map(({ channel }) => channel))).toEqual(new Set(['*', 'web', 'kiosk', 'paper']));
  });

  test('hidden, none and left blank are three different cells', async () => {
    const world = await openedWorld(database);
    const survey = await counted(world);
    const rows = records((await made(world, 'tallies', 'csv', survey)).bytes);
    const cell = (unit: string, channel: string, code: string) =>
      rows.find(
        (row) =>
          row.unit === unit &&
          row.channel === channel &&
          row.basis === 'open' &&
          row.respondent_group === '*' &&
          row.flagged === 'with' &&
          row.question === 'item' &&
          row.code === code,
      );
    expect(cell('TT-AN', '*', '5')).toMatchObject({ count: '23', answers: '23', value: '1', withheld: '0' });
    expect(cell('TT-AN', '*', '1')).toMatchObject({ count: '0', withheld: '0' });
    expect(cell('TT-CA', '*', '5')).toMatchObject({ count: '', answers: '', value: '', withheld: '1' });
    expect(cell('TT-AN', 'kiosk', '5')).toMatchObject({ count: '', withheld: '1' });
    // The other channel would tell it by subtraction.
    expect(cell('TT-AN', 'web', '5')).toMatchObject({ count: '', withheld: '1' });
  });

  test('as a workbook has the words of the pages', async () => {
    const world = await openedWorld(database);
    const survey = await counted(world);
    const { file, bytes } = await made(world, 'tallies', 'xlsx', survey);
    const [data] = await readExcelFile(bytes);
    expect(data?.data).toHaveLength(1 + file.rows);
    const rows = data?.data ?? [];
    expect(
      rows.find((row) => row[3] === 'TT-CA' && row[7] === 'phiếu vãng lai' && row[11] === '5'),
    ).toMatchObject({
      4: 'Sở Cát',
      13: 'ẩn',
      14: 'ẩn',
    });
    expect(rows[1]).toMatchObject({ 4: 'mọi đơn vị', 5: 'mọi nhóm', 6: 'mọi kênh' });
  });

  test('of a running survey holds its release, and of no answers nothing', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    expect((await made(world, 'tallies', 'csv', survey)).file.rows).toBe(0);
    await answer(world, survey, each('TT-AN', 14));
    const rows = records((await made(world, 'tallies', 'csv', survey)).bytes);
    const { release } = (await (
      await (
        await member(world, [{ role: 'analyst', unit: '' }])
      ).request('GET', `/api/v1/surveys/${survey}/results`)
    ).json()) as { release: { name: string; responses: number } };
    expect(new Set(rows.map((row) => row.release))).toEqual(new Set([release.name]));
    const whole = rows.find((row) => row.unit === '*' && row.question === 'item' && row.basis === 'open');
    expect(Number(whole?.answers)).toBe(release.responses);
    expect(release.responses).toBeLessThan(15);
  });

  test('of somebody with a right for one unit holds that unit only', async () => {
    const world = await openedWorld(database);
    const survey = await counted(world);
    const { actor } = await member(world, [{ role: 'analyst', unit: 'TT-AN' }]);
    const file = await madeFile(world.exports, world.db, actor, {
      kind: 'tallies',
      format: 'csv',
      of: survey,
    });
    const rows = records(await bytesOf(world.exports, file));
    expect(new Set(rows.map(({ unit }) => unit))).toEqual(new Set(['*', 'TT-AN']));
    expect(rows.find((row) => row.unit === '*' && row.basis === 'open' && row.code === '5')?.answers).toBe(
      '23',
    );
  });
});

onBothDatabases('a file of results', (database) => {
  test('as CSV, workbook and JSON says what was published', async () => {
    const world = await openedWorld(database);
    const campaign = await published(world);
    const ranking = await made(world, 'results', 'csv', campaign);
    expect(records(ranking.bytes)).toHaveLength(ranking.file.rows);
    const scores = await made(world, 'results', 'csv', campaign, { part: 'scores', mark: true });
    expect(scores.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(records(scores.bytes)).toHaveLength(scores.file.rows);
    expect(scores.file.fileName).toMatch(/^ket-qua_diem_/);
    const { bytes } = await made(world, 'results', 'json', campaign);
    const result = JSON.parse(bytes.toString()) as { result: { units: { unit: string; index: string }[] } };
    expect(records(ranking.bytes).map(({ unit, index }) => [unit, index])).toEqual(
      result.result.units.map(({ unit, index }) => [unit, index]),
    );
    const [sheet] = await readExcelFile((await made(world, 'results', 'xlsx', campaign)).bytes);
    expect(sheet?.data.length).toBeGreaterThan(ranking.file.rows);
  });
});

onBothDatabases('what explains a survey', (database) => {
  test('the codebook as a table has a line for every code, as a page every column, and no script', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world);
    const rows = records((await made(world, 'codebook', 'csv', survey)).bytes);
    expect(rows.filter(({ variable }) => variable === 'grade').map((row) => [row.code, row.pay_out])).toEqual(
      [
        ['1', '1'],
        ['2', '0.25'],
        ['9', '.'],
      ],
    );
    const page = (await made(world, 'codebook', 'html', survey)).bytes.toString();
    for (const variable of new Set(rows.map((row) => row.variable)))
      expect(page).toContain(`<code>${variable}</code>`);
    expect(page).not.toMatch(/<script|\son\w+=|http/);
    expect(page).toContain('“Góp ý”');
  });

  test('a text of a form that looks like markup is text', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world, { title: { vi: '<img src=x onerror=alert(1)>' } });
    const page = (await made(world, 'codebook', 'html', survey)).bytes.toString();
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
  });

  test('the form to print is a specimen on every page, without a number', async () => {
    const world = await openedWorld(database);
    const survey = await openOldSurvey(world);
    const { bytes } = await made(world, 'questionnaire', 'pdf', survey);
    const pages = (await readPdf(bytes)).pages.map(({ text }) => text);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(page).toContain('MẪU');
    expect(pages.join()).not.toContain('Lô ');
  });
});
