/**
 * A quarter of procedure handling from the one-stop software and the slips to the points, on both databases: 500 dossiers
 * through the import (490 generated, ten worked out by hand), answers through the door, entries with their documents,
 * verified and closed by different people.
 */
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { importUnits } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import type { AgencyRating, RatingResult } from '../../server/core/procedure-rating.ts';
import { onBothDatabases } from '../help/databases.ts';
import { bring, cells, dossierWorld, HEADINGS, type Row, run } from '../help/dossiers.ts';
import { type Member, member } from '../help/member.ts';
import { openQuarter, putRatedYear, RATED, sendDocument } from '../help/ratings.ts';
import { seededRandom } from '../help/seeded-random.ts';
import { csv } from '../help/sheet-files.ts';
import { newClientId, SYSTEM, unitsFile, type World } from '../help/world.ts';

const MAI = { code: 'TT-CA-1', parent: 'TT-CA', kind: 'official', name: { vi: 'Lò Thị Mai' } };
const OF_MAI = { unit: 'TT-CA', official: 'Lò Thị Mai' };
const ONLINE = '1.001193';
const AT_THE_DESK = '1.004221';

/**
 * Sở Cát in the first quarter, indicator 1 and 2 of each beside it. Returned in the quarter: six, with
 * 2 + 1 + 0 + 1 + 0 + 0 = 4 and 2 + 1 + 0 + 1 + 2 + 1 = 7 points: 0.666… → 0.67 and 1.1666… → 1.17.
 */
const TEN: readonly Row[] = [
  // 2, 2: five days before it was due.
  { dossier: 'CA-01', ...OF_MAI, received: '05/01/2026', due: '20/01/2026', returned: '15/01/2026' },
  // 1, 1: on its day. Handed in at the desk, though its procedure is online: no online dossier.
  {
    ...{ dossier: 'CA-02', ...OF_MAI, received: '05/01/2026', due: '20/01/2026' },
    ...{ returned: '20/01/2026 16:45', online: 'không' },
  },
  // 0, 0: a day late. Handed in online, though its procedure is at the desk: an online dossier, late.
  {
    ...{ dossier: 'CA-03', ...OF_MAI, received: '05/01/2026', due: '20/01/2026', returned: '21/01/2026' },
    ...{ procedure: AT_THE_DESK, online: 'có' },
  },
  // 1, 1: due on the last day of the quarter and returned in its last minute.
  {
    dossier: 'CA-04',
    unit: 'TT-CA',
    received: '10/02/2026',
    due: '31/03/2026',
    returned: '31/03/2026 23:59',
  },
  // 0, 2: four days late, but five of them the clock stood still: due on the 21st for the agency itself.
  {
    ...{ dossier: 'CA-05', unit: 'TT-CA', received: '02/02/2026', due: '16/02/2026', returned: '20/02/2026' },
    pauses: '09/02/2026 - 14/02/2026',
  },
  // 0, 1: two days late, and two days of pause.
  {
    ...{ dossier: 'CA-06', unit: 'TT-CA', received: '02/02/2026', due: '16/02/2026', returned: '18/02/2026' },
    pauses: '10/02/2026 - 12/02/2026',
  },
  // No points: not returned, overdue since the 21st.
  { dossier: 'CA-07', unit: 'TT-CA', received: '02/03/2026', due: '20/03/2026', returned: '' },
  // No points: due on the last day of the quarter and not returned, so overdue when it is over.
  { dossier: 'CA-08', unit: 'TT-CA', received: '16/03/2026', due: '31/03/2026', returned: '' },
  // None in this quarter: returned on the first day of the next one, in which it earns 2, 2.
  {
    dossier: 'CA-09',
    unit: 'TT-CA',
    received: '20/03/2026',
    due: '03/04/2026',
    returned: '01/04/2026 00:00',
  },
  // No points: received on the last day, open.
  { dossier: 'CA-10', unit: 'TT-CA', received: '31/03/2026', due: '10/04/2026', returned: '' },
];

const day = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

interface Made {
  readonly row: Row;
  /** Days that the return was before (+) or after (−) it was due; null: not returned. */
  readonly ahead: number | null;
  readonly paused: number;
  readonly returned: string | null;
  readonly due: string;
}

