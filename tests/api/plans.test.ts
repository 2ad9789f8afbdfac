/**
 * Improvement plans through the API on both databases: the plan of 2018 from its printed annex, what is refused and why,
 * who sees which tasks, progress with a document, and the index that a plan is expected to bring.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { loadSample, removeSample } from '../../server/actions/load-sample.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { BroughtTask } from '../../server/core/plan.ts';
import { planSheet } from '../../server/plan-sheet.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import { onBothDatabases } from '../help/databases.ts';
import { pdf, png } from '../help/evidence.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { DOCUMENT, draft, issued, planInput } from './plan-requests.ts';
import { published } from './publication-requests.ts';

const ANNEX = readFileSync(join(import.meta.dirname, '../../server/sample/dien-bien-2018-plan.xlsx'));

interface Told {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { field: string; code: string; sentence: string }[];
}

async function ask<T>(
  caller: Member,
  method: string,
  path: string,
  body?: unknown,
  status = 200,
): Promise<T> {
  const response = await caller.request(method, `/api/v1${path}`, body);
  const answer = (await response.json()) as T;
  expect([response.status, response.status === status ? '' : answer]).toEqual([status, '']);
  return answer;
}

interface Shown {
  readonly revision: number;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly tasks: readonly (BroughtTask & {
    position: number;
    standing: string;
    percent: number | null;
    reports: number;
    state: string;
    mine: boolean;
    mayReport: boolean;
    outcome: unknown;
  })[];
  readonly agencies: readonly { unit: string | null; tasks: number[]; counts: Record<string, number> }[];
  readonly expected: unknown;
  readonly whyNoExpected: string | null;
  readonly outcome: unknown;
  readonly whole: boolean;
  readonly mine: number;
}

const HEAD = {
  ...{ unit: 'DB', year: 2018, title: 'Kế hoạch nâng cao Chỉ số CCHC năm 2018' },
  ...{ source: 'Kế hoạch số 352/KH-UBND', fromCampaign: null },
};

/** The province of Điện Biên with its result of 2020. */
async function dienBien(world: World): Promise<void> {
  const load = { sample: true };
  await importUnits.run(world.environment, SYSTEM, { definition: sampleFiles.units[0], ...load });
  await importFramework.run(world.environment, SYSTEM, { definition: sampleFiles.frameworks[0], ...load });
  const { id } = await importCampaign.run(world.environment, SYSTEM, {
    definition: sampleFiles.campaigns[0],
    ...load,
  });
  await publishResult.run(world.environment, SYSTEM, { campaign: id });
}

const readAnnex = (caller: Member, more: object = {}, file: Buffer = ANNEX, status = 200) =>
  ask<{ head: unknown; tasks: BroughtTask[] } & Told>(
    caller,
    'POST',
    '/plans/sheet',
    { file: file.toString('base64'), unit: 'DB', fromCampaign: null, ...more },
    status,
  );

