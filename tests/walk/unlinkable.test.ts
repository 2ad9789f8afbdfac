/**
 * Decision 17: a person who holds the whole database after the daily settlement, the list of slips in the order in which
 * they were issued and handed out, and all that the server printed, cannot tie an answer to a visitor.
 *
 * The attacker knows more than any real one: who came, in which order, on which day and to which counter, with which
 * slip (so which token row) and which phone (so which retry row). He joins these rows with the responses on all that a
 * database keeps beside its columns: the transaction stamp (xmin), the place (ctid, the byte offset in the file), the
 * order of the key. Each attack earns, for every visitor, the chance that a pick among the answers it points to is the
 * right one. Guessing within a unit and day of n answers earns 1/n each.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { settleDays as rewriteDays } from '../../db/queries/settlements.ts';
import { inTransaction } from '../../db/transaction.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { sha256 } from '../../server/actions/prepare-response.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { onBothDatabases } from '../help/databases.ts';
import { seededBytes } from '../help/seeded-bytes.ts';
import { makeWorld, SYSTEM, unitsFile, type World } from '../help/world.ts';
import { campaign, framework, satisfactionAnswers } from './hand-computed.ts';

const UNITS = ['TT-AN', 'TT-BI', 'TT-CA', 'TT-DA', 'TT-EM'] as const;
const DAYS = Array.from({ length: 10 }, (_, i) => `2026-06-${i + 10}`);
const [FIRST_DAY = ''] = DAYS;
const DAY_AFTER = '2026-06-20';
/** At each unit on each day: 1,000 in all. */
const VISITORS = 20;
const SEED = 17;

interface Visitor {
  readonly unit: string;
  readonly day: string;
  /** Place in the queue of the unit and day. */
  readonly turn: number;
  /** The slip's place in the list that came with its issue. */
  readonly slip: number;
  readonly tokenHash: string;
  readonly clientHash: string;
  /** Packed answers, different for every visitor of a unit and day: how the test knows the truth. */
  readonly packed: string;
}

const extra = (code: string, name: string) => ({
  code,
  parent: 'TT',
  kind: 'department' as const,
  name: { vi: name },
  aliases: [],
});
const fiveUnits = {
  ...unitsFile,
  units: [...unitsFile.units, extra('TT-DA', 'Sở Đa'), extra('TT-EM', 'Sở Em')],
};

