/** Campaigns set up on the screen: what may be chosen, what may change when, and that nobody writes over anybody. */
import { expect, test } from 'vitest';
import { listMarks } from '../../db/queries/applicability.ts';
import { findCampaign, readContents } from '../../db/queries/campaigns.ts';
import { findStoredFramework } from '../../db/queries/frameworks.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { subordinatesOf } from '../../db/queries/subordinates.ts';
import {
  adjustUnit,
  changeCampaign,
  changeUnits,
  putSubordinateCounts,
} from '../../server/actions/change-campaign.ts';
import { type CampaignInput, createCampaign } from '../../server/actions/create-campaign.ts';
import { importUnits } from '../../server/actions/import-definition.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { createFramework } from '../../server/actions/save-framework.ts';
import { setApplicability } from '../../server/actions/set-applicability.ts';
import { campaignSettings } from '../../server/campaign-settings.ts';
import type { Framework } from '../../server/core/framework.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { makeWorld, SYSTEM, unitsFile, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

/** Two areas of 60 and 40; the second has three leaves. Not fed with answers, so that it can be published at once. */
const tree: Framework = {
  id: 'cai-dat',
  version: 1,
  title: { vi: 'Bộ tiêu chí cài đặt' },
  max: '100',
  bandsOn: 'index',
  bands: [
    { name: { vi: 'Tốt' }, from: '80' },
    { name: { vi: 'Khá' }, from: '0' },
  ],
  bonusCap: '3',
  criteria: [
    { code: '1', parent: null, name: { vi: 'Một' }, kind: 'appraisal', max: '60' },
    { code: '2', parent: null, name: { vi: 'Hai' }, kind: 'group', max: '40' },
    { code: '2.1', parent: '2', name: { vi: 'Hai một' }, kind: 'appraisal', max: '20' },
    { code: '2.2', parent: '2', name: { vi: 'Hai hai' }, kind: 'appraisal', max: '12' },
    { code: '2.3', parent: '2', name: { vi: 'Hai ba' }, kind: 'appraisal', max: '8' },
  ],
};

const { policies } = campaign.campaign;
const CAMPAIGN = 'dot-2026';
const row = (unit: string, keep?: boolean) => ({ unit, group: null, scale: null, ...(keep && { keep }) });

const input = (more: Partial<CampaignInput> = {}): CampaignInput => ({
  id: CAMPAIGN,
  province: 'TT',
  year: 2026,
  title: { vi: 'Đợt 2026' },
  source: null,
  frameworkId: tree.id,
  frameworkVersion: 1,
  policies,
  units: [row('TT-AN'), row('TT-BI')],
  ...more,
});

async function refusal(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused');
  return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
}

/** The small province with a draft of the tree; Sở Cũ ended in July 2026, Sở Xưa before, Sở Mới begins in 2027. */
async function prepared(database: Parameters<typeof makeWorld>[0]): Promise<World> {
  const world = await makeWorld(database);
  const unit = (code: string, more: object) => ({
    code,
    parent: 'TT',
    kind: 'department',
    name: { vi: code },
    aliases: [],
    ...more,
  });
  const definition = {
    ...unitsFile,
    units: [
      ...unitsFile.units,
      unit('TT-CU', { validTo: '2026-07-01' }),
      unit('TT-XUA', { validTo: '2026-01-01' }),
      unit('TT-MOI', { validFrom: '2027-01-01' }),
    ],
  };
  await importUnits.run(world.environment, SYSTEM, { definition });
  await createFramework.run(world.environment, SYSTEM, { framework: tree, province: 'TT' });
  return world;
}

async function created(database: Parameters<typeof makeWorld>[0]): Promise<World> {
  const world = await prepared(database);
  await createCampaign.run(world.environment, SYSTEM, input());
  return world;
}

async function settingsOf({ db }: World) {
  const found = await findCampaign(db, CAMPAIGN);
  if (!found) throw new Error('not created');
  return campaignSettings(db, found);
}

