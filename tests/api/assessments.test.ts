/** Self-assessment, two rounds and the council through the API: what each may do when, what is refused and in which words. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { setDeadlines } from '../../server/actions/set-deadlines.ts';
import { gatherInputs } from '../../server/campaign-inputs.ts';
import { NOTHING } from '../../server/core/assessment.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { assessor, backAtWork, bringEvidence, giveAreas, openRounds } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, visit } from '../help/opened-world.ts';
import { counted, notAssessed, points } from '../help/rounds-framework.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign as trial, framework as trialFramework } from '../walk/hand-computed.ts';

const UNIT = 'TT-AN';
const ratio = (numerator: string, denominator: string) => counted({ numerator, denominator });
const CLAIMS = {
  '1.1': points('2'),
  '1.2': ratio('90', '100'),
  '2.1': points('0.5'),
  '2.2': ratio('110', '100'),
} as const;

type Body = Record<string, never>;
interface Told {
  readonly code: string;
  readonly errors: { field: string; code: string; sentence: string }[];
}
const told = (answer: { body: Body } | undefined) => answer?.body as unknown as Told;
const places = (answer: { body: Body } | undefined) =>
  told(answer).errors.map(({ field, code }) => `${field} ${code}`);

interface Office {
  readonly world: World;
  readonly campaign: string;
  readonly officer: Member;
  readonly first: Member;
  readonly second: Member;
  readonly publisher: Member;
}

/** Area 1 is scored by `first`, area 2 by `second`. */
async function office(database: Parameters<typeof makeWorld>[0]): Promise<Office> {
  const world = await makeWorld(database);
  const campaign = await openRounds(world);
  const officer = await member(world, [{ role: 'unit-officer', unit: UNIT }]);
  const first = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
  const second = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
  const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  await giveAreas(world, campaign, first, '1');
  await giveAreas(world, campaign, second, '2');
  return { world, campaign, officer, first, second, publisher };
}

async function submitted({ world, campaign, officer }: Office): Promise<void> {
  const unit = assessor(officer, campaign);
  for (const [code, claim] of Object.entries(CLAIMS)) await unit.save('self', code, claim);
  await bringEvidence(world, { campaign, unit: UNIT, criterion: '1.1' });
  expect((await unit.submit('self')).body).toEqual({ state: 'submitted' });
}

/** Every claim accepted, the report and the survey typed from their documents. */
async function accepted({ campaign, first, second }: Office): Promise<void> {
  const [one, other] = [assessor(first, campaign), assessor(second, campaign)];
  expect((await one.accept(['1.1', '1.2'])).status).toBe(200);
  expect((await other.accept(['2.2'])).status).toBe(200);
  expect((await other.save('round-1', '2.1', points('0.5', { source: 'Báo cáo 7' }))).status).toBe(200);
  expect((await other.save('round-1', '2.3', points('1.2', { source: 'Báo cáo 8' }))).status).toBe(200);
}

const decide = (publisher: Member, campaign: string, more: object = {}) =>
  publisher.request('POST', `/api/v1/campaigns/${campaign}/council`, {
    units: [UNIT],
    number: '5/QĐ',
    day: '2026-06-15',
    ...more,
  });

async function final(at: Office): Promise<void> {
  await submitted(at);
  await accepted(at);
  expect((await assessor(at.first, at.campaign).finish()).body).toEqual({ state: 'appraised' });
  expect((await decide(at.publisher, at.campaign)).status).toBe(200);
}

async function resultOf({ world, campaign }: Office) {
  const found = await findCampaign(world.db, campaign);
  if (!found) throw new Error('no campaign');
  const { inputs } = await gatherInputs(world.db, found, null);
  return computeResult(inputs).units.find(({ unit }) => unit === UNIT);
}

interface Shown {
  readonly state: string;
  readonly writes: string | null;
  readonly criteria: { code: string }[];
  readonly missing: { criterion: string; why: string }[];
  readonly deadline: { day: string; daysLeft: number; closed: boolean };
  readonly totals: Record<'self' | 'appraised', { code: string; points: string; of: string }[]>;
  readonly leaves: {
    code: string;
    excluded: string | null;
    stages: { stage: string; points: string | null; by: string; note: string | null }[];
    counted: {
      points: string | null;
      pendingUntil: string | null;
      basis: { responses: number } | null;
    } | null;
  }[];
}
const read = async (caller: Member, campaign: string) =>
  (await assessor(caller, campaign).read()).body as unknown as Shown;
const stagesOf = ({ leaves }: Shown, code: string) =>
  leaves.find((leaf) => leaf.code === code)?.stages.map(({ stage }) => stage);