async function openedWorld(database: Database): Promise<World> {
  // One transaction an answer: what an attacker would like best.
  const world = await makeWorld(database, { groupLimit: 1, randomBytes: seededBytes(SEED) });
  world.setDay('2026-06-09');
  await importUnits.run(world.environment, SYSTEM, { definition: fiveUnits });
  await importFramework.run(world.environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(world.environment, SYSTEM, { definition: campaign });
  await openSurvey.run(world.environment, SYSTEM, {
    id: 'hai-long',
    campaign: 'thu-2026',
    form: 'satisfaction',
    title: { vi: 'Hài lòng' },
    units: [...UNITS],
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
    openAnswers: false,
  });
  return world;
}

/** What no place may keep: tokens, receipts and the ids of phones, as they were seen by those who had them. */
interface Secrets {
  readonly visitors: Visitor[];
  readonly secrets: string[];
}

/** Visitors of one day, at all units, one after the other, with slips in the order of issue; every third leaves a comment. */
async function visitsOf(world: World, day: string): Promise<Secrets> {
  const bytes = seededBytes(Number(day.slice(-2)));
  const visitors: Visitor[] = [];
  const secrets: string[] = [];
  const tokens = new Map<string, string[]>();
  world.setDay('2026-06-09');
  for (const unit of UNITS)
    tokens.set(
      unit,
      (await issueTokens.run(world.environment, SYSTEM, { survey: 'hai-long', unit, count: VISITORS }))
        .tokens,
    );
  world.setDay(day);
  for (let turn = 0; turn < VISITORS; turn++)
    for (const unit of UNITS) {
      const token = tokens.get(unit)?.[turn] ?? '';
      const clientId = Buffer.from(bytes(16)).toString('base64url');
      const answers = satisfactionAnswers([1 + (turn % 5), 1 + (Math.floor(turn / 5) % 5)]);
      const comment = turn % 3 === 0 ? { comment: `${unit} ${turn}` } : {};
      const { status, body } = await world.send({
        clientId,
        survey: 'hai-long',
        formVersion: 1,
        unit,
        respondentGroup: 'citizen',
        channel: 'web',
        token,
        answers: { ...answers, ...comment },
      });
      expect(status).toBe(201);
      secrets.push(token, clientId, String(body.receipt));
      visitors.push({
        unit,
        day,
        turn,
        slip: turn,
        tokenHash: sha256(token),
        clientHash: sha256(clientId),
        packed: Object.values(answers).join(''),
      });
    }
  return { visitors, secrets };
}

interface Row {
  readonly id: string;
  /** Transaction that wrote the row as it stands; '' where the database keeps none. */
  readonly stamp: string;
  /** Rank of the place at which the row lies. */
  readonly place: number;
}

interface ResponseRow extends Row {
  readonly unit: string;
  readonly day: string;
  readonly answers: string;
}

interface Loot {
  readonly responses: readonly ResponseRow[];
  readonly tokens: ReadonlyMap<string, Row>;
  readonly retries: ReadonlyMap<string, Row>;
  /** By token, its row with the hash of its typed code in the place of its own. */
  readonly codes: ReadonlyMap<string, Row>;
}

/** Everything about the rows of a table that an attacker can read, PostgreSQL's hidden columns and places in the file included. */
async function rowsOf(world: World, database: Database, table: string, key: string): Promise<Row[]> {
  if (database === 'postgres') {
    const { rows } = await sql<{ id: string; stamp: string; place: string }>`
      select ${sql.ref(key)} as id, xmin::text as stamp, ctid::text as place from ${sql.table(table)}`.execute(
      world.db,
    );
    return rows.map((row) => ({ ...row, place: placeOf(row.place) }));
  }
  const { rows } = await sql<{ id: string }>`select ${sql.ref(key)} as id from ${sql.table(table)}`.execute(
    world.db,
  );
  const file = readFileSync(world.address);
  return rows.map(({ id }) => ({ id, stamp: '', place: file.indexOf(id) }));
}

/** `(12,3)` → one number in the order of the heap. */
function placeOf(ctid: string): number {
  const [page = 0, item = 0] = ctid.slice(1, -1).split(',').map(Number);
  return page * 10_000 + item;
}

async function loot(world: World, database: Database): Promise<Loot> {
  const facts = await world.db.selectFrom('responses').select(['id', 'unit', 'day', 'answers']).execute();
  const byId = new Map(facts.map((row) => [row.id, row]));
  const responses = (await rowsOf(world, database, 'responses', 'id')).map((row) => {
    const { unit = '', day = '', answers = '' } = byId.get(row.id) ?? {};
    return { ...row, unit: unit ?? '', day, answers };
  });
  const byKey = async (table: string, key: string) =>
    new Map((await rowsOf(world, database, table, key)).map((row) => [row.id, row]));
  const tokens = await byKey('tokens', 'token_hash');
  const codes = await world.db.selectFrom('tokens').select(['token_hash', 'code_hash']).execute();
  return {
    responses,
    tokens,
    retries: await byKey('retries', 'client_hash'),
    codes: new Map(
      codes.map((row) => [row.token_hash, { id: row.code_hash ?? '', stamp: '', place: 0 } satisfies Row]),
    ),
  };
}

/** Points at the answers that may be a visitor's. `sameDay`: the answers of his unit and day; `turn`: his place in the queue. */
type Attack = (
  visitor: Visitor,
  sameDay: readonly ResponseRow[],
  all: Loot,
  queue: readonly Visitor[],
) => readonly ResponseRow[];

const byPlace = (a: Row, b: Row) => a.place - b.place;
const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1);
const byStamp = (a: Row, b: Row) => Number(a.stamp) - Number(b.stamp) || a.place - b.place;
const at = (rows: readonly ResponseRow[], place: number): ResponseRow[] => rows.slice(place, place + 1);

/** Rows of the table that belong to the visitors of the queue, in an order; the visitor's place in it is held against the answers in the same order. */
function sameRank(
  rows: (loot: Loot) => ReadonlyMap<string, Row>,
  key: 'tokenHash' | 'clientHash',
  order: (a: Row, b: Row) => number,
): Attack {
  return (visitor, sameDay, all, queue) => {
    const table = rows(all);
    const mine = queue
      .map((one) => table.get(one[key]))
      .filter((row) => row !== undefined)
      .sort(order);
    const own = table.get(visitor[key]);
    return at([...sameDay].sort(order), own ? mine.indexOf(own) : -1);
  };
}

