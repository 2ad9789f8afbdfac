/**
 * One small province for tests: three departments (An, Bình, Cát) and a post office under `TT`, the shipped forms, and a
 * server in process with a clock that stands where the test puts it.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Db } from '../../db/dialect.ts';
import type { Actor, Role } from '../../server/access.ts';
import { importForm, importUnits } from '../../server/actions/import-definition.ts';
import { Intake } from '../../server/actions/intake.ts';
import { createAccount } from '../../server/actions/manage-accounts.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import type { DossierImports } from '../../server/dossier-import/dossier-imports.ts';
import type { Environment } from '../../server/environment.ts';
import type { EvidenceStore } from '../../server/evidence/evidence-store.ts';
import type { ExportFiles } from '../../server/exports/export-files.ts';
import { newSealingKey, type SealingKey } from '../../server/sealing.ts';
import { Sessions } from '../../server/session.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { freshDatabase } from './databases.ts';
import { dossierImports as newDossierImports } from './dossier-imports.ts';
import { evidenceStore } from './evidence.ts';
import { exportFiles } from './export-files.ts';

export const SYSTEM: Actor = { kind: 'system', name: 'command line' };

export const unitsFile = {
  kind: 'units',
  province: { code: 'TT', name: { vi: 'Tỉnh Thử', en: 'Test Province' } },
  units: [
    {
      code: 'TT',
      parent: null,
      kind: 'province',
      name: { vi: 'Tỉnh Thử', en: 'Test Province' },
      aliases: [],
    },
    {
      code: 'TT-AN',
      parent: 'TT',
      kind: 'department',
      name: { vi: 'Sở An', en: 'Department An' },
      aliases: [],
    },
    { code: 'TT-BD', parent: 'TT', kind: 'post-office', name: { vi: 'Bưu điện Thử' }, aliases: [] },
    { code: 'TT-BI', parent: 'TT', kind: 'department', name: { vi: 'Sở Bình' }, aliases: ['Sở B'] },
    { code: 'TT-CA', parent: 'TT', kind: 'department', name: { vi: 'Sở Cát' }, aliases: [] },
  ],
} as const;

export interface World {
  readonly db: Db;
  readonly address: string;
  readonly environment: Environment;
  readonly intake: Intake;
  readonly sealing: SealingKey;
  readonly evidence: EvidenceStore;
  readonly exports: ExportFiles;
  readonly dossierImports: DossierImports;
  readonly app: ReturnType<typeof createApp>;
  /** Puts the clock to noon in Việt Nam on a day. */
  setDay(day: string): void;
  setTime(instant: string): void;
  /** POSTs JSON as a device would. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  send(submission: Submission): Promise<{ status: number; body: Record<string, unknown> }>;
  /** A signed-in member of staff who holds the role. */
  staff(role: Role, unit?: string): Promise<Staff>;
}

export interface Staff {
  readonly cookie: string;
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

export function newClientId(): string {
  return randomBytes(16).toString('base64url');
}

export interface WorldOptions {
  /** The most answers in one transaction; 1: every answer has its own. */
  readonly groupLimit?: number;
  /** Where documents lie; a folder of its own unless given. */
  readonly evidence?: EvidenceStore;
  /** What stands for random bytes; real ones unless given. */
  readonly randomBytes?: Environment['randomBytes'];
}

export async function makeWorld(database: Database, options: WorldOptions = {}): Promise<World> {
  const { db, address } = await freshDatabase(database);
  let now = new Date('2026-06-15T05:00:00.000Z');
  const environment: Environment = { db, now: () => now, randomBytes: options.randomBytes ?? randomBytes };
  const fatal = (error: unknown) => {
    throw error;
  };
  const intake = new Intake(environment, { groupLimit: options.groupLimit ?? 500, fatal });
  const sealing = newSealingKey();
  const evidence = options.evidence ?? evidenceStore();
  const exports = exportFiles(environment);
  const dossierImports = newDossierImports(environment);
  const app = createApp({
    environment,
    intake,
    sealing,
    evidence,
    exports,
    dossierImports,
    sessions: new Sessions(environment),
    assets: NO_ASSETS,
    https: false,
  });
  await importUnits.run(environment, SYSTEM, { definition: unitsFile });
  for (const form of shippedForms) await importForm.run(environment, SYSTEM, { definition: form });

  const post: World['post'] = async (path, body, headers = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  return {
    db,
    address,
    environment,
    intake,
    sealing,
    evidence,
    exports,
    dossierImports,
    app,
    post,
    setDay: (day) => {
      now = new Date(`${day}T05:00:00.000Z`);
    },
    setTime: (instant) => {
      now = new Date(instant);
    },
    send: async (submission) => {
      const response = await post('/api/v1/responses', submission);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    staff: (role, unit = '') => signedInStaff(app, environment, role, unit),
  };
}

let made = 0;

async function signedInStaff(
  app: World['app'],
  environment: Environment,
  role: Role,
  unit: string,
): Promise<Staff> {
  made += 1;
  const username = `${role}-${made}`;
  const { password } = await createAccount.run(environment, SYSTEM, {
    username,
    name: username,
    grants: [{ role, unit }],
  });
  const send = async (method: string, path: string, cookie: string, body?: unknown) =>
    app.request(path, {
      method,
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const cookieOf = (response: Response) => (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  const signedIn = await send('POST', '/api/v1/session', '', { username, password });
  const changed = await send('PUT', '/api/v1/session/password', cookieOf(signedIn), {
    current: password,
    wanted: `${password}-own`,
  });
  const cookie = cookieOf(changed);
  return { cookie, request: (method, path, body) => send(method, path, cookie, body) };
}
