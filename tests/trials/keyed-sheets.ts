/**
 * The trial behind "two passes find every error that two clerks do not make alike": made-up sheets are keyed twice through
 * the real action, each clerk slipping on known fields. What the comparison finds, what quality of keying measures and
 * what is counted in the end is held against what is known.
 */
import type { Database } from '../../db/dialect.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { keySheet } from '../../server/actions/key-sheet.ts';
import { compareTallies, recount } from '../../server/actions/recount-tallies.ts';
import { settleConflict } from '../../server/actions/settle-conflict.ts';
import { countResponse, tallyLayout } from '../../server/core/tally.ts';
import { keyingQuality } from '../../server/keying-quality.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import {
  countableOf,
  fieldsOf,
  type KeyedAnswers,
  type KeyedValue,
} from '../../survey-forms/keyed-answers.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { clerk, keyed, manager } from '../help/keying.ts';
import type { Member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, UNITS } from '../help/opened-world.ts';
import { putReturnedBatch } from '../help/sheets.ts';
import type { World } from '../help/world.ts';
import { valuesOf } from '../survey-forms/made-keyings.ts';

export interface KeyedSheetsReport {
  readonly database: Database;
  readonly sheets: number;
  readonly fields: number;
  /** Slips of both clerks together. */
  readonly seeded: number;
  /** Fields that exactly one clerk got wrong, or both in different ways: what two passes can see. */
  readonly visible: number;
  /** Fields that both got wrong alike: no comparison can see them. */
  readonly alike: number;
  /** Fields found to differ. */
  readonly found: number;
  /** Errors that the quality of keying reports. */
  readonly measured: number;
  /** Fields whose stored value is not what the sheet says. */
  readonly left: number;
  readonly broken: readonly string[];
}

const FIELDS = fieldsOf(satisfaction, []);
const PER_BATCH = 500;
const SEED = 20_260_615;

/** Numbers in [0;1), the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Made {
  readonly serial: string;
  readonly truth: KeyedAnswers;
  /** What each clerk keyed. */
  readonly read: readonly [KeyedAnswers, KeyedAnswers];
}

/** A sheet and two readings of it, in which each field is wrong with probability `rate`. */
function makeSheet(serial: string, random: () => number, rate: number): Made {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const truth: Record<string, KeyedValue> = {};
  const read: [Record<string, KeyedValue>, Record<string, KeyedValue>] = [{}, {}];
  for (const field of FIELDS) {
    const values = valuesOf(satisfaction, field);
    const says = pick(values);
    truth[field.question.key] = says;
    for (const one of read)
      one[field.question.key] = random() < rate ? pick(values.filter((value) => value !== says)) : says;
  }
  // A sheet on which nothing at all stands would be rejected: this trial is about those that count.
  const last = typeof truth.q22 === 'number' ? truth.q22 : 3;
  for (const one of [truth, ...read]) one.q22 = last;
  return { serial, truth, read };
}

/** Keys `sheets` sheets twice, settles what differs by what the sheets say, and compares. @param rate errors a field */
export async function keyedSheets(
  database: Database,
  sheets: number,
  rate: number,
): Promise<KeyedSheetsReport> {
  const world = await openedWorld(database);
  const clerks = [await clerk(world), await clerk(world)] as const;
  const boss = await manager(world);
  const random = seeded(SEED);
  const all: Made[] = [];
  for (let from = 0; from < sheets; from += PER_BATCH) {
    const number = from / PER_BATCH + 1;
    const made = Array.from({ length: Math.min(PER_BATCH, sheets - from) }, (_, i) =>
      makeSheet(serialOf(from + i), random, rate),
    );
    const serials = made.map((one) => one.serial);
    await putReturnedBatch(world, { survey: 'hai-long', number, unit: UNITS[number % 3] ?? '', serials });
    for (const one of made) await keyTwice(world, clerks, one);
    all.push(...made);
  }
  const found = await countRows(world, 'conflicts');
  for (const one of all) await settleByTruth(world, boss, one);
  return { database, sheets, ...compare(all), found, ...(await outcome(world, all)) };
}

async function keyTwice({ environment }: World, clerks: readonly [Member, Member], { serial, read }: Made) {
  for (const pass of [1, 2] as const) {
    const body = keyed(serial, { pass, answers: read[pass - 1] ?? {} });
    await keySheet.run(environment, clerks[pass - 1]?.actor ?? clerks[0].actor, body);
  }
}

async function settleByTruth({ environment }: World, boss: Member, { serial, truth, read }: Made) {
  const fields = FIELDS.flatMap(({ question: { key } }) => {
    const [first, second] = [read[0][key], read[1][key]];
    if (first === second) return [];
    const choice =
      first === truth[key]
        ? ('first' as const)
        : second === truth[key]
          ? ('second' as const)
          : ('paper' as const);
    const value = choice === 'paper' ? { value: truth[key] as KeyedValue } : {};
    return [{ question: key, unit: '', choice, ...value, reason: 'mistyped' }];
  });
  if (fields.length > 0)
    await settleConflict.run(environment, boss.actor, { campaign: CAMPAIGN, serial, fields });
}

