/**
 * The year 2020 of Điện Biên, run as the office would: the officer counts and claims, two appraisers score by areas, the
 * unit explains, they look again, the council decides. Inputs and points are those of the sheet; 7.3.2 is the leaf whose
 * note on the sheet speaks of an explanation with evidence sent a second time. What comes out is what the sheet prints.
 */
import { expect, test } from 'vitest';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { gatherInputs } from '../../server/campaign-inputs.ts';
import type { ScoreEntry } from '../../server/core/assessment.ts';
import type { CampaignFile } from '../../server/core/check-campaign.ts';
import type { FrameworkFile } from '../../server/core/check-framework.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { assessor, bringEvidence } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { counted, points } from '../help/rounds-framework.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';

const ID = 'dien-bien-2020';
const UNIT = 'DB';
const CAMPAIGN = 'dien-bien-2020-hai-vong';

const sheet = (sampleFiles.campaigns as CampaignFile[]).find(({ campaign }) => campaign.id === ID);
const printed = (sampleFiles.frameworks as FrameworkFile[]).find(({ framework }) => framework.id === ID);
const units = (sampleFiles.units as { province: { code: string } }[]).find(
  ({ province }) => province.code === UNIT,
);
if (!sheet || !printed || !units) throw new Error('the files of Điện Biên are not among the sample');

const ratio = (numerator: string, denominator: string) => ({ numerator, denominator });

/** What the unit counted for the leaves whose rule computes (domain §5). */
const COUNTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '3.4.1': ratio('53539', '53576'),
  '3.4.2': ratio('55270', '55703'),
  '3.4.3': ratio('421838', '421838'),
  '5.6': ratio('28394', '25800'),
  '5.7.1': ratio('1375', '1375'),
  '5.7.2': ratio('1130', '1228'),
  '6.1.1': ratio('2030189', '2568521'),
  '6.1.3': ratio('19206', '32825'),
  '7.1.3': { full: '117604', half: '20425', denominator: '138029' },
  '7.1.9': { full: '225', half: '347', denominator: '572' },
  '7.2.1': ratio('178', '572'),
  '7.3.1': ratio('249', '832'),
};

/** The nine ratio leaves whose threshold no document prints: points by hand, the ratio shown. */
const SHOWN = ['1.3.1', '4.1.3', '4.2.3', '6.2.3', '7.1.11', '7.2.2', '7.3.2', '7.3.3', '8.6'];

const { criteria } = printed.framework;
const framework = { ...printed.framework, id: CAMPAIGN };
const leaves = criteria.filter(({ kind }) => kind !== 'group');
const onSheet = new Map(sheet.scores.map((score) => [score.criterion, score]));

function claimOf(code: string): ScoreEntry {
  const values = COUNTED[code];
  if (values) return counted(values);
  const { selfPoints, figures } = onSheet.get(code) ?? {};
  const shown = SHOWN.includes(code) && figures ? ratio(figures.numerator, figures.denominator) : null;
  return points(selfPoints ?? '', { inputs: shown && { values: shown } });
}

const noteOf = (code: string) => onSheet.get(code)?.note ?? null;

async function prepare(world: World): Promise<void> {
  const { environment } = world;
  await importUnits.run(environment, SYSTEM, { definition: units });
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  const head = { ...sheet?.campaign, id: CAMPAIGN, frameworkId: CAMPAIGN, frameworkVersion: 1 };
  const empty = { scores: [], adjustments: [], printed: [], notes: [] };
  const ranked = { kind: 'campaign', campaign: head, units: [{ unit: UNIT }], ...empty };
  await importCampaign.run(environment, SYSTEM, { definition: ranked });
}

interface Office {
  readonly officer: Member;
  readonly first: Member;
  readonly second: Member;
  readonly publisher: Member;
}

/** The publisher sets the days and gives the areas to two appraisers: 1 to 4, and 5 to 8. */
async function arrange(world: World): Promise<Office> {
  const held = (role: string) => member(world, [{ role, unit: UNIT }]);
  const [officer, first, second, publisher] = await Promise.all(
    ['unit-officer', 'appraiser', 'appraiser', 'publisher'].map(held),
  );
  if (!officer || !first || !second || !publisher) throw new Error('nobody came');
  const deadlines = {
    self: '2026-06-20',
    'round-1': '2026-06-30',
    explanation: '2026-07-10',
    'round-2': '2026-07-20',
  };
  const put = async (path: string, body: object) =>
    expect((await publisher.request('PUT', `/api/v1/campaigns/${CAMPAIGN}${path}`, body)).status).toBe(200);
  await put('/deadlines', { deadlines });
  await put('/appraisers', { account: first.id, areas: ['1', '2', '3', '4'] });
  await put('/appraisers', { account: second.id, areas: ['5', '6', '7', '8'] });
  return { officer, first, second, publisher };
}

