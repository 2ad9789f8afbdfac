/** The README is tested, or it drifts: what it names exists, and what exists is named in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../server/access.ts';
import { SETTINGS } from '../../server/config.ts';
import { ROOT, walk } from './read-sources.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Folders that tools make. */
const MADE = ['node_modules', 'dist', 'data', '.git', '.vite'];

const topFolders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !MADE.includes(entry.name))
  .map((entry) => entry.name);

/** Commands of the command line, as `.command('name …')` declares them. */
function cliCommands(): string[] {
  const found: string[] = [];
  walk('server/cli.ts', readFileSync(join(ROOT, 'server', 'cli.ts'), 'utf8'), {
    CallExpression: ({ callee, arguments: [name] }) => {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (callee.property.name !== 'command' || name?.type !== 'Literal') return;
      found.push(String(name.value).split(' ')[0] ?? '');
    },
  });
  return found;
}

const commands = cliCommands();
const trials = readdirSync(join(ROOT, 'tests', 'trials'))
  .filter((file) => file.endsWith('.trial.ts'))
  .map((file) => file.replace('.trial.ts', ''));

/** Text between backticks, and every line of a code block. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const spans = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  );
  return [...blocks, ...spans].filter((code) => code.trim() !== '');
}

/** Rows of the table whose first heading is `head`: the code in their first cell. */
function firstCells(text: string, head: string): string[] {
  const [, rows = ''] = text.split(new RegExp(`^\\| ${head} +\\|.*\\n\\|[-| ]+\\|\\n`, 'm'));
  const table = rows.split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);
}

/** What the text names that does not exist. */
function unknownNames(text: string): string[] {
  return codeOf(text).flatMap((code) => [
    ...unknownPath(code),
    ...[...code.matchAll(/npm run (?:-s )?([a-z:]+)/g)].flatMap(([, name = '']) =>
      name in scripts ? [] : [`script ${name}`],
    ),
    ...[...code.matchAll(/npm (test|start)\b/g)].flatMap(([, name = '']) =>
      name in scripts ? [] : [`script ${name}`],
    ),
    ...[...code.matchAll(/npm run -s cli -- ([a-z]+)/g)].flatMap(([, name = '']) =>
      commands.includes(name) ? [] : [`command ${name}`],
    ),
    ...[...code.matchAll(/npm run trials -- ([a-z-]+)/g)].flatMap(([, name = '']) =>
      trials.includes(name) ? [] : [`trial ${name}`],
    ),
    ...(/^[A-Z][A-Z_]+$/.test(code) && !SETTINGS.includes(code) ? [`setting ${code}`] : []),
  ]);
}

/** A path begins with something that may stand at the top of the project, or looks like a file in a folder. */
function unknownPath(code: string): string[] {
  const isPath = /^[.\w-]+\/[\w./-]*$/.test(code) && !code.startsWith('./');
  return isPath && !existsSync(join(ROOT, code)) ? [`path ${code}`] : [];
}

/** What exists and the text does not name. */
function unnamed(text: string): string[] {
  const code = codeOf(text);
  const missing = (kind: string, names: readonly string[], named: readonly string[]) =>
    names.filter((name) => !named.includes(name)).map((name) => `${kind} ${name}`);
  return [
    ...missing('command', commands, firstCells(text, 'command')),
    ...missing('setting', SETTINGS, firstCells(text, 'setting')),
    ...missing('role', ROLES, firstCells(text, 'role')),
    ...topFolders
      .filter((name) => !code.some((one) => one.startsWith(`${name}/`)))
      .map((name) => `folder ${name}`),
  ];
}

describe('README', () => {
  it('names nothing that does not exist', () => {
    expect(codeOf(readme).length).toBeGreaterThan(60);
    expect(unknownNames(readme)).toEqual([]);
  });

  it('names every command, setting, role and folder', () => {
    expect(commands).toContain('serve');
    expect(unnamed(readme)).toEqual([]);
  });

  it.each([
    ['see `server/core/magic.ts`', 'path server/core/magic.ts'],
    ['see `bench/`', 'path bench/'],
    ['run `npm run launch`', 'script launch'],
    ['run `npm run -s cli -- explode`', 'command explode'],
    ['```sh\nnpm run -s cli -- explode now\n```', 'command explode'],
    ['run `npm run trials -- power-cut`', 'trial power-cut'],
    ['set `DATABASE_FILE`', 'setting DATABASE_FILE'],
  ])('is refused: %s', (text, fault) => {
    expect(unknownNames(text)).toEqual([fault]);
  });

  it.each([
    ['| `settle`', 'command settle'],
    ['| `DATA_DIR`', 'setting DATA_DIR'],
    ['| `analyst`', 'role analyst'],
  ])('is refused without its row %s', (row, fault) => {
    const cut = readme.split('\n').filter((line) => !line.startsWith(row));
    expect(unnamed(cut.join('\n'))).toEqual([fault]);
  });

  it('is refused when it leaves out a folder', () => {
    expect(unnamed(readme.replaceAll('`.ci/', '`ci/'))).toEqual(['folder .ci']);
  });
});
