/** One request for every operation of files made for staff. */
import type { ExportFile } from '../../db/queries/export-files.ts';
import { insertExportFile } from '../../db/queries/export-files.ts';
import { inTransaction } from '../../db/transaction.ts';
import { randomId } from '../../server/environment.ts';
import type { Member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { CAMPAIGN } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';
import { published } from './publication-requests.ts';

const kept = new WeakMap<World, Promise<string>>();

function result(world: World): Promise<string> {
  const known = kept.get(world) ?? published(world);
  kept.set(world, known);
  return known;
}

/** Waits until nothing of the last request is under way: at most five may be, and the next is by the same person. */
async function quiet({ exports, db }: World): Promise<void> {
  for (const { id } of await db.selectFrom('export_files').select('id').execute()) await exports.ended(id);
}

const asks = (body: (world: World) => Promise<object> | object) => ({
  route: 'POST /files',
  reach: 'unit' as const,
  at: async (world: World) => {
    await quiet(world);
    return { path: '/files', body: await body(world) };
  },
  done: 201 as const,
});

/** A file that has been made for somebody; for nobody signed in, one that is not there. */
async function madeFor({ environment }: World, caller: Member | null): Promise<string> {
  const id = randomId(environment);
  const now = environment.now().toISOString();
  const file: ExportFile = {
    ...{
      id,
      province: 'TT',
      survey: null,
      campaign: CAMPAIGN,
      kind: 'results',
      format: 'csv',
      options: '{}',
    },
    ...{ state: 'done', rows: 0, done: 0, bytes: 0, fileName: 'a.csv', fileHash: '', trouble: null },
    ...{ madeBy: caller?.id ?? '', madeAt: now, movedAt: now, expiresAt: now },
  };
  await inTransaction(environment.db, (trx) => insertExportFile(trx, file));
  return id;
}

export const FILE_REQUESTS = {
  'export-tallies': {
    ...asks(() => ({ kind: 'tallies', format: 'csv', survey: 'hai-long' })),
    also: ['GET /files', 'GET /files/choices', 'GET /files/{file}', 'GET /files/{file}/content'],
  },
  'export-results': asks(async (world) => ({
    ...{ kind: 'results', format: 'json' },
    campaign: await result(world),
  })),
  'export-answers': asks(async (world) => ({
    ...{ kind: 'answers', format: 'csv' },
    survey: await openOldSurvey(world),
  })),
  'remove-export-file': {
    route: 'DELETE /files/{file}',
    reach: 'self' as const,
    at: async (world: World, caller: Member | null) => ({ path: `/files/${await madeFor(world, caller)}` }),
    done: 200 as const,
  },
};
