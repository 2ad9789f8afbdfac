/// <reference types="vitest/config" />
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rollup } from 'vite';

/**
 * One place for what is built and what is tested. `--mode client` makes what the browser loads, `--mode server` the
 * program that `npm start` runs; the vitest projects are the rooms of `tests/`.
 */
const client = {
  publicDir: 'client/files',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: true,
    target: 'es2020',
    rollupOptions: {
      input: {
        form: 'client/form/form-script.ts',
        staff: 'client/staff/main.tsx',
        style: 'client/style.css',
        'form-style': 'client/form/form.css',
      },
    },
  },
};

const server = {
  publicDir: false as const,
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rollupOptions: { input: { main: 'server/main.ts', cli: 'server/cli.ts' } },
  },
};

/** Bytes, gzip: script and style of the citizen's form together, for a cracked phone on a bad line. */
export const FORM_BUDGET = 20_000;

/** Stops a build whose citizen's form has grown above `limit` bytes. */
export function formBudget(limit: number): Plugin {
  return {
    name: 'form-budget',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const size = formFiles(bundle).reduce((total, content) => total + gzipSync(content).byteLength, 0);
      if (size === 0) this.error("the build holds no script of the citizen's form");
      if (size > limit)
        this.error(`script and style of the citizen's form take ${size} bytes gzip, more than ${limit}`);
    },
  };
}

/** What the form's page loads: its script with all that this imports, and its style. */
function formFiles(bundle: Rollup.OutputBundle): (string | Uint8Array)[] {
  const { form, 'form-style': style } = client.build.rollupOptions.input;
  const loaded = new Set<string>();
  const load = (name: string) => {
    const file = bundle[name];
    if (!file || loaded.has(name)) return;
    loaded.add(name);
    if (file.type === 'chunk') for (const other of file.imports) load(other);
  };
  for (const [name, file] of Object.entries(bundle)) {
    const isScript = file.type === 'chunk' && file.facadeModuleId?.endsWith(form) === true;
    const isStyle = file.type === 'asset' && file.originalFileNames.includes(style);
    if (isScript || isStyle) load(name);
  }
  return [...loaded].flatMap((name) => {
    const file = bundle[name];
    return file === undefined ? [] : file.type === 'chunk' ? file.code : file.source;
  });
}

const project = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: 60_000, hookTimeout: 120_000, ...more },
});

const postgres = { globalSetup: 'tests/help/postgres.ts' };

export default defineConfig(({ mode }) => ({
  ...(mode === 'client'
    ? { ...client, plugins: [formBudget(FORM_BUDGET)] }
    : mode === 'server'
      ? server
      : {}),
  test: {
    silent: 'passed-only' as const,
    projects: [
      project('pure', ['tests/{survey-forms,core,client,guards}/**/*.test.{ts,tsx}']),
      project('server', ['tests/{db,actions,api,walk,ops,bench,trials}/**/*.test.{ts,tsx}'], postgres),
      project('browser', ['tests/browser/**/*.test.ts'], { fileParallelism: false }),
      project('bench', ['tests/bench/**/*.bench-run.ts'], { testTimeout: 3_600_000, ...postgres }),
      project('trials', ['tests/trials/**/*.trial.ts'], { testTimeout: 24 * 3_600_000 }),
    ],
  },
}));