/** What is known beforehand. */
function compare(all: readonly Made[]) {
  const counts = { fields: all.length * FIELDS.length, seeded: 0, visible: 0, alike: 0 };
  for (const { truth, read } of all)
    for (const { question } of FIELDS) {
      const [says, first, second] = [truth[question.key], read[0][question.key], read[1][question.key]];
      counts.seeded += Number(first !== says) + Number(second !== says);
      if (first !== second) counts.visible += 1;
      else if (first !== says) counts.alike += 1;
    }
  return counts;
}

/** What a sheet must be stored as: the truth, but for fields that both clerks got wrong alike. */
const finalOf = ({ truth, read }: Made): KeyedAnswers =>
  Object.fromEntries(
    FIELDS.map(({ question: { key } }) => [
      key,
      (read[0][key] === read[1][key] ? read[0] : truth)[key] ?? null,
    ]),
  );

async function outcome(world: World, all: readonly Made[]) {
  const broken: string[] = [];
  const expected = new Map(all.map((one) => [one.serial, one]));
  let left = 0;
  for (const { serial, answers } of await storedAnswers(world)) {
    const made = expected.get(serial);
    const stored = JSON.stringify(unpackAnswers(satisfaction, answers));
    if (!made || stored !== JSON.stringify(countableOf(finalOf(made))))
      broken.push(`sheet ${serial} is stored as ${stored}`);
    if (made) left += FIELDS.filter(({ question: { key } }) => finalOf(made)[key] !== made.truth[key]).length;
    expected.delete(serial);
  }
  if (expected.size > 0) broken.push(`${expected.size} sheets are not accepted`);
  broken.push(...(await tallyFaults(world, all)));
  const { report } = await keyingQuality(world.db, { province: 'TT', campaign: CAMPAIGN });
  const measured = report.clerks.reduce((sum, one) => sum + one.errors, 0);
  return { measured, left, broken };
}

const storedAnswers = ({ db }: World) =>
  db
    .selectFrom('sheets as s')
    .innerJoin('responses as r', (join) =>
      join.onRef('r.id', '=', 's.response_id').onRef('r.day', '=', 's.response_day'),
    )
    .select(['s.serial', 'r.answers'])
    .where('s.state', '=', 'accepted')
    .execute();

/** The running tally, its recount, and the sheets themselves counted here: all three must be one. */
async function tallyFaults({ db }: World, all: readonly Made[]): Promise<string[]> {
  const survey = await findSurvey(db, 'hai-long');
  if (!survey) return ['the survey is gone'];
  const running = await readTallies(db, survey.province, survey.id);
  const layout = tallyLayout(satisfaction);
  const slots = new Map<number, number>();
  for (const made of all)
    for (const slot of countResponse(layout, countableOf(finalOf(made))))
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
  const counted = new Map<number, number>();
  for (const { counters } of running) {
    const bytes = Buffer.from(counters);
    for (let slot = 0; slot * 4 < bytes.length; slot += 1)
      counted.set(slot, (counted.get(slot) ?? 0) + bytes.readUInt32LE(slot * 4));
  }
  const wrong = [...counted].filter(([slot, n]) => n !== (slots.get(slot) ?? 0)).length;
  return [
    ...(wrong > 0 ? [`${wrong} counters differ from the sheets`] : []),
    ...compareTallies(running, await recount(db, survey)).map(
      (one) => `tally off: ${JSON.stringify(one.key)}`,
    ),
  ];
}

async function countRows({ db }: World, table: 'conflicts'): Promise<number> {
  return (await db.selectFrom(table).select('serial').execute()).length;
}

/** What does not hold; empty: every promise did. */
export function brokenPromises(report: KeyedSheetsReport): string[] {
  const { found, visible, measured, seeded: slips, alike, left, broken } = report;
  return [
    ...broken,
    ...(found === visible ? [] : [`${found} fields found to differ, not ${visible}`]),
    ...(measured === slips - 2 * alike ? [] : [`${measured} errors measured, not ${slips - 2 * alike}`]),
    ...(left === alike ? [] : [`${left} wrong fields are left, not ${alike}`]),
  ];
}

/** What the trial found, in words. */
export function keyedSheetsText(report: KeyedSheetsReport): string {
  const { database, sheets, fields, seeded: slips, visible, alike, found, measured, left } = report;
  const rate = (errors: number, of: number) => ((errors / of) * 1000).toFixed(3);
  const broken = brokenPromises(report);
  return [
    `${database}: ${sheets} sheets keyed twice, ${fields} fields each time, ${slips} slips seeded (${rate(slips, 2 * fields)} in 1,000 fields).`,
    `Two passes found ${found} of ${visible} fields that were not read alike; the quality of keying measures ${measured} errors (${rate(measured, 2 * fields)} in 1,000).`,
    `Both clerks slipped alike on ${alike} fields: ${left} wrong values are left (${rate(left, fields)} in 1,000).`,
    broken.length > 0 ? broken.join('\n') : 'Tally, recount and sheets agree in every counter.',
  ].join('\n');
}
