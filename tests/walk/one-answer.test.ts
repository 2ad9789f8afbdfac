/** The walk of README: from raw answers at the door to the published rank, on both databases, against figures worked out by hand. */
import { expect, test } from 'vitest';
import { findPublication } from '../../db/queries/publications.ts';
import { correctSheet, voidSheet } from '../../server/actions/accept-sheet.ts';
import { reopenBatch } from '../../server/actions/close-batch.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { verifyPublication } from '../../server/core/recipe.ts';
import { numberOfSerial, serialOf } from '../../survey-forms/serial.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { onBothDatabases } from '../help/databases.ts';
import { acceptReturnedSheet, closeBatches } from '../help/sheets.ts';
import { makeWorld, newClientId, SYSTEM, type World } from '../help/world.ts';
import { campaign, deputies, expected, framework, satisfactionAnswers, visitors } from './hand-computed.ts';

const UNITS = ['TT-AN', 'TT-BI', 'TT-CA'] as const;
const WINDOW = { opensOn: '2026-06-01', closesOn: '2026-06-30' };

async function openCampaign(world: World): Promise<void> {
  const { environment } = world;
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(environment, SYSTEM, { definition: campaign });
  const common = { campaign: 'thu-2026', units: [...UNITS], ...WINDOW, openAnswers: true };
  await openSurvey.run(environment, SYSTEM, {
    ...common,
    id: 'hai-long',
    form: 'satisfaction',
    title: { vi: 'Hài lòng' },
  });
  await openSurvey.run(environment, SYSTEM, {
    ...common,
    id: 'dai-bieu',
    form: 'department-matrix',
    title: { vi: 'Đại biểu' },
  });
}

/** A respondent with a token, through the door. */
async function answerByToken(
  world: World,
  submission: Omit<Submission, 'clientId' | 'formVersion' | 'channel' | 'token'>,
): Promise<void> {
  const { survey, unit = '' } = submission;
  const { tokens } = await issueTokens.run(world.environment, SYSTEM, { survey, unit, count: 1 });
  const { status } = await world.send({
    ...submission,
    clientId: newClientId(),
    formVersion: 1,
    channel: 'web',
    token: tokens[0],
  });
  expect(status).toBe(201);
}

const visit = (unit: string, first: readonly number[]) => ({
  survey: 'hai-long',
  unit,
  respondentGroup: 'citizen',
  answers: satisfactionAnswers(first),
});

const CORRECTED = serialOf(11);
const SPOILED = serialOf(12);

const sheet = (serial: string, first: readonly number[]) => ({
  survey: 'hai-long',
  serial,
  unit: 'TT-CA',
  respondentGroup: 'citizen',
  day: '2026-06-20',
  answers: satisfactionAnswers(first),
});

async function answerAll(world: World): Promise<void> {
  for (const answers of deputies)
    await answerByToken(world, { survey: 'dai-bieu', respondentGroup: 'deputy', answers });
  for (const unit of ['TT-AN', 'TT-BI'] as const)
    for (const first of visitors[unit]) await answerByToken(world, visit(unit, first));
  const [one, two, third] = visitors['TT-CA'];
  await answerByToken(world, visit('TT-CA', one));
  await answerByToken(world, visit('TT-CA', two));
  await acceptReturnedSheet(world, sheet(CORRECTED, [1, 1, 1, 1]));
  await correctSheet.run(world.environment, SYSTEM, {
    campaign: 'thu-2026',
    serial: CORRECTED,
    answers: satisfactionAnswers(third),
    reason: 'keyed from the wrong sheet',
  });
  await acceptReturnedSheet(world, sheet(SPOILED, [1, 1, 1, 1]));
  await voidSheet.run(world.environment, SYSTEM, {
    campaign: 'thu-2026',
    serial: SPOILED,
    reason: 'spoiled',
  });
  await closeBatches(world);
  // A walk-in without a token: counted apart, and the campaign leaves it out of the index.
  const walkIn = await world.send({
    ...visit('TT-AN', [1, 1, 1, 1]),
    clientId: newClientId(),
    formVersion: 1,
    channel: 'web',
  });
  expect(walkIn.status).toBe(201);
}

