/**
 * The arrows between the rooms, read from the import lines of every source, and the doors that few files may take. Each
 * guard is also shown made-up text that it must refuse, so that a guard that has gone blind is noticed.
 */
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, loadedBy, readSources, walk } from './read-sources.ts';

const sources = readSources();

/** What may be named: a path or package, and which of its names, where not all of them. */
type Allowed = RegExp | { readonly from: RegExp; readonly names: readonly string[] };

interface Rule {
  readonly files: RegExp;
  readonly run: readonly Allowed[];
  /** Beyond what may be run, for types only. */
  readonly types?: readonly Allowed[];
}

const SURVEY_FORMS = /^survey-forms\//;
const CORE = /^server\/core\//;
const QUERIES = /^db\/queries\//;
/** Beside queries, the only doors into the database that need no transaction. */
const DATABASE_DOORS = { from: /^db\/dialect\.ts$/, names: ['storageTrouble', 'forgetOrder'] };
/** Long reads of one moment; what writes goes through the wrappers. */
const SNAPSHOT_DOOR = { from: /^db\/transaction\.ts$/, names: ['inSnapshot'] };
/** What the server draws pages with; the rest of the client runs in browsers only. */
const DRAWN_BY_SERVER =
  /^client\/(public\/|words\/|format\.ts$|(form|kiosk|keying)\/[a-z-]+-page\.tsx$|form\/read-form\.ts$)/;
const BROWSER_PACKAGES =
  /^(preact|preact\/.+|preact-iso|preact-iso\/.+|preact-render-to-string|@preact\/signals|chart\.js|chartjs-chart-matrix|idb|uqr|hono\/client)$/;

const ACTION_PARTS = [
  /^server\/[^/]+\.ts$/,
  /^server\/(actions|sample)\//,
  CORE,
  SURVEY_FORMS,
  QUERIES,
  DATABASE_DOORS,
  SNAPSHOT_DOOR,
];
const SERVER_PACKAGES =
  /^(node:.+|hono|hono\/.+|@hono\/.+|commander|zod|rate-limiter-flexible|@node-rs\/argon2|read-excel-file\/node|write-excel-file\/node|yauzl|csv-parse\/sync|csv-stringify\/sync|file-type)$/;

