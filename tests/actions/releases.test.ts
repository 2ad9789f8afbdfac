/**
 * Releases (decision 22): whatever page a follower asks for, what it shows changes by at least ten further answers; and
 * the recount that holds a release against the answers, while more of them arrive.
 */
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { readStandings, type Tally } from '../../db/queries/tallies.ts';
import { correctSheet, voidSheet } from '../../server/actions/accept-sheet.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { answer, openQuietSurvey, times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, UNITS } from '../help/opened-world.ts';
import { acceptReturnedSheet } from '../help/sheets.ts';
import { SYSTEM, type World } from '../help/world.ts';

const CHANNELS = ['web', 'kiosk'] as const;

async function released({ db }: World, survey: string): Promise<Tally[]> {
  return (await readStandings(db, 'TT', survey)).flatMap((one) => one.released ?? []);
}

/** Every page that can be asked for, by its filters. */
function pages(tallies: readonly Tally[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of tallies)
    for (const unit of ['', one.unit])
      for (const channel of ['', one.channel])
        for (const basis of ['all', one.basis === 'open' ? 'open' : 'counted'])
          for (const flagged of one.flagged ? ['with'] : ['with', 'without']) {
            const page = [unit, channel, basis, flagged].join('|');
            sums.set(page, (sums.get(page) ?? 0) + one.responses);
          }
  return sums;
}

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const recount = (world: World, survey: string, repair = false) =>
  recountTallies.run(world.environment, SYSTEM, { survey, repair });

const names = new Map<string, string>();