onBothDatabases('creating a campaign', (database) => {
  test('locks its framework and stores what was chosen, without any score', async () => {
    const world = await prepared(database);
    const units = [row('TT-BI'), { unit: 'TT-AN', group: 'nhỏ', scale: '87' }];
    await createCampaign.run(world.environment, SYSTEM, input({ units }));
    const { units: stored, scores } = await readContents(world.db, CAMPAIGN);
    expect(stored.map(({ code, group, scale }) => [code, group, scale])).toEqual([
      ['TT-BI', null, null],
      ['TT-AN', 'nhỏ', '87'],
    ]);
    expect(scores).toEqual([]);
    expect((await findStoredFramework(world.db, tree.id, 1))?.locked).toBe(true);
    expect(await refusal(createCampaign.run(world.environment, SYSTEM, input()))).toEqual([
      'already-exists',
      'id already-exists',
    ]);
  });

  test('takes no draft with faults, and leaves it open', async () => {
    const world = await prepared(database);
    const faulty = { ...tree, criteria: tree.criteria.slice(0, 4) };
    await createFramework.run(world.environment, SYSTEM, { framework: faulty, province: 'TT' });
    expect(
      await refusal(createCampaign.run(world.environment, SYSTEM, input({ frameworkVersion: 2 }))),
    ).toEqual(['definition-invalid', 'campaign.frameworkId unknown-framework']);
    expect((await findStoredFramework(world.db, tree.id, 2))?.locked).toBe(false);
  });

  test('takes no version with a feed that no form serves: each is told, and the version stays open', async () => {
    const world = await prepared(database);
    const feeds = new Map([
      ['2.1', { form: 'chua-co', questions: ['q01'] }],
      ['2.2', { form: 'satisfaction', questions: ['q01', 'q99'], groups: [{ code: 'khach' }] }],
    ]);
    const unfed = {
      ...tree,
      criteria: tree.criteria.map((one) => {
        const feed = feeds.get(one.code);
        return feed ? { ...one, kind: 'satisfaction', feed: { ...feed, items: 'pooled' } } : one;
      }),
    };
    await createFramework.run(world.environment, SYSTEM, { framework: unfed, province: 'TT' });
    const create = createCampaign.run(world.environment, SYSTEM, input({ frameworkVersion: 2 }));
    expect(await refusal(create)).toEqual([
      'definition-invalid',
      'campaign.frameworkId feed-unknown-form',
      'campaign.frameworkId feed-unknown-question',
      'campaign.frameworkId feed-unknown-group',
    ]);
    expect((await findStoredFramework(world.db, tree.id, 2))?.locked).toBe(false);
  });

  test('takes one whose survey is held elsewhere', async () => {
    const world = await prepared(database);
    const external = {
      ...tree,
      criteria: tree.criteria.map((one) => (one.code === '2.1' ? { ...one, kind: 'satisfaction' } : one)),
    };
    await createFramework.run(world.environment, SYSTEM, { framework: external, province: 'TT' });
    const made = await createCampaign.run(world.environment, SYSTEM, input({ frameworkVersion: 2 }));
    expect(made.id).toBe(CAMPAIGN);
  });

  test('asks about a unit that ended within the year, and takes none from before or after it', async () => {
    const world = await prepared(database);
    const create = (units: CampaignInput['units']) =>
      createCampaign.run(world.environment, SYSTEM, input({ units }));
    expect(await refusal(create([row('TT-AN'), row('TT-CU')]))).toEqual([
      'definition-invalid',
      'units[1].unit unit-part-of-year',
    ]);
    expect(await refusal(create([row('TT-XUA'), row('TT-MOI', true)]))).toEqual([
      'definition-invalid',
      'units[0].unit unit-not-of-year',
      'units[1].unit unit-not-of-year',
    ]);
    expect(await findCampaign(world.db, CAMPAIGN)).toBeNull();
    expect(await create([row('TT-AN'), row('TT-CU', true)])).toEqual({ id: CAMPAIGN, kept: ['TT-CU'] });
    const settings = await settingsOf(world);
    expect(settings.units.map(({ code, standing, to }) => [code, standing, to])).toEqual([
      ['TT-AN', 'whole', null],
      ['TT-CU', 'part', '2026-07-01'],
    ]);
    expect(settings.candidates.map(({ code, standing }) => [code, standing])).toContainEqual([
      'TT-XUA',
      'outside',
    ]);
  });

  test('tells every fault by its place: policies, units and classes', async () => {
    const world = await prepared(database);
    const wrong = input({
      units: [row('TT-AN'), row('TT-AN'), row('ZZ')],
      policies: {
        ...policies,
        ranking: 'groups',
        classCap: { reached: 'Tốt', least: '1.5', heldAt: 'Vừa' },
      },
    });
    expect(await refusal(createCampaign.run(world.environment, SYSTEM, wrong))).toEqual([
      'definition-invalid',
      'units[2].unit unknown-unit',
      'units[1].unit unit-twice',
      'units[0].group group-missing',
      'units[1].group group-missing',
      'units[2].group group-missing',
      'campaign.policies.classCap.heldAt unknown-class',
      'campaign.policies.classCap.least share-above-one',
    ]);
  });
});