const isFirst = (code: string) => ['1', '2', '3', '4'].includes(code.split('.')[0] ?? '');

async function selfAssess({ officer }: Office): Promise<void> {
  const unit = assessor(officer, CAMPAIGN, UNIT);
  const early = await unit.submit('self');
  expect([early.status, (early.body.errors as unknown as unknown[]).length]).toEqual([422, 88]);
  for (const { code, kind } of leaves) {
    const saved = await unit.save('self', code, claimOf(code));
    expect([code, saved.status]).toEqual([code, kind === 'appraisal' ? 200 : 422]);
  }
  expect((await unit.submit('self')).body).toEqual({ state: 'submitted' });
}

/** What appraisal changed, with the reasons of the sheet; 7.3.2 is believed only after the explanation. */
const ROUND_1: Readonly<Record<string, ScoreEntry>> = {
  '1.5': points('1.5', { note: noteOf('1.5') }),
  '1.6': points('1.28', { note: noteOf('1.6'), source: 'Báo cáo số 10883 ngày 26/12/2020' }),
  '5.6': points('0.9', { note: noteOf('5.6') }),
  '6.1.1': points('0.7664', { note: noteOf('6.1.1'), source: 'Công văn số 2004/BTC-ĐT ngày 01/3/2021' }),
  '7.3.2': points('0', { note: 'Chưa có tài liệu kiểm chứng' }),
};

async function roundOne({ first, second }: Office): Promise<void> {
  for (const [appraiser, mine] of [
    [first, isFirst],
    [second, (code: string) => !isFirst(code)],
  ] as const) {
    const desk = assessor(appraiser, CAMPAIGN, UNIT);
    const own = leaves.filter(({ code }) => mine(code));
    for (const { code, kind } of own) {
      const { points: given = '', source = '' } = onSheet.get(code) ?? {};
      const entry = kind === 'appraisal' ? ROUND_1[code] : points(given ?? '', { source });
      if (entry) expect([code, (await desk.save('round-1', code, entry)).status]).toEqual([code, 200]);
    }
    const equal = own
      .filter(({ code, kind }) => kind === 'appraisal' && !ROUND_1[code])
      .map(({ code }) => code);
    expect((await desk.accept(equal)).body).toMatchObject({ accepted: equal, skipped: [] });
  }
  expect((await assessor(second, CAMPAIGN, UNIT).giveBack()).body).toEqual({ state: 'explaining' });
}

async function explain(world: World, { officer }: Office): Promise<void> {
  const unit = assessor(officer, CAMPAIGN, UNIT);
  const use = { campaign: CAMPAIGN, unit: UNIT, criterion: '7.3.2', stage: 'explanation' } as const;
  await bringEvidence(world, use);
  const said = { state: 'blank', points: null, inputs: null, source: null } as const;
  for (const [code, note] of [
    ['1.5', 'Đề nghị xem lại'],
    ['7.3.2', 'Gửi tài liệu lần 2'],
  ] as const)
    expect((await unit.save('explanation', code, { ...said, note })).status).toBe(200);
  expect((await unit.submit('explanation')).body).toEqual({ state: 'explained' });
}

async function roundTwo({ first, second }: Office): Promise<void> {
  const [one, other] = [first, second].map((appraiser) => assessor(appraiser, CAMPAIGN, UNIT));
  expect((await one?.accept(['1.5']))?.body).toMatchObject({ stage: 'round-2', accepted: ['1.5'] });
  const unready = await one?.finish();
  expect([unready?.status, unready?.body.errors]).toMatchObject([422, [{ field: '7.3.2', code: 'blank' }]]);
  const believed = { ...claimOf('7.3.2'), note: noteOf('7.3.2') };
  expect((await other?.save('round-2', '7.3.2', believed))?.status).toBe(200);
  expect((await one?.finish())?.body).toEqual({ state: 'appraised' });
}

interface Shown {
  readonly state: string;
  readonly totals: Record<'self' | 'appraised', { code: string; points: string; of: string }[]>;
  readonly leaves: { code: string; changed: boolean; stages: Record<string, unknown>[] }[];
}

const totalOf = ({ totals }: Shown, kind: 'self' | 'appraised') =>
  totals[kind].find(({ code }) => code === '');

