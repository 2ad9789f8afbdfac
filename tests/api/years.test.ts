/** Two years of a province over the API, units that merged, and what if, on both databases; and every input that is refused. */
import { expect, test } from 'vitest';
import { importCampaign, importUnits } from '../../server/actions/import-definition.ts';
import { hasSample, loadSample, removeSample } from '../../server/actions/load-sample.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { MappingRow } from '../../server/core/unit-mapping.ts';
import type { YearsView } from '../../server/years-view.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { askedYear, content, publishYears } from '../help/published-years.ts';
import { makeWorld, SYSTEM, unitsFile, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly errors: { readonly field: string; readonly code: string; readonly sentence: string }[];
}

const OLD = [1, 1, 1, 1];

/** Sở An: 40 of 40 at 2.2 in 2025, 20 of 40 in 2026. */
async function twoYears(world: World): Promise<void> {
  const all = { 'TT-AN': content(10), 'TT-BI': content(10), 'TT-CA': content(10) };
  const some = [...content(5), ...Array.from({ length: 5 }, () => OLD)];
  await publishYears(world, [
    await askedYear(world, 2025, all),
    await askedYear(world, 2026, { ...all, 'TT-AN': some }),
  ]);
}

/** A campaign in which each unit has the points of 1.1 alone, of 25. */
async function plainYear(
  world: World,
  year: number,
  points: Readonly<Record<string, string>>,
): Promise<void> {
  const id = `thang-${year}`;
  await importCampaign.run(world.environment, SYSTEM, {
    definition: {
      ...campaign,
      campaign: { ...campaign.campaign, id, year, title: { vi: `Chỉ số thẳng ${year}` } },
      units: Object.keys(points).map((unit) => ({ unit })),
      scores: Object.entries(points).flatMap(([unit, value]) => [
        { unit, criterion: '1.1', state: 'scored', points: value },
        ...['1.2', '2.1', '2.2'].map((criterion) => ({
          unit,
          criterion,
          state: 'not-assessed',
          points: null,
        })),
      ]),
      adjustments: [],
    },
  });
  await publishResult.run(world.environment, SYSTEM, { campaign: id });
}

/** Sở An and Sở Bình became Sở Mới on 1 July 2025; in the list, the old ones stay with their last day. */
async function mergedWorld(database: Parameters<typeof makeWorld>[0]): Promise<World> {
  const world = await openedWorld(database);
  const more = [
    {
      code: 'TT-MOI',
      parent: 'TT',
      kind: 'department',
      name: { vi: 'Sở Mới' },
      aliases: ['Sở M'],
      validFrom: '2025-07-01',
    },
    {
      code: 'TT-HUYEN',
      parent: 'TT',
      kind: 'district',
      name: { vi: 'Huyện Cũ' },
      aliases: [],
      validTo: '2025-07-01',
    },
  ];
  const definition = { ...unitsFile, units: [...unitsFile.units, ...more] };
  await importUnits.run(world.environment, SYSTEM, { definition });
  await plainYear(world, 2024, { 'TT-AN': '20', 'TT-BI': '15', 'TT-CA': '24', 'TT-HUYEN': '10' });
  await plainYear(world, 2025, { 'TT-MOI': '21', 'TT-CA': '24' });
  return world;
}

const row = (oldUnit: string, share: string, more: Partial<MappingRow> = {}): MappingRow => ({
  ...{ newUnit: 'TT-MOI', oldUnit, share, effectiveOn: '2025-07-01', document: 'NQ 12/2025' },
  ...more,
});

const MERGED = [row('TT-AN', '0.6'), row('TT-BI', '0.4')];

const save = (caller: Member, rows: readonly MappingRow[], seen: readonly MappingRow[] = []) =>
  caller.request('PUT', '/api/v1/unit-mappings', { province: 'TT', rows, seen });

async function refusal(
  response: Response,
): Promise<[number, string, string | undefined, string | undefined]> {
  const { code, errors } = (await response.json()) as Refusal;
  return [response.status, code, errors[0]?.field, errors[0]?.sentence];
}