onBothDatabases('the walk of one answer', (database) => {
  test('raw answers become the index, class and rank that were worked out by hand', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    // Deputies are counted by basis `open`: no token stands behind the matrix, so the campaign includes them here.
    await world.db
      .updateTable('campaigns')
      .set({ policies: JSON.stringify({ ...campaign.campaign.policies }) })
      .execute();
    await answerAll(world);
    expect(await differencesOnRecount(world)).toEqual([]);
    await publish(world);
    const shown = (await published(world)).result.units.map((unit) => ({
      unit: unit.unit,
      rank: unit.rank,
      class: unit.class?.vi,
      index: unit.index,
      points: unit.points,
      scale: unit.scale,
      appraised: unit.appraised,
      perception: unit.perception,
      satisfaction: unit.satisfaction,
    }));
    expect(shown).toEqual(expected);
  });

  test('scores flow to the index only after the last day on which answers are taken', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    await answerAll(world);
    world.setTime('2026-07-14T16:59:59.000Z'); // 23:59:59 of 14 July in Việt Nam: the last day, closes on + 14
    await expect(publishResult.run(world.environment, SYSTEM, { campaign: 'thu-2026' })).rejects.toThrow(
      'not-ready-to-publish',
    );
    world.setTime('2026-07-14T17:00:00.000Z');
    await publishResult.run(world.environment, SYSTEM, { campaign: 'thu-2026' });
    expect((await published(world)).recipe.cutOff).toBe('2026-07-14T17:00:00.000Z');
  });

  test('the published result recomputes to the same, and a changed figure is found', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    await answerAll(world);
    await publish(world);
    const frozen = await published(world);
    expect(verifyPublication(frozen)).toEqual([]);
    const [first, ...rest] = frozen.result.units;
    if (!first) throw new Error('nothing was ranked');
    const forged = { ...frozen, result: { ...frozen.result, units: [{ ...first, index: '99' }, ...rest] } };
    expect(verifyPublication(forged)).toEqual([
      { path: 'result.units[0].index', published: '"99"', recomputed: `"${first.index}"` },
    ]);
  });

  test('a further publication needs other inputs and a reason, and supersedes without editing', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    await answerAll(world);
    await publish(world);
    const before = await published(world);
    await expect(publish(world)).rejects.toThrow('nothing-to-publish');
    const batch = { campaign: 'thu-2026', batch: numberOfSerial(CORRECTED) + 1 };
    await reopenBatch.run(world.environment, SYSTEM, { ...batch, reason: 'a sheet was keyed twice' });
    await voidSheet.run(world.environment, SYSTEM, {
      campaign: 'thu-2026',
      serial: CORRECTED,
      reason: 'keyed twice',
    });
    await expect(publish(world)).rejects.toThrow('not-ready-to-publish');
    await closeBatches(world);
    await expect(publish(world)).rejects.toThrow('reason');
    await publish(world, 'a sheet was void');
    const after = await published(world);
    expect([after.revision, after.reason]).toEqual([2, 'a sheet was void']);
    expect(await findPublication(world.db, 'thu-2026', 1)).toEqual(before);
    // Without the sheet only two visitors rated Sở Cát: below the minimum of 3, so 2.2 leaves its scale of 100.
    const cat = after.result.units.find((unit) => unit.unit === 'TT-CA');
    expect([cat?.scale, cat?.points]).toEqual(['60', '47.09375']);
  });

  test('the index stands there with and without flagged answers, frozen and verified', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    await answerAll(world);
    // A fourth visitor of Sở An, content with everything in a second: 3 + 3 + 4 + 4 of 16 satisfied, 40 × 14/16 = 35.
    await answerByToken(world, { ...visit('TT-AN', [5, 5, 5, 5]), seconds: 1 });
    await publish(world);
    const frozen = await published(world);
    const index = (units: readonly { unit: string; index: string | null; rank: number | null }[] = []) =>
      units.map((one) => [one.unit, one.index, one.rank]);
    // 35 + 2 + 12.91666… + 35 = 84.91666…, above Sở Cát; without the flagged answer all is as worked out before.
    expect(index(frozen.result.units)[0]).toEqual(['TT-AN', '84.9166666666666666666666666667', 1]);
    expect(frozen.result.flagVariant?.flaggedAnswers).toBe('excluded');
    expect(index(frozen.result.flagVariant?.units)).toEqual(index(expected));
    const page = await (await world.app.request('/ket-qua/thu-2026/don-vi/TT-AN')).text();
    expect(page).toContain('84,92');
    expect(page).toContain('Không tính phiếu bị đánh dấu: 83,25\u00a0%, hạng 2');
    const method = await (await world.app.request('/ket-qua/thu-2026/cach-tinh')).text();
    expect(method).toContain('84,92 · hạng 1</td><td class="n">83,25 · hạng 2');
    expect(verifyPublication(frozen)).toEqual([]);
    const units = frozen.result.flagVariant?.units.map((one) => ({ ...one, rank: 1 })) ?? [];
    const forged = {
      ...frozen,
      result: { ...frozen.result, flagVariant: { flaggedAnswers: 'excluded' as const, units } },
    };
    expect(verifyPublication(forged).map(({ path }) => path)).toEqual([
      'result.flagVariant.units[1].rank',
      'result.flagVariant.units[2].rank',
    ]);
  });

  test('the public page shows what was published', async () => {
    const world = await makeWorld(database);
    await openCampaign(world);
    await answerAll(world);
    expect((await world.app.request('/ket-qua/thu-2026')).status).toBe(404);
    await publish(world);
    const page = await (await world.app.request('/ket-qua/thu-2026')).text();
    const rows = [...page.matchAll(/<td class="n">(\d)<\/td><th scope="row"><a[^>]*>([^<]+)</g)].map(
      (found) => [found[1], found[2]],
    );
    expect(rows).toEqual([
      ['1', 'Sở Cát'],
      ['2', 'Sở An'],
      ['3', 'Sở Bình'],
    ]);
    expect(page).toContain('83,76');
    const data = (await (await world.app.request('/api/v1/results/thu-2026')).json()) as {
      units: { unit: string; index: string }[];
    };
    expect(data.units.map((unit) => [unit.unit, unit.index])).toEqual(
      expected.map((unit) => [unit.unit, unit.index]),
    );
  });
});

async function publish(world: World, reason?: string): Promise<void> {
  world.setDay('2026-07-15');
  await publishResult.run(world.environment, SYSTEM, { campaign: 'thu-2026', reason });
}

async function published(world: World) {
  const publication = await findPublication(world.db, 'thu-2026');
  if (!publication) throw new Error('nothing is published');
  return publication;
}

async function differencesOnRecount(world: World) {
  const all = [];
  for (const survey of ['hai-long', 'dai-bieu']) {
    const { differences } = await recountTallies.run(world.environment, SYSTEM, { survey, repair: false });
    all.push(...differences);
  }
  return all;
}
