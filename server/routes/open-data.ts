/**
 * Published results as files at stable addresses: `/du-lieu/<campaign>/<revision>/<file>`, or `moi-nhat` for the standing
 * revision; `/du-lieu/<campaign>` lists them, and `/du-lieu/nam/<year>` those of a year. Public, the same in every language
 * but for the workbook.
 */
import { LATEST, openDataAddress } from '../../client/public/addresses.ts';
import type { PublishedView } from '../../client/public/published-view.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { Fieldwork } from '../core/campaign-file.ts';
import { hashOf } from '../core/recipe.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { publicData, publicEtag } from '../public-data.ts';
import { publicView, signedFile } from '../public-file.ts';
import { PublishedViews } from '../published.ts';
import { publishedIn } from '../published-year.ts';
import { answersCsv, rankingCsv, scoresCsv } from '../result-csv.ts';
import { resultSheet } from '../result-sheet.ts';
import { OPEN_DATA_ROUTES } from './open-data-declarations.ts';

/** Raised when a file of the same publication comes out otherwise, so that no copy kept anywhere is taken for it. */
const FORMAT = 2;
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
  'cong-bo.json': { type: JSON_TYPE, make: (view) => JSON.stringify(signedFile(view)) },
};

/** Signatures are brought after the file was first given away: one that carries them is another file. */
const markOf = ({ signatures = [] }: PublishedView): string =>
  signatures.length === 0 ? '' : `-${hashOf(signatures).slice(0, 12)}`;

const filesOf = (campaign: string, revision: number | typeof LATEST): string[] =>
  Object.keys(OPEN_FILES).map((name) => openDataAddress(campaign, revision, name));

export function openDataRoutes({ environment: { db } }: Parts) {
  const views = new PublishedViews(db);
  const made = new Map<string, Promise<Content>>();

  /** Made once, however many ask at the same moment. */
  function content(view: PublishedView, name: string, file: OpenFile): Promise<Content> {
    const key = `${view.published.inputs.id} ${view.revision} ${view.hash}${markOf(view)} ${name}`;
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

  const routes = createRoutes();
  for (const route of OPEN_DATA_ROUTES) routes.openAPIRegistry.registerPath(route);
  return routes
    .use('/du-lieu/*', publicEtag())
    .use('/du-lieu/*', publicData)
    .get('/du-lieu/nam/:year', async (c) => {
      const year = c.req.param('year');
      const publications = (await publishedIn(db, year)).map((view) => {
        const { id, title, province } = view.published.inputs;
        const { revision, publishedAt, hash } = view;
        const of = { code: province, name: view.province };
        return {
          ...{ campaign: id, title, province: of, revision, publishedAt, hash },
          files: filesOf(id, revision),
          latest: filesOf(id, LATEST),
        };
      });
      return c.json({ year: Number(year), publications });
    })
    .get('/du-lieu/:campaign', async (c) => {
      const view = await views.find(c.req.param('campaign'));
      if (!view) throw new Problem('not-found');
      const { id, title, year } = view.published.inputs;
      const revisions = view.revisions.map((one) => ({
        ...one,
        files: filesOf(id, one.revision),
      }));
      return c.json({ campaign: id, title, year, revisions });
    })
    .get('/du-lieu/:campaign/:revision/:file', async (c) => {
      const { campaign, revision, file: name } = c.req.param();
      const file = Object.hasOwn(OPEN_FILES, name) ? OPEN_FILES[name] : undefined;
      if (!file || !(revision === LATEST || /^[1-9]\d{0,5}$/.test(revision))) throw new Problem('not-found');
      const view = publicView(await views.find(campaign, revision === LATEST ? undefined : Number(revision)));
      if (!view) throw new Problem('not-found');
      c.header('ETag', `"${view.hash.slice(0, 32)}-${FORMAT}${markOf(view)}-${name}"`);
      c.header('Content-Type', file.type);
      const saved = `${encodeURIComponent(campaign)}-${view.revision}-${name}`;
      c.header('Content-Disposition', `attachment; filename="${saved}"`);
      const bytes = await content(view, name, file);
      return c.body(typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
    });
}
