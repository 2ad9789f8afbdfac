/**
 * The year 2020 of Điện Biên, run as the office would: the officer counts and claims, two appraisers score by areas, the
 * unit explains, they look again, the council decides. Inputs and points are those of the sheet; 7.3.2 is the leaf whose
 * note on the sheet speaks of an explanation with evidence sent a second time. What comes out is what the sheet prints.
 */
import { expect, test } from 'vitest';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { gatherInputs } from '../../server/campaign-inputs.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { assessor, bringEvidence } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  campaign as begun,
  CAMPAIGN,
  COMPUTED,
  claimOf,
  EXPLAINED,
  explanationOf,
  FIRST_AREAS,
  framework,
  isFirst,
  leaves,
  noteOf,
  onSheet,
  roundOneOf,
  SECOND_AREAS,
  SHOWN,
  UNIT,
  units,
} from '../help/dien-bien-2020.ts';
import { type Member, member } from '../help/member.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';

async function prepare(world: World): Promise<void> {
  const { environment } = world;
  await importUnits.run(environment, SYSTEM, { definition: units });
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(environment, SYSTEM, { definition: begun });
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
  await put('/appraisers', { account: first.id, areas: FIRST_AREAS });
  await put('/appraisers', { account: second.id, areas: SECOND_AREAS });
  return { officer, first, second, publisher };
}

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

async function roundOne({ first, second }: Office): Promise<void> {
  for (const [appraiser, mine] of [
    [first, isFirst],
    [second, (code: string) => !isFirst(code)],
  ] as const) {
    const desk = assessor(appraiser, CAMPAIGN, UNIT);
    const own = leaves.filter(({ code }) => mine(code));
    for (const { code } of own) {
      const entry = roundOneOf(code);
      if (entry) expect([code, (await desk.save('round-1', code, entry)).status]).toEqual([code, 200]);
    }
    const equal = own.map(({ code }) => code).filter((code) => roundOneOf(code) === null);
    expect((await desk.accept(equal)).body).toMatchObject({ accepted: equal, skipped: [] });
  }
  expect((await assessor(second, CAMPAIGN, UNIT).giveBack()).body).toEqual({ state: 'explaining' });
}

async function explain(world: World, { officer }: Office): Promise<void> {
  const unit = assessor(officer, CAMPAIGN, UNIT);
  const use = { campaign: CAMPAIGN, unit: UNIT, criterion: '7.3.2', stage: 'explanation' } as const;
  await bringEvidence(world, use);
  for (const [code, note] of Object.entries(EXPLAINED))
    expect((await unit.save('explanation', code, explanationOf(note))).status).toBe(200);
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
    const { inputs } = await gatherInputs(world.db, campaign, null);
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
    expect(byRule.sort()).toEqual(COMPUTED);
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
    expect(claim).toMatchObject({
      inputs: { values: { numerator: '28394', denominator: '25800' } },
      points: '1',
    });
    expect(claim?.arithmetic).toContainEqual({ word: 'at-most' });
  });
});
