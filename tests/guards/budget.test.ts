/** The citizen's form loads on a cheap phone and a bad line: script and style together stay within the budget. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORM_BUDGET, formBudget } from '../../vite.config.ts';
import { ROOT } from './read-sources.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** A figure worth seeing, which `npm test` prints. */
    note?: string;
  }
}

interface BuiltFile {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-build-'));

beforeAll(async () => {
  const configFile = join(ROOT, 'vite.config.ts');
  await build({ root: ROOT, configFile, mode: 'client', logLevel: 'error', build: { outDir: folder } });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files that a browser fetches for the sources, by the manifest that the server reads too; `atOnce`: without what it loads later. */
function fetched(sources: readonly string[], atOnce = false): Set<string> {
  const manifest: Record<string, BuiltFile | undefined> = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  );
  const files = new Set<string>();
  const waiting = [...sources];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    const built = manifest[source];
    if (!built) throw new Error(`the build holds no ${source}`);
    if (files.has(built.file)) continue;
    for (const file of [built.file, ...(built.css ?? [])]) files.add(file);
    waiting.push(...(built.imports ?? []), ...(atOnce ? [] : (built.dynamicImports ?? [])));
  }
  return files;
}

it("keeps the citizen's form within its budget", ({ task }) => {
  const files = [...fetched(['client/form/form-script.ts', 'client/form/form.css'])];
  expect(files.map((file) => file.replace(/^.*\./, '')).sort()).toContain('css');
  const bytes = files.reduce(
    (total, file) => total + gzipSync(readFileSync(join(folder, file))).byteLength,
    0,
  );
  task.meta.note = `citizen's form: script and style ${(bytes / 1000).toFixed(1)} kB gzip of ${FORM_BUDGET / 1000} kB`;
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(FORM_BUDGET);
});

/** Bytes, gzip. A device at a counter loads it once and keeps it, often over the same bad line. */
const KIOSK_BUDGET = 30_000;

it('keeps the page of a device at a counter within its own', ({ task }) => {
  const sizes = [...fetched(['client/kiosk/kiosk-script.ts', 'client/kiosk/kiosk.css'])].map(
    (file) => gzipSync(readFileSync(join(folder, file))).byteLength,
  );
  const bytes = sizes.reduce((total, size) => total + size, 0);
  task.meta.note = `counter device: script and style ${(bytes / 1000).toFixed(1)} kB gzip of ${KIOSK_BUDGET / 1000} kB`;
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(KIOSK_BUDGET);
});

it('draws charts for analysts alone, with what is loaded when something is drawn', () => {
  const [charts = ''] = fetched(['client/staff/charts/charts.ts'], true);
  expect(charts).toMatch(/charts-.*\.js$/);
  expect(fetched(['client/staff/main.tsx'])).toContain(charts);
  expect(fetched(['client/staff/main.tsx'], true)).not.toContain(charts);
  const others = [
    'client/form/form-script.ts',
    'client/kiosk/kiosk-script.ts',
    'client/keying/keying-main.tsx',
  ];
  expect(fetched(others)).not.toContain(charts);
  // The library is in that file and in no other: not drawn into one that is loaded at once.
  const holds = (file: string) => readFileSync(join(folder, file), 'utf8').includes('getDatasetMeta');
  expect([...fetched([...others, 'client/staff/main.tsx'])].filter(holds)).toEqual([charts]);
});

it('gives the service worker every file of the form, and does not count it', () => {
  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
  for (const file of fetched(['client/form/form-script.ts', 'client/form/form.css', 'client/style.css']))
    expect(worker).toContain(`/${file}`);
  // One classic script: an old browser starts no worker made of modules.
  expect(worker).not.toMatch(/\b(import|export)\b[^(]*from/);
});

/** Adds a part of some 40 kB that the form would load only later. */
const lazyPart: Plugin = {
  name: 'lazy-part',
  resolveId: (id) => (id === 'virtual:lazy' ? id : null),
  load: (id) =>
    id === 'virtual:lazy'
      ? `export default ${JSON.stringify(Array.from({ length: 6000 }, (_, i) => ((i + 1) * 7919 ** 2) % 1_000_003))}`
      : null,
  transform: (code, id) =>
    id.endsWith('client/form/form-script.ts')
      ? `${code}\naddEventListener('x', () => import('virtual:lazy').then(console.log));`
      : null,
};

it('stops a build above the budget, lazy parts included', async () => {
  const input = { form: 'client/form/form-script.ts', 'form-style': 'client/form/form.css' };
  const built = (limit: number, ...more: Plugin[]) =>
    build({
      root: ROOT,
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      plugins: [formBudget(limit), ...more],
      build: { write: false, rollupOptions: { input } },
    });
  await expect(built(2000)).rejects.toThrow('more than 2000');
  await expect(built(FORM_BUDGET)).resolves.toBeDefined();
  await expect(built(FORM_BUDGET, lazyPart)).rejects.toThrow(`more than ${FORM_BUDGET}`);
});
