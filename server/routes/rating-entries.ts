/** Entries of agencies in a rating with their documents, the control office's verdicts, and dossiers not returned in time. */
import { listOpenDossiers } from '../../db/queries/dossiers.ts';
import { findEvidence } from '../../db/queries/evidence.ts';
import { servesEntry } from '../../db/queries/indicator-entries.ts';
import { findRating, type Rating } from '../../db/queries/ratings.ts';
import { addRatingEvidence, enterIndicator, judgeIndicator } from '../actions/enter-indicator.ts';
import { quarterDays } from '../core/dossier-time.ts';
import { Turns } from '../evidence/turns.ts';
import { type AppContext, createRoutes, demandRight, signedInOf } from '../http.ts';
import { linkNext, readCursor, written } from '../paging.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { downloadHeaders } from './evidence.ts';
import { addDocument, enter, judge, openDossiers, readDocument } from './rating-declarations.ts';

/** Documents held in memory at the same moment while they arrive. */
const ARRIVING = 8;
const USUAL_PAGE = 100;

export function ratingEntryRoutes(parts: Parts) {
  const { environment, evidence: store } = parts;
  const { db } = environment;
  const arriving = new Turns(ARRIVING);

  /** @throws Problem `forbidden`, `not-found` */
  async function seen(
    c: AppContext,
    operation: 'read-rating' | 'enter-indicator',
    { rating, unit }: { rating: string; unit: string },
  ): Promise<Rating> {
    await demandRight(c, parts, operation, unit);
    const found = await findRating(db, rating);
    if (!found) throw new Problem('not-found', [{ field: 'rating', code: 'not-found' }]);
    return found;
  }

  return createRoutes()
    .openapi(enter, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { revision } = await enterIndicator.run(environment, signedInOf(c).actor, input);
      return c.json({ revision }, 200);
    })
    .openapi(judge, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await judgeIndicator.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(addDocument, async (c) => {
      const { fileName, ...fields } = c.req.valid('query');
      const param = c.req.valid('param');
      // Before the document is taken in: it may be long in coming.
      await seen(c, 'enter-indicator', param);
      if (!store) throw new Problem('not-found');
      const stored = await arriving.run(async () =>
        store.put(Buffer.from(await c.req.arrayBuffer()), fileName),
      );
      const input = { ...param, ...fields, file: stored };
      const { id } = await addRatingEvidence.run(environment, signedInOf(c).actor, input);
      return c.json({ id }, 201);
    })
    .openapi(readDocument, async (c) => {
      const { evidence, ...param } = c.req.valid('param');
      await seen(c, 'read-rating', param);
      const found = (await servesEntry(db, param.rating, param.unit, evidence))
        ? await findEvidence(db, evidence)
        : null;
      if (!found || !store) throw new Problem('not-found');
      const bytes = await store.read(found.fileHash);
      if (bytes === null) throw new Problem('file-unreadable');
      return c.body(new Uint8Array(bytes), 200, downloadHeaders(found));
    })
    .openapi(openDossiers, async (c) => {
      const param = c.req.valid('param');
      const { limit = USUAL_PAGE, cursor } = c.req.valid('query');
      const rating = await seen(c, 'read-rating', param);
      const list = `open-dossiers ${rating.id} ${param.unit}`;
      const [dueOn, code] = cursor === undefined ? [] : readCursor(list, cursor);
      const { before } = quarterDays(rating);
      const rows = await listOpenDossiers(
        db,
        rating.province,
        { before },
        {
          ...{ limit: limit + 1, units: [param.unit] },
          after: dueOn === undefined ? undefined : { dueOn: String(dueOn), code: String(code) },
        },
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next = last && rows.length > limit ? written(list, [last.dueOn, last.code]) : null;
      linkNext(c, next);
      const dossiers = shown.map(({ unit: _, ...one }) => ({ ...one, overdue: one.dueOn < before }));
      return c.json({ dossiers, next }, 200);
    });
}

export type RatingEntryRoutes = ReturnType<typeof ratingEntryRoutes>;
