/** The whole server as one function of its parts: every route is mounted in one visible list. */
import { readFile } from 'node:fs/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { storageTrouble } from '../db/dialect.ts';
import {
  type AppEnv,
  createRoutes,
  jsonWritesOnly,
  languageOf,
  problemOf,
  refuseNul,
  securityHeaders,
  sendProblem,
  storableJson,
  withSession,
} from './http.ts';
import { problemPage } from './pages/problem.tsx';
import { pageRoutes } from './pages/public.tsx';
import { staffRoutes } from './pages/staff.ts';
import type { Parts } from './parts.ts';
import { Problem } from './problem.ts';
import { accountRoutes } from './routes/accounts.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { healthRoutes } from './routes/health.ts';
import { responseRoutes } from './routes/responses.ts';
import { resultRoutes } from './routes/results.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { surveyRoutes } from './routes/surveys.ts';

const API = '/api/v1';
/** A filled form of 200 rated units stays well below this. */
const LARGEST_RESPONSE = 256 * 1024;
/** A framework of a thousand criteria, or a campaign of 200 units, stays well below this. */
const LARGEST_IMPORT = 8 * 1024 * 1024;

const tooLarge = () => {
  throw new Problem('body-too-large');
};

/**
 * Refuses a body by its declared length. Hono's own limit opens the body first, which gives up the server's fast way of
 * reading it and costs more than validating the answers; it is left the bodies that declare no length.
 */
function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  const counting = bodyLimit({ maxSize, onError: tooLarge });
  return async (c, next) => {
    if (['GET', 'HEAD'].includes(c.req.method)) return next();
    const declared = c.req.header('Content-Length');
    if (declared === undefined || c.req.header('Transfer-Encoding') !== undefined) return counting(c, next);
    return Number(declared) > maxSize ? tooLarge() : next();
  };
}

export function createApp(parts: Parts) {
  const app = createRoutes();
  app.use(securityHeaders(parts.https));
  app.use(async (c, next) => {
    c.set('signedIn', null);
    c.set(
      'lang',
      c.req.path === '/en' || c.req.path.startsWith('/en/')
        ? 'en'
        : c.req.path.startsWith('/api/')
          ? languageOf(c.req.header('Accept-Language'))
          : 'vi',
    );
    refuseNul(c.req.url, /%00/);
    await next();
  });
  app.route('/', healthRoutes(parts));

  app.use(`${API}/*`, jsonWritesOnly);
  app.use(`${API}/imports`, limitBody(LARGEST_IMPORT));
  app.use(`${API}/*`, async (c, next) =>
    c.req.path === `${API}/imports` ? next() : limitBody(LARGEST_RESPONSE)(c, next),
  );
  app.route(API, responseRoutes(parts));
  app.use(`${API}/results/*`, etag());
  app.route(API, resultRoutes(parts));
  app.use(`${API}/*`, withSession(parts));
  app.use(`${API}/*`, storableJson);
  app.route(API, accountRoutes(parts));
  app.route(API, campaignRoutes(parts));
  app.route(API, surveyRoutes(parts));
  app.route(API, sheetRoutes(parts));
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Thước Đo',
      version: '1',
      description: 'Surveys on public administration and the administrative-reform index',
    },
  });

  serveFiles(app, parts.assets.folder);
  app.use('*', limitBody(LARGEST_RESPONSE));
  app.route('/', staffRoutes(parts));
  app.route('/', pageRoutes(parts, 'vi'));
  app.route('/en', pageRoutes(parts, 'en'));

  app.notFound((c) => fail(c, new Problem('not-found')));
  app.onError((error, c) => {
    if (storageTrouble(error) === 'fatal') parts.intake.fatal(error);
    return fail(c, problemOf(error));
  });
  return app;

  function fail(c: Parameters<typeof sendProblem>[0], problem: Problem) {
    return c.req.path.startsWith('/api/') || /^\/(healthz|readyz)$/.test(c.req.path)
      ? sendProblem(c, problem)
      : problemPage(parts, c, problem);
  }
}

type App = ReturnType<typeof createRoutes>;

/** Built files never change under their address; the few others are asked for again after an hour. */
function serveFiles(app: App, folder: string | null): void {
  if (folder === null) return;
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root: folder }));
  app.get('/favicon.svg', async (c) => {
    const icon = await readFile(`${folder}/favicon.svg`);
    return c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' });
  });
}