async function sheetOf(caller: Member, id: string): Promise<Buffer> {
  const response = await caller.request('GET', `/api/v1/plans/${id}/sheet`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

onBothDatabases('improvement plans', (database) => {
  test('the 63 tasks of 2018 come in from the annex, stand by agency and deadline, and go out and in unchanged', async () => {
    const world = await makeWorld(database);
    await dienBien(world);
    world.setDay('2019-01-20');
    const publisher = await member(world, [{ role: 'publisher', unit: 'DB' }]);
    const { tasks } = await readAnnex(publisher);
    expect(tasks).toHaveLength(63);
    const { id } = await ask<{ id: string }>(publisher, 'POST', '/plans', { ...HEAD, tasks }, 201);
    const shown = await ask<Shown>(publisher, 'GET', `/plans/${id}`);
    expect(shown.tasks.map(({ criterion }) => criterion)).toEqual(
      sampleFiles.plans[0]?.plan.tasks.map(({ criterion }) => criterion),
    );
    // By hand: 48 deadlines are days; two of 31/01/2019 are still to come on 20 January, 46 have passed, 14 are words, one is
    // blank in the document.
    expect(shown.counts).toMatchObject({
      tasks: 63,
      overdue: 46,
      due: 2,
      later: 0,
      'no-day': 14,
      undated: 1,
    });
    const lead = new Map(shown.agencies.map((one) => [one.unit ?? '', one]));
    expect(lead.get('DB-VPUBND')?.tasks).toHaveLength(17);
    expect(lead.get('DB-SNV')?.tasks).toHaveLength(20);
    expect(lead.get('DB-STP')?.counts).toMatchObject({ tasks: 2, overdue: 1, 'no-day': 1 });
    expect([shown.expected, shown.whyNoExpected]).toEqual([null, 'no-campaign']);

    const file = await ask<{ kind: string; plan: unknown }>(publisher, 'GET', `/plans/${id}/file`);
    const again = await readAnnex(publisher, {}, await sheetOf(publisher, id));
    expect(canonicalJson({ ...HEAD, tasks: again.tasks })).toBe(canonicalJson(file.plan));
    // Under another title in another year it is stored, and comes out as the same definition.
    const next = { ...HEAD, year: 2019, title: 'Kế hoạch chép lại', tasks: again.tasks };
    const copy = await ask<{ id: string }>(publisher, 'POST', '/plans', next, 201);
    const copied = await ask<{ plan: { tasks: unknown } }>(publisher, 'GET', `/plans/${copy.id}/file`);
    expect(canonicalJson(copied.plan.tasks)).toBe(canonicalJson((file.plan as { tasks: unknown }).tasks));
  });

  test('the same plan twice is refused with the one that is there and what to do, also when both come at once', async () => {
    const world = await openedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const input = planInput({ title: 'Kế hoạch năm' });
    await ask(publisher, 'POST', '/plans', input, 201);
    const title = await ask<Told>(publisher, 'POST', '/plans', planInput({ title: ' KẾ HOẠCH  năm' }), 409);
    expect([title.code, title.errors[0]?.field]).toEqual(['plan-twice', 'title']);
    expect(title.errors[0]?.sentence).toContain('đã có kế hoạch “Kế hoạch năm”');
    expect(title.detail).toContain('Hãy mở kế hoạch đã có');
    const tasks = await ask<Told>(publisher, 'POST', '/plans', { ...input, title: 'Tên khác' }, 409);
    expect([tasks.code, tasks.errors[0]?.field]).toEqual(['plan-twice', 'tasks']);
    // Another year, or another unit, is another plan.
    await ask(publisher, 'POST', '/plans', { ...input, year: 2027 }, 201);
    await ask(publisher, 'POST', '/plans', { ...input, unit: 'TT-AN' }, 201);
    const both = planInput({ title: 'Cùng lúc' });
    const sent = await Promise.all([1, 2, 3].map(() => publisher.request('POST', '/api/v1/plans', both)));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('a task for a criterion that the framework does not have names row and code, in both languages', async () => {
    const world = await makeWorld(database);
    await dienBien(world);
    const publisher = await member(world, [{ role: 'publisher', unit: 'DB' }]);
    const before = await rowCounts(world.db);
    const told = await readAnnex(publisher, { fromCampaign: 'dien-bien-2020' }, ANNEX, 422);
    expect(told.code).toBe('unknown-criterion');
    const first = told.errors.find(({ code }) => code === 'plan-unknown-criterion');
    // The plan of 2018 begins with 1.1.2, which the framework of 2020 calls otherwise.
    expect([first?.field, first?.sentence]).toEqual([
      'Phụ lục!B4',
      expect.stringContaining('không có mã “1.1.2”'),
    ]);
    const response = await world.app.request('/api/v1/plans', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: publisher.cookie, 'Accept-Language': 'en' },
      body: JSON.stringify({
        ...HEAD,
        fromCampaign: 'dien-bien-2020',
        tasks: [
          { criterion: '1.1', name: 'Một', targetPoints: '9' },
          { criterion: '77', name: 'Hai' },
        ],
      }),
    });
    const english = (await response.json()) as Told;
    expect([response.status, english.code]).toEqual([422, 'unknown-criterion']);
    expect(english.errors.map(({ field, sentence }) => `${field}: ${sentence}`)).toEqual([
      'tasks[0].targetPoints: a target of 9 points is above the maximum 1.5 of the criterion',
      expect.stringMatching(/^tasks\[1\]\.criterion: .* no code “77”/),
    ]);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('a workbook with changed columns, and what is no workbook, is told by its place and stores nothing', async () => {
    const world = await openedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const sheet = await planSheet({ ...HEAD, unit: 'TT', tasks: [] });
    const empty = await readAnnex(publisher, { unit: 'TT' }, sheet, 422);
    expect([empty.code, empty.errors[0]?.sentence]).toEqual([
      'definition-invalid',
      'tệp không có nhiệm vụ nào',
    ]);
    const head = [
      'Mã',
      'Tiêu chí',
      'Mục tiêu',
      'Sản phẩm',
      'Yêu cầu',
      'Thời gian hoàn thành',
      'Cơ quan chủ trì',
    ];
    const changed = await writeXlsx([head, ['1.1', 'Một', '', '', '', '', '']], { sheet: 'A' }).toBuffer();
    const columns = await readAnnex(publisher, { unit: 'TT' }, changed, 422);
    expect(columns.errors.map(({ field, sentence }) => `${field} ${sentence}`)).toEqual([
      'A!B1 không có cột nào tên “Tiêu chí”; hãy đổi lại tiêu đề như tệp mẫu',
      'A!1 thiếu cột “Tiêu chí, tiêu chí thành phần”; hãy giữ nguyên tiêu đề các cột như tệp mẫu',
      'A!1 thiếu cột “Cơ quan phối hợp”; hãy giữ nguyên tiêu đề các cột như tệp mẫu',
    ]);
    const broken = await readAnnex(publisher, { unit: 'TT' }, Buffer.from('PK nothing'), 422);
    expect(broken.code).toBe('file-unreadable');
    const foreign = await readAnnex(publisher, { unit: 'TT', fromCampaign: 'khong-co' }, sheet, 422);
    expect(foreign.errors[0]).toMatchObject({ field: 'fromCampaign', code: 'plan-unit-not-rated' });
  });

  test('a draft is saved whole on its revision; what somebody else saved since is not written over', async () => {
    const world = await openedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const { id } = await draft(world);
    const { unit: _, year: __, ...rest } = planInput();
    const save = (revision: number, status = 200) =>
      ask<Told & { revision: number }>(publisher, 'PUT', `/plans/${id}`, { ...rest, revision }, status);
    expect((await save(1)).revision).toBe(2);
    expect((await save(1, 409)).code).toBe('changed-meanwhile');
    const issue = (revision: number, document: unknown, status = 200) =>
      ask<Told>(publisher, 'PUT', `/plans/${id}/issue`, { revision, document }, status);
    await issue(2, DOCUMENT);
    // Fixed now; it becomes a draft again only while nobody has reported.
    expect((await save(3, 409)).code).toBe('wrong-plan-state');
    expect((await ask<Told>(publisher, 'DELETE', `/plans/${id}`, { revision: 3 }, 409)).code).toBe(
      'wrong-plan-state',
    );
    await issue(3, null);
    await issue(4, DOCUMENT);
    const note = { state: 'open', percent: 10, note: 'Bắt đầu' };
    await ask(publisher, 'POST', `/plans/${id}/tasks/1/progress`, note, 201);
    expect((await issue(5, null, 409)).code).toBe('wrong-plan-state');
    const other = await draft(world);
    expect(await ask(publisher, 'DELETE', `/plans/${other.id}`, { revision: 1 })).toEqual({ removed: true });
    await ask(publisher, 'GET', `/plans/${other.id}`, undefined, 404);
  });

  test('an address that names no plan is told like one that is no longer there', async () => {
    const world = await openedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    for (const plan of ['khong-co', '00000000-0000-4000-8000-000000000000']) {
      const { code, title } = await ask<Told>(publisher, 'GET', `/plans/${plan}`, undefined, 404);
      expect([code, title]).toEqual(['not-found', 'Không có trang này']);
    }
  });

  test('an agency sees the tasks it leads or takes part in, once the plan is issued, and reports on those it leads', async () => {
    const world = await openedWorld(database);
    const tasks = [
      {
        criterion: '1',
        name: 'Của An',
        lead: 'Sở An',
        coordinating: 'Sở Bình; Sở Cát',
        deadline: '14/06/2026',
      },
      { criterion: '2', name: 'Của Bình', lead: 'Sở B', deadline: '15/06/2026' },
      { criterion: '3', name: 'Của nhiều nơi', lead: 'Các sở', deadline: 'Thường xuyên' },
    ];
    const { id, revision } = await draft(world, { tasks });
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const listed = (caller: Member) =>
      ask<{ plans: { id: string; mine: number }[] }>(caller, 'GET', '/plans');
    expect((await listed(officer)).plans).toEqual([]);
    expect((await analyst.request('GET', `/api/v1/plans/${id}`)).status).toBe(200);
    expect((await officer.request('GET', `/api/v1/plans/${id}`)).status).toBe(403);
    await ask(publisher, 'PUT', `/plans/${id}/issue`, { revision, document: DOCUMENT });
    expect((await listed(officer)).plans).toMatchObject([{ id, mine: 1 }]);
    const shown = await ask<Shown>(officer, 'GET', `/plans/${id}`);
    expect(shown.tasks.map(({ name, mine, mayReport }) => [name, mine, mayReport])).toEqual([
      ['Của An', false, false],
      ['Của Bình', true, true],
    ]);
    expect([shown.whole, shown.expected, shown.whyNoExpected]).toEqual([false, null, 'not-yours']);
    // Who may report for all agencies of the province works for none of them.
    const whole = await ask<Shown>(publisher, 'GET', `/plans/${id}`);
    expect([whole.mine, whole.tasks.map(({ mine, mayReport }) => [mine, mayReport])]).toEqual([
      0,
      Array.from({ length: 3 }, () => [false, true]),
    ]);
    const everywhere = await member(world, [{ role: 'publisher', unit: '' }]);
    expect((await listed(everywhere)).plans).toMatchObject([{ id, mine: 0 }]);
    // It is 15 June: the deadline includes its whole day.
    expect(shown.tasks.map(({ standing }) => standing)).toEqual(['overdue', 'due']);
    const note = { state: 'open', percent: 50, note: 'Đã ban hành văn bản' };
    const report = (caller: Member, task: number, status: number) =>
      ask<Told>(caller, 'POST', `/plans/${id}/tasks/${task}/progress`, note, status);
    await report(officer, 2, 201);
    await report(officer, 1, 403);
    await report(officer, 3, 403);
    await report(publisher, 3, 201);
    await report(publisher, 9, 403);
    expect((await officer.request('GET', `/api/v1/plans/${id}/file`)).status).toBe(403);
    expect((await officer.request('GET', `/api/v1/plans/${id}/tasks/3/progress`)).status).toBe(404);
    expect((await officer.request('GET', `/api/v1/plans/${id}/tasks/1/progress`)).status).toBe(200);
    const stranger = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    expect((await stranger.request('GET', `/api/v1/plans/${id}`)).status).toBe(403);
  });

  test('progress comes with a document, is never changed, and what is done leaves the overdue list', async () => {
    const world = await openedWorld(database);
    const id = await issued(world, {
      tasks: [
        { criterion: '1', name: 'Một', lead: 'Sở An', deadline: '14/06/2026', coordinating: 'Sở Bình' },
      ],
    });
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    const upload = (bytes: Buffer, query: Record<string, string>, caller = officer) =>
      world.app.request(`/api/v1/plans/${id}/tasks/1/evidence?${new URLSearchParams(query)}`, {
        method: 'POST',
        headers: { Cookie: caller.cookie, 'Content-Type': 'application/octet-stream', 'X-Upload': 'file' },
        body: new Uint8Array(bytes),
      });
    const said = { fileName: 'bao-cao.pdf', state: 'done', note: 'Đã xong theo báo cáo kèm theo' };
    expect((await upload(pdf(), { ...said, note: ' ' })).status).toBe(400);
    expect((await upload(pdf(), { ...said, percent: '101' })).status).toBe(400);
    const hostile = await upload(pdf('1 0 obj <</OpenAction 2 0 R /JavaScript 3 0 R>> endobj'), said);
    expect([hostile.status, ((await hostile.json()) as Told).code]).toEqual([422, 'evidence-refused']);
    const other = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    expect((await upload(pdf(), said, other)).status).toBe(403);
    await ask(
      officer,
      'POST',
      `/plans/${id}/tasks/1/progress`,
      { state: 'open', percent: 30, note: 'a' },
      201,
    );
    const stored = await upload(await png(), { ...said, fileName: 'ảnh.png', percent: '70' });
    expect(stored.status).toBe(201);
    const shown = await ask<Shown>(officer, 'GET', `/plans/${id}`);
    expect(shown.tasks[0]).toMatchObject({ state: 'done', standing: 'done', percent: 100, reports: 2 });
    expect(shown.counts).toMatchObject({ overdue: 0, done: 1 });
    const { reports } = await ask<{
      reports: { id: string; percent: number; file: unknown; note: string }[];
    }>(officer, 'GET', `/plans/${id}/tasks/1/progress`);
    expect(reports.map(({ percent, note, file }) => [percent, note, file])).toEqual([
      [100, said.note, { name: 'ảnh.png', bytes: expect.any(Number) }],
      [30, 'a', null],
    ]);
    const download = (caller: Member, report = reports[0]?.id ?? '') =>
      caller.request('GET', `/api/v1/plans/${id}/progress/${report}/file`);
    const file = await download(other);
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment/);
    expect((await download(officer, reports[1]?.id)).status).toBe(404);
    const stranger = await member(world, [{ role: 'unit-officer', unit: 'TT-CA' }]);
    expect((await download(stranger)).status).toBe(403);
  });

  test('from the gaps of a result: the chosen criteria, the exact index they would bring, and none of it on a draft report', async () => {
    const world = await openedWorld(database);
    const campaign = await published(world);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const { gaps, before } = await ask<{
      gaps: { criterion: string; max: string; gain: string; points: string }[];
      before: { index: string; points: string };
    }>(publisher, 'GET', `/plans/gaps?campaign=${campaign}&unit=TT-BI`);
    expect(gaps.length).toBeGreaterThan(0);
    const tasks = gaps.map(({ criterion, max }) => ({ criterion, name: 'x', targetPoints: max }));
    const input = planInput({ unit: 'TT-BI', fromCampaign: campaign, tasks });
    const { id } = await ask<{ id: string }>(publisher, 'POST', '/plans', input, 201);
    const shown = await ask<Shown & { expected: { after: { index: string }; before: unknown } }>(
      publisher,
      'GET',
      `/plans/${id}`,
    );
    // Every leaf that applies is at its maximum then.
    expect(shown.expected).toMatchObject({
      before: { index: before.index },
      after: { index: '100' },
      met: [],
    });
    const told = await ask<Told>(
      publisher,
      'POST',
      `/plans/${id}/tasks/1/progress`,
      { state: 'open', percent: null, note: 'x' },
      409,
    );
    expect(told.code).toBe('wrong-plan-state');
    const { campaigns } = await ask<{ campaigns: { id: string; units: string[] }[] }>(
      publisher,
      'GET',
      '/plans/choices',
    );
    expect(campaigns.find((one) => one.id === campaign)?.units).toContain('TT-BI');
  });

  test('the sample brings the plan of 2018, and takes nobody else’s away with it', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const publisher = await member(world, [{ role: 'publisher', unit: '' }]);
    const own = await draft(world);
    const listed = () =>
      ask<{ plans: { id: string; year: number; counts: { tasks: number } }[] }>(publisher, 'GET', '/plans');
    expect((await listed()).plans.map(({ year, counts }) => [year, counts.tasks])).toEqual([
      [2026, 1],
      [2018, 63],
    ]);
    await removeSample.run(world.environment, SYSTEM, {});
    expect((await listed()).plans.map(({ id }) => id)).toEqual([own.id]);
  }, 120_000);
});

describe('a plan', () => {
  test('is empty nowhere: what a reader may not see is not counted', async () => {
    const world = await openedWorld('sqlite');
    await issued(world, { tasks: [{ criterion: '1', name: 'x', lead: 'Sở An' }] });
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-CA' }]);
    expect(await ask(officer, 'GET', '/plans')).toEqual({ plans: [], mayMake: false });
  });
});