onBothDatabases('releases', (database) => {
  test('every page changes by ten answers or more, or not at all', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    const next = random(7);
    const pick = <Value>(list: readonly Value[]) => list[Math.floor(next() * list.length)];
    let before = pages([]);
    let steps = 0;
    for (let group = 0; group < 60; group++) {
      const one = () => {
        const done = next() < 0.5 ? 1 : null;
        const answers = { item: 1 + Math.floor(next() * 5), done };
        const seconds = next() < 0.3 ? 1 : 100;
        return { unit: pick(UNITS) ?? '', channel: pick(CHANNELS) ?? 'web', seconds, answers };
      };
      await answer(world, survey, Array.from({ length: 1 + Math.floor(next() * 13) }, one));
      const after = pages(await released(world, survey));
      for (const [page, responses] of after) {
        const change = responses - (before.get(page) ?? 0);
        if (change === 0) continue;
        steps += 1;
        expect([page, change >= 10]).toEqual([page, true]);
      }
      before = after;
    }
    expect(steps).toBeGreaterThan(100);
    expect([...before.keys()]).toContain('TT-AN|web|open|without');
  });

  test('a sheet that is corrected or voided brings no release nearer', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    const sheet = (number: number) => ({
      ...{ survey, serial: serialOf(number), unit: 'TT-AN', respondentGroup: 'citizen', day: '2026-06-10' },
      answers: { item: 4, grade: null, done: null, days: null },
    });
    for (let number = 1; number <= 12; number++) await acceptReturnedSheet(world, sheet(number));
    expect((await released(world, survey)).map((one) => one.responses)).toEqual([10]);
    const input = { campaign: CAMPAIGN, reason: 'đọc nhầm' };
    for (let number = 1; number <= 5; number++)
      await correctSheet.run(world.environment, SYSTEM, {
        ...{ ...input, serial: serialOf(number) },
        answers: { item: 1, grade: null, done: null, days: null },
      });
    for (let number = 6; number <= 9; number++)
      await voidSheet.run(world.environment, SYSTEM, { ...input, serial: serialOf(number) });
    // Two waited, five corrections are five answers more: seven. Four voided sheets are none.
    expect((await released(world, survey)).map((one) => one.responses)).toEqual([10]);
    const { release, differences } = await recount(world, survey);
    expect({ ...release, name: '' }).toEqual({
      name: '',
      exact: false,
      responses: 10,
      waiting: -2,
      faults: [],
    });
    expect(differences).toEqual([]);
    for (let number = 13; number <= 15; number++) await acceptReturnedSheet(world, sheet(number));
    expect((await released(world, survey)).map((one) => one.responses)).toEqual([11]);
  });

  test('the recount names the release and says what waits; the same answers have the same name', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    expect((await recount(world, survey)).release).toMatchObject({
      name: 'e3b0c442',
      responses: 0,
      waiting: 0,
    });
    await answer(world, survey, times(23, { answers: { item: 5 }, seconds: 100 }));
    const { release } = await recount(world, survey);
    expect(release).toMatchObject({ exact: false, faults: [] });
    expect(release.responses + release.waiting).toBe(23);
    expect(release.responses).toBeGreaterThanOrEqual(10);
    await answer(world, survey, times(1, { answers: { item: 5 }, seconds: 100 }));
    const later = await recount(world, survey);
    // Nothing was released, so nothing has another name.
    if (later.release.responses === release.responses) expect(later.release.name).toBe(release.name);
    world.setDay('2026-07-15');
    const exact = (await recount(world, survey)).release;
    expect(exact).toMatchObject({ exact: true, responses: 24, waiting: 0, faults: [] });
    names.set(database, exact.name);
  });

  test('a release that was tampered with is found, and taken back', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    await answer(world, survey, times(10, { answers: { item: 5 }, seconds: 100 }));
    await answer(world, survey, times(10, { answers: { item: 5 }, seconds: 100, unit: 'TT-BI' }));
    await answer(world, survey, times(4, { answers: { item: 1 }, seconds: 100 }));
    const [honest] = await released(world, survey);
    const counters = Buffer.from(honest?.counters ?? []);
    // One more who is satisfied, one fewer who left the next question blank: the responses are as they were.
    counters.writeUInt32LE(11, 6 * 4);
    await world.db.updateTable('tally_releases').set({ counters }).where('unit', '=', 'TT-AN').execute();
    const found = await recount(world, survey);
    expect(found.differences).toEqual([]);
    expect(found.release.faults.map(({ key, faults }) => [key.unit, faults])).toEqual([
      ['TT-AN', ['counters', 'sums']],
    ]);
    await recount(world, survey, true);
    expect((await recount(world, survey)).release).toMatchObject({ faults: [], responses: 10, waiting: 14 });
    // What stood beside it stands still, and the next answer releases what was taken back.
    await answer(world, survey, times(1, { answers: { item: 1 }, seconds: 100 }));
    expect((await released(world, survey)).map((one) => [one.unit, one.responses])).toEqual([
      ['TT-AN', 15],
      ['TT-BI', 10],
    ]);
  });

  test('a repair of the tallies leaves honest releases and what they wait for', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    await answer(world, survey, times(10, { answers: { item: 5 }, seconds: 100 }));
    await answer(world, survey, times(6, { answers: { item: 5 }, seconds: 100 }));
    await world.db.updateTable('tallies').set({ responses: 99, unreleased: 0 }).execute();
    await recount(world, survey, true);
    const rows = await world.db.selectFrom('tallies').select(['responses', 'unreleased']).execute();
    expect(rows).toEqual([{ responses: 16, unreleased: 6 }]);
    await answer(world, survey, times(3, { answers: { item: 5 }, seconds: 100 }));
    expect((await released(world, survey)).map((one) => one.responses)).toEqual([10]);
    await answer(world, survey, times(1, { answers: { item: 5 }, seconds: 100 }));
    expect((await released(world, survey)).map((one) => one.responses)).toEqual([20]);
  });

  test('a recount by another process looks at one moment while answers arrive', async () => {
    const world = await openedWorld(database);
    const survey = await openQuietSurvey(world);
    const other = connect(world.address);
    const environment = { ...world.environment, db: other };
    await answer(world, survey, times(7, { answers: { item: 4 }, seconds: 100 }));
    let arriving = true;
    const arrive = async () => {
      while (arriving) await answer(world, survey, times(7, { answers: { item: 4 }, seconds: 100 }));
    };
    const arrivals = arrive();
    try {
      let last = 0;
      for (let round = 0; round < 15; round++) {
        const found = await recountTallies.run(environment, SYSTEM, { survey, repair: false });
        expect([found.differences, found.release.faults]).toEqual([[], []]);
        expect(found.responses).toBeGreaterThanOrEqual(last);
        last = found.responses;
      }
      expect(last).toBeGreaterThan(50);
    } finally {
      arriving = false;
      await arrivals;
      await other.destroy();
    }
  });
});

afterAll(() => {
  if (names.size === 2) expect(names.get('postgres')).toBe(names.get('sqlite'));
});
