/** The whole server as one function of its parts: every route is mounted in one visible list. */
import { readFile } from 'node:fs/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import {
  createRoutes,
  jsonWritesOnly,
  languageOf,
  problemOf,
  securityHeaders,
  sendProblem,
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
    await next();
  });
  app.route('/', healthRoutes(parts));

  app.use(`${API}/*`, jsonWritesOnly);
  app.use(`${API}/imports`, bodyLimit({ maxSize: LARGEST_IMPORT, onError: tooLarge }));
  app.use(`${API}/*`, async (c, next) =>
    c.req.path === `${API}/imports`
      ? next()
      : bodyLimit({ maxSize: LARGEST_RESPONSE, onError: tooLarge })(c, next),
  );
  app.route(API, responseRoutes(parts));
  app.use(`${API}/results/*`, etag());
  app.route(API, resultRoutes(parts));
  app.use(`${API}/*`, withSession(parts));
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
  app.use('*', bodyLimit({ maxSize: LARGEST_RESPONSE, onError: tooLarge }));
  app.route('/', staffRoutes(parts));
  app.route('/', pageRoutes(parts, 'vi'));
  app.route('/en', pageRoutes(parts, 'en'));

  app.notFound((c) => fail(c, new Problem('not-found')));
  app.onError((error, c) => fail(c, problemOf(error)));
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
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.get('/favicon.svg', async (c) => {
    const icon = await readFile(`${folder}/favicon.svg`);
    return c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' });
  });
}
