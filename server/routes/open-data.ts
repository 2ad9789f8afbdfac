/**
 * Published results as files at stable addresses: `/du-lieu/<campaign>/<revision>/<file>`, or `moi-nhat` for the standing
 * revision; `/du-lieu/<campaign>` lists them. Public, the same in every language but for the workbook.
 */
import { etag } from 'hono/etag';
import { LATEST, openDataAddress } from '../../client/public/addresses.ts';
import type { PublishedView } from '../../client/public/published-view.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { Fieldwork } from '../core/campaign-file.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { PublishedViews } from '../published.ts';
import { answersCsv, rankingCsv, scoresCsv } from '../result-csv.ts';
import { resultSheet } from '../result-sheet.ts';

/** Raised when a file of the same publication comes out otherwise, so that no copy kept anywhere is taken for it. */
const FORMAT = 1;
/** A new revision shows within a minute. */
const SHORT_CACHE = 'public, max-age=60';
/** Files kept in memory: a workbook of thousands of units takes seconds to write. */
const KEPT = 20;

const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Content = string | Buffer;
interface OpenFile {
  readonly type: string;
  readonly make: (view: PublishedView, fieldwork: Fieldwork | null) => Content | Promise<Content>;
}

/** Names are addresses: none is ever taken away or given another meaning. */
export const OPEN_FILES: Readonly<Record<string, OpenFile>> = {
  'ket-qua.xlsx': { type: XLSX, make: (view, fieldwork) => resultSheet(view, fieldwork, 'vi') },
  'results.xlsx': { type: XLSX, make: (view, fieldwork) => resultSheet(view, fieldwork, 'en') },
  'xep-hang.csv': { type: CSV, make: ({ published }) => rankingCsv(published) },
  'diem.csv': { type: CSV, make: ({ published }) => scoresCsv(published) },
  'phieu.csv': { type: CSV, make: ({ published }) => answersCsv(published) },
  'cong-bo.json': { type: JSON_TYPE, make: ({ published }) => JSON.stringify(published) },
};

export function openDataRoutes({ environment: { db } }: Parts) {
  const views = new PublishedViews(db);
  const made = new Map<string, Promise<Content>>();

  /** Made once, however many ask at the same moment. */
  function content(view: PublishedView, name: string, file: OpenFile): Promise<Content> {
    const key = `${view.published.inputs.id} ${view.revision} ${view.hash} ${name}`;
    const known = made.get(key);
    if (known) return known;
    if (made.size >= KEPT) made.clear();
    const making = findCampaign(db, view.published.inputs.id).then((campaign) =>
      file.make(view, campaign?.fieldwork ?? null),
    );
    made.set(key, making);
    making.catch(() => made.delete(key));
    return making;
  }

  return createRoutes()
    .use('/du-lieu/*', etag())
    .get('/du-lieu/:campaign', async (c) => {
      const view = await views.find(c.req.param('campaign'));
      if (!view) throw new Problem('not-found');
      const { id, title, year } = view.published.inputs;
      const revisions = view.revisions.map((one) => ({
        ...one,
        files: Object.keys(OPEN_FILES).map((name) => openDataAddress(id, one.revision, name)),
      }));
      c.header('Cache-Control', SHORT_CACHE);
      c.header('Access-Control-Allow-Origin', '*');
      return c.json({ campaign: id, title, year, revisions });
    })
    .get('/du-lieu/:campaign/:revision/:file', async (c) => {
      const { campaign, revision, file: name } = c.req.param();
      const file = Object.hasOwn(OPEN_FILES, name) ? OPEN_FILES[name] : undefined;
      if (!file || !(revision === LATEST || /^[1-9]\d{0,5}$/.test(revision))) throw new Problem('not-found');
      const view = await views.find(campaign, revision === LATEST ? undefined : Number(revision));
      if (!view) throw new Problem('not-found');
      c.header('ETag', `"${view.hash.slice(0, 32)}-${FORMAT}-${name}"`);
      c.header('Cache-Control', SHORT_CACHE);
      // Public data, asked for without any cookie: a page of another site may work with it.
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Content-Type', file.type);
      const saved = `${encodeURIComponent(campaign)}-${view.revision}-${name}`;
      c.header('Content-Disposition', `attachment; filename="${saved}"`);
      const bytes = await content(view, name, file);
      return c.body(typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
    });
}
