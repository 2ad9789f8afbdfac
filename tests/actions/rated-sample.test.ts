/** Whoever tries ratings out on the sample leaves nothing behind when the sample goes. */
import { expect, test } from 'vitest';
import { putDossiers } from '../../db/queries/dossiers.ts';
import { inTransaction } from '../../db/transaction.ts';
import { createRating } from '../../server/actions/create-rating.ts';
import { loadSample, removeSample } from '../../server/actions/load-sample.ts';
import { onBothDatabases } from '../help/databases.ts';
import { putEntries } from '../help/ratings.ts';
import { makeWorld, SYSTEM } from '../help/world.ts';

onBothDatabases('the sample', (database) => {
  test('takes ratings, entries and dossiers of its units with it', { timeout: 120_000 }, async () => {
    const world = await makeWorld(database);
    const { db, environment } = world;
    await loadSample.run(environment, SYSTEM, {});
    const { id } = await createRating.run(environment, SYSTEM, {
      ...{ campaign: 'dien-bien-2022-procedure', quarter: 1, surveys: [] },
    });
    await putEntries(world, id, 'DB-SNGV', { 5: '2' });
    const dossier = {
      ...{ code: 'HS-1', unit: 'DB-SNGV', procedure: '1.001193', official: '', receivedOn: '2022-01-04' },
      ...{ dueOn: '2022-01-20', returnedOn: '2022-01-18', pauses: [], online: null },
      ...{ totalTime: 2, ownTime: 2, contentHash: 'x', source: 'test' },
    };
    await inTransaction(db, (trx) => putDossiers(trx, 'DB', [dossier]));
    await removeSample.run(environment, SYSTEM, {});
    for (const table of ['ratings', 'indicator_entries', 'dossiers'] as const)
      expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
    const left = await db.selectFrom('units').select('code').where('code', 'like', 'DB%').execute();
    expect(left).toEqual([]);
  });
});