onBothDatabases('an assessment', (database) => {
  test('is drafted by the unit alone: saved again and again, seen by nobody else', async () => {
    const at = await office(database);
    const unit = assessor(at.officer, at.campaign);
    const saved = await unit.save('self', '1.2', ratio('90', '100'));
    expect(saved.body).toMatchObject({
      entry: { stage: 'self', state: 'scored', points: '1.35', revision: 1, by: at.officer.username },
      totals: {
        self: [
          { code: '', points: '1.35', of: '5.5' },
          { code: '1', points: '1.35', of: '3.5' },
        ],
      },
    });
    // The reply was lost and the same is sent again: no conflict, no new revision.
    const again = await unit.save('self', '1.2', ratio('90', '100'));
    expect([again.status, (again.body as unknown as { entry: { revision: number } }).entry.revision]).toEqual(
      [200, 1],
    );
    // A half-filled draft is kept as it is.
    const half = { ...NOTHING, inputs: { values: { numerator: '90' } } };
    expect((await unit.save('self', '1.2', half, 1)).status).toBe(200);
    expect(stagesOf(await read(at.officer, at.campaign), '1.2')).toEqual(['self']);
    for (const caller of [at.first, at.publisher])
      expect((await read(caller, at.campaign)).leaves.flatMap(({ stages }) => stages)).toEqual([]);
    const neighbour = await member(at.world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    expect((await assessor(neighbour, at.campaign).read()).status).toBe(403);
    expect((await assessor(neighbour, at.campaign).save('self', '1.1', points('1'))).status).toBe(403);
    expect((await assessor(neighbour, at.campaign, 'TT-BI').read()).status).toBe(200);
    expect((await assessor(at.officer, 'khong-co').read()).status).toBe(404);
  });

  test('refuses a score that cannot be, in the reader’s language, and stores nothing', async () => {
    const at = await office(database);
    const unit = assessor(at.officer, at.campaign);
    const refused = await unit.save('self', '1.1', points('2.5'));
    expect([refused.status, told(refused).code]).toEqual([422, 'score-invalid']);
    expect(told(refused).errors).toEqual([
      { field: '1.1', code: 'above-max', sentence: 'Vượt điểm tối đa 2.' },
    ]);
    const path = `/api/v1/campaigns/${at.campaign}/assessments/${UNIT}/self/1.2`;
    const english = await at.world.app.request(path, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Cookie: at.officer.cookie, 'Accept-Language': 'en' },
      body: JSON.stringify({ entry: ratio('6', '5'), seen: 0 }),
    });
    expect(((await english.json()) as Told).errors).toEqual([
      {
        field: '1.2.numerator',
        code: 'numerator-above-denominator',
        sentence: 'The numerator is above the denominator, which cannot be.',
      },
    ]);
    expect(places(await unit.save('self', '1.2', ratio('6', '0')))).toEqual([
      '1.2.denominator denominator-zero',
    ]);
    expect(places(await unit.save('self', '1.2', ratio('-6', '5')))).toEqual(['1.2.numerator below-zero']);
    expect(places(await unit.save('self', '2.3', points('1')))).toEqual(['2.3 not-self-scored']);
    expect((await unit.save('self', '9.9', points('1'))).status).toBe(404);
    // A try tells the same and the arithmetic, and stores nothing either.
    expect((await unit.attempt('self', '1.2', ratio('90', '100'))).body).toMatchObject({ points: '1.35' });
    expect(places(await unit.attempt('self', '1.2', ratio('6', '5')))).toEqual([
      '1.2.numerator numerator-above-denominator',
    ]);
    expect(await at.world.db.selectFrom('stage_scores').selectAll().execute()).toEqual([]);
  });

  test('is submitted whole, then locked for good, with its trail', async () => {
    const at = await office(database);
    const unit = assessor(at.officer, at.campaign);
    await unit.save('self', '1.1', points('2'));
    await unit.save('self', '2.1', notAssessed(null));
    const early = await unit.submit('self');
    expect(places(early)).toEqual(['1.1 evidence', '1.2 blank', '2.1 reason', '2.2 blank']);
    expect(told(early).errors[0]?.sentence).toBe('Chưa có tài liệu kiểm chứng.');
    await submitted(at).catch(() => undefined);
    await unit.save('self', '2.1', points('0.5'), 1);
    await unit.submit('self');
    expect((await read(at.officer, at.campaign)).state).toBe('submitted');
    const late = await unit.save('self', '1.1', points('1'), 1);
    expect([late.status, told(late).code]).toEqual([409, 'assessment-locked']);
    expect((await unit.submit('self')).status).toBe(409);
    const trail = await at.world.db.selectFrom('score_trail').selectAll().orderBy('id').execute();
    expect(trail.map(({ criterion, stage, points: given }) => [criterion, stage, given])).toEqual([
      ['1.1', 'self', '2'],
      ['1.2', 'self', '1.35'],
      ['2.1', 'self', '0.5'],
      ['2.2', 'self', '1'],
    ]);
    for (const change of [sql`update score_trail set points = 3`, sql`delete from score_trail`])
      await expect(change.execute(at.world.db)).rejects.toThrow(/never changed/);
    const claimed = await at.world.db
      .selectFrom('scores')
      .select(['criterion', 'state', 'self_points'])
      .where('unit', '=', UNIT)
      .where('self_points', 'is not', null)
      .orderBy('criterion')
      .execute();
    // A claim is no score: nothing stands yet.
    expect(claimed.map((row) => [row.criterion, row.state, row.self_points])).toEqual([
      ['1.1', 'blank', '2'],
      ['1.2', 'blank', '1.35'],
      ['2.1', 'blank', '0.5'],
      ['2.2', 'blank', '1'],
    ]);
    expect((await resultOf(at))?.index).toBeNull();
  });

  test('ends with its day; more time is given with a reason, and taken back', async () => {
    const at = await office(database);
    at.world.setTime('2026-06-20T16:59:00.000Z');
    const [officer, publisher] = await backAtWork(at.world, at.officer, at.publisher);
    if (!officer || !publisher) throw new Error('nobody came back');
    const unit = assessor(officer, at.campaign);
    expect((await unit.save('self', '1.1', points('1'))).status).toBe(200);
    // Midnight in Việt Nam.
    at.world.setTime('2026-06-20T17:00:00.000Z');
    for (const late of [await unit.save('self', '1.1', points('2'), 1), await unit.submit('self')]) {
      expect([late.status, told(late).code]).toEqual([409, 'deadline-passed']);
      expect(told(late).errors[0]?.sentence).toBe('Hạn là hết ngày 20/06/2026.');
    }
    const shown = await read(officer, at.campaign);
    expect([shown.writes, shown.deadline]).toMatchObject([null, { daysLeft: -1, closed: true }]);
    expect(shown.leaves[0]?.stages[0]?.points).toBe('1');
    const desk = assessor(publisher, at.campaign);
    expect(places(await desk.extend('2026-06-20', 'x'))).toEqual(['until not-later']);
    expect(places(await desk.extend('2026-06-25', ' '))).toEqual(['reason required']);
    expect(places(await desk.extend('2026-06-31', 'x'))).toEqual(['until not-a-day']);
    expect((await desk.extend('2026-06-25', 'Mất điện')).status).toBe(200);
    expect((await unit.save('self', '1.1', points('2'), 1)).status).toBe(200);
    expect((await desk.extend(null, 'Nhầm đơn vị')).status).toBe(200);
    expect((await unit.save('self', '1.1', points('1'), 2)).status).toBe(409);
    const said = await at.world.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'extend-deadline')
      .execute();
    expect(said.map(({ details }) => JSON.parse(details).reason)).toEqual(['Mất điện', 'Nhầm đơn vị']);
  });

  test('is scored by area: another’s area is refused, and not shown', async () => {
    const at = await office(database);
    await submitted(at);
    const [one, other] = [assessor(at.first, at.campaign), assessor(at.second, at.campaign)];
    const refused = await one.save('round-1', '2.2', ratio('110', '100'));
    expect([refused.status, told(refused).code]).toEqual([403, 'not-your-area']);
    expect((await one.accept(['1.1', '2.2'])).status).toBe(403);
    expect((await read(at.first, at.campaign)).criteria.map(({ code }) => code)).toEqual(['1', '1.1', '1.2']);
    expect((await other.trail('1.1')).status).toBe(404);
    const stranger = await member(at.world, [{ role: 'appraiser', unit: 'TT' }]);
    expect((await read(stranger, at.campaign)).leaves).toEqual([]);
    expect(told(await assessor(stranger, at.campaign).giveBack()).code).toBe('not-your-area');
    expect(
      await at.world.db.selectFrom('stage_scores').selectAll().where('stage', '=', 'round-1').execute(),
    ).toEqual([]);
  });

  test('two appraisers on one score: the second is told who, when and what, and nothing is stored', async () => {
    const at = await office(database);
    await submitted(at);
    await giveAreas(at.world, at.campaign, at.second, '1');
    const [one, other] = [assessor(at.first, at.campaign), assessor(at.second, at.campaign)];
    const note = { note: 'x' };
    expect((await one.save('round-1', '1.1', points('1.2', note))).status).toBe(200);
    const beaten = await other.save('round-1', '1.1', points('0.9', note));
    expect([beaten.status, told(beaten).code]).toEqual([409, 'changed-meanwhile']);
    expect(told(beaten).errors).toEqual([
      {
        field: '1.1',
        code: 'changed-meanwhile',
        sentence: `${at.first.username} đã lưu 1,2 lúc 15/06/2026 12:00.`,
      },
    ]);
    expect((await other.save('round-1', '1.1', points('0.9', note), 1)).status).toBe(200);
    // The first one's screen is old now.
    const stale = await one.save('round-1', '1.1', points('1.1', note), 1);
    expect([stale.status, told(stale).errors[0]?.sentence]).toEqual([
      409,
      `${at.second.username} đã lưu 0,9 lúc 15/06/2026 12:00.`,
    ]);
    // At the very same moment: one wins, the trail has one line, and the score that stands is his.
    const race = await Promise.all([
      one.save('round-1', '1.2', points('0.1', note)),
      other.save('round-1', '1.2', points('0.2', note)),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
    const trail = await at.world.db
      .selectFrom('score_trail')
      .select('points')
      .where('criterion', '=', '1.2')
      .where('stage', '=', 'round-1')
      .execute();
    const standing = await at.world.db
      .selectFrom('scores')
      .select('points')
      .where('criterion', '=', '1.2')
      .where('unit', '=', UNIT)
      .execute();
    expect(trail).toHaveLength(1);
    expect(standing).toEqual(trail);
  });

  test('many claims are accepted at once, taken back, and left alone where somebody scored meanwhile', async () => {
    const at = await office(database);
    await submitted(at);
    const [one, other] = [assessor(at.first, at.campaign), assessor(at.second, at.campaign)];
    await one.save('round-1', '1.1', points('1', { note: 'x' }));
    expect((await one.accept(['1.1', '1.2'])).body).toEqual({
      stage: 'round-1',
      accepted: ['1.2'],
      skipped: ['1.1'],
    });
    // A report that is not the unit's needs its document; a survey has no claim.
    expect((await other.accept(['2.1', '2.2', '2.3'])).body).toMatchObject({
      accepted: ['2.2'],
      skipped: ['2.1', '2.3'],
    });
    expect((await one.accept(['1.1', '1.2'], true)).body).toMatchObject({ accepted: ['1.2'] });
    const left = (await read(at.first, at.campaign)).missing;
    expect(left).toEqual([{ criterion: '1.2', why: 'blank' }]);
    const rows = await at.world.db
      .selectFrom('scores')
      .select(['criterion', 'state', 'points', 'self_points'])
      .where('unit', '=', UNIT)
      .where('criterion', 'in', ['1.1', '1.2'])
      .orderBy('criterion')
      .execute();
    expect(rows.map((row) => [row.state, row.points, row.self_points])).toEqual([
      ['scored', '1', '2'],
      ['blank', null, '1.35'],
    ]);
  });

  test('a round ends when all areas are scored; without a change nothing is explained', async () => {
    const at = await office(database);
    await submitted(at);
    const one = assessor(at.first, at.campaign);
    await one.accept(['1.1', '1.2']);
    expect(places(await one.giveBack())).toEqual(['2.1 blank', '2.2 blank', '2.3 blank']);
    await accepted(at);
    expect((await one.finish()).body).toEqual({ state: 'appraised' });
    // 2 + 1.35 + 0.5 + 1 + 1.2 of 7.
    expect(await resultOf(at)).toMatchObject({ points: '6.05', scale: '7' });
  });

  test('a changed score goes back to the unit; its day may go by without a word', async () => {
    const at = await office(database);
    await submitted(at);
    await accepted(at);
    const [unit, one] = [assessor(at.officer, at.campaign), assessor(at.first, at.campaign)];
    await one.save('round-1', '1.1', points('1', { note: 'Một sáng kiến' }), 1);
    expect(places(await one.finish())).toEqual(['state something-to-explain']);
    // Until it is handed back, the unit sees nothing of the round.
    expect(stagesOf(await read(at.officer, at.campaign), '1.1')).toEqual(['self']);
    expect((await one.giveBack()).body).toEqual({ state: 'explaining' });
    expect(stagesOf(await read(at.officer, at.campaign), '1.1')).toEqual(['self', 'round-1']);
    expect((await one.save('round-1', '1.1', points('2'), 2)).status).toBe(409);
    await unit.save('explanation', '1.1', { ...NOTHING, note: 'Có hai sáng kiến' });
    // A draft of the unit is the unit's.
    expect(stagesOf(await read(at.first, at.campaign), '1.1')).toEqual(['self', 'round-1']);
    expect(places(await one.finish())).toEqual(['state day-not-passed']);
    at.world.setDay('2026-07-11');
    const later = (await backAtWork(at.world, at.officer, at.first)).map((one) => assessor(one, at.campaign));
    expect(told(await later[0]?.submit('explanation')).code).toBe('deadline-passed');
    expect((await later[1]?.finish())?.body).toEqual({ state: 'explained' });
    // What round 2 looks at stands in the trail by whoever wrote it and when, though it was never handed in.
    const shown = (await later[1]?.trail('1.1'))?.body as unknown as
      | { trail: Record<string, unknown>[] }
      | undefined;
    expect(shown?.trail.map(({ stage }) => stage)).toEqual(['self', 'round-1', 'round-1', 'explanation']);
    expect(shown?.trail.at(-1)).toMatchObject({
      note: 'Có hai sáng kiến',
      by: at.officer.username,
      at: '2026-06-15T05:00:00.000Z',
    });
    expect(places(await later[1]?.finish())).toEqual(['1.1 blank']);
    // Nobody explained 1.2: its score of round 1 stands, and the sentence says so.
    const unasked = await later[1]?.save('round-2', '1.2', ratio('1', '100'));
    expect([unasked?.status, told(unasked).errors[0]]).toMatchObject([
      422,
      { field: '1.2', code: 'not-explained', sentence: expect.stringContaining('không giải trình') },
    ]);
    expect((await later[1]?.save('round-2', '1.1', points('2')))?.status).toBe(200);
    expect((await later[1]?.finish())?.body).toEqual({ state: 'appraised' });
    expect(await resultOf(at)).toMatchObject({ points: '6.05' });
  });

  test('the council decides, may set a score, and nothing moves afterwards', async () => {
    const at = await office(database);
    await submitted(at);
    await accepted(at);
    const early = await decide(at.publisher, at.campaign);
    expect([early.status, ((await early.json()) as Told).errors[0]?.sentence]).toEqual([
      409,
      `Đơn vị ${UNIT} chưa thẩm định xong.`,
    ]);
    await assessor(at.first, at.campaign).finish();
    const wrong = await decide(at.publisher, at.campaign, { number: ' ', day: '2026-06-16' });
    expect(((await wrong.json()) as Told).errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'number required',
      'day in-the-future',
    ]);
    const silent = { scores: [{ unit: UNIT, criterion: '1.1', entry: points('1.8') }] };
    expect((await decide(at.publisher, at.campaign, silent)).status).toBe(422);
    const scores = [{ unit: UNIT, criterion: '1.1', entry: points('1.8', { note: 'Hội đồng thống nhất' }) }];
    expect(await (await decide(at.publisher, at.campaign, { scores })).json()).toEqual({
      units: 1,
      scores: 1,
    });
    // 6.05 − 0.2.
    expect(await resultOf(at)).toMatchObject({ points: '5.85' });
    expect((await assessor(at.first, at.campaign).save('round-2', '1.1', points('2'))).status).toBe(409);
    const again = (await (await decide(at.publisher, at.campaign)).json()) as Told;
    expect([again.code, again.errors[0]]).toMatchObject([
      'assessment-locked',
      { code: 'already-final', sentence: expect.stringContaining(`Đơn vị ${UNIT} đã chốt điểm`) },
    ]);
    // A number typed wrong is put right with its reason; the trail of staff keeps what stood.
    const right = { number: '6/QĐ', reason: 'Ghi nhầm số' };
    expect((await decide(at.publisher, at.campaign, { ...right, scores })).status).toBe(409);
    expect((await decide(at.publisher, at.campaign, right)).status).toBe(200);
    const { decision } = (await read(at.officer, at.campaign)) as unknown as { decision: object };
    expect(decision).toEqual({ number: '6/QĐ', day: '2026-06-15' });
    const line = await at.world.db
      .selectFrom('audit')
      .select('details')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(JSON.parse(line?.details ?? '{}')).toMatchObject({
      number: '6/QĐ',
      reason: 'Ghi nhầm số',
      before: [{ unit: UNIT, number: '5/QĐ', day: '2026-06-15' }],
    });
    expect(await resultOf(at)).toMatchObject({ points: '5.85' });
    expect(stagesOf(await read(at.officer, at.campaign), '1.1')).toEqual(['self', 'round-1', 'council']);
  });

  test('a final score changes only by two people, whose names both stand in the trail', async () => {
    const at = await office(database);
    const url = `/api/v1/campaigns/${at.campaign}/score-changes`;
    const change = { unit: UNIT, criterion: '2.2', entry: points('0.9'), reason: 'Số liệu đính chính' };
    const propose = async (by: Member, body: object = change) => by.request('POST', url, body);
    const errorsOf = async (response: Response) =>
      ((await response.json()) as Told).errors.map(({ code }) => code);
    expect(await errorsOf(await propose(at.publisher))).toEqual(['not-final']);
    await final(at);
    expect(await errorsOf(await propose(at.publisher, { ...change, reason: '' }))).toEqual(['required']);
    expect(await errorsOf(await propose(at.publisher, { ...change, entry: ratio('5', '5') }))).toEqual([
      'same-score',
    ]);
    expect(await errorsOf(await propose(at.publisher, { ...change, entry: points('1.1') }))).toEqual([
      'above-max',
    ]);
    const { id } = (await (await propose(at.publisher)).json()) as { id: string };
    expect((await propose(at.publisher)).status).toBe(409);
    const decideOn = async (by: Member, outcome: string) => by.request('POST', `${url}/${id}`, { outcome });
    const own = await decideOn(at.publisher, 'confirmed');
    expect([own.status, ((await own.json()) as Told).code]).toEqual([403, 'second-person-needed']);
    expect((await resultOf(at))?.points).toBe('6.05');
    const another = await member(at.world, [{ role: 'publisher', unit: 'TT' }]);
    expect((await decideOn(another, 'withdrawn')).status).toBe(403);
    expect((await decideOn(another, 'confirmed')).status).toBe(200);
    expect((await decideOn(another, 'refused')).status).toBe(409);
    expect((await resultOf(at))?.points).toBe('5.95');
    const { trail } = (await assessor(at.officer, at.campaign).trail('2.2')).body as unknown as {
      trail: Record<string, unknown>[];
    };
    expect(trail.at(-1)).toMatchObject({
      stage: 'council',
      points: '0.9',
      note: 'Số liệu đính chính',
      by: at.publisher.username,
      confirmedBy: another.username,
    });
    // A further one is refused by the second person, and withdrawn by the first: nothing changes.
    for (const [by, outcome] of [
      [another, 'refused'],
      [at.publisher, 'withdrawn'],
    ] as const) {
      const next = (await (await propose(at.publisher, { ...change, entry: points('0.1') })).json()) as {
        id: string;
      };
      expect((await by.request('POST', `${url}/${next.id}`, { outcome })).status).toBe(200);
    }
    expect((await resultOf(at))?.points).toBe('5.95');
  });

  test('points given to a final unit change only by two people, and the publisher who confirms reads them', async () => {
    const at = await office(database);
    const own = (points: string) => ({ kind: 'bonus', points, reason: 'Sáng kiến', document: 'QĐ 1/2026' });
    const path = `/api/v1/campaigns/${at.campaign}/adjustments/${UNIT}`;
    const put = async (adjustments: object[], seen: object[], reason?: string) => {
      const response = await at.publisher.request('PUT', path, { adjustments, seen, reason });
      return { status: response.status, body: (await response.json()) as Told & { proposal: string | null } };
    };
    expect(await put([own('0.5')], [])).toMatchObject({ status: 200, body: { proposal: null } });
    await final(at);
    expect((await resultOf(at))?.points).toBe('6.55');
    expect(await put([own('1')], [own('0.5')])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'reason', code: 'required' }] },
    });
    const { proposal } = (await put([own('1')], [own('0.5')], 'Ghi nhầm')).body;
    expect((await resultOf(at))?.points).toBe('6.55');
    expect((await put([], [own('0.5')], 'Lần nữa')).body.errors[0]?.sentence).toContain('đang chờ');
    const url = `/api/v1/campaigns/${at.campaign}/score-changes`;
    const decideOn = (by: Member) => by.request('POST', `${url}/${proposal}`, { outcome: 'confirmed' });
    expect((await decideOn(at.publisher)).status).toBe(403);
    const another = await member(at.world, [{ role: 'publisher', unit: 'TT' }]);
    const { changes } = (await (await another.request('GET', url)).json()) as { changes: object[] };
    expect(changes).toMatchObject([
      {
        score: null,
        adjustments: { before: [own('0.5')], after: [own('1')] },
        reason: 'Ghi nhầm',
        proposedBy: at.publisher.username,
      },
    ]);
    expect((await decideOn(another)).status).toBe(200);
    expect((await resultOf(at))?.points).toBe('7.05');
    const preview = await another.request('GET', `/api/v1/campaigns/${at.campaign}/preview`);
    expect(((await preview.json()) as { adjustments: object[] }).adjustments).toEqual([
      { unit: UNIT, ...own('1') },
    ]);
  });

  test('what a publisher declares not applicable is scored by nobody, and the scale follows', async () => {
    const at = await office(database);
    await at.world.db
      .updateTable('scores')
      .set({ state: 'not-assessed', points: null, note: 'Không có thủ tục' })
      .where('unit', '=', UNIT)
      .where('criterion', '=', '1.2')
      .execute();
    const unit = assessor(at.officer, at.campaign);
    expect(places(await unit.save('self', '1.2', ratio('90', '100')))).toEqual(['1.2 does-not-apply']);
    const shown = await read(at.officer, at.campaign);
    expect(shown.leaves.find(({ code }) => code === '1.2')?.excluded).toBe('Không có thủ tục');
    expect(shown.totals.self[0]).toMatchObject({ code: '', of: '4' });
    expect(shown.missing.map(({ criterion }) => criterion)).toEqual(['1.1', '2.1', '2.2']);
    for (const code of ['1.1', '2.1', '2.2'] as const) await unit.save('self', code, CLAIMS[code]);
    await bringEvidence(at.world, { campaign: at.campaign, unit: UNIT, criterion: '1.1' });
    await unit.submit('self');
    const [one, other] = [assessor(at.first, at.campaign), assessor(at.second, at.campaign)];
    await one.accept(['1.1', '1.2']);
    await other.accept(['2.2']);
    await other.save('round-1', '2.1', points('0.5', { source: 'Báo cáo 7' }));
    await other.save('round-1', '2.3', points('1.2', { source: 'Báo cáo 8' }));
    expect((await one.finish()).body).toEqual({ state: 'appraised' });
    // 2 + 0.5 + 1 + 1.2 of 7 − 1.5.
    expect(await resultOf(at)).toMatchObject({ points: '4.7', scale: '5.5' });
  });

  test('the unit may claim that a leaf does not apply; it does when the appraiser accepts', async () => {
    const at = await office(database);
    const unit = assessor(at.officer, at.campaign);
    for (const [code, claim] of Object.entries(CLAIMS)) await unit.save('self', code, claim);
    await unit.save('self', '1.1', notAssessed('Không được giao'), 1);
    expect((await unit.submit('self')).status).toBe(200);
    await accepted(at);
    await assessor(at.first, at.campaign).finish();
    expect(await resultOf(at)).toMatchObject({ points: '4.05', scale: '5' });
  });

  test('begins with its days, in their order, and not over imported scores', async () => {
    const world = await makeWorld(database);
    await importFramework.run(world.environment, SYSTEM, {
      definition: { kind: 'framework', framework: trialFramework },
    });
    await importCampaign.run(world.environment, SYSTEM, { definition: trial });
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const put = async (campaign: string, deadlines: object) => {
      const response = await publisher.request('PUT', `/api/v1/campaigns/${campaign}/deadlines`, {
        deadlines,
      });
      return (await response.json()) as Told & { begun?: number };
    };
    expect((await put('thu-2026', { self: '2026-06-20' })).errors.map(({ code }) => code)).toEqual([
      'scores-imported',
    ]);
    const campaign = await openRounds(world);
    expect((await put(campaign, { 'round-1': '2026-06-20' })).errors.map(({ field }) => field)).toEqual([
      'self',
    ]);
    expect((await put(campaign, { self: '2026-06-20', 'round-1': '2026-06-19' })).errors).toMatchObject([
      { field: 'round-1', code: 'not-in-order' },
    ]);
    expect((await put(campaign, { self: '2026-02-30' })).errors.map(({ code }) => code)).toEqual([
      'not-a-day',
    ]);
    // A year mistyped would lock everybody out; a day that was set in its time and has gone by is no slip.
    expect((await put(campaign, { self: '2025-06-22', council: '2026-07-01' })).errors).toMatchObject([
      { field: 'self', code: 'day-gone-by' },
    ]);
    expect((await put(campaign, { self: '2026-06-22', council: '2026-07-01' })).begun).toBe(0);
    const list = (await (
      await publisher.request('GET', `/api/v1/campaigns/${campaign}/assessments`)
    ).json()) as {
      deadlines: object[];
      units: { unit: string; deadline: { day: string } }[];
    };
    expect(list.deadlines).toEqual([
      { stage: 'self', day: '2026-06-22' },
      { stage: 'council', day: '2026-07-01' },
    ]);
    expect(list.units.map(({ unit, deadline }) => [unit, deadline.day])).toEqual(
      ['TT-AN', 'TT-BI', 'TT-CA'].map((unit) => [unit, '2026-06-22']),
    );
    world.setDay('2026-06-25');
    const [later] = await backAtWork(world, publisher);
    const moved = { deadlines: { self: '2026-06-22', council: '2026-07-05' } };
    const url = `/api/v1/campaigns/${campaign}/deadlines`;
    expect((await later?.request('PUT', url, moved))?.status).toBe(200);
  });

  test('an appraiser must hold the role, and is given areas that exist', async () => {
    const at = await office(database);
    const put = async (account: string, areas: string[]) => {
      const url = `/api/v1/campaigns/${at.campaign}/appraisers`;
      return (await (await at.publisher.request('PUT', url, { account, areas })).json()) as Told;
    };
    expect((await put(at.officer.id, ['1'])).errors.map(({ code }) => code)).toEqual(['not-an-appraiser']);
    expect((await put(at.first.id, ['1', '1.1'])).errors.map(({ sentence }) => sentence)).toEqual([
      'Bộ tiêu chí không có lĩnh vực 1.1.',
    ]);
    expect(await put(at.first.id, ['2'])).toEqual({ areas: ['2'] });
    const got = await at.publisher.request('GET', `/api/v1/campaigns/${at.campaign}/appraisers`);
    const { appraisers } = (await got.json()) as { appraisers: { id: string; areas: string[] }[] };
    expect(appraisers.find(({ id }) => id === at.first.id)?.areas).toEqual(['2']);
  });

  test('every write leaves its line in the trail of staff', async () => {
    const at = await office(database);
    await final(at);
    const rows = await at.world.db
      .selectFrom('audit')
      .select(['actor', 'action', 'subject'])
      .orderBy('id')
      .execute();
    const done = rows.filter(({ subject }) => subject === `assessment ${at.campaign} ${UNIT}`);
    const by = (actor: Member) => done.filter((row) => row.actor === actor.id).map(({ action }) => action);
    expect(by(at.officer)).toEqual([...Array<string>(4).fill('save-self-score'), 'submit-self-assessment']);
    expect(by(at.first)).toEqual(['appraise', 'finish-round']);
    expect(by(at.second)).toEqual(['appraise', 'appraise', 'appraise']);
  });
});

