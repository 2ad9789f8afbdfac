/** Reads the program's sources as a reader would: which file names which other, and what each line does. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'vite';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The rooms of the house; everything else at the top is a setting or a document. */
export const ROOMS = ['survey-forms', 'server', 'db', 'client'] as const;

/** One line that names another file or a package. */
export interface Import {
  readonly from: string;
  /** Path in the project, or the name of a package. */
  readonly to: string;
  /** `run`: what is named is loaded when the program runs; `type`: it is gone after compiling. */
  readonly kind: 'run' | 'type';
  /** Names taken; `*` for all of them, none for a file named only for its effect. */
  readonly names: readonly string[];
}

/** Paths of all files below the folders, from the project's root, in order. */
export function filesBelow(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
    )
    .sort();
}

/** Source text by path, for all rooms. */
export function readSources(): Map<string, string> {
  const paths = filesBelow(ROOMS).filter((path) => /\.(ts|tsx|js)$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

const parsed = new Map<string, ESTree.Program>();

/** Walks the syntax of a source. @throws Error on text that is no program */
export function walk(path: string, text: string, visitor: VisitorObject): void {
  const key = `${path}\n${text}`;
  const program = parsed.get(key) ?? parse(path, text);
  parsed.set(key, program);
  new Visitor(visitor).visit(program);
}

function parse(path: string, text: string): ESTree.Program {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join('; ')}`);
  return program;
}

const nameOf = (node: ESTree.ModuleExportName) => (node.type === 'Literal' ? String(node.value) : node.name);

/**
 * Every import of a source: `import`, `import type`, `export … from`, `import()` and `import('…')` in a type. A list of
 * nothing but `type` names still loads the file (`verbatimModuleSyntax` keeps the line), so it counts as both.
 */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const note = (source: string, kind: Import['kind'], names: readonly string[]) => {
    const to = source.startsWith('.') ? posix.join(dirname(path), source) : source;
    found.push({ from: path, to, kind, names });
  };
  const noteAll = (
    source: string,
    kind: 'type' | 'value' | null | undefined,
    names: readonly { readonly name: string; readonly type: boolean }[],
  ) => {
    const types = names.filter((one) => kind === 'type' || one.type);
    if (types.length > 0)
      note(
        source,
        'type',
        types.map((one) => one.name),
      );
    if (kind === 'type') return;
    const loaded = names.filter((one) => !one.type);
    note(
      source,
      'run',
      loaded.map((one) => one.name),
    );
  };
  walk(path, text, {
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      noteAll(
        source.value,
        importKind,
        specifiers.map((one) => ({ name: importedName(one), type: isType(one) })),
      ),
    ExportNamedDeclaration: ({ source, exportKind, specifiers }) => {
      if (source)
        noteAll(
          source.value,
          exportKind,
          specifiers.map((one) => ({ name: nameOf(one.local), type: one.exportKind === 'type' })),
        );
    },
    ExportAllDeclaration: ({ source, exportKind }) =>
      note(source.value, exportKind === 'type' ? 'type' : 'run', ['*']),
    ImportExpression: ({ source }) =>
      note(source.type === 'Literal' ? String(source.value) : '(computed)', 'run', ['*']),
    TSImportType: ({ source }) => note(source.value, 'type', ['*']),
  });
  return found;
}

function importedName(one: ESTree.ImportDeclarationSpecifier): string {
  if (one.type === 'ImportNamespaceSpecifier') return '*';
  return one.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(one.imported);
}

function isType(one: ESTree.ImportDeclarationSpecifier): boolean {
  return one.type === 'ImportSpecifier' && one.importKind === 'type';
}

/** Everything that is loaded, directly or through others, when `entry` runs: project files and packages. */
export function loadedBy(entry: string, sources: ReadonlyMap<string, string>): Set<string> {
  const loaded = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (loaded.has(path)) continue;
    loaded.add(path);
    const text = sources.get(path);
    if (text === undefined) continue;
    for (const one of importsOf(path, text)) if (one.kind === 'run') waiting.push(one.to);
  }
  return loaded;
}