/** Dossiers of Sở An and Sở Bình from October to May, some of them paused, some never returned. */
function generated(count: number): Made[] {
  const random = seededRandom(2026);
  const upTo = (n: number) => Math.floor(random() * n);
  return Array.from({ length: count }, (_, at) => {
    const received = day('2025-12-01', upTo(140));
    const due = day(received, 15);
    const isReturned = random() < 0.9;
    const ahead = 6 - upTo(12);
    const returned = isReturned ? day(due, -ahead) : null;
    const paused = random() < 0.3 ? 1 + upTo(5) : 0;
    const pauses = paused > 0 ? `${day(received, 2)}/${day(received, 2 + paused)}` : '';
    const unit = random() < 0.6 ? 'TT-AN' : 'TT-BI';
    const procedure = random() < 0.5 ? ONLINE : AT_THE_DESK;
    // What the software says of a dossier, whatever the level of its procedure; of every third it says nothing.
    const online = ['', '1', '0'][at % 3] ?? '';
    const row = {
      dossier: `HS-${at}`,
      procedure,
      unit,
      received,
      due,
      returned: returned ?? '',
      pauses,
      online,
    };
    return { row, ahead: isReturned ? ahead : null, paused, returned, due };
  });
}

/** Counted from what was made, in whole numbers, without the program. */
function countedByHand(made: readonly Made[], unit: string) {
  const own = made.filter(({ row }) => row.unit === unit);
  const returned = own.filter(
    (one) => one.returned !== null && one.returned >= '2026-01-01' && one.returned <= '2026-03-31',
  );
  const left = own.filter(
    (one) =>
      (one.row.received ?? '') <= '2026-03-31' && (one.returned === null || one.returned > '2026-03-31'),
  );
  const how = (days: (one: Made) => number, sign: number) =>
    returned.filter((one) => Math.sign(days(one)) === sign).length;
  const [whole, alone] = [(one: Made) => one.ahead ?? 0, (one: Made) => (one.ahead ?? 0) + one.paused];
  const online = returned.filter(({ row }) => (row.online || (row.procedure === ONLINE ? '1' : '0')) === '1');
  return {
    ...{ early: how(whole, 1), onTheDay: how(whole, 0), late: how(whole, -1) },
    ...{ ownEarly: how(alone, 1), ownOnTheDay: how(alone, 0), ownLate: how(alone, -1) },
    ...{ open: left.length, overdue: left.filter(({ due }) => due <= '2026-03-31').length },
    ...{ online: online.length, onlineOnTime: online.filter((one) => (one.ahead ?? 0) >= 0).length },
  };
}