onBothDatabases('the year 2020 of Điện Biên', (database) => {
  test('run through the API: self 56.2967, final 84.68919', { timeout: 240_000 }, async () => {
    const world = await makeWorld(database);
    await prepare(world);
    const office = await arrange(world);
    const unit = assessor(office.officer, CAMPAIGN, UNIT);
    const seen = async () => (await unit.read()).body as unknown as Shown;

    await selfAssess(office);
    // Of 66.5 points that a unit can claim, the surveys left out.
    expect(totalOf(await seen(), 'self')).toMatchObject({ points: '56.2967', of: '66.5' });
    await roundOne(office);
    await explain(world, office);
    await roundTwo(office);
    const decision = { units: [UNIT], number: '12/QĐ-HĐTĐ', day: '2026-06-15' };
    const decided = await office.publisher.request('POST', `/api/v1/campaigns/${CAMPAIGN}/council`, decision);
    expect(await decided.json()).toEqual({ units: 1, scores: 0 });

    const last = await seen();
    expect(last.state).toBe('final');
    expect(totalOf(last, 'appraised')).toMatchObject({ points: '84.68919', of: '100' });
    expect(last.leaves.filter(({ changed }) => changed).map(({ code }) => code)).toEqual([
      '1.5',
      '1.6',
      '5.6',
      '6.1.1',
    ]);

    const campaign = await findCampaign(world.db, CAMPAIGN);
    if (!campaign) throw new Error('the campaign is gone');
    const { inputs } = await gatherInputs(world.db, campaign);
    const [result] = computeResult(inputs).units;
    expect(result).toMatchObject({
      index: '84.68919',
      appraised: '56.9527',
      survey: '27.73649',
      scale: '100',
    });
    // Equal to the sheet, leaf by leaf; what followed from inputs still does.
    const node = (code: string) => result?.nodes.find((one) => one.code === code)?.points;
    expect(leaves.filter(({ code }) => Number(node(code)) !== Number(onSheet.get(code)?.points))).toEqual([]);
    const byRule = inputs.scores.filter((score) => score.inputs).map(({ criterion }) => criterion);
    expect(byRule.sort()).toEqual([
      '3.4.1',
      '3.4.2',
      '3.4.3',
      '5.7.1',
      '5.7.2',
      '6.1.3',
      '7.1.3',
      '7.1.9',
      '7.2.1',
      '7.3.1',
    ]);
    const withRatio = inputs.scores.filter((score) => score.figures).map(({ criterion }) => criterion);
    expect(withRatio.sort()).toEqual(SHOWN.toSorted());
  });

  test('every changed score tells how and why', { timeout: 240_000 }, async () => {
    const world = await makeWorld(database);
    await prepare(world);
    const office = await arrange(world);
    await selfAssess(office);
    await roundOne(office);
    await explain(world, office);
    await roundTwo(office);
    const desk = assessor(office.second, CAMPAIGN, UNIT);
    const trailOf = async (caller: ReturnType<typeof assessor>, code: string) =>
      ((await caller.trail(code)).body.trail as unknown as Record<string, unknown>[]).map(
        ({ stage, points: given, note, source }) => [stage, given, note, source],
      );
    const unit = assessor(office.officer, CAMPAIGN, UNIT);
    expect(await trailOf(unit, '1.6')).toEqual([
      ['self', '0', null, null],
      ['round-1', '1.28', noteOf('1.6'), 'Báo cáo số 10883 ngày 26/12/2020'],
    ]);
    expect(await trailOf(desk, '6.1.1')).toEqual([
      ['self', '0.7904', null, null],
      ['round-1', '0.7664', noteOf('6.1.1'), 'Công văn số 2004/BTC-ĐT ngày 01/3/2021'],
    ]);
    expect(await trailOf(desk, '5.6')).toEqual([
      ['self', '1', null, null],
      ['round-1', '0.9', noteOf('5.6'), null],
    ]);
    expect(await trailOf(unit, '1.5')).toEqual([
      ['self', '2', null, null],
      ['round-1', '1.5', noteOf('1.5'), null],
      ['explanation', null, 'Đề nghị xem lại', null],
      ['round-2', '1.5', 'Giữ điểm thẩm định vòng 1', null],
    ]);
    expect(await trailOf(desk, '7.3.2')).toEqual([
      ['self', '0.5', null, null],
      ['round-1', '0', 'Chưa có tài liệu kiểm chứng', null],
      ['explanation', null, 'Gửi tài liệu lần 2', null],
      ['round-2', '0.5', noteOf('7.3.2'), null],
    ]);
    // The other appraiser's areas are not his.
    expect((await desk.trail('1.5')).status).toBe(404);
    // What was counted stays, with the arithmetic of the rule: 28.394 of 25.800 counts as all.
    const { leaves: shown } = (await unit.read()).body as unknown as Shown;
    const [claim] = shown.find(({ code }) => code === '5.6')?.stages ?? [];
    expect(claim).toMatchObject({ inputs: { values: ratio('28394', '25800') }, points: '1' });
    expect(claim?.arithmetic).toContainEqual({ word: 'at-most' });
  });
});
