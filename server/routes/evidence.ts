/** Documents of units (tài liệu kiểm chứng): brought as they are, shared among criteria, taken back, read. */
import { createRoute, z } from '@hono/zod-openapi';
import { accountNames } from '../../db/queries/accounts.ts';
import { type Evidence, findEvidence, listEvidence } from '../../db/queries/evidence.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import { type Actor, can } from '../access.ts';
import { addEvidence, demandUnitStage, shareEvidence } from '../actions/add-evidence.ts';
import { withdrawEvidence } from '../actions/withdraw-evidence.ts';
import { type AssessedUnit, leafOf, readAssessed } from '../assessed-unit.ts';
import { readerOf as assessmentReader } from '../assessment-view.ts';
import { areasOf, isClosed, stageAt, visibleStages } from '../core/assessment.ts';
import { isDay } from '../core/calendar.ts';
import { Turns } from '../evidence/turns.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  problemResponses,
  signedInOf,
  takes,
  UPLOAD_HEADER,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

/** Documents held in memory at the same moment while they arrive. */
const ARRIVING = 8;

const id = z.string().max(80);
const ofUnit = z.object({ campaign: id, unit: id });
const ofEvidence = ofUnit.extend({ evidence: z.uuid() });
const line = (longest: number) => z.string().trim().min(1).max(longest);

const file = {
  body: {
    required: true,
    description: 'The document as it is, at most 20 MB: PDF, JPEG, PNG, DOCX or XLSX',
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
} as const;

export const uploadHeaders = z.object({
  [UPLOAD_HEADER]: z
    .string()
    .optional()
    .openapi({ description: 'Any value; a form of another site cannot send it' }),
});

const add = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/units/{unit}/evidence',
  summary: 'Bring a document for a criterion',
  description:
    'Its kind is told by its content. An image is drawn anew without its metadata. The same document is stored once.',
  request: {
    params: ofUnit,
    headers: uploadHeaders,
    query: z.object({
      criterion: id,
      fileName: z.string().max(1000),
      title: line(300),
      number: line(100).optional(),
      issuedOn: z.string().refine(isDay, 'a day such as 2026-11-20').optional(),
      issuer: line(200).optional(),
    }),
    ...file,
  },
  responses: { 201: answers(z.object({ id: z.string() }), 'Stored'), ...problemResponses },
});

const evidenceSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    bytes: z.number(),
    title: z.string(),
    number: z.string().nullable(),
    issuedOn: z.string().nullable(),
    issuer: z.string().nullable(),
    addedBy: z.string(),
    addedAt: z.string(),
    withdrawn: z.boolean(),
    mayWithdraw: z.boolean(),
    uses: z.array(z.object({ criterion: z.string(), stage: z.string() })),
  })
  .openapi('Evidence');

const list = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/units/{unit}/evidence',
  summary: 'Documents of a unit',
  description: 'The office sees what was handed in; the unit also what it is about to hand in.',
  request: { params: ofUnit },
  responses: {
    200: answers(
      z.object({
        stage: z
          .enum(['self', 'explanation'])
          .nullable()
          .openapi({ description: 'The stage in which the reader may bring documents now' }),
        evidence: z.array(evidenceSchema),
      }),
      'In the order they came',
    ),
    ...problemResponses,
  },
});

const share = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/units/{unit}/evidence/{evidence}/uses/{criterion}',
  summary: 'Let a document serve a criterion, or no longer',
  request: {
    params: ofEvidence.extend({ criterion: id }),
    ...takes(z.strictObject({ used: z.boolean() })),
  },
  responses: { 200: answers(z.object({ used: z.boolean() }), 'Done'), ...problemResponses },
});

const withdraw = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/units/{unit}/evidence/{evidence}/withdrawal',
  summary: 'Take a document back, or bring it in again',
  request: { params: ofEvidence, ...takes(z.strictObject({ withdrawn: z.boolean() })) },
  responses: { 200: answers(z.object({ withdrawn: z.boolean() }), 'Done'), ...problemResponses },
});