onBothDatabases('a leaf that answers feed', (database) => {
  test('has its basis once the survey has ended, and is typed by nobody', async () => {
    const world = await openedWorld(database);
    const campaign = 'cho-phieu';
    const head = { ...trial.campaign, id: campaign };
    await importCampaign.run(world.environment, SYSTEM, {
      definition: { ...trial, campaign: head, scores: [], adjustments: [] },
    });
    const survey = {
      ...{ id: 'cho-phieu-hl', campaign, form: 'satisfaction', title: { vi: 'Hài lòng' } },
      ...{ units: ['TT-AN'], opensOn: '2026-06-01', closesOn: '2026-06-30', openAnswers: true },
    };
    await openSurvey.run(world.environment, SYSTEM, survey);
    await setDeadlines.run(world.environment, SYSTEM, { campaign, deadlines: { self: '2026-08-30' } });
    await world.db
      .updateTable('campaigns')
      .set({ policies: JSON.stringify({ ...trial.campaign.policies, openAnswers: 'included' }) })
      .where('id', '=', campaign)
      .execute();
    for (let i = 0; i < 6; i++)
      expect((await world.send(visit({ survey: 'cho-phieu-hl' }))).status).toBe(201);
    const appraiser = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
    const officer = await member(world, [{ role: 'unit-officer', unit: UNIT }]);
    await giveAreas(world, campaign, appraiser, '1', '2');
    const leafOf = async (by: Member) => (await read(by, campaign)).leaves.find(({ code }) => code === '2.2');
    // Answers may still come: no number that somebody could watch grow (decision 22).
    expect((await leafOf(officer))?.counted).toMatchObject({
      points: null,
      pendingUntil: '2026-07-14',
      basis: null,
    });
    world.setDay('2026-07-15');
    const [back, judge] = await backAtWork(world, officer, appraiser);
    if (!back || !judge) throw new Error('nobody came back');
    // q01 … q04 of six content visitors: 40 × 24/24.
    expect((await leafOf(back))?.counted).toMatchObject({
      points: '40',
      pendingUntil: null,
      basis: { responses: 6 },
    });
    const unit = assessor(back, campaign);
    for (const code of ['1.1', '2.1']) await unit.save('self', code, points('20'));
    expect(places(await unit.save('self', '2.2', points('40')))).toEqual(['2.2 counted-from-answers']);
    await unit.submit('self');
    const desk = assessor(judge, campaign);
    expect(places(await desk.save('round-1', '2.2', points('40', { note: 'x', source: 'x' })))).toEqual([
      '2.2 counted-from-answers',
    ]);
    await desk.accept(['1.1', '2.1']);
    // The leaves fed with answers hold no round up.
    expect((await desk.finish()).body).toEqual({ state: 'appraised' });
  });
});
