/** The whole server as one function of its parts: every route is mounted in one visible list. */
import { readFile } from 'node:fs/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { API_DOCUMENT, localised } from '../client/public/addresses.ts';
import { languageAt, languages } from '../client/words/words-of.ts';
import { storageTrouble } from '../db/dialect.ts';
import { completedDocument, DOCUMENT_HEAD } from './api-document.ts';
import { LARGEST_FILE } from './evidence/file-kind.ts';
import {
  type AppContext,
  type AppEnv,
  asTold,
  createRoutes,
  jsonWritesOnly,
  languageOf,
  problemOf,
  refuseNul,
  securityHeaders,
  sendProblem,
  storableJson,
  uploadOf,
  withSession,
} from './http.ts';
import { problemPage } from './pages/problem.tsx';
import { pageRoutes } from './pages/public.tsx';
import { referenceRoutes } from './pages/reference.tsx';
import { staffRoutes } from './pages/staff.ts';
import type { Parts } from './parts.ts';
import { Problem } from './problem.ts';
import { publicData, publicEtag } from './public-data.ts';
import { accountRoutes } from './routes/accounts.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { assessmentOfficeRoutes } from './routes/assessment-office.ts';
import { assessmentRoutes } from './routes/assessments.ts';
import { batchMoveRoutes } from './routes/batch-moves.ts';
import { campaignSettingRoutes } from './routes/campaign-settings.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { comparisonRoutes } from './routes/comparisons.ts';
import { conflictRoutes } from './routes/conflicts.ts';
import { dossierRoutes } from './routes/dossiers.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { fileRoutes } from './routes/files.ts';
import { frameworkRoutes } from './routes/frameworks.ts';
import { healthRoutes } from './routes/health.ts';
import { keyingRoutes } from './routes/keying.ts';
import { keyingPolicyRoutes } from './routes/keying-policy.ts';
import { keyingQualityRoutes } from './routes/keying-quality.ts';
import { kioskDeviceRoutes } from './routes/kiosk-device.ts';
import { kioskRoutes } from './routes/kiosks.ts';
import { openDataRoutes } from './routes/open-data.ts';
import { outboxRoutes, sealingKeyRoutes } from './routes/outbox.ts';
import { planRoutes } from './routes/plans.ts';
import { printComparisonRoutes } from './routes/print-comparisons.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { provinceRoutes } from './routes/province.ts';
import { publicationRoutes } from './routes/publications.ts';
import { ratingEntryRoutes } from './routes/rating-entries.ts';
import { ratingSheetRoutes } from './routes/rating-sheets.ts';
import { ratingRoutes } from './routes/ratings.ts';
import { receiptRoutes } from './routes/receipts.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { reportRoutes } from './routes/reports.ts';
import { responseRoutes } from './routes/responses.ts';
import { resultRoutes } from './routes/results.ts';
import { sheetBatchRoutes } from './routes/sheet-batches.ts';
import { sheetImportFileRoutes } from './routes/sheet-import-files.ts';
import { sheetImportRoutes } from './routes/sheet-imports.ts';
import { sheetPrintRoutes } from './routes/sheet-prints.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { signatureRoutes } from './routes/signatures.ts';
import { surveyEventRoutes } from './routes/survey-events.ts';
import { surveyResultRoutes } from './routes/survey-results.ts';
import { surveyRoutes } from './routes/surveys.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { unitDashboardRoutes } from './routes/unit-dashboards.ts';
import { unitMappingRoutes } from './routes/unit-mappings.ts';
import { unitRoutes } from './routes/units.ts';
import { whatIfRoutes } from './routes/what-if.ts';
import { yearRoutes } from './routes/years.ts';

const API = '/api/v1';
/** A filled form of 200 rated units stays well below this. */
const LARGEST_RESPONSE = 256 * 1024;
/** A framework of a thousand criteria, or a campaign of 200 units, stays well below this. */
const LARGEST_IMPORT = 8 * 1024 * 1024;

