/** A quarter and a year of a rating as files: a workbook, or one table as CSV, cut to what the reader may see. */
import { createRoute, z } from '@hono/zod-openapi';
import { languages, wordsOf } from '../../client/words/words-of.ts';
import { type Campaign, readUnits } from '../../db/queries/campaigns.ts';
import { findRating } from '../../db/queries/ratings.ts';
import type { Lang } from '../../survey-forms/form.ts';
import type { Framework } from '../core/framework.ts';
import type { RatingResult } from '../core/rating-result.ts';
import { ratedLeaves } from '../core/rating-rules.ts';
import { type AppContext, createRoutes, demandSomewhere, problemResponses } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { ratingStanding } from '../rating-inputs.ts';
import { RATING_TABLES, type RatingFile, ratingCsv, ratingWorkbook } from '../rating-sheet.ts';
import { seenUnits, shownResult } from '../rating-view.ts';
import { ratingYear } from '../rating-year.ts';
import { WORKBOOK } from './framework-declarations.ts';
import { ratingParam } from './rating-schemas.ts';

const CSV = 'text/csv; charset=utf-8';
const binary = { schema: z.string().openapi({ format: 'binary' }) };

const query = z.object({
  format: z.enum(['xlsx', 'csv']).default('xlsx').openapi({ description: 'A workbook, or one table as CSV' }),
  table: z
    .enum(RATING_TABLES)
    .default('agencies')
    .openapi({ description: 'Of a CSV; the workbook has both' }),
  lang: z.string().max(3).default('vi').openapi({ description: 'Language of headings and names' }),
});
const responses = {
  200: { description: 'The file', content: { [WORKBOOK]: binary, 'text/csv': binary } },
  ...problemResponses,
};

const quarterTable = createRoute({
  method: 'get',
  path: '/ratings/{rating}/table',
  summary: 'The rating of a quarter as a file: agencies by indicator with total, class and rank; officials',
  description: 'The rows are those of the page: a unit officer has the own agency.',
  request: { params: ratingParam, query },
  responses,
});

const yearTable = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/rating-year/table',
  summary: 'The rating of a year as a file',
  request: { params: z.object({ campaign: z.string().max(80) }), query },
  responses,
});

interface Asked {
  readonly campaign: Campaign;
  readonly framework: Framework;
  readonly result: RatingResult;
  readonly hash: string | null;
  readonly name: string;
  period(lang: Lang): string;
}

const known = (code: string): Lang => languages().find((one) => one === code) ?? 'vi';

export function ratingSheetRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;

  async function sent(c: AppContext, asked: Asked, choice: z.infer<typeof query>): Promise<Response> {
    const { actor } = demandSomewhere(c, 'read-rating');
    const { campaign, framework, result, hash, name, period } = asked;
    const lang = known(choice.lang);
    const units = (await readUnits(db, campaign.id)).map(({ code }) => code);
    const seen = await seenUnits(db, actor, campaign.province, units);
    const file: RatingFile = {
      result: shownResult(result, seen),
      names: Object.fromEntries(ratedLeaves(framework).map(({ code, name: each }) => [code, each])),
      ...{ title: campaign.title, period: period(lang), hash },
    };
    const isCsv = choice.format === 'csv';
    const bytes = isCsv ? Buffer.from(ratingCsv(file, choice.table, lang)) : await ratingWorkbook(file, lang);
    const part = isCsv && choice.table === 'officials' ? '-can-bo' : '';
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': isCsv ? CSV : WORKBOOK,
      'Content-Disposition': `attachment; filename="${name}${part}.${choice.format}"`,
    });
  }

  return createRoutes()
    .openapi(quarterTable, async (c) => {
      demandSomewhere(c, 'read-rating');
      const rating = await findRating(db, c.req.valid('param').rating);
      const found = await ratingStanding(db, rating, environment.now());
      const { quarter, year, state, resultHash } = found.rating;
      return sent(
        c,
        {
          ...found,
          hash: state === 'closed' ? resultHash : null,
          name: `cham-diem-tthc-quy-${quarter}-${year}`,
          period: (lang) => {
            const text = wordsOf(lang).staff.ratings;
            return `${text.quarterYear(quarter, String(year))} · ${text.states[state]}`;
          },
        },
        c.req.valid('query'),
      );
    })
    .openapi(yearTable, async (c) => {
      demandSomewhere(c, 'read-rating');
      const { campaign: id } = c.req.valid('param');
      const { result, hash, campaign, framework, quarters } = await ratingYear(db, id);
      if (result === null)
        throw new Problem('rating-not-ready', [{ field: 'campaign', code: 'not-closed', values: {} }]);
      const closed = quarters.filter(({ state }) => state === 'closed');
      return sent(
        c,
        {
          ...{ campaign, framework, result, hash, name: `cham-diem-tthc-nam-${campaign.year}` },
          period: (lang) => {
            const text = wordsOf(lang).staff.ratings;
            const names = closed.map(({ quarter }) => text.quarter(quarter)).join(', ');
            return `${text.year(String(campaign.year))} · ${names}`;
          },
        },
        c.req.valid('query'),
      );
    });
}
