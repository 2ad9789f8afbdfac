/** `/healthz` answers while the process lives; `/readyz` when it can serve, which needs its database. */
import { readSetting } from '../../db/queries/settings.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

export function healthRoutes({ environment }: Parts) {
  return createRoutes()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', async (c) => {
      const ready = await readSetting(environment.db, 'sample').then(
        () => true,
        () => false,
      );
      if (!ready) throw new Problem('storage-unavailable', [], 5);
      return c.json({ status: 'ready' });
    });
}
