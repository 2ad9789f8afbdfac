/** The sheets of a batch as a PDF, sent as it is made. */
import { createRoute, z } from '@hono/zod-openapi';
import { languages } from '../../client/words/words-of.ts';
import { say } from '../../survey-forms/form.ts';
import { printBatch } from '../actions/print-sheets.ts';
import { createRoutes, problemResponses, signedInOf } from '../http.ts';
import { printSheets } from '../paper-pdf/print-sheets.ts';
import { batchNumber } from '../paper-pdf/sheet-pages.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

const print = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/sheets.pdf',
  summary: 'The sheets of a batch, to print on both sides',
  description:
    'Sheets that have not come back, each with its serial and on an even number of pages. X-Pages and X-Sheets say how many there will be, so that progress can be shown while the file arrives. Every printing is on record.',
  request: {
    params: z.object({ campaign: z.string().max(80), batch: z.coerce.number().int().min(1) }),
    query: z.object({
      cover: z.enum(['0', '1']).default('1').openapi({ description: '1: with a covering note first' }),
      lang: z.string().max(3).default('vi').openapi({ description: 'Language of the sheets' }),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      headers: z.object({
        'X-Pages': z.string().openapi({ description: 'Pages in the whole file' }),
        'X-Sheets': z.string().openapi({ description: 'Sheets among them' }),
      }),
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

export function sheetPrintRoutes({ environment }: Parts) {
  return createRoutes().openapi(print, async (c) => {
    const { campaign, batch: number } = c.req.valid('param');
    const query = c.req.valid('query');
    const lang = languages().find((known) => known === query.lang);
    if (lang === undefined)
      throw new Problem('malformed-request', [{ field: 'lang', code: 'malformed-request' }]);
    const cover = query.cover === '1';
    const found = await printBatch.run(environment, signedInOf(c).actor, {
      campaign,
      batch: number,
      cover,
      lang,
    });
    const { batch, form, units, serials } = found;
    const printed = printSheets({
      form,
      units,
      serials,
      lang,
      batch: number,
      province: say(found.province, lang),
      survey: say(found.survey, lang),
      postOffice: say(found.postOffice, lang),
      unit: found.unit && say(found.unit, lang),
      respondentGroup: say(found.respondentGroup, lang),
      cover: cover
        ? { campaign: say(found.campaign, lang), quota: batch.quota, allottedOn: batch.allottedOn }
        : null,
    });
    return c.body(printed.stream, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="lo-${batchNumber(number)}.pdf"`,
      'Cache-Control': 'no-store',
      'X-Pages': String(printed.pages),
      'X-Sheets': String(serials.length),
    });
  });
}

export type SheetPrintRoutes = ReturnType<typeof sheetPrintRoutes>;
