/** One request for every operation of procedures and dossiers. */
import { putTestProcedures } from '../help/dossiers.ts';
import type { World } from '../help/world.ts';

/** Not returned: other walks close quarters. */
const dossier = {
  ...{ dossier: 'HS-1', procedure: '1.001193', unit: 'TT-AN', received: '2026-03-02', due: '2026-03-20' },
};

export const DOSSIER_REQUESTS = {
  'import-procedures': {
    route: 'POST /procedures',
    reach: 'unit' as const,
    at: () => ({
      path: '/procedures',
      body: { province: 'TT', procedures: [{ code: '1.001193', name: 'Đăng ký khai sinh', online: 'full' }] },
    }),
    done: 200 as const,
    also: ['GET /procedures', 'POST /procedure-files'],
  },
  'import-dossiers': {
    route: 'GET /dossier-imports',
    reach: 'unit' as const,
    at: () => ({ path: '/dossier-imports?province=TT' }),
    done: 200 as const,
    also: [
      'POST /dossier-imports',
      'GET /dossier-imports/{import}',
      'PUT /dossier-imports/{import}/run',
      'DELETE /dossier-imports/{import}',
      'GET /dossier-imports/{import}/faults',
      'GET /dossier-imports/{import}/faulty-rows',
      'GET /dossier-sample.csv',
      // Read by who imports units too (`units.test.ts`).
      'GET /units',
    ],
  },
  'send-dossiers': {
    route: 'POST /dossiers',
    reach: 'unit' as const,
    at: async (world: World) => {
      await putTestProcedures(world);
      return { path: '/dossiers', body: { province: 'TT', dossiers: [dossier] } };
    },
    done: 200 as const,
  },
};
