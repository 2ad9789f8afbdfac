/** Publication by two people: proposed, confirmed by another, refused, withdrawn; and only what was proposed. */
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, rowCounts, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign as trial } from '../walk/hand-computed.ts';
import { DECISION, finishedCampaign } from './publication-requests.ts';

/** What the answers of the three routes hold, as far as it is asked for here. */
type Answer = Record<string, unknown> & { readonly proposal: string; readonly code?: string };

async function twoPublishers(database: Database) {
  const world = await openedWorld(database);
  const campaign = await finishedCampaign(world);
  const one = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  const other = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  const base = `/api/v1/campaigns/${campaign}`;
  const ask = async (who: Member, method: string, path: string, body?: unknown) => {
    const response = await who.request(method, `${base}${path}`, body);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  return {
    world,
    campaign,
    one,
    other,
    preview: async (who: Member) => (await ask(who, 'GET', '/preview')).body,
    propose: (who: Member, body: object = { decision: DECISION }) => ask(who, 'POST', '/publications', body),
    decide: (who: Member, proposal: string, body: object) =>
      ask(who, 'PUT', `/publications/${proposal}`, body),
  };
}

const score = (world: World, campaign: string, points: string) =>
  world.db
    .updateTable('scores')
    .set({ points })
    .where('campaign', '=', campaign)
    .where('unit', '=', 'TT-AN')
    .where('criterion', '=', '1.1')
    .execute();

const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const confirmed = { outcome: 'confirmed' };

onBothDatabases('publication by two people', (database) => {
  test('is proposed by one and confirmed by another: frozen, with the decision, both names in the trail', async () => {
    const { world, campaign, one, other, preview, propose, decide } = await twoPublishers(database);
    const proposed = await propose(one);
    expect(proposed).toMatchObject({ status: 201, body: { revision: 1 } });
    const { proposal } = proposed.body;
    expect(await findPublication(world.db, campaign)).toBeNull();
    expect(await preview(other)).toMatchObject({
      standing: null,
      proposal: {
        id: proposal,
        proposer: { id: one.id, name: one.username },
        decision: DECISION,
        revision: 1,
        changed: null,
      },
    });
    expect(code(await decide(one, proposal, confirmed))).toEqual([403, 'second-person-needed']);
    expect(await findPublication(world.db, campaign)).toBeNull();
    expect(await decide(other, proposal, confirmed)).toMatchObject({
      status: 200,
      body: { outcome: 'confirmed', published: { revision: 1 } },
    });
    const stored = await findPublication(world.db, campaign);
    expect(stored).toMatchObject({ revision: 1, decision: DECISION, reason: null, publishedBy: other.id });
    const row = await world.db.selectFrom('proposals').selectAll().executeTakeFirst();
    expect(row).toMatchObject({ outcome: 'confirmed', proposed_by: one.id, decided_by: other.id });
    const trail = await world.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(3).execute();
    expect(trail.map(({ action, actor }) => [action, actor])).toEqual([
      ['confirm-publication', other.id],
      ['publish-result', other.id],
      ['propose-publication', one.id],
    ]);
    expect(await preview(one)).toMatchObject({
      proposal: null,
      unchanged: true,
      standing: { revision: 1, decision: DECISION, hash: stored?.hash },
    });
    expect(code(await decide(other, proposal, confirmed))).toEqual([409, 'proposal-decided']);
  });

  test('needs a decision, and a reason from the second revision on; both revisions stand', async () => {
    const { world, campaign, one, other, propose, decide } = await twoPublishers(database);
    for (const body of [
      {},
      { decision: { number: ' ', day: DECISION.day } },
      { decision: { number: '1', day: '2026-02-30' } },
    ])
      expect((await propose(one, body)).status).toBe(400);
    const first = await propose(one);
    await decide(other, first.body.proposal, confirmed);
    expect(code(await propose(one))).toEqual([409, 'nothing-to-publish']);
    await score(world, campaign, '21');
    expect(await propose(one)).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
    const second = await propose(one, {
      decision: { ...DECISION, number: '15/QĐ-UBND' },
      reason: ' Sai số liệu 1.1 ',
    });
    await decide(other, second.body.proposal, confirmed);
    const [before, after] = [
      await findPublication(world.db, campaign, 1),
      await findPublication(world.db, campaign),
    ];
    expect([before?.decision?.number, after?.decision?.number]).toEqual(['12/QĐ-UBND', '15/QĐ-UBND']);
    expect([before?.reason, after?.reason]).toEqual([null, 'Sai số liệu 1.1']);
  });

  test('cannot confirm what has changed since, and says what; nothing is stored', async () => {
    const { world, campaign, one, other, preview, propose, decide } = await twoPublishers(database);
    const { proposal } = (await propose(one)).body;
    await score(world, campaign, '0');
    expect((await preview(other)).proposal).toMatchObject({
      changed: { parts: ['scores'], units: [{ unit: 'TT-AN' }] },
    });
    const before = await rowCounts(world.db);
    const refused = await decide(other, proposal, confirmed);
    expect(code(refused)).toEqual([409, 'proposal-outdated']);
    expect(refused.body).toMatchObject({ errors: [{ field: 'inputs.scores', code: 'changed' }] });
    expect(await rowCounts(world.db)).toEqual(before);
    // Put right again, it is what was proposed.
    await score(world, campaign, '20');
    expect((await preview(other)).proposal).toMatchObject({ changed: null });
    expect((await decide(other, proposal, confirmed)).status).toBe(200);
  });

  test('waits alone: a second proposal is told of the first; withdrawn or refused, the way is free', async () => {
    const { one, other, preview, propose, decide, world, campaign } = await twoPublishers(database);
    const { proposal } = (await propose(one)).body;
    expect(code(await propose(other))).toEqual([409, 'proposal-pending']);
    expect(code(await decide(other, proposal, { outcome: 'withdrawn' }))).toEqual([403, 'forbidden']);
    expect((await decide(one, proposal, { outcome: 'withdrawn' })).status).toBe(200);
    expect((await preview(other)).turnedDown).toMatchObject({ outcome: 'withdrawn', proposer: one.username });
    world.setTime('2026-06-15T05:01:00.000Z');
    const again = (await propose(one)).body.proposal;
    expect((await decide(other, again, { outcome: 'refused' })).status).toBe(400);
    expect(code(await decide(one, again, { outcome: 'refused', note: 'x' }))).toEqual([
      403,
      'second-person-needed',
    ]);
    const note = 'Thiếu điểm của Sở Bình';
    expect((await decide(other, again, { outcome: 'refused', note })).status).toBe(200);
    expect((await preview(one)).turnedDown).toMatchObject({
      outcome: 'refused',
      decider: other.username,
      note,
    });
    expect(await findPublication(world.db, campaign)).toBeNull();
    expect((await propose(other)).status).toBe(201);
  });

  test('confirmed twice at the same moment happens once', async () => {
    const { world, one, other, propose, decide } = await twoPublishers(database);
    const third = await member(world, [{ role: 'publisher', unit: '' }]);
    const { proposal } = (await propose(one)).body;
    const outcomes = await Promise.all([
      decide(other, proposal, confirmed),
      decide(third, proposal, confirmed),
    ]);
    const [status, ...rest] = outcomes.map((each) => each.status).sort();
    expect([status, ...rest]).toEqual([200, 409]);
    expect(await rowCounts(world.db)).toMatchObject({ publications: 1 });
  });

  test('proposed twice at the same moment happens once', async () => {
    const { world, one, other, propose } = await twoPublishers(database);
    const outcomes = await Promise.all([propose(one), propose(other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await rowCounts(world.db)).toMatchObject({ proposals: 1 });
  });

  test('is nobody’s who has no right to the province, and a proposal is no other campaign’s', async () => {
    const { world, one, propose, decide, other } = await twoPublishers(database);
    const { proposal } = (await propose(one)).body;
    const stranger = await member(world, [{ role: 'publisher', unit: 'TT-AN' }]);
    expect(code(await decide(stranger, proposal, confirmed))).toEqual([403, 'forbidden']);
    const elsewhere = await finishedCampaign(world);
    const response = await other.request(
      'PUT',
      `/api/v1/campaigns/${elsewhere}/publications/${proposal}`,
      confirmed,
    );
    expect(response.status).toBe(404);
  });

  test('waits for the surveys, and the preview names what runs, what is missing and what stands behind it', async () => {
    const world = await openedWorld(database);
    await world.send(visit());
    const base = `/api/v1/campaigns/${CAMPAIGN}`;
    const look = async () => {
      const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
      const proposed = await publisher.request('POST', `${base}/publications`, { decision: DECISION });
      const preview = (await (await publisher.request('GET', `${base}/preview`)).json()) as {
        running: { id: string; acceptsUntil: string }[];
        units: { unit: string; index: string | null; blank: string[] }[];
        surveys: { id: string; responses: number; groups: { group: string; responses: number }[] }[];
        unfinished: unknown[];
        print: Record<string, number>;
      };
      const an = preview.units.find(({ unit }) => unit === 'TT-AN');
      const { errors } = (await proposed.json()) as { errors?: { sentence: string }[] };
      return { status: proposed.status, sentence: errors?.[0]?.sentence, preview, an };
    };
    const early = await look();
    expect([early.status, early.sentence]).toEqual([
      409,
      'Khảo sát này còn nhận phiếu đến hết ngày 14/07/2026.',
    ]);
    expect(early.preview.running).toHaveLength(4);
    expect(early.preview.running[0]?.acceptsUntil).toBe('2026-07-14');
    expect(early.an).toMatchObject({ index: null, blank: [] });
    expect(early.preview.surveys).toEqual([]);
    world.setDay('2026-07-15');
    const { preview, an } = await look();
    expect(preview.running).toEqual([]);
    expect(an).toMatchObject({ index: null, blank: ['1.2'] });
    expect(preview.surveys.find(({ id }) => id === 'hai-long')).toMatchObject({
      responses: 1,
      // One is too few to say of which group.
      groups: [],
    });
    expect([preview.unfinished, preview.print]).toEqual([
      [],
      { equal: 0, rounding: 0, different: 0, missing: 0 },
    ]);
  });

  test('names units that did not last the year, and the days of the stages', async () => {
    const { world, campaign, one, preview } = await twoPublishers(database);
    expect(await preview(one)).toMatchObject({ notWhole: [], deadlines: [] });
    await world.db.updateTable('units').set({ valid_to: '2026-07-01' }).where('code', '=', 'TT-AN').execute();
    await world.db
      .insertInto('stage_deadlines')
      .values({ campaign, stage: 'self', deadline: '2026-12-20' })
      .execute();
    expect(await preview(one)).toMatchObject({
      notWhole: [{ unit: 'TT-AN', standing: 'part', from: null, to: '2026-07-01' }],
      deadlines: [{ stage: 'self', day: '2026-12-20' }],
    });
  });

  test('waits while a change of a score waits: neither proposed nor confirmed before somebody has decided on it', async () => {
    const { world, campaign, one, other, propose, decide, preview } = await twoPublishers(database);
    await world.db
      .insertInto('assessments')
      .values({ campaign, unit: 'TT-AN', state: 'final', revision: 1 })
      .execute();
    const change = {
      ...{ unit: 'TT-AN', criterion: '1.1', reason: 'Nhầm khi nhập' },
      entry: { state: 'scored', points: '19', inputs: null, note: null, source: null },
    };
    const changes = `/api/v1/campaigns/${campaign}/score-changes`;
    const { proposal } = (await propose(one)).body;
    const { id } = (await (await one.request('POST', changes, change)).json()) as { id: string };
    expect((await preview(other)).changesWaiting).toBe(1);
    const hindered = await decide(other, proposal, confirmed);
    expect(code(hindered)).toEqual([409, 'not-ready-to-publish']);
    expect(hindered.body.errors).toMatchObject([
      {
        code: 'change-waiting',
        sentence:
          'Tiêu chí 1.1 của đơn vị TT-AN có đề nghị sửa điểm đang chờ người thứ hai xác nhận hoặc từ chối.',
      },
    ]);
    expect((await decide(one, proposal, { outcome: 'withdrawn' })).status).toBe(200);
    expect(code(await propose(one))).toEqual([409, 'not-ready-to-publish']);
    await other.request('POST', `${changes}/${id}`, { outcome: 'refused' });
    expect((await propose(one)).status).toBe(201);
  });

  test('the command line, which the owner of the machine runs, needs no second person', async () => {
    const { world, campaign } = await twoPublishers(database);
    await publishResult.run(world.environment, SYSTEM, { campaign, decision: DECISION });
    expect((await findPublication(world.db, campaign))?.decision).toEqual(DECISION);
  });
});

/** What the publisher of the opened province sees of the trial campaign. */
async function trialCampaign(world: World) {
  await world.db
    .updateTable('campaigns')
    .set({ policies: JSON.stringify({ ...trial.campaign.policies, openAnswers: 'included' }) })
    .execute();
  const ask = async (method: string, path: string, body?: unknown) => {
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const response = await publisher.request(method, `/api/v1/campaigns/${CAMPAIGN}${path}`, body);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const mapping = {
    ...{ header: 1, decimals: 'comma', unit: 'Đơn vị' },
    columns: [
      { column: 'Chỉ số', field: 'index' },
      { column: 'Hài lòng', field: 'criterion', criterion: '2.2' },
    ],
  };
  const rows = [
    ['Đơn vị', 'Chỉ số', 'Hài lòng'],
    ['Sở An', '83,25', '33,3'],
  ];
  return {
    ask,
    seen: async () => ({
      preview: (await ask('GET', '/preview')).body,
      compared: (await ask('POST', '/print-comparison', { rows, mapping, revision: null })).body,
    }),
  };
}

onBothDatabases('a survey that still takes answers', (database) => {
  test('gives no score before its last day is over: neither preview nor comparison changes with an answer', async () => {
    const world = await openedWorld(database);
    const { ask, seen } = await trialCampaign(world);
    const before = await seen();
    expect(before.preview).toMatchObject({
      pending: [
        { acceptsUntil: '2026-07-14', criteria: ['1.2'] },
        { acceptsUntil: '2026-07-14', criteria: ['2.2'] },
      ],
      surveys: [],
      meanIndex: null,
    });
    for (let sent = 0; sent < 5; sent += 1) expect((await world.send(visit())).status).toBe(201);
    world.setDay('2026-07-14');
    const after = await seen();
    expect(after).toEqual({ ...before, preview: { ...before.preview, today: '2026-07-14' } });
    // Nobody is ranked on what has come in so far, and a unit without answers is not "not assessed" yet.
    const units = after.preview.units as { index: null; rank: null; scale: string; blank: string[] }[];
    expect(units.map(({ index, rank, blank }) => [index, rank, blank])).toEqual(
      Array(3).fill([null, null, []]),
    );
    expect(after.compared.comparisons).toMatchObject([{ computed: null }, { computed: null }]);
    expect(code(await ask('POST', '/publications', { decision: DECISION }))).toEqual([
      409,
      'not-ready-to-publish',
    ]);
    world.setDay('2026-07-15');
    const over = await seen();
    expect(over.preview).toMatchObject({ pending: [], units: [{}, {}, {}] });
    expect(over.compared.comparisons).toMatchObject([{}, { computed: '40' }]);
  });
});
