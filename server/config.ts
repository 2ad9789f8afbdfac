/** The settings, read from the environment once and checked: an unknown value stops the start with one clear line. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { OPEN_ANSWERS } from './rate-limits.ts';

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must start with postgres://')
    .optional(),
  SAMPLE: z.enum(['on', 'off']).default('on'),
  ANSWERS_PER_MINUTE: z.coerce.number().int().min(1).default(OPEN_ANSWERS),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/]+$/, 'must be an origin such as https://khaosat.example.vn, without a path')
    .optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** PostgreSQL address, or the path of the SQLite file in the data folder. */
  readonly database: string;
  /** Whether an empty installation loads the sample. */
  readonly sample: boolean;
  /** How many open answers one network address may send in a minute. */
  readonly answersPerMinute: number;
  /** Whether a proxy of one's own says who sends, in X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** The address under which browsers reach the server; null: http at host and port. */
  readonly origin: string | null;
  /** Private key that signs what is published, for offices that accept it on the server; null: it is kept elsewhere. */
  readonly signingKeyFile: string | null;
}

/** Names of all settings, for the configuration table of the README. */
export const SETTINGS = Object.keys(schema.shape);

/** @throws Error with one line per setting that does not hold */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(SETTINGS.map((name) => [name, environment[name] || undefined]));
  const read = schema.safeParse(given);
  if (!read.success)
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const {
    HOST,
    PORT,
    DATA_DIR,
    DATABASE_URL,
    SAMPLE,
    ANSWERS_PER_MINUTE,
    TRUST_PROXY,
    ORIGIN,
    SIGNING_KEY_FILE,
  } = read.data;
  const dataDir = resolve(DATA_DIR);
  return Object.freeze({
    host: HOST,
    port: PORT,
    dataDir,
    database: DATABASE_URL ?? join(dataDir, 'thuoc-do.db'),
    sample: SAMPLE === 'on',
    answersPerMinute: ANSWERS_PER_MINUTE,
    trustProxy: TRUST_PROXY === 'on',
    origin: ORIGIN ?? null,
    signingKeyFile: SIGNING_KEY_FILE ?? null,
  });
}
