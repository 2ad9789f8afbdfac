/**
 * One of the servers that the bench compares, in a process of its own: `node bench-server.js <kind> <database>`. Tells
 * its parent the port; answers `report` with what is stored and how much memory it takes, `stop` by ending in order.
 */
import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Outcome } from '../../server/actions/accept-response.ts';
import { Intake } from '../../server/actions/intake.ts';
import { type Arrival, prepareResponse } from '../../server/actions/prepare-response.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { dayOf } from '../../server/core/calendar.ts';
import type { Environment } from '../../server/environment.ts';
import { Problem } from '../../server/problem.ts';
import { RateLimits } from '../../server/rate-limits.ts';
import { Sessions } from '../../server/session.ts';
import { openBenchSurvey } from './bench-province.ts';

/** `hello`: the bare web server. `validate`: all that intake does but storing. `grouped`, `single`: the whole intake. */
export type ServerKind = 'hello' | 'validate' | 'grouped' | 'single';

export interface ServerReport {
  readonly responses: number;
  readonly tallied: number;
  /** Bytes. */
  readonly residentMemory: number;
  /** Microseconds of processor time since the start. */
  readonly processor: number;
}

const GROUP_LIMIT = { hello: 1, validate: 1, grouped: 500, single: 1 } as const;

/** Everything up to the transaction, at the moment of arrival. */
class ValidatingIntake extends Intake {
  constructor(private readonly world: Environment) {
    super(world, { groupLimit: 1, fatal });
  }

  override async accept(arrival: Arrival): Promise<Outcome> {
    const entry = this.book.get(arrival.survey) ?? (await this.book.find(arrival.survey));
    if (!entry) return { ok: false, problem: new Problem('unknown-survey') };
    const { outcome, receipt } = prepareResponse(arrival, entry, dayOf(this.world.now()), false);
    if (outcome instanceof Problem) return { ok: false, problem: outcome };
    return { ok: true, receipt, stored: true, id: null };
  }
}

function fatal(error: unknown): never {
  throw error;
}

function appOf(kind: ServerKind, environment: Environment) {
  if (kind === 'hello') return new Hono().get('/', (c) => c.text('hello'));
  const intake =
    kind === 'validate'
      ? new ValidatingIntake(environment)
      : new Intake(environment, { groupLimit: GROUP_LIMIT[kind], fatal });
  return createApp({
    environment,
    intake,
    sessions: new Sessions(environment),
    assets: NO_ASSETS,
    // Counted as in service, but for the bound: all requests come from one address.
    limits: new RateLimits({ openAnswers: Number.MAX_SAFE_INTEGER, trustProxy: false }),
    https: false,
  });
}

async function report({ db }: Environment): Promise<ServerReport> {
  const count = (n: string | number | bigint) => Number(n);
  const rows = await db
    .selectFrom('responses')
    .select((one) => one.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const tallies = await db
    .selectFrom('tallies')
    .select((one) => one.fn.sum('responses').as('n'))
    .executeTakeFirstOrThrow();
  const { user, system } = process.cpuUsage();
  return {
    responses: count(rows.n),
    tallied: count(tallies.n ?? 0),
    residentMemory: process.memoryUsage.rss(),
    processor: user + system,
  };
}

async function start(kind: ServerKind, address: string): Promise<void> {
  const db = connect(address);
  await migrate(db);
  const environment: Environment = { db, now: () => new Date(), randomBytes };
  if (kind !== 'hello') await openBenchSurvey(environment);
  const server = serve(
    { fetch: appOf(kind, environment).fetch, hostname: '127.0.0.1', port: 0 },
    ({ port }) => process.send?.({ port }),
  );
  process.on('message', (asked) => {
    if (asked === 'report') void report(environment).then((told) => process.send?.(told));
    if (asked === 'stop') {
      server.close();
      void db.destroy().then(() => process.exit(0));
    }
  });
}

const [, , kind, address] = process.argv;
await start(kind as ServerKind, address ?? '');
