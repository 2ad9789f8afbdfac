/** The page of a province: result, change, arrivals, signals and what is due; and the targets that arrivals are held against. */
import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { Sessions } from '../../server/session.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { openRounds } from '../help/assessments.ts';
import { putBatchIn } from '../help/batches.ts';
import { onBothDatabases } from '../help/databases.ts';
import { enrolledKiosk } from '../help/kiosks.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, oneToken, openedWorld, visit } from '../help/opened-world.ts';
import { acceptReturnedSheet } from '../help/sheets.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign, deputies, satisfactionAnswers } from '../walk/hand-computed.ts';

interface Survey {
  id: string;
  state: string;
  received: number;
  today: number;
  channels: { channel: string; responses: number; target: number | null }[];
  signals: Record<string, unknown>;
}

interface Shown {
  campaigns: { id: string; published: { revision: number } | null }[];
  campaign: {
    id: string;
    result: Record<string, unknown> | null;
    change: Record<string, unknown> | null;
    surveys: Survey[];
    due: { kind: string; stage: string | null; count: number; daysLeft: number | null }[];
  } | null;
}

const analyst = (world: World, unit = '') => member(world, [{ role: 'analyst', unit }]);

async function look(who: Pick<Member, 'request'>, query = ''): Promise<Shown> {
  const response = await who.request('GET', `/api/v1/overview${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Shown;
}

const surveyIn = (shown: Shown, id: string) => shown.campaign?.surveys.find((one) => one.id === id);

/** Scores of a year without surveys: An 60 + 40, Bình 50 + 30, Cát 70 + 20 of 100, in the areas 1 and 2. */
const scored = (id: string, year: number, points: Record<string, readonly [string, string]>) => ({
  ...campaign,
  campaign: { ...campaign.campaign, id, year, frameworkId: 'hai-linh-vuc' },
  units: Object.keys(points).map((unit) => ({ unit })),
  scores: Object.entries(points).flatMap(([unit, both]) =>
    both.map((one, at) => ({ unit, criterion: `${at + 1}`, state: 'scored', points: one })),
  ),
  adjustments: [],
});

const twoAreas = {
  kind: 'framework',
  framework: {
    id: 'hai-linh-vuc',
    version: 1,
    title: { vi: 'Hai lĩnh vực' },
    max: '100',
    bandsOn: 'index',
    bands: [
      { name: { vi: 'Tốt' }, from: '80' },
      { name: { vi: 'Khá' }, from: '0' },
    ],
    criteria: [
      { code: '1', parent: null, name: { vi: 'Lĩnh vực một' }, kind: 'appraisal', max: '60' },
      { code: '2', parent: null, name: { vi: 'Lĩnh vực hai' }, kind: 'appraisal', max: '40' },
    ],
  },
};

async function publishYears(world: World): Promise<void> {
  const { environment } = world;
  const manager = await member(world, [{ role: 'publisher', unit: '' }]);
  expect((await manager.request('POST', '/api/v1/imports', twoAreas)).status).toBe(201);
  const years = [
    scored('nam-2024', 2024, { 'TT-AN': ['50', '30'], 'TT-BI': ['40', '30'] }),
    scored('nam-2025', 2025, { 'TT-AN': ['51', '24'], 'TT-BI': ['54', '32'], 'TT-CA': ['30', '40'] }),
  ];
  for (const definition of years) {
    await importCampaign.run(environment, SYSTEM, { definition });
    await publishResult.run(environment, SYSTEM, { campaign: definition.campaign.id });
  }
}

async function answer(world: World, more: Partial<Submission>): Promise<void> {
  expect((await world.send(visit(more))).status).toBe(201);
}

onBothDatabases('the page of a province', (database) => {
  test('of an empty installation holds nothing, and says so', async () => {
    const world = await makeWorld(database);
    expect(await look(await analyst(world))).toEqual({ campaigns: [], campaign: null });
  });

  test('shows the newest campaign that is published, and what changed since the one before', async () => {
    const world = await openedWorld(database);
    await publishYears(world);
    const shown = await look(await analyst(world, 'TT'));
    // The running campaign of 2026 is newer, and has no result.
    expect(shown.campaigns.map(({ id, published }) => [id, published?.revision])).toEqual([
      [CAMPAIGN, undefined],
      ['nam-2025', 1],
      ['nam-2024', 1],
    ]);
    expect(shown.campaign).toMatchObject({ id: 'nam-2025', units: 3, surveys: [], due: [] });
    expect(shown.campaign?.result).toMatchObject({
      // 86, 75 and 70; (86 + 75 + 70) / 3
      units: [
        { unit: 'TT-BI', rank: 1, index: '86', class: { vi: 'Tốt' }, costliest: '2' },
        { unit: 'TT-AN', rank: 2, index: '75', class: { vi: 'Khá' }, costliest: '2' },
        { unit: 'TT-CA', rank: 3, index: '70', costliest: '1' },
      ],
      mean: { index: '77', units: 3 },
      classes: [{ units: 1 }, { units: 2 }],
      highest: ['TT-BI'],
      lowest: ['TT-CA'],
      // 9 + 6 + 30 and 16 + 8 + 0 points lost
      areas: [
        { code: '1', lost: '45', share: '75', lowest: 'TT-CA' },
        { code: '2', lost: '24', share: '80', lowest: 'TT-AN' },
      ],
      costliest: '1',
      spread: [
        { from: 70, to: 75, units: 1 },
        { from: 75, to: 80, units: 1 },
        { from: 80, to: 85, units: 0 },
        { from: 85, to: 90, units: 1 },
      ],
    });
    expect(shown.campaign?.change).toMatchObject({
      earlier: { id: 'nam-2024', year: 2024 },
      newUnits: [{ code: 'TT-CA' }],
      goneUnits: [],
      units: [
        { unit: 'TT-BI', index: '16', rank: 1 },
        { unit: 'TT-AN', index: '-5', rank: -1 },
      ],
      // (16 − 5) / 2
      mean: { change: '5.5', units: 2 },
      // 105/120 − 90/120; 56/80 − 60/80
      areas: [
        { area: '1', change: '12.5' },
        { area: '2', change: '-5' },
      ],
      fellMost: '2',
    });
    const first = await look(await analyst(world), '?campaign=nam-2024');
    expect(first.campaign).toMatchObject({ id: 'nam-2024', change: null });
  });

  test('says why the campaign before cannot be compared with', async () => {
    const world = await openedWorld(database);
    await publishYears(world);
    const definition = scored('khac-2026', 2026, { 'TT-CA': ['50', '30'] });
    await importCampaign.run(world.environment, SYSTEM, { definition });
    await publishResult.run(world.environment, SYSTEM, { campaign: 'khac-2026' });
    const other = scored('khac-2027', 2027, { 'TT-AN': ['50', '30'] });
    await importCampaign.run(world.environment, SYSTEM, { definition: other });
    await publishResult.run(world.environment, SYSTEM, { campaign: 'khac-2027' });
    const changed = async (id: string) =>
      (await look(await analyst(world), `?campaign=${id}`)).campaign?.change;
    expect(await changed('khac-2026')).toMatchObject({ earlier: { id: 'nam-2025' }, goneUnits: [{}, {}] });
    // 2026 rated Sở Cát alone, 2027 Sở An alone.
    expect(await changed('khac-2027')).toEqual({
      earlier: { id: 'khac-2026', year: 2026, title: campaign.campaign.title },
      reason: 'no-common-unit',
    });
  });

  test('counts what came in by channel against what was aimed at, and shows the signs of quality', async () => {
    const world = await openedWorld(database);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const targets = { web: 40, paper: 10 };
    const set = await manager.request('PUT', '/api/v1/surveys/hai-long/targets', { targets });
    expect([set.status, await set.json()]).toEqual([200, { targets }]);
    for (const unit of ['TT-AN', 'TT-AN', 'TT-BI', 'TT-BI', 'TT-BI'])
      await answer(world, { unit, token: await oneToken(world, 'hai-long', unit) });
    world.setDay('2026-06-16');
    for (let i = 0; i < 7; i++) await answer(world, {});
    await acceptReturnedSheet(world, {
      ...{ survey: 'hai-long', serial: '100008', unit: 'TT-CA', respondentGroup: 'citizen' },
      ...{ day: '2026-06-16', answers: { ...satisfactionAnswers([5]), q03: null } },
    });
    const hai = surveyIn(await look(await analyst(world)), 'hai-long');
    expect(hai).toMatchObject({
      state: 'open',
      received: 13,
      today: 8,
      channels: [
        { channel: 'web', responses: 12, target: 40 },
        { channel: 'paper', responses: 1, target: 10 },
      ],
      signals: {
        open: { count: 7, of: 13 },
        late: 0,
        parted: { count: 0, of: 3 },
        kiosks: { count: 0, of: 0 },
        conflicts: 0,
        missing: { count: 0, of: 1 },
        // No release of ten answers has gone out: nothing is read from them yet.
        flagged: { count: 0, of: 0, withheld: false },
        blank: { count: 0, of: 0, withheld: false },
      },
    });
    for (let i = 0; i < 5; i++) await answer(world, {});
    // Twelve of one kind: ten were released together, of 22 answers each.
    const released = surveyIn(await look(await analyst(world)), 'hai-long')?.signals;
    expect(released?.blank).toEqual({ count: 0, of: 220, withheld: false });
    expect(released?.flagged).toMatchObject({ of: 10, withheld: false });
    // After the last day everything is exact: one item of the sheet was left blank, of 18 answers of 22.
    world.setDay('2026-07-20');
    await world.send(visit());
    const over = surveyIn(await look(await analyst(world)), 'hai-long');
    expect(over).toMatchObject({ state: 'over', signals: { late: 1, blank: { count: 1, of: 396 } } });
  });

  test('counts a token used at a kiosk for the kiosk, and kiosks that fell silent', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    expect((await kiosk.send()).status).toBe(201);
    expect((await kiosk.send({ token: await oneToken(world, 'tai-quay') })).status).toBe(201);
    await answer(world, { survey: 'tai-quay' });
    await kiosk.post('/kiosk/heartbeat', { waiting: 0, quarantined: 0 });
    const now = surveyIn(await look(await analyst(world)), 'tai-quay');
    expect(now).toMatchObject({
      received: 3,
      channels: [
        { channel: 'web', responses: 1 },
        { channel: 'kiosk', responses: 2 },
      ],
      signals: { kiosks: { count: 0, of: 1 }, parted: { count: 0, of: 1 } },
    });
    world.setDay('2026-06-16');
    expect(surveyIn(await look(await analyst(world)), 'tai-quay')?.signals).toMatchObject({
      kiosks: { count: 1, of: 1 },
    });
  });

  test('counts an answer that rates many units once', async () => {
    const world = await openedWorld(database);
    const [first, second] = deputies;
    const deputy = { survey: 'dai-bieu', unit: undefined, respondentGroup: 'deputy' };
    await answer(world, { ...deputy, answers: first, token: await oneToken(world, 'dai-bieu', '') });
    await answer(world, { ...deputy, answers: second });
    expect(surveyIn(await look(await analyst(world)), 'dai-bieu')).toMatchObject({
      ...{ received: 2, today: 2 },
      channels: [
        { channel: 'web', responses: 2 },
        { channel: 'paper', responses: 0 },
      ],
      signals: { open: { count: 1, of: 2 }, parted: null },
    });
  });

  test('finds a unit whose counters and day book part, and sheets that never came back', async () => {
    const world = await openedWorld(database);
    await answer(world, {});
    await world.db.updateTable('ledger').set({ open: 2 }).execute();
    const { serials } = await putBatchIn(world, 'closed', 30_000);
    await world.db
      .updateTable('sheets')
      .set({ state: 'missing', reason: null })
      .where('serial', '=', serials[0] ?? '')
      .execute();
    expect(surveyIn(await look(await analyst(world)), 'hai-long')?.signals).toMatchObject({
      parted: { count: 1, of: 1 },
      missing: { count: 1, of: 2 },
    });
  });

  test('says what is due: stages, surveys, sheets that are out', async () => {
    const world = await openedWorld(database);
    await putBatchIn(world, 'handed-out', 30_002);
    const due = (await look(await analyst(world))).campaign?.due;
    expect(due?.map(({ kind, count, daysLeft }) => [kind, count, daysLeft])).toEqual([
      ...Array.from({ length: 4 }, () => ['survey-closes', 0, 15]),
      ['batches-out', 2, null],
    ]);
    const rounds = await openRounds(world);
    expect((await look(await analyst(world), `?campaign=${rounds}`)).campaign?.due).toMatchObject([
      { kind: 'stage', stage: 'self', count: 3, daysLeft: 5 },
    ]);
  });

  test('follows arrivals by a smaller request', async () => {
    const world = await openedWorld(database);
    const reader = await analyst(world, 'TT');
    await answer(world, {});
    const response = await reader.request('GET', `/api/v1/overview/${CAMPAIGN}/arrivals`);
    const { surveys } = (await response.json()) as { surveys: Survey[] };
    expect(surveys.find(({ id }) => id === 'hai-long')).toEqual({
      ...{ id: 'hai-long', received: 1, today: 1 },
      channels: [
        { channel: 'web', responses: 1, target: null },
        { channel: 'paper', responses: 0, target: null },
      ],
    });
  });

  test('is cut to the provinces of the reader; what is unknown or not his is refused', async () => {
    const world = await openedWorld(database);
    const status = async (who: Member, path: string) => (await who.request('GET', `/api/v1${path}`)).status;
    const ofUnit = await analyst(world, 'TT-AN');
    expect(await look(ofUnit)).toEqual({ campaigns: [], campaign: null });
    for (const path of [`/overview?campaign=${CAMPAIGN}`, `/overview/${CAMPAIGN}/arrivals`]) {
      expect(await status(ofUnit, path)).toBe(403);
      expect(await status(await analyst(world), path.replace(CAMPAIGN, 'khong-co'))).toBe(404);
    }
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: '' }]);
    expect(await status(manager, '/overview')).toBe(403);
    expect((await world.app.request('/api/v1/overview')).status).toBe(401);
  });

  test('reads counters, never the answers, the tokens or the list of keyings', async () => {
    const world = await openedWorld(database);
    await publishYears(world);
    for (let i = 0; i < 12; i++) await answer(world, {});
    const asked: string[] = [];
    const watch: KyselyPlugin = {
      transformQuery: ({ node }) => {
        asked.push(JSON.stringify(node));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const environment = { ...world.environment, db: world.db.withPlugin(watch) };
    const sessions = new Sessions(world.environment);
    const app = createApp({ environment, intake: world.intake, sessions, assets: NO_ASSETS, https: false });
    const { cookie } = await analyst(world);
    const request = async (_method: string, path: string) =>
      app.request(path, { headers: { Cookie: cookie } });
    for (const query of ['', `?campaign=${CAMPAIGN}`]) await look({ request }, query);
    await request('GET', `/api/v1/overview/${CAMPAIGN}/arrivals`);
    const table = (name: string) =>
      asked.filter((text) =>
        new RegExp(
          `"SchemableIdentifierNode","identifier":{"kind":"IdentifierNode","name":"${name}"}|(from|join) ${name}\\b`,
        ).test(text),
      ).length;
    // The watch sees: day books in plain SQL, counters by the builder.
    expect(table('ledger')).toBeGreaterThan(0);
    expect(table('tally_releases')).toBeGreaterThan(0);
    for (const name of ['responses', 'tokens', 'retries', 'comments', 'keyings'])
      expect([name, table(name)]).toEqual([name, 0]);
  });
});

onBothDatabases('the targets of a survey', (database) => {
  test('are replaced as a whole, leave a line in the trail, and are refused place by place', async () => {
    const world = await openedWorld(database);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const path = '/api/v1/surveys/hai-long/targets';
    const put = async (targets: unknown) => {
      const response = await manager.request('PUT', path, { targets });
      const body = (await response.json()) as { errors?: { field: string; code: string }[] };
      return [response.status, body.errors?.map(({ field, code }) => [field, code]) ?? body];
    };
    expect(await put({ web: 100, paper: 50 })).toEqual([200, { targets: { web: 100, paper: 50 } }]);
    expect(await put({ paper: 60 })).toEqual([200, { targets: { paper: 60 } }]);
    expect(await (await manager.request('GET', path)).json()).toEqual({
      channels: ['web', 'paper'],
      targets: { paper: 60 },
    });
    // This survey takes no kiosks; a target is a whole number from 1 on.
    expect(await put({ kiosk: 5, web: 0, paper: 'nhiều', __proto__: 1, loa: 3 })).toEqual([
      400,
      [
        ['targets.kiosk', 'unknown-channel'],
        ['targets.web', 'not-a-target'],
        ['targets.paper', 'not-a-target'],
        ['targets.loa', 'unknown-channel'],
      ],
    ]);
    for (const wrong of [-1, 1.5, 100_000_001, null, [], true, '5', {}])
      expect([wrong, await put({ web: wrong })]).toEqual([wrong, [400, [['targets.web', 'not-a-target']]]]);
    for (const wrong of [null, 'x', [], 5]) expect((await put(wrong))[0]).toBe(400);
    expect(await put({})).toEqual([200, { targets: {} }]);
    const unknown = await (await member(world, [{ role: 'fieldwork-manager', unit: '' }])).request(
      'PUT',
      '/api/v1/surveys/khong-co/targets',
      { targets: {} },
    );
    expect(unknown.status).toBe(404);
    const trail = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'set-targets')
      .orderBy('id')
      .execute();
    expect(trail.map(({ subject, details }) => [subject, JSON.parse(details)])).toEqual([
      ['survey hai-long', { before: {}, after: { web: 100, paper: 50 } }],
      ['survey hai-long', { before: { web: 100, paper: 50 }, after: { paper: 60 } }],
      ['survey hai-long', { before: { paper: 60 }, after: {} }],
    ]);
  });
});