const points = (unit: string, criterion: string, value: string) => ({
  campaign: CAMPAIGN,
  unit,
  criterion,
  state: 'scored' as const,
  points: value,
  self_points: null,
  note: null,
  source: null,
  figures: null,
  inputs: null,
});

onBothDatabases('changing a campaign', (database) => {
  const head = async (world: World) => {
    const { title, source, policies: stored } = (await settingsOf(world)).campaign;
    return { title, source, policies: stored };
  };

  test('policies change, after a publication for the next revision only; what is published stays as it is', async () => {
    const world = await created(database);
    const { environment } = world;
    const seen = await head(world);
    const level = { ...seen.policies, notApplicable: 'level-by-level' as const };
    const change = (more: object, on = seen) =>
      changeCampaign.run(environment, SYSTEM, { ...on, ...more, campaign: CAMPAIGN, seen: on });
    expect(await change({ policies: level })).toEqual({
      policies: { before: seen.policies, after: level },
    });
    await publishResult.run(environment, SYSTEM, { campaign: CAMPAIGN });
    const published = () => world.app.request(`/api/v1/results/${CAMPAIGN}?revision=1`);
    const first = await (await published()).text();
    const now = await head(world);
    const corrected = { ...level, notApplicable: 'flat' as const, ties: 'higher-appraisal-first' as const };
    expect(await change({ policies: corrected }, now)).toMatchObject({ policies: { after: corrected } });
    expect(await (await published()).text()).toBe(first);
    const publish = (reason?: string) =>
      publishResult.run(environment, SYSTEM, { campaign: CAMPAIGN, reason });
    expect(await refusal(publish())).toEqual(['malformed-request', 'reason required']);
    await publish('Quy định ghi nhầm');
    const policiesOf = async (revision: number) =>
      (await findPublication(world.db, CAMPAIGN, revision))?.inputs.policies;
    expect([await policiesOf(1), await policiesOf(2)]).toEqual([level, corrected]);
    expect(await change({ title: { vi: 'Tên khác' } }, await head(world))).toEqual({ policies: null });
    const lines = await world.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'change-campaign')
      .orderBy('id')
      .execute();
    expect(lines.map(({ details }) => JSON.parse(details).policies)).toMatchObject([
      { before: { notApplicable: 'flat' }, after: { notApplicable: 'level-by-level' } },
      { before: { notApplicable: 'level-by-level' }, after: { notApplicable: 'flat' } },
      null,
    ]);
  });

  test('what another changed meanwhile is not written over, in any part', async () => {
    const world = await created(database);
    const lan = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const seen = await head(world);
    const at = `/api/v1/campaigns/${CAMPAIGN}`;
    const first = { ...seen, title: { vi: 'Của Lan' }, seen };
    expect((await lan.request('PUT', `${at}/settings`, first)).status).toBe(200);
    const late = await lan.request('PUT', `${at}/settings`, { ...seen, title: { vi: 'Khác' }, seen });
    expect(await late.json()).toMatchObject({
      code: 'changed-meanwhile',
      errors: [{ sentence: `${lan.username} đã lưu lúc 15/06/2026 12:00` }],
    });
    const bonus = { kind: 'bonus' as const, points: '1', reason: 'Sáng kiến', document: 'QĐ 1' };
    const put = (adjustments: readonly (typeof bonus)[], stood: readonly (typeof bonus)[]) =>
      lan.request('PUT', `${at}/adjustments/TT-AN`, { adjustments, seen: stood });
    expect((await put([bonus], [])).status).toBe(200);
    expect((await put([bonus, bonus], [])).status).toBe(409);
    const atOnce = await Promise.all([put([bonus, bonus], [bonus]), put([], [bonus])]);
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 409]);
    const mark = { unit: 'TT-AN', criterion: '2.1', reason: 'Không có' };
    const marks = (reason: string | null, stood: string | null) =>
      lan.request('PUT', `${at}/applicability`, { marks: [{ ...mark, reason, seen: stood }] });
    expect((await marks('Không có', null)).status).toBe(200);
    expect((await marks('Lý do khác', null)).status).toBe(409);
    expect(await listMarks(world.db, CAMPAIGN)).toEqual([mark]);
    expect((await marks(null, 'Không có')).status).toBe(200);
    expect(await listMarks(world.db, CAMPAIGN)).toEqual([]);
  });

  test('units come and go and change places; one with scores stays', async () => {
    const world = await created(database);
    const { environment, db } = world;
    const change = (units: CampaignInput['units'], seen = [row('TT-AN'), row('TT-BI')]) =>
      changeUnits.run(environment, SYSTEM, { campaign: CAMPAIGN, units, seen });
    await db
      .insertInto('scores')
      .values(points('TT-AN', '1', '50'))
      .execute();
    expect(await refusal(change([row('TT-BI')]))).toEqual(['definition-invalid', 'units unit-in-use']);
    expect(await refusal(change([row('TT-AN'), row('TT-BI'), row('TT-CU')]))).toEqual([
      'definition-invalid',
      'units[2].unit unit-part-of-year',
    ]);
    expect(await change([row('TT-CA'), row('TT-AN'), row('TT-CU', true)])).toEqual({
      added: ['TT-CA', 'TT-CU'],
      removed: ['TT-BI'],
    });
    const now = (await readContents(db, CAMPAIGN)).units.map(({ code }) => code);
    expect(now).toEqual(['TT-CA', 'TT-AN', 'TT-CU']);
    // Once kept, it is not asked about again.
    const seen = now.map((code) => row(code));
    expect(await change([row('TT-CU'), row('TT-AN')], seen)).toEqual({ added: [], removed: ['TT-CA'] });
    expect(await refusal(change([row('TT-AN')]))).toEqual(['changed-meanwhile', 'changedBy changed-by']);
  });

  test('bonus and deduction need points, reason and document, and their cap holds in the result', async () => {
    const world = await created(database);
    const { environment, db } = world;
    const adjust = (adjustments: Parameters<typeof adjustUnit.run>[2]['adjustments']) =>
      adjustUnit.run(environment, SYSTEM, { campaign: CAMPAIGN, unit: 'TT-AN', adjustments, seen: [] });
    const bonus = (value: string, reason = 'Sáng kiến') => ({
      kind: 'bonus' as const,
      points: value,
      reason,
      document: 'QĐ 1/2026',
    });
    expect(await refusal(adjust([bonus('0'), bonus('-1'), bonus('1', ' ')]))).toEqual([
      'definition-invalid',
      'adjustments[1].points not-decimal',
      'adjustments[2].reason empty-text',
    ]);
    expect(await refusal(adjust([bonus('0')]))).toEqual([
      'definition-invalid',
      'adjustments[0].points nothing-adjusted',
    ]);
    await adjust([bonus('2'), bonus('2.5')]);
    const leaves = [
      ['1', '50'],
      ['2.1', '10'],
      ['2.2', '6'],
      ['2.3', '4'],
    ] as const;
    for (const [code, value] of leaves)
      await db
        .insertInto('scores')
        .values(points('TT-AN', code, value))
        .execute();
    const caller = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const preview = await caller.request('GET', `/api/v1/campaigns/${CAMPAIGN}/preview`);
    // 50 + 10 + 6 + 4 + min(2 + 2.5, 3) = 73 of 100.
    expect(((await preview.json()) as { units: unknown[] }).units[0]).toMatchObject({ index: '73' });
  });
});