type TooLarge = 'body-too-large' | 'file-too-large';

const tooLarge = (code: TooLarge) => {
  throw new Problem(code);
};

/**
 * Refuses a body by its declared length. Hono's own limit opens the body first, which gives up the server's fast way of
 * reading it and costs more than validating the answers; it is left the bodies that declare no length.
 */
function limitBody(maxSize: number, code: TooLarge = 'body-too-large'): MiddlewareHandler<AppEnv> {
  const counting = bodyLimit({ maxSize, onError: () => tooLarge(code) });
  return async (c, next) => {
    if (['GET', 'HEAD'].includes(c.req.method)) return next();
    const declared = c.req.header('Content-Length');
    if (declared === undefined || c.req.header('Transfer-Encoding') !== undefined) return counting(c, next);
    return Number(declared) > maxSize ? tooLarge(code) : next();
  };
}

/** Paths whose body is a whole file as JSON. */
const IMPORTS =
  /^\/api\/v1\/(imports|outbox|procedures|dossiers|keying\/(check|file)|frameworks(\/.+)?|plans(\/[^/]+)?|campaigns(\/[^/]+\/(settings(\/units)?|subordinates|applicability))?|campaigns\/[^/]+\/print-comparison|unit-mappings(\/rows)?)$/;

const [ofFile, ofImport, ofResponse] = [
  limitBody(LARGEST_FILE, 'file-too-large'),
  limitBody(LARGEST_IMPORT),
  limitBody(LARGEST_RESPONSE),
];

/** What a body is held to; null: it is counted where it is read. */
function limitOf(c: AppContext): MiddlewareHandler<AppEnv> | null {
  const upload = uploadOf(c);
  if (upload) return upload.streamed ? null : ofFile;
  return IMPORTS.test(c.req.path) ? ofImport : ofResponse;
}