const tokensOf = (all: Loot) => all.tokens;
const codesOf = (all: Loot) => all.codes;
const retriesOf = (all: Loot) => all.retries;
const sameStamp =
  (rows: (loot: Loot) => ReadonlyMap<string, Row>, key: 'tokenHash' | 'clientHash'): Attack =>
  (visitor, sameDay, all) =>
    sameDay.filter((row) => row.stamp === rows(all).get(visitor[key])?.stamp);

const ATTACKS: Readonly<Record<string, Attack>> = {
  'token stamp = answer stamp': sameStamp(tokensOf, 'tokenHash'),
  'retry stamp = answer stamp': sameStamp(retriesOf, 'clientHash'),
  'turn in the queue = order of stamps': (visitor, sameDay) => at([...sameDay].sort(byStamp), visitor.turn),
  'turn in the queue = order of places': (visitor, sameDay) => at([...sameDay].sort(byPlace), visitor.turn),
  'turn in the queue = order of ids': (visitor, sameDay) => at([...sameDay].sort(byId), visitor.turn),
  'order of token stamps = order of answer stamps': sameRank(tokensOf, 'tokenHash', byStamp),
  'order of token places = order of answer places': sameRank(tokensOf, 'tokenHash', byPlace),
  'order of token keys = order of answer ids': sameRank(tokensOf, 'tokenHash', byId),
  'order of slips issued = order of answer ids': (visitor, sameDay) =>
    at([...sameDay].sort(byId), visitor.slip),
  'order of slips issued, last first = order of answer ids': (visitor, sameDay) =>
    at([...sameDay].sort(byId), sameDay.length - 1 - visitor.slip),
  'order of slips issued = order of answer places': (visitor, sameDay) =>
    at([...sameDay].sort(byPlace), visitor.slip),
  'order of typed codes = order of answer ids': sameRank(codesOf, 'tokenHash', byId),
  'order of retry places = order of answer places': sameRank(retriesOf, 'clientHash', byPlace),
  'order of retry keys = order of answer ids': sameRank(retriesOf, 'clientHash', byId),
};

/** How many visitors an attack is expected to tie to their answer. */
function tied(attack: Attack, visitors: readonly Visitor[], all: Loot): number {
  let sum = 0;
  for (const visitor of visitors) {
    const sameDay = all.responses.filter((row) => row.unit === visitor.unit && row.day === visitor.day);
    const queue = visitors.filter((one) => one.unit === visitor.unit && one.day === visitor.day);
    const pointed = attack(visitor, sameDay, all, queue);
    // An attack that points nowhere still leaves a guess among the day's answers.
    const candidates = pointed.length > 0 ? pointed : sameDay;
    if (candidates.some((row) => row.answers === visitor.packed)) sum += 1 / candidates.length;
  }
  return sum;
}

/** One unit and day earns 1 by guessing, with variance 1 (fixed points of a random order): chance + 2 sigma. */
function chanceBound(groups: number): number {
  return groups + 2 * Math.sqrt(groups);
}

/** Everything that is stored, as text: the bytes of the SQLite file and of its log, every table of PostgreSQL. */
async function whatIsKept(world: World, database: Database): Promise<string> {
  if (database === 'sqlite')
    return [world.address, `${world.address}-wal`]
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'latin1'))
      .join('');
  const tables = await world.db.introspection.getTables();
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      world.db,
    );
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

const keptOf = (secrets: readonly string[], kept: string) =>
  secrets.filter((secret) => kept.includes(secret));

