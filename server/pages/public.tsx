/** The public pages, in one language: home, results and what stands behind them, and the citizen's form. */
import type { Context } from 'hono';
import { ComparisonPage } from '../../client/public/comparison-page.tsx';
import { HomePage } from '../../client/public/home-page.tsx';
import { MethodPage } from '../../client/public/method-page.tsx';
import type { PageContext } from '../../client/public/page.tsx';
import type { PublishedView } from '../../client/public/published-view.ts';
import { renderPage } from '../../client/public/render-page.ts';
import { ResultsPage } from '../../client/public/results-page.tsx';
import { UnitPage } from '../../client/public/unit-page.tsx';
import { YearPage } from '../../client/public/year-page.tsx';
import { listPublished } from '../../db/queries/publications.ts';
import { listSurveys } from '../../db/queries/surveys.ts';
import { unitNames } from '../../db/queries/units.ts';
import { type Lang, ratesManyUnits } from '../../survey-forms/form.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { parseDecimal } from '../core/decimal.ts';
import { unitArithmetic } from '../core/unit-arithmetic.ts';
import { type AppEnv, createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { SHORT_CACHE } from '../public-data.ts';
import { publicView, signedFile } from '../public-file.ts';
import { PublishedViews } from '../published.ts';
import { publishedIn } from '../published-year.ts';
import { newestForm } from '../survey-book.ts';
import { pageContext } from './context.ts';
import { formRoutes } from './form.tsx';
import { keyingPageRoutes } from './keying.tsx';
import { kioskPageRoutes } from './kiosk.tsx';
import { offlineRoutes } from './offline.tsx';
import { receiptPageRoutes } from './receipt.tsx';
import { rulesRoutes } from './rules.tsx';
import { slipRoutes } from './slip.tsx';
import { yearsPageRoutes } from './years.tsx';

export function pageRoutes(parts: Parts, lang: Lang) {
  const { environment } = parts;
  const views = new PublishedViews(environment.db);

  async function show(
    c: Context<AppEnv>,
    draw: (context: PageContext, view: PublishedView) => ReturnType<typeof ResultsPage>,
  ): Promise<Response> {
    const asked = c.req.param('revision');
    if (asked !== undefined && !/^[1-9]\d{0,5}$/.test(asked)) throw new Problem('not-found');
    const view = publicView(
      await views.find(c.req.param('campaign') ?? '', asked === undefined ? undefined : Number(asked)),
    );
    if (!view) throw new Problem('not-found');
    c.header('Cache-Control', SHORT_CACHE);
    return c.html(renderPage(draw(await pageContext(parts, lang), view)));
  }

  // Each at two addresses: of the standing revision, and of a named one.
  const results = (c: Context<AppEnv>) => show(c, (context, view) => <ResultsPage {...context} {...view} />);
  const method = (c: Context<AppEnv>) => show(c, (context, view) => <MethodPage {...context} {...view} />);
  const comparison = (c: Context<AppEnv>) =>
    show(c, (context, view) => <ComparisonPage {...context} {...view} />);
  const unit = (c: Context<AppEnv>) =>
    show(c, (context, view) => {
      const code = c.req.param('unit') ?? '';
      if (!view.published.result.units.some((one) => one.unit === code)) throw new Problem('not-found');
      return (
        <UnitPage
          {...context}
          {...view}
          unit={code}
          arithmetic={unitArithmetic(view.published.inputs, code)}
        />
      );
    });

  return createRoutes()
    .get('/', async (c) => {
      const context = await pageContext(parts, lang);
      const [surveys, results] = [await openSurveys(parts), await publishedCampaigns(parts)];
      return c.html(renderPage(<HomePage {...context} surveys={surveys} results={results} />));
    })
    .get('/ket-qua/nam/:year', async (c) => {
      const year = c.req.param('year');
      const views = await publishedIn(environment.db, year);
      c.header('Cache-Control', SHORT_CACHE);
      const context = await pageContext(parts, lang);
      return c.html(renderPage(<YearPage {...context} year={Number(year)} views={views} />));
    })
    .get('/ket-qua/:campaign', results)
    .get('/ket-qua/:campaign/cach-tinh', method)
    .get('/ket-qua/:campaign/doi-chieu', comparison)
    .get('/ket-qua/:campaign/don-vi/:unit', unit)
    .get('/ket-qua/:campaign/ban/:revision', results)
    .get('/ket-qua/:campaign/ban/:revision/cach-tinh', method)
    .get('/ket-qua/:campaign/ban/:revision/doi-chieu', comparison)
    .get('/ket-qua/:campaign/ban/:revision/don-vi/:unit', unit)
    .get('/ket-qua/:campaign/cong-bo.json', async (c) => {
      const view = publicView(await views.find(c.req.param('campaign')));
      if (!view) throw new Problem('not-found');
      c.header(
        'Content-Disposition',
        `attachment; filename="${view.published.inputs.id}-${view.revision}.json"`,
      );
      return c.json(signedFile(view));
    })
    .route('/', kioskPageRoutes(parts, lang))
    .route('/', keyingPageRoutes(parts, lang))
    .route('/', offlineRoutes(parts, lang))
    .route('/', rulesRoutes(parts, lang))
    .route('/', receiptPageRoutes(parts, lang))
    .route('/', slipRoutes(parts, lang))
    .route('/', yearsPageRoutes(parts, lang))
    .route('/', formRoutes(parts, lang));
}

/** Surveys that take answers today. */
async function openSurveys({ environment: { db, now }, intake }: Parts) {
  const today = dayOf(now());
  const open = (await listSurveys(db)).filter((survey) => windowAt(survey, today) === 'open');
  return Promise.all(
    open.map(async ({ id, title, closesOn, units }) => {
      const entry = await intake.book.find(id);
      return {
        id,
        title,
        closesOn,
        units,
        manyUnits: entry !== undefined && ratesManyUnits(newestForm(entry)),
      };
    }),
  );
}

async function publishedCampaigns({ environment: { db } }: Parts) {
  const publications = await listPublished(db);
  const names = await unitNames(db, [...new Set(publications.map((one) => one.inputs.province))]);
  return publications.map(({ inputs, result }) => ({
    id: inputs.id,
    title: inputs.title,
    province: names.get(inputs.province) ?? { vi: inputs.province },
    year: inputs.year,
    units: result.units.length,
    meanIndex: result.meanIndex,
    best: bestOf(result.units),
  }));
}

/** The highest index of all units, whatever the groups they are ranked in. */
function bestOf(units: PublishedView['published']['result']['units']) {
  let best: { name: (typeof units)[number]['name']; index: string } | null = null;
  for (const { name, index } of units)
    if (index !== null && (best === null || parseDecimal(index).gt(parseDecimal(best.index))))
      best = { name, index };
  return best;
}
