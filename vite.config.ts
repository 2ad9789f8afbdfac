/// <reference types="vitest/config" />
import { gzipSync } from 'node:zlib';
import { build, defineConfig, type Plugin, type Rollup } from 'vite';

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
    // The words of the staff pages in both languages are one file, loaded once and kept: 160 kB on the line.
    chunkSizeWarningLimit: 600,
    rollupOptions: {
      input: {
        form: 'client/form/form-script.ts',
        staff: 'client/staff/main.tsx',
        style: 'client/style.css',
        'form-style': 'client/form/form.css',
        kiosk: 'client/kiosk/kiosk-script.ts',
        'kiosk-style': 'client/kiosk/kiosk.css',
        keying: 'client/keying/keying-main.tsx',
        'keying-style': 'client/keying/keying.css',
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
    rollupOptions: {
      input: {
        main: 'server/main.ts',
        cli: 'server/cli.ts',
        // A process of its own, started by its path.
        'reencode-image': 'server/evidence/reencode-image.js',
      },
      // Beside the program: it finds the built pages by its own place.
      output: { chunkFileNames: '[name]-[hash].js' },
    },
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
      const { form, 'form-style': style } = client.build.rollupOptions.input;
      const size = loadedBy(bundle, [form, style])
        .map((name) => contentOf(bundle[name]))
        .reduce((total, content) => total + gzipSync(content).byteLength, 0);
      if (size === 0) this.error("the build holds no script of the citizen's form");
      if (size > limit)
        this.error(`script and style of the citizen's form take ${size} bytes gzip, more than ${limit}`);
      console.info(
        `Citizen's form: script and style ${(size / 1000).toFixed(1)} kB gzip of ${limit / 1000} kB`,
      );
    },
  };
}

/** Names of what a page loads for these sources: each with all that it imports, now or later. */
function loadedBy(bundle: Rollup.OutputBundle, sources: readonly string[]): string[] {
  const loaded = new Set<string>();
  const load = (name: string) => {
    const file = bundle[name];
    if (!file || loaded.has(name)) return;
    loaded.add(name);
    if (file.type === 'chunk') for (const other of [...file.imports, ...file.dynamicImports]) load(other);
  };
  for (const [name, file] of Object.entries(bundle)) {
    const made = file.type === 'chunk' ? [file.facadeModuleId ?? ''] : file.originalFileNames;
    if (sources.some((source) => made.some((one) => one.endsWith(source)))) load(name);
  }
  return [...loaded];
}

const contentOf = (file: Rollup.OutputBundle[string] | undefined): string | Uint8Array =>
  file === undefined ? '' : file.type === 'chunk' ? file.code : file.source;

/**
 * Builds the service worker by itself, as one file under an address that never changes, with the list of what it keeps.
 * In one build with the form it would share files with it, and each would load what only the other needs.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const { form, 'form-style': formStyle, style } = client.build.rollupOptions.input;
      const files = loadedBy(bundle, [form, formStyle, style]).map((name) => `/${name}`);
      const built = await build({
        configFile: false,
        logLevel: 'error',
        publicDir: false,
        define: { FORM_FILES: JSON.stringify(files) },
        build: {
          write: false,
          target: client.build.target,
          rollupOptions: { input: 'client/service-worker.ts', output: { format: 'iife' } },
        },
      });
      const [output] = [built].flat();
      const [worker] = output !== undefined && 'output' in output ? output.output : [];
      if (worker === undefined) this.error('the service worker was not built');
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: worker.code });
    },
  };
}

const project = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: 60_000, hookTimeout: 120_000, ...more },
});

const postgres = { globalSetup: 'tests/help/postgres.ts' };

export default defineConfig(({ mode }) => ({
  ...(mode === 'client'
    ? { ...client, plugins: [formBudget(FORM_BUDGET), serviceWorker()] }
    : mode === 'server'
      ? server
      : {}),
  test: {
    silent: 'passed-only' as const,
    projects: [
      project('pure', ['tests/{survey-forms,core,client,guards,paper-pdf,report}/**/*.test.{ts,tsx}']),
      project('server', ['tests/{db,actions,api,exports,walk,bench,trials}/**/*.test.{ts,tsx}'], postgres),
      project('browser', ['tests/browser/**/*.test.ts'], { fileParallelism: false }),
      project('bench', ['tests/bench/**/*.bench-run.ts'], { testTimeout: 3_600_000, ...postgres }),
      project('lighthouse', ['tests/lighthouse/**/*.lighthouse-run.ts'], { testTimeout: 600_000 }),
      project('screenshots', ['tests/screenshots/**/*.screenshot-run.ts'], { testTimeout: 180_000 }),
      project('trials', ['tests/trials/**/*.trial.ts'], { testTimeout: 24 * 3_600_000, ...postgres }),
    ],
  },
}));
