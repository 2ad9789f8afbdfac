/** Publication: what is frozen, what it refuses, and what stands for ever. Figures are those of the walk, worked out by hand. */
import { expect, test } from 'vitest';
import { findPublication } from '../../db/queries/publications.ts';
import type { Actor } from '../../server/access.ts';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { hashOf, verifyPublication } from '../../server/core/recipe.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, rowCounts, SURVEYS, UNITS, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

const publisher = (unit: string): Actor => ({
  kind: 'account',
  id: 'id-of-publisher',
  name: 'Người công bố',
  grants: [{ role: 'publisher', unit }],
});

const publish = (world: World, more: { campaign?: string; reason?: string } = {}, actor: Actor = SYSTEM) =>
  publishResult.run(world.environment, actor, { campaign: CAMPAIGN, ...more });

async function refusal(publishing: Promise<unknown>): Promise<string[]> {
  try {
    await publishing;
  } catch (error) {
    if (error instanceof Problem)
      return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
    throw error;
  }
  return ['published'];
}

/** All answers are in: three visitors of Sở An, of whom 3 + 3 + 4 of 12 answers are satisfied, and a comment. */
async function answeredWorld(database: Parameters<typeof openedWorld>[0]): Promise<World> {
  const world = await openedWorld(database);
  for (const first of [
    [5, 4, 4, 3],
    [4, 4, 2, 5],
    [5, 5, 5, 5],
  ]) {
    const answers = visit().answers;
    const four = Object.fromEntries(first.map((code, i) => [`q0${i + 1}`, code]));
    const { status } = await world.send(visit({ answers: { ...answers, ...four } }));
    expect(status).toBe(201);
  }
  await world.db
    .updateTable('campaigns')
    .set({ policies: JSON.stringify({ ...campaign.campaign.policies, openAnswers: 'included' }) })
    .execute();
  world.setDay('2026-07-15');
  return world;
}

