/**
 * A write without a trail does not compile (decision 13): the compiler itself is asked, about sources that try. One that
 * does everything right stands beside them, so that an error means what it seems to mean.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './read-sources.ts';

const IMPORTS = `
import { insertAudit } from '${ROOT}/db/queries/audit.ts';
import { putSetting, readSetting } from '${ROOT}/db/queries/settings.ts';
import type { Db } from '${ROOT}/db/dialect.ts';
import { inTransaction } from '${ROOT}/db/transaction.ts';
import { action, everywhere } from '${ROOT}/server/actions/action.ts';
export const used = [insertAudit, putSetting, readSetting, inTransaction, action, everywhere];
export type Used = Db;
`;

const spec = (lines: Record<string, string>) =>
  `export const write = action<{ text: string }, void>({ ${Object.entries({
    name: `'publish-result'`,
    unit: 'everywhere',
    run: `async (trx, input) => putSetting(trx, 'started', input.text)`,
    audit: `(input) => ({ subject: input.text, details: {} })`,
    ...lines,
  })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} });`;

/** Source by name, and what the compiler must say of it; null: nothing. */
const SOURCES: Record<string, { source: string; says: RegExp | null }> = {
  'complete-action': { source: spec({}), says: null },
  'no-audit': { source: spec({ audit: '' }), says: /'audit' is missing/ },
  'empty-audit': { source: spec({ audit: '() => undefined' }), says: /AuditLine/ },
  'audit-without-subject': {
    source: spec({ audit: '() => ({ details: {} })' }),
    says: /'subject' is missing/,
  },
  'no-right': { source: spec({ unit: '' }), says: /'unit' is missing/ },
  'undeclared-operation': { source: spec({ name: `'burn-the-archive'` }), says: /"burn-the-archive"/ },
  'plain-read': { source: `export const read = (db: Db) => readSetting(db, 'sample');`, says: null },
  'write-in-transaction': {
    source: `export const write = (db: Db) => inTransaction(db, (trx) => putSetting(trx, 'started', 'x'));`,
    says: null,
  },
  'write-on-plain-handle': {
    source: `export const write = (db: Db) => putSetting(db, 'started', 'x');`,
    says: /not assignable to parameter of type 'Writing'/,
  },
  'write-in-other-transaction': {
    source: `export const write = (db: Db) => db.transaction().execute((trx) => putSetting(trx, 'started', 'x'));`,
    says: /not assignable to parameter of type 'Writing'/,
  },
  'audit-on-plain-handle': {
    source: `export const write = (db: Db) => insertAudit(db, { at: '', actor: '', action: '', subject: '', details: {} });`,
    says: /not assignable to parameter of type 'Writing'/,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-compile-'));
const said = new Map<string, string>();

/** One run for all of them: `file(line,column): error …`, further lines of an error indented below it. */
beforeAll(() => {
  for (const [name, { source }] of Object.entries(SOURCES))
    writeFileSync(join(folder, `${name}.ts`), `${IMPORTS}${source}\n`);
  const settings = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '--noEmit', '--pretty', 'false', '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  let name = '';
  for (const line of stdout.split('\n')) {
    name = /^(?:.*\/)?([\w./-]+)\.tsx?\(\d+,\d+\): error/.exec(line)?.[1] ?? name;
    said.set(name, `${said.get(name) ?? ''}${line}\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(SOURCES))('%s', (name, { says }) => {
  const errors = said.get(name) ?? '';
  if (says === null) expect(errors.trim()).toBe('');
  else expect(errors).toMatch(says);
});

test('the compiler complains of nothing else', () => {
  const wrong = Object.keys(SOURCES).filter((name) => SOURCES[name]?.says !== null);
  expect([...said.keys()].filter((name) => name !== '').sort()).toEqual(wrong.sort());
});
