/**
 * Property: counters kept up to date answer by answer equal a recount of what is stored, after any order of accepts,
 * corrections and voids of keyed sheets, whatever the grouping.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctSheet, voidSheet } from '../../server/actions/accept-sheet.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { Problem } from '../../server/problem.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { onBothDatabases } from '../help/databases.ts';
import { acceptReturnedSheet } from '../help/sheets.ts';
import { makeWorld, newClientId, SYSTEM, type World } from '../help/world.ts';
import { campaign, framework, satisfactionAnswers } from './hand-computed.ts';

const UNITS = ['TT-AN', 'TT-BI', 'TT-CA'] as const;

const level = fc.integer({ min: 1, max: 5 });
const unit = fc.constantFrom(...UNITS);
const group = fc.constantFrom('citizen', 'organisation');
/** Few serials, so that sheets are corrected and voided often, and twice. */
const serial = fc.constantFrom(serialOf(1), serialOf(2), serialOf(3));
const levels = fc.array(level, { minLength: 22, maxLength: 22 });

const step = fc.oneof(
  fc.record({
    kind: fc.constant('visit' as const),
    unit,
    group,
    levels,
    seconds: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({
    kind: fc.constant('deputy' as const),
    ratings: fc.dictionary(unit, fc.constantFrom(1, 2, 3, 4, 5, 9), { minKeys: 1 }),
  }),
  fc.record({ kind: fc.constant('sheet' as const), unit, group, levels, serial }),
  fc.record({ kind: fc.constant('correct' as const), levels, serial }),
  fc.record({ kind: fc.constant('void' as const), serial }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function opened(world: World): Promise<void> {
  await importFramework.run(world.environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(world.environment, SYSTEM, { definition: campaign });
  const common = {
    campaign: 'thu-2026',
    units: [...UNITS],
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
    openAnswers: true,
  };
  await openSurvey.run(world.environment, SYSTEM, {
    ...common,
    id: 'hai-long',
    form: 'satisfaction',
    title: { vi: 'H' },
  });
  await openSurvey.run(world.environment, SYSTEM, {
    ...common,
    id: 'dai-bieu',
    form: 'department-matrix',
    title: { vi: 'D' },
  });
}

/** Does one step; a sheet that is not there, or keyed otherwise before, is refused and changes nothing. */
async function take(world: World, one: Step): Promise<void> {
  const base = { survey: 'hai-long', formVersion: 1 } as const;
  try {
    if (one.kind === 'visit') {
      const { unit: at, group: respondentGroup, seconds } = one;
      const answers = satisfactionAnswers(one.levels);
      await world.intake.accept({
        ...base,
        clientId: newClientId(),
        unit: at,
        respondentGroup,
        channel: 'web',
        seconds,
        answers,
      });
    } else if (one.kind === 'deputy') {
      const answers = { advice: one.ratings, coordination: one.ratings, responsibility: one.ratings };
      await world.intake.accept({
        survey: 'dai-bieu',
        formVersion: 1,
        clientId: newClientId(),
        respondentGroup: 'deputy',
        channel: 'web',
        answers,
      });
    } else if (one.kind === 'sheet') {
      await acceptReturnedSheet(world, {
        survey: 'hai-long',
        serial: one.serial,
        unit: one.unit,
        respondentGroup: one.group,
        day: '2026-06-12',
        answers: satisfactionAnswers(one.levels),
      });
    } else if (one.kind === 'correct') {
      await correctSheet.run(world.environment, SYSTEM, {
        campaign: 'thu-2026',
        serial: one.serial,
        answers: satisfactionAnswers(one.levels),
        reason: 'r',
      });
    } else
      await voidSheet.run(world.environment, SYSTEM, {
        campaign: 'thu-2026',
        serial: one.serial,
        reason: 'r',
      });
  } catch (error) {
    const expected = ['not-found', 'unknown-serial', 'wrong-sheet-state', 'conflicting-submission'];
    if (!(error instanceof Problem && expected.includes(error.code))) throw error;
  }
}

async function recounted(world: World) {
  const counts = [];
  for (const survey of ['hai-long', 'dai-bieu'])
    counts.push(await recountTallies.run(world.environment, SYSTEM, { survey, repair: false }));
  return counts;
}

onBothDatabases('incremental tally = recount', (database) => {
  test('after any order of accepts, corrections and voids', { timeout: 300_000 }, async () => {
    // One world for all runs: every run goes on from the state the last one left, so histories grow long.
    const world = await makeWorld(database);
    await opened(world);
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        async (steps, atOnce) => {
          if (atOnce) await Promise.all(steps.map((one) => take(world, one)));
          else for (const one of steps) await take(world, one);
          const counts = await recounted(world);
          expect(counts.flatMap((count) => count.differences)).toEqual([]);
          changes += steps.length;
        },
      ),
      { numRuns: 40, seed: 20_261_120 },
    );
    const [visits] = await recounted(world);
    expect(changes).toBeGreaterThan(200);
    expect(visits?.responses).toBeGreaterThan(30);
    const states = await world.db
      .selectFrom('responses')
      .select('state')
      .distinct()
      .orderBy('state')
      .execute();
    expect(states.map((row) => row.state)).toEqual(['counted', 'replaced', 'void']);
  });

  test('the recount sees a tally that was tampered with, and repairs it', async () => {
    const world = await makeWorld(database);
    await opened(world);
    await take(world, {
      kind: 'visit',
      unit: 'TT-AN',
      group: 'citizen',
      levels: Array(22).fill(4),
      seconds: 100,
    });
    await world.db.updateTable('tallies').set({ responses: 2 }).execute();
    const input = { survey: 'hai-long', repair: true };
    const found = await recountTallies.run(world.environment, SYSTEM, input);
    expect(found.differences.map(({ running, recounted: truth }) => [running, truth])).toEqual([[2, 1]]);
    expect((await recountTallies.run(world.environment, SYSTEM, input)).differences).toEqual([]);
  });
});