async function years(caller: Member, query: Record<string, string>): Promise<YearsView> {
  const response = await caller.request('GET', `/api/v1/years?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as YearsView;
}

const PLAIN = { earlier: 'thang-2024', later: 'thang-2025' };

onBothDatabases('two years of a province', (database) => {
  /** 100 of 100 … with the bonus: Sở An 20 + 15 + 2 + 40 = 77 of 85, then 57 of 85: −2000/85, all of it like for like. */
  test('says every unit like for like, and one of them by criterion; the earlier stands first, however asked', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const found = await years(analyst, { earlier: 'nam-2026', later: 'nam-2025', unit: 'TT-AN' });
    expect([found.earlier.year, found.later.year, found.fallers, found.risers]).toEqual([
      ...[2025, 2026, ['TT-AN'], []],
    ]);
    const own = found.units.find(({ code }) => code === 'TT-AN');
    expect(own?.index.change).toMatch(/^-23\.529411/);
    expect(own?.split).toMatchObject({ scaleEffect: '0', criteria: 3 });
    expect(own?.split?.likeForLike.change).toMatch(/^-23\.529411/);
    const told = found.detail?.criteria.map(({ laterCode, contribution, missing }) => [
      laterCode,
      contribution,
      missing,
    ]);
    expect(told).toEqual([
      ['1.1', '0', null],
      ['1.2', null, 'not-assessed'],
      ['2.1', '0', null],
      ['2.2', expect.stringMatching(/^-23\.529411/), null],
    ]);
    expect(found.level).toEqual(expect.arrayContaining(['TT-BI', 'TT-CA']));
  });

  test('refuses what cannot be compared, with the reason', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const ask = (query: Record<string, string>) =>
      analyst.request('GET', `/api/v1/years?${new URLSearchParams(query)}`);
    const same = await ask({ earlier: 'nam-2025', later: 'nam-2025' });
    expect((await refusal(same)).slice(0, 3)).toEqual([409, 'not-comparable', 'later']);
    expect(await refusal(await ask({ earlier: 'nam-1999', later: 'nam-2025' }))).toEqual([
      ...[422, 'unknown-filter', 'earlier'],
      'Không có giá trị “nam-1999”. Có thể chọn: Chỉ số thử 2026 (nam-2026), Chỉ số thử 2025 (nam-2025).',
    ]);
    const unknown = await ask({ earlier: 'nam-2025', later: 'nam-2026', unit: 'TT-ZZ' });
    expect((await refusal(unknown)).slice(0, 3)).toEqual([422, 'unknown-filter', 'unit']);
    expect((await ask({ earlier: 'nam-2025' })).status).toBe(400);
  });

  /** Of 25: An 20 is 80 %, Bình 15 is 60 %: 0.6 × 80 + 0.4 × 60 = 72. Sở Mới has 21 of 25 = 84: +12. */
  test('a merged unit by the mapping: 72 → 84, marked as computed; without it the page says why not', async () => {
    const world = await mergedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const moi = ({ units }: YearsView) => units.find(({ code }) => code === 'TT-MOI');
    expect(moi(await years(publisher, PLAIN))).toMatchObject({
      ...{ basis: 'none', index: { earlier: null, later: '84', change: null } },
      why: { code: 'no-mapping', unit: 'TT-MOI' },
    });
    expect((await save(publisher, MERGED)).status).toBe(200);
    const found = await years(publisher, { ...PLAIN, unit: 'TT-MOI' });
    expect(moi(found)).toMatchObject({
      ...{ basis: 'computed', index: { earlier: '72', later: '84', change: '12' }, split: null },
      from: [
        { unit: 'TT-AN', share: '0.6', index: '80', name: { vi: 'Sở An' } },
        { unit: 'TT-BI', share: '0.4', index: '60', name: { vi: 'Sở Bình' } },
      ],
    });
    expect([found.detail, found.risers, found.level]).toEqual([null, [], ['TT-CA']]);
    expect(found.gone.map(({ code, became }) => [code, became.map((one) => one.code)])).toEqual([
      ['TT-AN', ['TT-MOI']],
      ['TT-BI', ['TT-MOI']],
      ['TT-HUYEN', []],
    ]);
    // A district that was abolished is no predecessor of a department.
    expect((await save(publisher, [row('TT-HUYEN', '1')], MERGED)).status).toBe(200);
    expect(moi(await years(publisher, PLAIN))?.why).toMatchObject({ code: 'other-level', unit: 'TT-HUYEN' });
  });
});

onBothDatabases('the mapping of units', (database) => {
  test('is refused whole with the place and a sentence, and nothing is stored', async () => {
    const world = await mergedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const told = async (rows: readonly MappingRow[]) => refusal(await save(publisher, rows));
    expect(await told([row('TT-AN', '0.6'), row('TT-BI', '0.3')])).toEqual([
      ...[422, 'mapping-shares', 'rows[0].share'],
      'Các tỷ lệ của TT-MOI từ ngày 01/07/2025 cộng lại là 0,9, không phải 1 (100 %).',
    ]);
    const back = row('TT-MOI', '1', { newUnit: 'TT-AN', effectiveOn: '2026-01-01' });
    expect(await told([row('TT-AN', '1'), back])).toEqual([
      ...[422, 'mapping-cyclic', 'rows[0].oldUnit', 'Quy đổi chạy vòng: TT-MOI ← TT-AN ← TT-MOI.'],
    ]);
    expect(await told([row('TT-ZZ', '1')])).toEqual([
      ...[422, 'definition-invalid', 'rows[0].oldUnit'],
      'Không có đơn vị “TT-ZZ” trong danh sách của tỉnh.',
    ]);
    expect(await told([row('TT-MOI', '1')])).toEqual([
      ...[422, 'definition-invalid', 'rows[0].oldUnit'],
      '“TT-MOI” không thể từ chính mình mà thành. Đơn vị mới cần mã riêng.',
    ]);
    expect(await told([row('TT-AN', '1', { effectiveOn: '' })])).toEqual([
      ...[422, 'definition-invalid', 'rows[0].effectiveOn'],
      'Thiếu ngày hiệu lực, hoặc “” không phải là ngày có trong lịch.',
    ]);
    expect((await told([row('TT-AN', '1,5')]))[3]).toContain('“1,5” không phải là tỷ lệ');
    const listed = (await (await publisher.request('GET', '/api/v1/unit-mappings')).json()) as {
      rows: unknown[];
    };
    expect(listed.rows).toEqual([]);
  });

  test('is kept with its audit line, and not written over what somebody else saved', async () => {
    const world = await mergedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const saved = await save(publisher, [row('TT-AN', '0.60'), row('TT-BI', '0.40')]);
    expect(await saved.json()).toEqual({ rows: MERGED, added: 2, removed: 0 });
    const again = await save(publisher, [row('TT-AN', '1')]);
    expect((await refusal(again)).slice(0, 3)).toEqual([409, 'changed-meanwhile', 'changedBy']);
    expect(
      (await save(publisher, [row('TT-AN', '1')], [row('TT-AN', '0.600'), row('TT-BI', '0.4')])).status,
    ).toBe(200);
    const lines = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'save-unit-mapping')
      .orderBy('id')
      .execute();
    expect(lines.map(({ subject, details }) => [subject, JSON.parse(details)])).toEqual([
      ['unit-mapping TT', { rows: 2, added: 2, removed: 0 }],
      ['unit-mapping TT', { rows: 1, added: 1, removed: 2 }],
    ]);
    const unknown = await (await member(world, [{ role: 'publisher', unit: '' }])).request(
      'PUT',
      '/api/v1/unit-mappings',
      {
        ...{ province: 'ZZ', rows: [], seen: [] },
      },
    );
    expect(unknown.status).toBe(404);
  });

  test('is read from CSV as an office writes it, and from JSON; what cannot be read is named by row and column', async () => {
    const world = await mergedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const read = (text: string) =>
      publisher.request('POST', '/api/v1/unit-mappings/rows', { province: 'TT', text });
    const csv =
      '\ufeffĐơn vị mới;Đơn vị cũ;Ngày hiệu lực;Tỷ lệ;Văn bản\r\nSở M;Sở An;1/7/2025;60 %;NQ 12/2025\r\nTT-MOI;Sở B;01/07/2025;0,4;NQ 12/2025\r\n';
    const rows = await read(csv);
    expect([rows.status, await rows.json()]).toEqual([
      200,
      { rows: [row('TT-AN', '0.60'), row('TT-BI', '0.4')] },
    ]);
    const json = await read(JSON.stringify([{ ...row('TT-AN', '1'), share: 1 }]));
    expect(await json.json()).toEqual({ rows: [row('TT-AN', '1')] });
    expect(await refusal(await read(csv.replace('Sở An', 'Sở Xa')))).toEqual([
      ...[422, 'definition-invalid', 'row 2 oldUnit', 'Không có đơn vị “Sở Xa” trong danh sách của tỉnh.'],
    ]);
    expect(await refusal(await read(csv.replace('Tỷ lệ', 'Phần')))).toEqual([
      ...[422, 'definition-invalid', 'share', 'Tệp thiếu cột này ở dòng tiêu đề.'],
    ]);
    expect((await read('')).status).toBe(422);
  });

  test('leaves with the sample whose units it names', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const publisher = await member(world, [{ role: 'publisher', unit: '' }]);
    const units = { newUnit: 'LC-SNV', oldUnit: 'LC-STP' };
    const kept = await publisher.request('PUT', '/api/v1/unit-mappings', {
      ...{ province: 'LC', rows: [row('LC-STP', '1', units)], seen: [] },
    });
    expect(kept.status).toBe(200);
    await removeSample.run(world.environment, SYSTEM, {});
    expect(await hasSample(world.db)).toBe(false);
    expect(await world.db.selectFrom('unit_mappings').selectAll().execute()).toEqual([]);
  }, 120_000);
});

onBothDatabases('what if', (database) => {
  const path = (unit: string) => `/api/v1/results/thang-2024/units/${unit}/what-if`;

  /** Bình 15 of 25 = 60: 21 is 84, before An with 80 and after Cát with 96; Xuất sắc takes 22.5, 1.5 more. */
  test('tells points, index, class and rank among the others, and stores nothing', async () => {
    const world = await mergedWorld(database);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const audited = async () => (await world.db.selectFrom('audit').select('id').execute()).length;
    const before = await audited();
    const trial = { trials: [{ criterion: '1.1', points: '21' }] };
    const response = await officer.request('POST', path('TT-BI'), trial);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      before: { points: '15', index: '60', rank: 3, class: { vi: 'Trung bình' } },
      after: { points: '21', index: '84', rank: 2, class: { vi: 'Tốt' } },
      ...{ gained: '6', of: 4 },
      next: { better: [{ name: { vi: 'Xuất sắc' }, points: '1.5' }] },
    });
    expect(await audited()).toBe(before);
    const dashboard = await officer.request('GET', '/api/v1/campaigns/thang-2024/units/TT-BI/dashboard');
    expect(((await dashboard.json()) as { standing: object }).standing).toMatchObject({
      index: '60',
      rank: 3,
    });
    expect((await officer.request('POST', path('TT-AN'), trial)).status).toBe(403);
  });

  test('refuses what cannot be tried, place by place', async () => {
    const world = await mergedWorld(database);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const told = async (criterion: string, points: string) =>
      refusal(await analyst.request('POST', path('TT-AN'), { trials: [{ criterion, points }] }));
    expect(await told('1.1', '25.01')).toEqual([
      ...[422, 'trial-invalid', 'trials[0].points', 'Điểm thử của tiêu chí 1.1 vượt mức tối đa 25.'],
    ]);
    expect(await told('1.1', '-1')).toEqual([
      ...[422, 'trial-invalid', 'trials[0].points', 'Điểm thử của tiêu chí 1.1 không được nhỏ hơn 0.'],
    ]);
    expect((await told('9.9', '1'))[3]).toBe('Bộ tiêu chí không có tiêu chí “9.9”.');
    expect((await told('1', '1'))[3]).toContain('Tiêu chí 1 là nhóm');
    expect((await told('1.2', '1'))[3]).toBe('Tiêu chí 1.2 không áp dụng cho đơn vị này.');
    expect((await told('1.1', 'nhiều'))[3]).toBe('Điểm thử của tiêu chí 1.1 không phải là số.');
    const { status } = await analyst.request('POST', path('TT-MOI'), { trials: [] });
    expect(status).toBe(404);
    expect(
      (await analyst.request('POST', path('TT-AN'), { trials: [{ criterion: '1.1', points: 5 }] })).status,
    ).toBe(400);
  });
});