onBothDatabases('how the units below were classed', (database) => {
  test('is not changed by one person once the scores of the unit are final', async () => {
    const world = await created(database);
    const { environment, db } = world;
    const of = (unit: string, reaching: number) => ({ unit, units: 10, reaching, document: 'QĐ 9/QĐ-UBND' });
    const put = async (...subordinates: ReturnType<typeof of>[]) =>
      putSubordinateCounts.run(environment, SYSTEM, {
        campaign: CAMPAIGN,
        subordinates,
        seen: await subordinatesOf(db, CAMPAIGN),
      });
    await put(of('TT-AN', 5));
    const assessment = { submitted_at: null, submitted_by: null, extended_until: null, revision: 1 };
    await db
      .insertInto('assessments')
      .values(
        ['TT-AN', 'TT-BI'].map((unit) => ({
          campaign: CAMPAIGN,
          unit,
          state: 'final' as const,
          ...assessment,
        })),
      )
      .execute();
    const refused = ['assessment-locked', 'TT-AN counts-final'];
    expect(await refusal(put(of('TT-AN', 6)))).toEqual(refused);
    expect(await refusal(put())).toEqual(refused);
    expect(await subordinatesOf(db, CAMPAIGN)).toEqual([of('TT-AN', 5)]);
    // Nothing stood of the other one: its first counts may come after the council.
    await put(of('TT-AN', 5), of('TT-BI', 6));
    expect(await refusal(put(of('TT-AN', 5), of('TT-BI', 7)))).toEqual([
      'assessment-locked',
      'TT-BI counts-final',
    ]);
    const lan = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const told = await lan.request('PUT', `/api/v1/campaigns/${CAMPAIGN}/subordinates`, {
      subordinates: [],
      seen: [of('TT-AN', 5), of('TT-BI', 6)],
    });
    expect([
      told.status,
      ((await told.json()) as { errors: { sentence: string }[] }).errors[0]?.sentence,
    ]).toEqual([
      409,
      'Điểm của đơn vị đã chốt: một người không sửa hay bỏ được số đã ghi của TT-AN. Chỉ đếm lại được từ một kết quả đã công bố.',
    ]);
  });
});