const download = createRoute({
  method: 'get',
  path: '/evidence/{evidence}/file',
  summary: 'A document as a download',
  request: { params: z.object({ evidence: z.uuid() }) },
  responses: {
    200: {
      description: 'The document',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

export function evidenceRoutes(parts: Parts) {
  const { environment, evidence: store } = parts;
  const { db, now } = environment;
  const arriving = new Turns(ARRIVING);
  const read = async (c: AppContext, campaign: string, unit: string) => {
    const { actor } = await demandRight(c, parts, 'read-evidence', unit);
    const assessed = await readAssessed(db, campaign, unit, now());
    return { assessed, reader: await readerOf(parts, actor, assessed) };
  };
  return createRoutes()
    .openapi(add, async (c) => {
      const { campaign, unit } = c.req.valid('param');
      const { fileName, ...fields } = c.req.valid('query');
      const { actor } = await demandRight(c, parts, 'add-evidence', unit);
      // Before the document is taken in: it may be long in coming, and is stored before the row.
      const assessed = await readAssessed(db, campaign, unit, now());
      demandUnitStage(assessed);
      leafOf(assessed, fields.criterion);
      if (!store) throw new Problem('not-found');
      const stored = await arriving.run(async () =>
        store.put(Buffer.from(await c.req.arrayBuffer()), fileName),
      );
      const { id } = await addEvidence.run(environment, actor, { campaign, unit, ...fields, file: stored });
      return c.json({ id }, 201);
    })
    .openapi(list, async (c) => {
      const { campaign, unit } = c.req.valid('param');
      const { reader } = await read(c, campaign, unit);
      const all = (await listEvidence(db, campaign, unit)).filter(reader.sees);
      const names = await accountNames(db, [...new Set(all.map(({ addedBy }) => addedBy))]);
      const shown = all.map(({ fileHash: _, withdrawnAt, ...one }) => ({
        ...one,
        uses: one.uses.filter(reader.shows),
        addedBy: names.get(one.addedBy) ?? one.addedBy,
        withdrawn: withdrawnAt !== null,
        mayWithdraw: reader.stage !== null && one.uses.every(({ stage }) => stage === reader.stage),
      }));
      return c.json({ stage: reader.stage, evidence: shown }, 200);
    })
    .openapi(share, async (c) => {
      const [input, { used }] = [c.req.valid('param'), c.req.valid('json')];
      await shareEvidence.run(environment, signedInOf(c).actor, { ...input, used });
      return c.json({ used }, 200);
    })
    .openapi(withdraw, async (c) => {
      const [input, { withdrawn }] = [c.req.valid('param'), c.req.valid('json')];
      await withdrawEvidence.run(environment, signedInOf(c).actor, { ...input, withdrawn });
      return c.json({ withdrawn }, 200);
    })
    .openapi(download, async (c) => {
      signedInOf(c);
      const found = await findEvidence(db, c.req.valid('param').evidence);
      if (!found) throw new Problem('not-found');
      const { reader } = await read(c, found.campaign, found.unit);
      if (!reader.sees(found) || !store) throw new Problem('not-found');
      const bytes = await store.read(found.fileHash);
      if (bytes === null) throw new Problem('file-unreadable');
      return c.body(new Uint8Array(bytes), 200, downloadHeaders(found));
    });
}

/** What of a unit's documents somebody may see, and whether he may bring some. */
async function readerOf(
  { environment: { db } }: Parts,
  actor: Actor,
  { campaign, assessment, deadline, framework }: AssessedUnit,
) {
  const above = await unitAndAbove(db, assessment.unit);
  const isUnit = can(actor, 'add-evidence', above);
  const isOffice = can(actor, 'appraise', above) || can(actor, 'record-council', above);
  const stages: ReadonlySet<string> = new Set(
    visibleStages(assessment.state, [
      ...(isUnit ? (['unit'] as const) : []),
      ...(isOffice ? (['office'] as const) : []),
    ]),
  );
  const atWork = stageAt(assessment.state);
  const open = isUnit && !(deadline && isClosed(deadline));
  const stage = open && (atWork === 'self' || atWork === 'explanation') ? atWork : null;
  const { areas } = await assessmentReader(db, actor, campaign.id, assessment.unit);
  const areaOf = areasOf(framework.criteria);
  /** An appraiser sees what serves the areas assigned to him (decision 24). */
  const shows = (use: Evidence['uses'][number]) =>
    stages.has(use.stage) && (areas === null || areas.includes(areaOf.get(use.criterion) ?? ''));
  // What was taken back, and what serves nothing any more, is the unit's own affair.
  const sees = ({ uses, withdrawnAt }: Evidence) => isUnit || (withdrawnAt === null && uses.some(shows));
  return { shows, stage, sees };
}

/** Never shown inside a page: a download, of the type it was found to be, without rights even if it were opened. */
export function downloadHeaders({
  fileName,
  mediaType,
}: Pick<Evidence, 'fileName' | 'mediaType'>): Record<string, string> {
  const plain = fileName.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '');
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}

export type EvidenceRoutes = ReturnType<typeof evidenceRoutes>;
