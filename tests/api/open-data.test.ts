/** A published result as files: the workbook opened by another reader, CSV and JSON, addresses, ETag, formulas. */
import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { formatDecimal } from '../../client/format.ts';
import { loadSample } from '../../server/actions/load-sample.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { CampaignResult } from '../../server/core/campaign.ts';
import { type PublishedResult, verifyPublication } from '../../server/core/recipe.ts';
import { OPEN_FILES } from '../../server/routes/open-data.ts';
import { decoded, elements } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { finishedCampaign } from './publication-requests.ts';

const ABOVE = 3;

const get = (world: World, path: string, headers: Record<string, string> = {}) =>
  world.app.request(path, { headers });
const bytes = async (world: World, path: string) => Buffer.from(await (await get(world, path)).arrayBuffer());
const rowsOf = async (world: World, path: string) =>
  parse((await bytes(world, path)).toString('utf8'), { columns: true, bom: true }) as Record<
    string,
    string
  >[];

/** Cell texts of a table of a page, row by row. */
const cells = (html: string) =>
  elements(html, 'tr')
    .filter((row) => !row.includes('scope="col"'))
    .map((row) =>
      [...row.matchAll(/<(td|th)[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , inner = '']) =>
        decoded(
          inner
            .replace(/<span class="narrow[\s\S]*/, '')
            .replace(/<svg[\s\S]*?<\/svg>/g, '')
            .replace(/<[^>]*>/g, ''),
        ).trim(),
      ),
    );

/** Publishes with so many open answers of each group to one unit; the rows of the file of answers. */
async function publishedAnswers(world: World, groups: Readonly<Record<string, number>>) {
  for (const [respondentGroup, responses] of Object.entries(groups))
    for (let sent = 0; sent < responses; sent++)
      expect((await world.send(visit({ respondentGroup }))).status).toBe(201);
  world.setDay('2026-07-15');
  await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
  return rowsOf(world, `/du-lieu/${CAMPAIGN}/1/phieu.csv`);
}

const answersSheet = async (world: World) =>
  (await readSheets(await bytes(world, `/du-lieu/${CAMPAIGN}/1/ket-qua.xlsx`)))
    .find(({ sheet }) => sheet === 'Số phiếu khảo sát')
    ?.data.slice(ABOVE + 1);

onBothDatabases('the files of a published result', (database) => {
  test('the workbook, read by another library, says the same as the page', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    for (const campaign of ['lai-chau-2017', 'lai-chau-2020', 'dien-bien-2020']) {
      const workbook = await readSheets(await bytes(world, `/du-lieu/${campaign}/1/ket-qua.xlsx`));
      const ranking = workbook.find(({ sheet }) => sheet === 'Bảng xếp hạng')?.data.slice(ABOVE) ?? [];
      const [titles = [], ...rows] = ranking;
      const at = (title: string) => titles.indexOf(title);
      const two = (cell: unknown) =>
        typeof cell === 'number' ? formatDecimal(String(cell), 2, 'vi') : 'chưa có';
      const sheet = rows.map((row) => [
        row[at('Hạng')] === null ? '–' : String(row[at('Hạng')]),
        row[at('Đơn vị')],
        two(row[at('Chỉ số (%)')]),
        two(row[at('Điểm thẩm định')]),
        row[at('Xếp loại')],
      ]);
      const page = cells(await (await get(world, `/ket-qua/${campaign}`)).text()).map((row) => [
        ...row.slice(0, 4),
        row.at(-1),
      ]);
      expect(page.length).toBeGreaterThan(0);
      expect(sheet).toEqual(page);
    }
  });

  test('the matrix holds every score as a number, and tells blank, zero and not assessed apart', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    const undecided = await finishedCampaign(world);
    const an = world.db
      .updateTable('scores')
      .where('campaign', '=', undecided)
      .where('criterion', '=', '1.1');
    await an.where('unit', '=', 'TT-AN').set({ state: 'blank', points: null }).execute();
    await an.where('unit', '=', 'TT-BI').set({ points: '0' }).execute();
    for (const id of [campaign, undecided])
      await publishResult.run(world.environment, SYSTEM, { campaign: id });
    const workbook = await readSheets(await bytes(world, `/du-lieu/${campaign}/moi-nhat/ket-qua.xlsx`));
    const [head = [], ...rows] =
      workbook.find(({ sheet }) => sheet === 'Ma trận điểm')?.data.slice(ABOVE) ?? [];
    const of = (code: string) => rows.find((row) => row[0] === code)?.slice(2);
    expect(head.slice(2)).toEqual(['Điểm tối đa', 'Sở An', 'Sở Bình', 'Sở Cát']);
    expect(of('1.1')).toEqual([25, 20, 22.5, 24]);
    expect(of('2.1')).toEqual([20, 15, 'không đánh giá', 18]);
    expect(of('1.2')).toEqual([15, ...Array.from({ length: 3 }, () => 'không đánh giá')]);
    const last = new Map(rows.map((row) => [row[1], row.slice(3)]));
    const { units } = (await (await get(world, `/du-lieu/${campaign}/1/cong-bo.json`)).json()).result;
    const across = ['TT-AN', 'TT-BI', 'TT-CA'].map((code) =>
      units.find((one: { unit: string }) => one.unit === code),
    );
    for (const [title, field] of [
      ['Tổng điểm đạt được', 'points'],
      ['Điểm thưởng', 'bonus'],
      ['Điểm trừ', 'deduction'],
      ['Hạng', 'rank'],
    ] as const)
      expect([title, last.get(title)]).toEqual([
        title,
        across.map((one) => (one[field] === null ? null : Number(one[field]))),
      ]);
    expect(last.get('Xếp loại')).toEqual(across.map((one) => one.class?.vi ?? null));
    const blank = await readSheets(await bytes(world, `/du-lieu/${undecided}/1/ket-qua.xlsx`));
    const scores = blank.find(({ sheet }) => sheet === 'Ma trận điểm')?.data ?? [];
    expect(scores.find((row) => row[0] === '1.1')?.slice(2)).toEqual([25, null, 0, 24]);
    const english = await readSheets(await bytes(world, `/du-lieu/${campaign}/1/results.xlsx`));
    expect(english.map(({ sheet }) => sheet)).toEqual([
      'Ranking',
      'Matrix of scores',
      'Bonus and deduction',
      'Method',
    ]);
    const adjusted = english.find(({ sheet }) => sheet === 'Bonus and deduction')?.data.slice(ABOVE + 1);
    const { inputs } = (await (
      await get(world, `/du-lieu/${campaign}/1/cong-bo.json`)
    ).json()) as PublishedResult;
    expect(inputs.adjustments.length).toBeGreaterThan(0);
    expect(adjusted?.map(([, kind, ...rest]) => [kind, ...rest])).toEqual(
      inputs.adjustments.map(({ kind, points, reason, document }) => [
        kind === 'bonus' ? 'Bonus' : 'Deduction',
        Number(points),
        reason,
        document,
      ]),
    );
  });

  test('CSV gives exact decimals in machine notation, JSON all that a recomputation needs', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const file = '/du-lieu/dien-bien-2020/1';
    const published = JSON.parse(
      (await bytes(world, `${file}/cong-bo.json`)).toString('utf8'),
    ) as PublishedResult;
    expect(verifyPublication(published)).toEqual([]);
    const [province] = published.result.units;
    const [row] = await rowsOf(world, `${file}/xep-hang.csv`);
    expect(row).toMatchObject({ rank: '1', points: '84.68919', index: province?.index, class_vi: 'Tốt' });
    const scores = await rowsOf(world, `${file}/diem.csv`);
    expect(scores).toHaveLength(province?.nodes.length ?? 0);
    const one = scores.find(({ criterion }) => criterion === '1.6');
    expect([one?.self_points, one?.points]).toEqual(['0', '1.28']);
  });

  test('the counts of answers stand in a file of their own, without anything on a person', async () => {
    const world = await openedWorld(database);
    const rows = await publishedAnswers(world, { citizen: 12, organisation: 10 });
    expect(
      rows.map((row) => [row.unit, row.survey, row.respondent_group, row.basis, row.responses, row.withheld]),
    ).toEqual([
      ['TT-AN', 'hai-long', 'citizen', 'open', '12', ''],
      ['TT-AN', 'hai-long', 'organisation', 'open', '10', ''],
    ]);
    expect((await answersSheet(world))?.map((row) => row.slice(1))).toEqual([
      ['Ông/Bà có hài lòng với việc giải quyết hồ sơ không?', 'Người dân', 12],
      ['Ông/Bà có hài lòng với việc giải quyết hồ sơ không?', 'Tổ chức, doanh nghiệp', 10],
    ]);
  });

  test('a group of a few is in no file, and the sum over all groups is', async () => {
    const world = await openedWorld(database);
    const rows = await publishedAnswers(world, { citizen: 12, organisation: 3 });
    expect(
      rows.map((row) => [row.unit, row.survey, row.respondent_group, row.responses, row.withheld]),
    ).toEqual([['TT-AN', 'hai-long', '', '15', 'groups']]);
    expect((await answersSheet(world))?.map((row) => row.slice(1))).toEqual([
      ['Ông/Bà có hài lòng với việc giải quyết hồ sơ không?', 'mọi nhóm (không nêu theo nhóm)', 15],
    ]);
    for (const path of [`/du-lieu/${CAMPAIGN}/1/cong-bo.json`, `/ket-qua/${CAMPAIGN}/cong-bo.json`]) {
      const file = JSON.parse((await bytes(world, path)).toString('utf8')) as PublishedResult;
      expect(file.inputs.tallies).toEqual([]);
      expect(file.inputs.withheld?.tallies).toEqual([
        { unit: 'TT-AN', form: 'satisfaction', surveys: ['hai-long'], counted: false, responses: 15 },
      ]);
      expect(verifyPublication(file)).toEqual([]);
    }
  });

  test('of a unit with a few answers not even the number is told: an empty cell, not a 0', async () => {
    const world = await openedWorld(database);
    const rows = await publishedAnswers(world, { citizen: 7 });
    expect(rows.map((row) => [row.unit, row.responses, row.withheld])).toEqual([['TT-AN', '', 'counts']]);
    expect((await answersSheet(world))?.map((row) => row.at(-1))).toEqual([
      'không nêu vì dưới 10 phiếu hoặc để không suy ra được số nhỏ',
    ]);
    const page = await (await get(world, `/ket-qua/${CAMPAIGN}/cach-tinh`)).text();
    expect(page).toContain('Không nêu số phiếu nào dưới 10');
  });

  test('text that begins like a formula is defused in every file, numbers stay numbers', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    const evil = [
      '=1+1',
      '+1',
      '-1+1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '＝1',
      '＋1',
      '－1',
      '＠1',
      ' =1',
      '=cmd|"/c calc"!A1',
    ];
    const scores = await world.db.selectFrom('scores').selectAll().where('campaign', '=', campaign).execute();
    expect(scores.length).toBeGreaterThanOrEqual(evil.length);
    for (const [at, { unit, criterion }] of scores.entries())
      await world.db
        .updateTable('scores')
        .set({ note: evil[at % evil.length] ?? '', self_points: '1' })
        .where('campaign', '=', campaign)
        .where('unit', '=', unit)
        .where('criterion', '=', criterion)
        .execute();
    await world.db
      .updateTable('units')
      .set({ name_vi: '@Sở An', name_en: '=1+1' })
      .where('code', '=', 'TT-AN')
      .execute();
    await publishResult.run(world.environment, SYSTEM, { campaign });
    for (const name of ['xep-hang.csv', 'diem.csv']) {
      const cells = (
        parse((await bytes(world, `/du-lieu/${campaign}/1/${name}`)).toString('utf8'), {
          bom: true,
        }) as string[][]
      ).flat();
      expect(cells.filter((cell) => /^[\s]*[=+@＝＋－＠]|^-(?!\d)/.test(cell))).toEqual([]);
    }
    const notes = (await rowsOf(world, `/du-lieu/${campaign}/1/diem.csv`)).map(({ note }) => note ?? '');
    for (const text of evil) expect(notes).toContain(`'${text}`);
    const ranked = await rowsOf(world, `/du-lieu/${campaign}/1/xep-hang.csv`);
    expect(ranked.find(({ unit }) => unit === 'TT-AN')).toMatchObject({
      name_vi: "'@Sở An",
      name_en: "'=1+1",
      appraised: '35',
    });
    for (const { data } of await readSheets(await bytes(world, `/du-lieu/${campaign}/1/ket-qua.xlsx`)))
      for (const cell of data.flat())
        if (typeof cell === 'string') expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/);
  });

  test('addresses are stable: each revision keeps its own, the standing one has a further one', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    const publish = (more: object = {}) =>
      publishResult.run(world.environment, SYSTEM, { campaign, ...more });
    await publish();
    const first = await bytes(world, `/du-lieu/${campaign}/1/xep-hang.csv`);
    await world.db
      .updateTable('scores')
      .set({ points: '1' })
      .where('campaign', '=', campaign)
      .where('criterion', '=', '1.1')
      .execute();
    await publish({ reason: 'Sửa điểm 1.1', decision: { number: '15/QĐ', day: '2026-12-02' } });
    expect((await bytes(world, `/du-lieu/${campaign}/1/xep-hang.csv`)).equals(first)).toBe(true);
    const latest = await bytes(world, `/du-lieu/${campaign}/moi-nhat/xep-hang.csv`);
    expect(latest.equals(first)).toBe(false);
    expect((await bytes(world, `/du-lieu/${campaign}/2/xep-hang.csv`)).equals(latest)).toBe(true);
    const index = (await (await get(world, `/du-lieu/${campaign}`)).json()) as {
      revisions: { revision: number; reason: string | null; decision: unknown; files: string[] }[];
    };
    expect(index.revisions.map(({ revision, reason }) => [revision, reason])).toEqual([
      [2, 'Sửa điểm 1.1'],
      [1, null],
    ]);
    for (const { files } of index.revisions)
      for (const file of files) expect((await get(world, file)).status, file).toBe(200);
    expect(index.revisions[0]?.files).toHaveLength(Object.keys(OPEN_FILES).length);
    const api = (await (await get(world, `/api/v1/results/${campaign}?revision=1`)).json()) as {
      units: CampaignResult['units'];
    };
    const now = (await (await get(world, `/api/v1/results/${campaign}`)).json()) as {
      units: CampaignResult['units'];
    };
    expect(api.units[0]?.points).not.toBe(now.units[0]?.points);
    for (const path of ['9/xep-hang.csv', '0/xep-hang.csv', '1/..%2fsecret', '1/toString', 'x/xep-hang.csv'])
      expect((await get(world, `/du-lieu/${campaign}/${path}`)).status, path).toBe(404);
    expect((await get(world, '/du-lieu/khong-co/1/xep-hang.csv')).status).toBe(404);
  });

  test('the pages show every revision with its reason, and an older one for ever', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    const publish = (more: object = {}) =>
      publishResult.run(world.environment, SYSTEM, { campaign, ...more });
    await publish({ decision: { number: '12/QĐ', day: '2026-11-20' } });
    const alone = await (await get(world, `/ket-qua/${campaign}`)).text();
    expect(alone).toContain('Quyết định số 12/QĐ ngày 20/11/2026');
    expect(alone).not.toContain('Các lần công bố');
    await world.db
      .updateTable('scores')
      .set({ points: '1' })
      .where('campaign', '=', campaign)
      .where('criterion', '=', '1.1')
      .execute();
    await publish({ reason: 'Sửa điểm 1.1' });
    const page = await (await get(world, `/ket-qua/${campaign}`)).text();
    expect(page).toContain('Lý do công bố lại: Sửa điểm 1.1');
    expect(page).toContain(`href="/ket-qua/${campaign}/ban/1"`);
    expect(page).not.toContain('đã được thay bằng');
    for (const path of ['', '/cach-tinh', '/doi-chieu', '/don-vi/TT-AN']) {
      const old = await get(world, `/ket-qua/${campaign}/ban/1${path}`);
      const text = await old.text();
      expect([path, old.status, text.includes('đã được thay bằng')]).toEqual([path, 200, true]);
      expect(text).toContain(`href="/ket-qua/${campaign}/ban/1/cach-tinh"`);
    }
    const english = await (await get(world, `/en/ket-qua/${campaign}/ban/1`)).text();
    expect(english).toContain('superseded by a later one');
    for (const path of ['ban/3', 'ban/0', 'ban/x'])
      expect((await get(world, `/ket-qua/${campaign}/${path}`)).status).toBe(404);
  });

  test('a copy that is still right is not sent again', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    await publishResult.run(world.environment, SYSTEM, { campaign });
    for (const name of Object.keys(OPEN_FILES)) {
      const path = `/du-lieu/${campaign}/moi-nhat/${name}`;
      const first = await get(world, path);
      const tag = first.headers.get('ETag') ?? '';
      expect(tag, name).toMatch(/^(W\/)?"[0-9a-f]{32}-\d+-/);
      expect(first.headers.get('Content-Disposition')).toBe(`attachment; filename="${campaign}-1-${name}"`);
      expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*');
      const again = await get(world, path, { 'If-None-Match': tag });
      expect([name, again.status, (await again.arrayBuffer()).byteLength]).toEqual([name, 304, 0]);
    }
  });
});
