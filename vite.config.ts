/// <reference types="vitest/config" />
import { defineConfig } from 'vite';

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

const project = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: 60_000, hookTimeout: 120_000, ...more },
});

export default defineConfig(({ mode }) => ({
  ...(mode === 'client' ? client : mode === 'server' ? server : {}),
  test: {
    projects: [
      project('pure', ['tests/{survey-forms,core,client,guards}/**/*.test.{ts,tsx}']),
      project('server', ['tests/{db,actions,api,walk,ops}/**/*.test.{ts,tsx}'], {
        globalSetup: 'tests/help/postgres.ts',
      }),
      project('browser', ['tests/browser/**/*.test.ts'], { fileParallelism: false }),
      project('bench', ['tests/bench/**/*.bench-run.ts'], { testTimeout: 600_000 }),
      project('trials', ['tests/trials/**/*.trial.ts'], { testTimeout: 3_600_000 }),
    ],
  },
}));