/** a ÷ b to two decimals, half up, in whole numbers. */
function hundredths(a: number, b: number): string {
  const whole = Math.floor((200 * a + b) / (2 * b));
  return `${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

type Answers = Readonly<Record<string, number>>;

/** Level 1 pays 2 points, 2 pays 1, 3 none. */
const LEVEL_POINTS = [0, 2, 1, 0];
const KEYS = ['contacts', 'agencies', 'reception', 'publication', 'attitude', 'complaints'] as const;

function generatedAnswers(count: number, seed: number): Answers[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    Object.fromEntries(KEYS.map((key) => [key, [1, 1, 1, 2, 3][Math.floor(random() * 5)] ?? 1])),
  );
}

const pointsBy = (answers: readonly Answers[], key: string): string =>
  hundredths(
    answers.reduce((total, one) => total + (LEVEL_POINTS[one[key] ?? 0] ?? 0), 0),
    answers.length,
  );

const all = (level: number): Answers => Object.fromEntries(KEYS.map((key) => [key, level]));

/** Five slips of Lò Thị Mai: 2 everywhere, but one of them 1 for her attitude: 9 ÷ 5 = 1.80. */
const ABOUT_MAI: readonly Answers[] = [all(1), all(1), all(1), all(1), { ...all(1), attitude: 2 }];
/** Five slips of the desk: 1 everywhere. Together with hers 15 ÷ 10 = 1.50, attitude 14 ÷ 10 = 1.40. */
const AT_DESK: readonly Answers[] = [all(2), all(2), all(2), all(2), all(2)];

async function answerBySlip(
  world: World,
  survey: string,
  unit: string,
  list: readonly Answers[],
): Promise<void> {
  const { tokens } = await issueTokens.run(world.environment, SYSTEM, { survey, unit, count: list.length });
  for (const [at, answers] of list.entries()) {
    const head = { clientId: newClientId(), survey, formVersion: 1, unit, respondentGroup: 'citizen' };
    const { status, body } = await world.send({ ...head, channel: 'web', token: tokens[at], answers });
    expect([status, body]).toEqual([201, expect.anything()]);
  }
}

interface Staff {
  readonly office: Member;
  readonly publisher: Member;
  readonly officer: Record<string, Member>;
}

interface Prepared extends Staff {
  readonly world: World;
  readonly rating: string;
  readonly made: readonly Made[];
  readonly answers: Record<'TT-AN' | 'TT-BI', Answers[]>;
}

async function prepare(database: Database): Promise<Prepared> {
  const { world, who: office } = await dossierWorld(database);
  const { environment } = world;
  const units = [...unitsFile.units, { ...MAI, aliases: [] }];
  await importUnits.run(environment, SYSTEM, { definition: { ...unitsFile, units } });
  await putRatedYear(world);
  world.setDay('2026-02-01');
  const common = {
    campaign: RATED,
    opensOn: '2026-01-01',
    closesOn: '2026-04-05',
    acceptsUntil: '2026-04-10',
  };
  const rated = ['TT-AN', 'TT-BI', 'TT-CA', 'TT-CA-1'];
  const paper = { ...common, id: 'mau-04', form: 'procedure-rating-paper', title: { vi: 'Mẫu 04' } };
  const online = { ...common, id: 'mau-05', form: 'procedure-rating-online', title: { vi: 'Mẫu 05' } };
  for (const survey of [paper, online])
    await openSurvey.run(environment, SYSTEM, { ...survey, units: rated, openAnswers: false });
  const rating = await openQuarter(world, 1, { surveys: ['mau-04', 'mau-05'] });
  const answers = { 'TT-AN': generatedAnswers(33, 1), 'TT-BI': generatedAnswers(21, 2) };
  await answerBySlip(world, 'mau-04', 'TT-AN', answers['TT-AN'].slice(0, 20));
  await answerBySlip(world, 'mau-05', 'TT-AN', answers['TT-AN'].slice(20));
  await answerBySlip(world, 'mau-04', 'TT-BI', answers['TT-BI']);
  await answerBySlip(world, 'mau-04', 'TT-CA-1', ABOUT_MAI);
  await answerBySlip(world, 'mau-05', 'TT-CA', AT_DESK);
  world.setDay('2026-05-20');
  const made = generated(490);
  const rows = [...made.map(({ row }) => row), ...TEN];
  const { id } = await bring(world, office, csv([HEADINGS, ...rows.map(cells)], ';'));
  expect(await run(world, office, id)).toMatchObject({ state: 'done', stored: 500, refused: 0 });
  const officer: Record<string, Member> = {};
  for (const unit of ['TT-AN', 'TT-BI', 'TT-CA'])
    officer[unit] = await member(world, [{ role: 'unit-officer', unit }]);
  const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  return { world, rating, made, answers, office, publisher, officer };
}

interface Shown {
  readonly state: string;
  readonly hash: string | null;
  readonly result: RatingResult;
  readonly missing: readonly { unit: string; indicator: string; reason: string }[];
}

async function look(who: Member, rating: string): Promise<Shown> {
  const response = await who.request('GET', `/api/v1/ratings/${rating}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Shown;
}

const agency = ({ result }: Shown, unit: string): AgencyRating | undefined =>
  result.units.find((one) => one.unit === unit);
const pointsOf = (shown: Shown, unit: string): (string | null)[] =>
  agency(shown, unit)?.indicators.map(({ points }) => points) ?? [];

/** Each agency enters indicators 5, 6, 8 and 9 with a document, and the control office accepts them. */
async function enterAll(
  { world, rating, office, officer }: Prepared,
  unit: string,
  points: readonly string[],
) {
  const who = officer[unit];
  if (!who) throw new Error(`nobody enters for ${unit}`);
  const { id: evidence } = (await (await sendDocument(world, who, rating, unit)).json()) as { id: string };
  for (const [at, indicator] of [5, 6, 8, 9].entries()) {
    const entry = { state: 'scored', points: points[at], inputs: null, note: null, evidence };
    const path = `/api/v1/ratings/${rating}/units/${unit}/indicators/${indicator}`;
    const saved = await who.request('PUT', path, { entry, seen: 0 });
    expect([saved.status, await saved.json()]).toEqual([200, { revision: 1 }]);
    const judged = await office.request('PUT', `${path}/verdict`, { accepted: true, seen: 1 });
    expect(judged.status).toBe(200);
  }
}