/** The first rule that fits a file holds for it. */
const RULES: readonly Rule[] = [
  { files: SURVEY_FORMS, run: [SURVEY_FORMS] },
  {
    files: CORE,
    run: [
      CORE,
      SURVEY_FORMS,
      /^(fraction\.js|zod)$/,
      { from: /^node:crypto$/, names: ['createHash', 'hash'] },
    ],
  },
  { files: /^db\/migrations\//, run: [/^kysely$/] },
  { files: /^db\//, run: [/^db\//, /^(kysely|better-sqlite3|pg|node:.+)$/], types: [CORE, SURVEY_FORMS] },
  {
    files: /^server\/actions\/(action|intake)\.ts$/,
    run: [...ACTION_PARTS, /^db\/transaction\.ts$/, /^node:.+$/],
    types: [/^db\//],
  },
  {
    files: /^server\/actions\//,
    run: [...ACTION_PARTS, /^node:.+$/],
    types: [/^db\//, /^server\/evidence\//],
  },
  // A process of its own, which names nothing of the program.
  { files: /^server\/evidence\/reencode-image\.js$/, run: [/^(node:.+|sharp)$/] },
  { files: /^server\/sample\//, run: [/^server\/sample\//, CORE, SURVEY_FORMS] },
  // The starter builds the program before it names it.
  { files: /^server\/start\.js$/, run: [/^(node:.+|\(computed\))$/] },
  {
    files: /^server\/main\.ts$/,
    run: [/^server\//, QUERIES, DATABASE_DOORS, /^db\/(connect|migrate)\.ts$/, SERVER_PACKAGES],
    types: [/^db\//],
  },
  {
    files: /^server\/(kiosk-|key-)?session\.ts$/,
    run: [/^server\//, QUERIES, /^db\/transaction\.ts$/, SERVER_PACKAGES],
    types: [/^db\//],
  },
  // Reads and writes the files that people fill in; nobody else touches archives and tables.
  {
    files: /^server\/sheet-import\//,
    run: [
      /^server\/(sheet-import|actions)\//,
      /^server\/(?!main\.ts|cli\.ts)[^/]+\.ts$/,
      CORE,
      SURVEY_FORMS,
      QUERIES,
      DRAWN_BY_SERVER,
      /^(node:.+|csv-parse|csv-stringify\/sync|yauzl|write-excel-file\/node)$/,
    ],
    types: [/^db\//],
  },
  // Rows in, bytes out, from one state of the database.
  {
    files: /^server\/exports\//,
    run: [
      /^server\/(exports|actions|paper-pdf|evidence)\//,
      /^server\/(?!main\.ts|cli\.ts)[^/]+\.ts$/,
      CORE,
      SURVEY_FORMS,
      QUERIES,
      SNAPSHOT_DOOR,
      DRAWN_BY_SERVER,
      /^client\/form\/form-words\.ts$/,
      /^(node:.+|yazl)$/,
    ],
    types: [/^db\//, /^client\//],
  },
  // The report of a result as a document of office programs.
  {
    files: /^server\/report\//,
    run: [
      /^server\/report\//,
      /^server\/(?!main\.ts|cli\.ts)[^/]+\.ts$/,
      CORE,
      SURVEY_FORMS,
      QUERIES,
      DRAWN_BY_SERVER,
      /^docx$/,
    ],
    types: [/^db\//, /^client\//],
  },
  // The printed sheet says what the online form says, in its words.
  {
    files: /^server\/paper-pdf\//,
    run: [
      /^server\/paper-pdf\//,
      SURVEY_FORMS,
      DRAWN_BY_SERVER,
      /^client\/form\/form-words\.ts$/,
      /^(node:.+|pdfkit|uqr)$/,
    ],
  },
  {
    files: /^server\//,
    run: [
      /^server\/(?!main\.ts|cli\.ts)/,
      QUERIES,
      DATABASE_DOORS,
      SURVEY_FORMS,
      DRAWN_BY_SERVER,
      SERVER_PACKAGES,
    ],
    types: [/^db\//, /^client\//],
  },
  { files: /^client\//, run: [/^client\//, SURVEY_FORMS, BROWSER_PACKAGES], types: [/^server\//] },
];

/** The command line starts the server: the one file that may name it. */
const STARTS_SERVER = { from: 'server/cli.ts', to: 'server/main.ts' };

function allows(allowed: Allowed, { to, names }: Import): boolean {
  if (allowed instanceof RegExp) return allowed.test(to);
  return allowed.from.test(to) && names.every((name) => allowed.names.includes(name));
}

function wrongArrows(path: string, text: string): string[] {
  const rule = RULES.find(({ files }) => files.test(path));
  return importsOf(path, text)
    .filter((one) => {
      if (one.from === STARTS_SERVER.from && one.to === STARTS_SERVER.to) return false;
      const allowed = [...(rule?.run ?? []), ...(one.kind === 'type' ? (rule?.types ?? []) : [])];
      return !allowed.some((each) => allows(each, one));
    })
    .map(
      ({ kind, to, names }) =>
        `${path} may not ${kind === 'run' ? 'run' : 'name'} ${to} (${names.join(', ')})`,
    );
}

/** Applies a guard to every source. */
const everywhere = (guard: (path: string, text: string) => string[]) =>
  [...sources].flatMap(([path, text]) => guard(path, text));

describe('arrows between rooms', () => {
  it('point one way', () => {
    expect(sources.size).toBeGreaterThan(100);
    expect(everywhere(wrongArrows)).toEqual([]);
  });

  it.each([
    ['survey-forms/form.ts', "import { z } from 'zod';"],
    ['survey-forms/form.ts', "import type { Score } from '../server/core/campaign.ts';"],
    ['server/core/tally.ts', "import { readTallies } from '../../db/queries/tallies.ts';"],
    ['server/core/tally.ts', "import type { Db } from '../../db/dialect.ts';"],
    ['server/core/tally.ts', "import { Problem } from '../problem.ts';"],
    ['server/core/recipe.ts', "import { randomBytes } from 'node:crypto';"],
    ['server/core/recipe.ts', "const { readFileSync } = await import('node:fs');"],
    ['server/core/recipe.ts', "export { sha256 } from '../actions/prepare-response.ts';"],
    ['db/migrations/2026-11-20-spine.ts', "import type { Tables } from '../tables.ts';"],
    ['db/queries/forms.ts', "import { levelsOf } from '../../survey-forms/form.ts';"],
    ['db/queries/forms.ts', "import type { Problem } from '../../server/problem.ts';"],
    ['server/actions/open-survey.ts', "import { inTransaction } from '../../db/transaction.ts';"],
    ['server/actions/open-survey.ts', "import { insertEach } from '../../db/dialect.ts';"],
    ['server/actions/open-survey.ts', "import { answers } from '../routes/surveys.ts';"],
    ['server/routes/surveys.ts', "import { inTransaction } from '../../db/transaction.ts';"],
    ['server/pages/form.tsx', "import * as connect from '../../db/connect.ts';"],
    ['server/pages/form.tsx', "import { send } from '../../client/form/send.ts';"],
    ['server/pages/form.tsx', "import { Staff } from '../../client/staff/main.tsx';"],
    ['server/routes/health.ts', "import { sql } from 'kysely';"],
    ['client/public/home-page.tsx', "import { parseDecimal } from '../../server/core/decimal.ts';"],
    ['client/public/home-page.tsx', "import { type Score } from '../../server/core/campaign.ts';"],
    ['client/public/home-page.tsx', "export * from '../../server/core/campaign.ts';"],
    ['client/staff/main.tsx', "import { z } from 'zod';"],
    ['client/staff/main.tsx', "import type { Db } from '../../db/dialect.ts';"],
    ['client/staff/main.tsx', "type Tables = import('../../db/tables.ts').Tables;"],
  ])('refuses in %s: %s', (path, text) => {
    expect(wrongArrows(path, text)).toHaveLength(1);
  });

  it.each([
    ['client/public/home-page.tsx', "import type { Score } from '../../server/core/campaign.ts';"],
    ['server/core/recipe.ts', "import { hash } from 'node:crypto';"],
    ['server/actions/open-survey.ts', "import type { Writing } from '../../db/transaction.ts';"],
    ['db/queries/forms.ts', "import type { Form } from '../../survey-forms/form.ts';"],
    ['server/actions/recount-tallies.ts', "import { inSnapshot } from '../../db/transaction.ts';"],
  ])('allows in %s: %s', (path, text) => {
    expect(wrongArrows(path, text)).toEqual([]);
  });
});

const FORM_SCRIPT = 'client/form/form-script.ts';

/** Faults in what the citizen's phone loads: packages, other rooms, and markup, which brings Preact along unseen. */
function foreignInForm(all: ReadonlyMap<string, string>): string[] {
  return [...loadedBy(FORM_SCRIPT, all)].filter((path) => !/^(client|survey-forms)\/.+\.ts$/.test(path));
}

describe("the script of the citizen's form", () => {
  it('loads the shared validation, and no package', () => {
    expect(loadedBy(FORM_SCRIPT, sources)).toContain('survey-forms/validate.ts');
    expect(foreignInForm(sources)).toEqual([]);
  });

  it('is followed through every file it loads', () => {
    const made = new Map([
      [FORM_SCRIPT, "import { a } from './a.ts'; import type { Z } from 'zod';"],
      ['client/form/a.ts', "export * from '../b.ts'; const c = () => import('./view.tsx');"],
      ['client/b.ts', "import 'chart.js'; import { x } from '../server/core/tally.ts';"],
    ]);
    expect(foreignInForm(made).sort()).toEqual(['chart.js', 'client/form/view.tsx', 'server/core/tally.ts']);
  });
});

/** Doors that only the named files may take: file and names → takers (decision 13; `db/dialect.ts`). */
const DOORS = [
  {
    to: 'db/transaction.ts',
    names: ['inTransaction', '*'],
    takers: [
      'server/actions/action.ts',
      'server/actions/intake.ts',
      'server/session.ts',
      'server/kiosk-session.ts',
      'server/key-session.ts',
    ],
  },
  { to: 'db/dialect.ts', names: ['databaseOf', '*'], takers: ['db/migrate.ts'] },
  { to: 'kysely', names: ['PostgresAdapter', 'SqliteAdapter', '*'], takers: ['db/dialect.ts'] },
  { to: 'pg', names: ['default', '*'], takers: ['db/connect.ts'] },
  { to: 'better-sqlite3', names: ['default', '*'], takers: ['db/connect.ts'] },
];

function wrongDoors(path: string, text: string): string[] {
  return importsOf(path, text).flatMap((one) =>
    DOORS.filter(
      ({ to, names, takers }) =>
        one.kind === 'run' &&
        one.to === to &&
        !takers.includes(path) &&
        one.names.some((name) => names.includes(name)),
    ).map(({ to }) => `${path} takes ${one.names.join(', ')} from ${to}`),
  );
}

/** Members of Kysely that write or begin a transaction. */
const WRITES = ['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'];
const TRANSACTIONS = ['transaction', 'startTransaction'];
const QUERY_STARTS = [...WRITES, 'selectFrom', 'selectNoFrom', 'executeQuery'];

function strayQueries(path: string, text: string): string[] {
  // No file of the client names the database (above); a browser's own store has transactions too.
  if (path.startsWith('client/')) return [];
  const refused = [
    ...(path === 'db/transaction.ts' ? [] : TRANSACTIONS),
    ...(path.startsWith('db/') ? [] : QUERY_STARTS),
  ];
  const found: string[] = [];
  walk(path, text, {
    MemberExpression: ({ property }) => {
      if (property.type === 'Identifier' && refused.includes(property.name))
        found.push(`${path} calls ${property.name}`);
    },
  });
  return found;
}

/** A session's `seen at`, a kiosk's heartbeat and a key's last day of use are the writes outside the wrappers: they have no actor and no trail. */
function wrongSessionWrites(path: string, text: string): string[] {
  const found: string[] = [];
  walk(path, text, {
    CallExpression: ({ callee, arguments: [, work] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'inTransaction') return;
      const body = work?.type === 'ArrowFunctionExpression' ? work.body : undefined;
      const called =
        body?.type === 'CallExpression' && body.callee.type === 'Identifier'
          ? body.callee.name
          : 'more than one call';
      if (!['touchSession', 'touchKiosk', 'touchApiKey'].includes(called))
        found.push(`${path} writes by ${called}`);
    },
  });
  return found;
}

describe('the database', () => {
  it('is written in a transaction of the two wrappers, and asked which one it is in one file', () => {
    expect(everywhere(wrongDoors)).toEqual([]);
    expect(everywhere(strayQueries)).toEqual([]);
    for (const path of ['server/session.ts', 'server/kiosk-session.ts', 'server/key-session.ts'])
      expect(wrongSessionWrites(path, sources.get(path) ?? 'inTransaction()')).toEqual([]);
  });

  it('is guarded by tests that can fail', () => {
    const action = 'server/actions/open-survey.ts';
    expect(wrongDoors(action, "import { inTransaction } from '../../db/transaction.ts';")).toHaveLength(1);
    expect(wrongDoors(action, "import * as door from '../../db/transaction.ts';")).toHaveLength(1);
    expect(wrongDoors('db/queries/forms.ts', "import { databaseOf } from '../dialect.ts';")).toHaveLength(1);
    expect(wrongDoors('db/migrate.ts', "import { PostgresAdapter } from 'kysely';")).toHaveLength(1);
    expect(wrongDoors('server/main.ts', "import pg from 'pg';")).toHaveLength(1);
    expect(strayQueries('server/cli.ts', "db.selectFrom('units').execute()")).toHaveLength(1);
    expect(strayQueries('db/queries/forms.ts', 'db.transaction().execute(work)')).toHaveLength(1);
    expect(wrongSessionWrites('server/session.ts', 'inTransaction(db, (trx) => touchSession(trx))')).toEqual(
      [],
    );
    expect(
      wrongSessionWrites('server/session.ts', 'inTransaction(db, (trx) => insertAudit(trx))'),
    ).toHaveLength(1);
  });
});