onBothDatabases('what does not apply', (database) => {
  const mark = (world: World, ...marks: [unit: string, criterion: string, reason: string | null][]) =>
    setApplicability.run(world.environment, SYSTEM, {
      campaign: CAMPAIGN,
      marks: marks.map(([unit, criterion, reason]) => ({ unit, criterion, reason, seen: null })),
    });
  const scales = async (world: World) =>
    (await settingsOf(world)).units.map(({ code, standardScale }) => [code, standardScale]);

  test('lowers the standard scale at once, flat or level by level', async () => {
    const world = await created(database);
    expect(await scales(world)).toEqual([
      ['TT-AN', '100'],
      ['TT-BI', '100'],
    ]);
    await mark(world, ['TT-AN', '2.1', 'Không có nhiệm vụ'], ['TT-AN', '2.3', 'Không có nhiệm vụ']);
    expect(await scales(world)).toEqual([
      ['TT-AN', '72'],
      ['TT-BI', '100'],
    ]);
    const seen = (({ title, source, policies: p }) => ({ title, source, policies: p }))(
      (await settingsOf(world)).campaign,
    );
    await changeCampaign.run(world.environment, SYSTEM, {
      ...seen,
      policies: { ...seen.policies, notApplicable: 'level-by-level' },
      campaign: CAMPAIGN,
      seen,
    });
    // 2.2 stands for the whole area of 40.
    expect((await scales(world))[0]).toEqual(['TT-AN', '100']);
  });

  test('needs a reason, a leaf and a unit of the campaign; one fault and nothing is marked', async () => {
    const world = await created(database);
    const wrong = mark(
      world,
      ['TT-AN', '2.1', 'Không có'],
      ['TT-AN', '2', 'nhóm'],
      ['TT-CA', '2.2', 'Không có'],
      ['TT-BI', '2.2', ' '],
      ['TT-AN', '2.1', 'hai lần'],
    );
    expect(await refusal(wrong)).toEqual([
      'definition-invalid',
      'marks[1].criterion unknown-criterion',
      'marks[2].unit unit-not-ranked',
      'marks[3].reason reason-missing',
      'marks[4] score-twice',
    ]);
    expect(await listMarks(world.db, CAMPAIGN)).toEqual([]);
  });

  test('takes no points away: what is scored, appraised or final stays', async () => {
    const world = await created(database);
    const { db } = world;
    await db
      .insertInto('scores')
      .values(points('TT-AN', '2.1', '0'))
      .execute();
    await db
      .insertInto('stage_scores')
      .values({
        ...{ campaign: CAMPAIGN, unit: 'TT-AN', criterion: '2.2', stage: 'round-1' },
        ...{ state: 'not-assessed', points: null, inputs: null, note: 'Đồng ý', source: null },
        ...{ written_by: 'x', written_at: '2026-06-15T00:00:00.000Z', revision: 1 },
      })
      .execute();
    const wrong = mark(world, ['TT-AN', '2.1', 'a'], ['TT-AN', '2.2', 'b'], ['TT-AN', '2.3', 'c']);
    expect(await refusal(wrong)).toEqual([
      'definition-invalid',
      'marks[0] already-appraised',
      'marks[1] already-appraised',
    ]);
    await db
      .insertInto('assessments')
      .values({
        ...{ campaign: CAMPAIGN, unit: 'TT-BI', state: 'final', submitted_at: null, submitted_by: null },
        ...{ extended_until: null, revision: 1 },
      })
      .execute();
    expect(await refusal(mark(world, ['TT-BI', '2.3', 'c']))).toEqual([
      'assessment-locked',
      'TT-BI assessment-locked',
    ]);
    expect(await listMarks(db, CAMPAIGN)).toEqual([]);
  });
});