export function createApp(parts: Parts) {
  const app = createRoutes();
  app.use(securityHeaders(parts.https));
  app.use(async (c, next) => {
    c.set('signedIn', null);
    const isApi = c.req.path.startsWith('/api/');
    c.set('lang', isApi ? languageOf(c.req.header('Accept-Language')) : languageAt(c.req.path));
    refuseNul(c.req.url, /%00/);
    await next();
  });
  app.route('/', healthRoutes(parts));

  app.use(`${API}/*`, jsonWritesOnly);
  app.use(`${API}/*`, async (c, next) => limitOf(c)?.(c, next) ?? next());
  app.route(API, responseRoutes(parts));
  app.route(API, receiptRoutes(parts));
  app.route(API, kioskDeviceRoutes(parts));
  app.route(API, sealingKeyRoutes(parts));
  app.use(`${API}/results/*`, publicEtag());
  app.use(`${API}/results/*`, publicData);
  app.route(API, resultRoutes(parts));
  app.use(`${API}/*`, withSession(parts));
  app.use(`${API}/*`, storableJson);
  app.route(API, accountRoutes(parts));
  app.route(API, apiKeyRoutes(parts));
  app.route(API, kioskRoutes(parts));
  app.route(API, campaignRoutes(parts));
  app.route(API, publicationRoutes(parts));
  app.route(API, printComparisonRoutes(parts));
  app.route(API, evidenceRoutes(parts));
  app.route(API, frameworkRoutes(parts));
  app.route(API, campaignSettingRoutes(parts));
  app.route(API, assessmentRoutes(parts));
  app.route(API, assessmentOfficeRoutes(parts));
  app.route(API, surveyRoutes(parts));
  app.route(API, surveyResultRoutes(parts));
  app.route(API, surveyEventRoutes(parts));
  app.route(API, unitDashboardRoutes(parts));
  app.route(API, comparisonRoutes(parts));
  app.route(API, yearRoutes(parts));
  app.route(API, unitMappingRoutes(parts));
  app.route(API, unitRoutes(parts));
  app.route(API, whatIfRoutes(parts));
  app.route(API, planRoutes(parts));
  app.route(API, provinceRoutes(parts));
  app.route(API, fileRoutes(parts));
  app.route(API, reportRoutes(parts));
  app.route(API, signatureRoutes(parts));
  app.route(API, tokenRoutes(parts));
  app.route(API, sheetBatchRoutes(parts));
  app.route(API, sheetPrintRoutes(parts));
  app.route(API, batchMoveRoutes(parts));
  app.route(API, keyingPolicyRoutes(parts));
  app.route(API, sheetRoutes(parts));
  app.route(API, sheetImportRoutes(parts));
  app.route(API, sheetImportFileRoutes(parts));
  app.route(API, procedureRoutes(parts));
  app.route(API, dossierRoutes(parts));
  app.route(API, ratingRoutes(parts));
  app.route(API, ratingSheetRoutes(parts));
  app.route(API, ratingEntryRoutes(parts));
  app.route(API, reconciliationRoutes(parts));
  app.route(API, outboxRoutes(parts));
  app.route(API, keyingRoutes(parts));
  app.route(API, conflictRoutes(parts));
  app.route(API, keyingQualityRoutes(parts));
  const document = () => completedDocument(app.getOpenAPI31Document(DOCUMENT_HEAD));
  app.use(API_DOCUMENT, publicEtag());
  app.use(API_DOCUMENT, publicData);
  app.get(API_DOCUMENT, (c) => c.json(document()));

  // Pages and files only: an answer's receipt is shorter than its headers.
  app.use('*', compress());
  serveFiles(app, parts.assets.folder);
  app.use('*', limitBody(LARGEST_RESPONSE));
  app.route('/', openDataRoutes(parts));
  app.route('/', staffRoutes(parts));
  for (const lang of languages()) {
    app.route(localised(lang, '/'), referenceRoutes(parts, lang, document));
    app.route(localised(lang, '/'), pageRoutes(parts, lang));
  }

  app.notFound((c) => fail(c, new Problem('not-found')));
  app.onError((error, c) => {
    if (storageTrouble(error) === 'fatal') parts.intake.fatal(error);
    return fail(c, asTold(c, problemOf(error)));
  });
  return app;

  function fail(c: Parameters<typeof sendProblem>[0], problem: Problem) {
    return isForPrograms(c) ? sendProblem(c, problem) : problemPage(parts, c, problem);
  }
}

/** Whether who asks reads data: of open data a person is told of trouble by a page. */
function isForPrograms({ req }: AppContext): boolean {
  if (req.path.startsWith('/du-lieu/')) return !req.header('Accept')?.includes('text/html');
  return req.path.startsWith('/api/') || /^\/(healthz|readyz)$/.test(req.path);
}

type App = ReturnType<typeof createRoutes>;

/** Files with an address of their own. The service worker is asked for anew each time, so that an update is found. */
const FILES: Readonly<Record<string, readonly [type: string, kept: string]>> = {
  '/favicon.svg': ['image/svg+xml', 'public, max-age=3600'],
  '/icon.svg': ['image/svg+xml', 'public, max-age=3600'],
  '/icon-maskable.svg': ['image/svg+xml', 'public, max-age=3600'],
  '/manifest.webmanifest': ['application/manifest+json; charset=utf-8', 'public, max-age=3600'],
  '/service-worker.js': ['text/javascript; charset=utf-8', 'no-cache'],
};

/** Built files never change under their address; the few others are asked for again after an hour. */
function serveFiles(app: App, folder: string | null): void {
  if (folder === null) return;
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root: folder }));
  for (const [path, [type, kept]] of Object.entries(FILES))
    app.get(path, async (c) => {
      const file = await readFile(`${folder}${path}`);
      return c.body(file, 200, { 'Content-Type': type, 'Cache-Control': kept });
    });
}
