/** One request for every operation of the report, of signing keys and of signatures. */
import { newSigner, registeredSigner, signatureOf } from '../help/signing.ts';
import type { World } from '../help/world.ts';
import { published } from './publication-requests.ts';

const held = { reach: 'unit', done: 200 } as const;

const REPORT = '/reports/{campaign}/{revision}';

const keyInput = () => ({ province: 'TT', name: 'Sở Nội vụ', publicKey: newSigner().publicKey });

/** A sentence of the own province that nobody has written yet. */
async function unwritten(world: World) {
  await world.db.deleteFrom('report_templates').execute();
  return { path: '/report-templates/TT/kien-nghi', body: { body: 'Đề nghị.', revision: 0 } };
}

export const REPORT_REQUESTS = {
  'write-report': {
    ...held,
    route: `GET ${REPORT}/bao-cao.docx`,
    at: async (world: World) => ({ path: `/reports/${await published(world)}/1/bao-cao.docx` }),
  },
  'edit-report-templates': {
    ...held,
    route: 'PUT /report-templates/{province}/{part}',
    at: unwritten,
  },
  'add-signing-key': {
    ...held,
    route: 'POST /signing-keys',
    done: 201,
    at: () => ({ path: '/signing-keys', body: keyInput() }),
  },
  'bring-signature': {
    ...held,
    route: 'POST /campaigns/{campaign}/revisions/{revision}/signatures',
    done: 201,
    at: async (world: World) => {
      const campaign = await published(world);
      const body = await signatureOf(world, campaign, await registeredSigner(world));
      return { path: `/campaigns/${campaign}/revisions/1/signatures`, body };
    },
  },
} as const;

export const FURTHER_REPORT_REQUESTS = [
  {
    operation: 'write-report',
    request: {
      reach: 'list',
      done: 200,
      route: 'GET /reports/choices',
      at: () => ({ path: '/reports/choices' }),
    },
  },
  {
    operation: 'write-report',
    request: {
      ...held,
      route: `GET ${REPORT}`,
      at: async (world: World) => ({ path: `/reports/${await published(world)}/1` }),
    },
  },
  {
    operation: 'write-report',
    request: {
      ...held,
      route: `POST ${REPORT}/preview`,
      at: async (world: World) => ({
        path: `/reports/${await published(world)}/1/preview`,
        body: { drafts: { 'kien-nghi': 'Đề nghị {{tong_so_don_vi}} đơn vị.' } },
      }),
    },
  },
  {
    operation: 'add-signing-key',
    request: { reach: 'list', done: 200, route: 'GET /signing-keys', at: () => ({ path: '/signing-keys' }) },
  },
  {
    operation: 'add-signing-key',
    request: {
      ...held,
      route: 'PUT /signing-keys/{key}/retirement',
      at: async (world: World) => ({
        path: `/signing-keys/${(await registeredSigner(world)).id}/retirement`,
        body: { retired: true },
      }),
    },
  },
  {
    operation: 'add-signing-key',
    request: {
      ...held,
      route: 'DELETE /signing-keys/{key}',
      at: async (world: World) => ({ path: `/signing-keys/${(await registeredSigner(world)).id}`, body: {} }),
    },
  },
] as const;