onBothDatabases('unlinkable', (database) => {
  test('after the settlement no join does better than chance', { timeout: 120_000 }, async () => {
    const world = await openedWorld(database);
    const visitors: Visitor[] = [];
    const secrets: string[] = [];
    for (const day of DAYS) {
      const came = await visitsOf(world, day);
      visitors.push(...came.visitors);
      secrets.push(...came.secrets);
    }
    expect(visitors.length).toBe(1000);
    const audited = await world.db.selectFrom('audit').select('id').execute();

    if (database === 'postgres') {
      // The control: before the settlement the stamp ties every single visitor.
      const before = await loot(world, database);
      expect(tied(ATTACKS['token stamp = answer stamp'] as Attack, visitors, before)).toBe(visitors.length);
      expect(tied(ATTACKS['turn in the queue = order of stamps'] as Attack, visitors, before)).toBe(
        visitors.length,
      );
    }

    world.setDay(DAY_AFTER);
    const settled = await settleDays(world.environment, { kind: 'system', name: 'timer' });
    expect(settled.TT?.responses).toBe(visitors.length);

    const after = await loot(world, database);
    expect(after.responses.length).toBe(visitors.length);
    const groups = UNITS.length * DAYS.length;
    const scores = Object.entries(ATTACKS).map(([name, attack]) => ({
      name,
      tied: tied(attack, visitors, after),
    }));
    expect(scores.filter((score) => score.tied > chanceBound(groups))).toEqual([]);
    const kept = await whatIsKept(world, database);
    // What is stored of a slip is found by the same search: its hash.
    expect(keptOf([visitors[0]?.tokenHash ?? ''], kept)).toHaveLength(1);
    expect(keptOf(secrets, kept)).toEqual([]);
    // Answering left no timed row: the trail is as long as before, but for the settlement itself.
    expect((await world.db.selectFrom('audit').select('id').execute()).length).toBe(audited.length + 1);
  });

  test('a token, retry or comment does not say on which day it was written', async () => {
    const world = await openedWorld(database);
    for (const day of DAYS.slice(0, 2)) {
      await visitsOf(world, day);
      world.setDay('2026-06-12');
      await settleDays(world.environment, { kind: 'system', name: 'timer' }, day);
    }
    const columns = ['tokens', 'retries', 'comments'] as const;
    const names = { tokens: 'token_hash', retries: 'client_hash', comments: 'id' } as const;
    for (const table of columns) {
      const rows = await rowsOf(world, database, table, names[table]);
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.stamp)).size).toBe(1);
      // On PostgreSQL in the order of the key: the place says nothing that the random key does not say. SQLite fills its
      // pages from the end, so there the attacks on the order of places are the proof.
      const inPlace = [...rows].sort(byPlace).map((row) => row.id);
      if (database === 'postgres' && table !== 'comments') expect(inPlace).toEqual([...inPlace].sort());
    }
    expect(
      Object.keys(await world.db.selectFrom('tokens').selectAll().executeTakeFirstOrThrow()).sort(),
    ).toEqual(['batch', 'code_hash', 'expires_on', 'province', 'state', 'survey', 'token_hash', 'unit']);
  });

  test('no counter shares a stamp with a token or an answer', async () => {
    const world = await openedWorld(database);
    await visitsOf(world, FIRST_DAY);
    world.setDay('2026-06-12');
    await settleDays(world.environment, { kind: 'system', name: 'timer' });
    if (database === 'sqlite') {
      // No row id to join on: the tables are clustered by their random keys, and the write-ahead log is empty.
      for (const table of ['tokens', 'retries', 'responses', 'comments'] as const)
        await expect(sql`select rowid from ${sql.table(table)}`.execute(world.db)).rejects.toThrow(
          /no such column: rowid/,
        );
      const log = `${world.address}-wal`;
      expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
      return;
    }
    for (const counter of ['ledger', 'tallies', 'tally_releases'] as const)
      for (const table of ['tokens', 'retries', 'responses', 'comments'] as const) {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from ${sql.table(counter)} c join ${sql.table(table)} t on c.xmin = t.xmin`.execute(
          world.db,
        );
        expect([counter, table, rows[0]?.n]).toEqual([counter, table, 0]);
      }
  });

  test('an answer that arrives during the settlement finds its token', async () => {
    const world = await openedWorld(database);
    await visitsOf(world, FIRST_DAY);
    const { tokens } = await issueTokens.run(world.environment, SYSTEM, {
      survey: 'hai-long',
      unit: 'TT-AN',
      count: 1,
    });
    world.setDay('2026-06-11');
    const { arriving } = await inTransaction(world.db, async (trx) => {
      await rewriteDays(trx, 'TT', [FIRST_DAY], world.environment.now().toISOString());
      const sent = world.send({
        clientId: 'visitor-during-settlement',
        survey: 'hai-long',
        formVersion: 1,
        unit: 'TT-AN',
        respondentGroup: 'citizen',
        channel: 'web',
        token: tokens[0],
        answers: satisfactionAnswers([4]),
      });
      // Long enough for the answer to come to the rows that are just being rewritten, and to wait there.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { arriving: sent };
    });
    expect((await arriving).status).toBe(201);
  });
});