onBothDatabases('a rated quarter', (database) => {
  test('goes from 500 dossiers and slips to the points of every agency, and is closed', {
    timeout: 120_000,
  }, async () => {
    const prepared = await prepare(database);
    const { rating, made, answers, office, publisher, officer } = prepared;

    const before = await look(office, rating);
    for (const unit of ['TT-AN', 'TT-BI'] as const) {
      const counts = countedByHand(made, unit);
      expect(agency(before, unit)?.dossiers).toEqual(counts);
      const { early, onTheDay, late, ownEarly, ownOnTheDay, ownLate } = counts;
      expect(early + onTheDay + late).toBeGreaterThan(100);
      expect(pointsOf(before, unit)).toEqual([
        hundredths(2 * early + onTheDay, early + onTheDay + late),
        hundredths(2 * ownEarly + ownOnTheDay, ownEarly + ownOnTheDay + ownLate),
        pointsBy(answers[unit], 'contacts'),
        pointsBy(answers[unit], 'agencies'),
        ...[null, null],
        pointsBy(answers[unit], 'attitude'),
        ...[null, null],
      ]);
    }

    // The ten dossiers and ten slips of Sở Cát, worked out beside them.
    const cat = agency(before, 'TT-CA');
    expect(cat?.dossiers).toEqual({
      ...{ early: 1, onTheDay: 2, late: 3, ownEarly: 2, ownOnTheDay: 3, ownLate: 1 },
      // Online: all six but CA-02, which was on time.
      ...{ open: 4, overdue: 2, online: 5, onlineOnTime: 2 },
    });
    expect(pointsOf(before, 'TT-CA').slice(0, 4)).toEqual(['0.67', '1.17', '1.50', '1.50']);
    expect(pointsOf(before, 'TT-CA')[6]).toBe('1.40');
    // Lò Thị Mai: (2 + 1 + 0) ÷ 3 = 1.00 twice, 2.00 twice, 1.80: 7.80 of 10.
    expect(cat?.officials).toMatchObject([
      { official: 'TT-CA-1', name: { vi: 'Lò Thị Mai' }, total: '7.80', dossiers: { early: 1, late: 1 } },
    ]);

    const late = await office.request('GET', `/api/v1/ratings/${rating}/units/TT-CA/open-dossiers`);
    const { dossiers } = (await late.json()) as { dossiers: { code: string; overdue: boolean }[] };
    expect(dossiers.map(({ code, overdue }) => [code, overdue])).toEqual([
      ['CA-07', true],
      ['CA-08', true],
      ['CA-09', false],
      ['CA-10', false],
    ]);

    await enterAll(prepared, 'TT-AN', ['2', '2', '2', '2']);
    await enterAll(prepared, 'TT-BI', ['1', '1', '1', '1']);
    await enterAll(prepared, 'TT-CA', ['2', '1.5', '2', '1.25']);
    expect((await look(office, rating)).missing).toEqual([]);
    const verified = await office.request('PUT', `/api/v1/ratings/${rating}/verification`, {
      verified: true,
    });
    expect(verified.status).toBe(200);
    const closed = await publisher.request('POST', `/api/v1/ratings/${rating}/close`, {});
    const { hash } = (await closed.json()) as { hash: string };
    expect([closed.status, hash]).toEqual([200, expect.stringMatching(/^[0-9a-f]{64}$/)]);

    const after = await look(office, rating);
    expect(after).toMatchObject({ state: 'closed', hash, missing: [] });
    // 0.67 + 1.17 + 1.50 + 1.50 + 2 + 1.5 + 1.40 + 2 + 1.25 = 12.99
    expect(agency(after, 'TT-CA')).toMatchObject({ total: '12.99', class: { vi: 'Tốt' } });

    const own = officer['TT-CA'] && (await look(officer['TT-CA'], rating));
    expect(own?.result.units.map(({ unit }) => unit)).toEqual(['TT-CA']);
  });

  test('no table of answers holds the code of a dossier, and no code leads to an answer', {
    timeout: 120_000,
  }, async () => {
    const { world } = await prepare(database);
    for (const table of ['responses', 'tokens', 'retries', 'tallies', 'ledger', 'comments'] as const) {
      const rows = await world.db.selectFrom(table).selectAll().execute();
      const text = JSON.stringify(rows, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      expect(text).not.toMatch(/HS-\d|CA-\d\d"/);
    }
  });
});