onBothDatabases('publication', (database) => {
  test('freezes inputs, recipe, result and print under one hash, and says who and when', async () => {
    const world = await answeredWorld(database);
    const before = await rowCounts(world.db);
    const { revision, hash } = await publish(world, {}, publisher('TT'));
    expect(revision).toBe(1);
    const stored = await findPublication(world.db, CAMPAIGN);
    if (!stored) throw new Error('nothing is stored');
    const { recipe, inputs, result } = stored;
    expect(stored).toMatchObject({
      revision: 1,
      hash,
      reason: null,
      publishedAt: '2026-07-15T05:00:00.000Z',
      publishedBy: 'id-of-publisher',
      sample: false,
      recipe: { cutOff: '2026-07-14T17:00:00.000Z', policies: { openAnswers: 'included' } },
    });
    expect(hash).toBe(hashOf({ recipe, inputs, result }));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(verifyPublication(stored)).toEqual([]);
    // 2.2 of Sở An: 40 × 10/12, rounded to 4 decimals. No deputy has rated anybody yet, so 1.2 is open and there is no index.
    const an = result.units.find((unit) => unit.unit === 'TT-AN');
    expect([an?.appraised, an?.satisfaction, an?.perception, an?.index]).toEqual([
      '35',
      '33.3333',
      null,
      null,
    ]);
    expect(await rowCounts(world.db)).toEqual({
      ...before,
      publications: 1,
      audit: (before.audit ?? 0) + 1,
      retries: undefined,
    });
    const line = await world.db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(line).toMatchObject({
      actor: 'id-of-publisher',
      action: 'publish-result',
      subject: `campaign ${CAMPAIGN}`,
    });
    expect(JSON.parse(line?.details ?? '')).toEqual({ revision: 1, hash, reason: null });
  });

  test('keeps no way to find a retry afterwards', async () => {
    const world = await openedWorld(database);
    const submission = visit();
    await world.send(submission);
    world.setDay('2026-07-15');
    expect(await rowCounts(world.db)).toMatchObject({ retries: 1 });
    await publish(world);
    expect(await rowCounts(world.db)).not.toHaveProperty('retries');
    expect((await world.send(submission)).status).toBe(410);
  });

  test('waits for the last day of every survey, and names those that run', async () => {
    const world = await openedWorld(database);
    const before = await rowCounts(world.db);
    const later = { ...SURVEYS[0], id: 'muon', form: 'small', title: { vi: 'Muộn' } };
    await openSurvey.run(world.environment, SYSTEM, {
      ...later,
      campaign: CAMPAIGN,
      units: ['TT-AN'],
      opensOn: '2026-06-01',
      closesOn: '2026-07-01',
      openAnswers: true,
    });
    world.setTime('2026-07-14T16:59:59.999Z');
    expect(await refusal(publish(world))).toEqual([
      'not-ready-to-publish',
      ...[...SURVEYS.map((survey) => survey.id), 'muon'].sort().map((id) => `surveys.${id} still-accepting`),
    ]);
    world.setTime('2026-07-15T16:59:59.999Z');
    expect(await refusal(publish(world))).toEqual(['not-ready-to-publish', 'surveys.muon still-accepting']);
    expect(await rowCounts(world.db)).toEqual({
      ...before,
      surveys: 5,
      survey_units: (before.survey_units ?? 0) + 1,
      survey_form_versions: 5,
      audit: (before.audit ?? 0) + 1,
    });
    world.setTime('2026-07-15T17:00:00.000Z');
    expect(await refusal(publish(world))).toEqual(['published']);
  });

  test('again needs other inputs and a reason; what stood before still stands', async () => {
    const world = await answeredWorld(database);
    await publish(world);
    const first = await findPublication(world.db, CAMPAIGN, 1);
    expect(await refusal(publish(world, { reason: 'lại' }))).toEqual(['nothing-to-publish']);
    await world.db
      .updateTable('scores')
      .set({ points: '21' })
      .where('unit', '=', 'TT-AN')
      .where('criterion', '=', '1.1')
      .execute();
    for (const reason of [undefined, '', '   '])
      expect(await refusal(publish(world, reason === undefined ? {} : { reason }))).toEqual([
        'malformed-request',
        'reason required',
      ]);
    expect((await publish(world, { reason: ' Quyết định 12/QĐ-UBND ' })).revision).toBe(2);
    expect(await findPublication(world.db, CAMPAIGN, 1)).toEqual(first);
    const second = await findPublication(world.db, CAMPAIGN);
    expect([second?.revision, second?.reason]).toEqual([2, 'Quyết định 12/QĐ-UBND']);
    const appraised = [first, second].map(
      (one) => one?.result.units.find((unit) => unit.unit === 'TT-AN')?.appraised,
    );
    expect(appraised).toEqual(['35', '36']);
  });

  test('of what is not there, or by who may not, leaves nothing', async () => {
    const world = await answeredWorld(database);
    const before = await rowCounts(world.db);
    expect(await refusal(publish(world, { campaign: 'khong-co' }))).toEqual([
      'not-found',
      'campaign not-found',
    ]);
    expect(await refusal(publish(world, { campaign: 'khong-co' }, publisher('TT')))).toEqual(['forbidden']);
    expect(await refusal(publish(world, {}, publisher('TT-AN')))).toEqual(['forbidden']);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('asked for twice at the same moment happens once', async () => {
    const world = await answeredWorld(database);
    const outcomes = await Promise.all([refusal(publish(world)), refusal(publish(world))]);
    expect(outcomes).toContainEqual(['published']);
    const [other] = outcomes.filter(([code]) => code !== 'published').flat();
    expect(['nothing-to-publish', 'already-exists']).toContain(other);
    expect(await rowCounts(world.db)).toMatchObject({ publications: 1 });
  });

  test('of a campaign whose scores are not all decided says so in the units concerned', async () => {
    const world = await openedWorld(database);
    // No survey this year; and 1.1 of Sở An is not decided yet.
    const dropped = UNITS.flatMap((unit) =>
      ['1.2', '2.2'].map((criterion) => ({ unit, criterion, state: 'not-assessed', points: null })),
    );
    const scores = [...campaign.scores.slice(1), ...dropped];
    const definition = { ...campaign, campaign: { ...campaign.campaign, id: 'thieu' }, scores };
    await importCampaign.run(world.environment, SYSTEM, { definition });
    await publish(world, { campaign: 'thieu' });
    const { result, recipe } = (await findPublication(world.db, 'thieu')) ?? {};
    expect(recipe?.cutOff).toBeNull();
    const shown = result?.units.map((unit) => [unit.unit, unit.scale, unit.index, unit.class?.vi, unit.rank]);
    expect(shown).toEqual([
      // (24 + 18 − 1) of 25 + 20, and 22.5 of 25; without 1.1 there is no index, not one of what is there (domain §4).
      ['TT-CA', '45', '91.1111111111111111111111111111', 'Xuất sắc', 1],
      ['TT-BI', '25', '90', 'Xuất sắc', 2],
      ['TT-AN', '45', null, undefined, null],
    ]);
  });
});
