/**
 * The description of the API for programs, OpenAPI 3.1: what the routes declare, completed by what holds for all of them –
 * ids, groups, who may ask, what parameters mean, and which problems come back. One place, so that no route forgets it.
 */
import { API_EXAMPLES, type ApiExample } from './api-examples.ts';
import { scopesOfRoute } from './api-key-scopes.ts';
import { describedParameter } from './api-parameters.ts';
import type { createRoutes } from './http.ts';
import { PROBLEMS } from './problem.ts';

export type ApiDocument = ReturnType<ReturnType<typeof createRoutes>['getOpenAPI31Document']>;

export const API_PREFIX = '/api/v1';

export const DOCUMENT_HEAD = {
  openapi: '3.1.0',
  info: {
    title: 'Thước Đo',
    version: '1',
    description:
      'Surveys on public administration and the administrative-reform index. Published results are open to everybody; the rest needs a session or a key. Numbers of results are exact decimals as text. What rests on too few answers is withheld: the number is null beside `withheld: true`.',
  },
  servers: [{ url: '/' }],
};

const METHODS = ['get', 'put', 'post', 'delete'] as const;
type Method = (typeof METHODS)[number];

type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['get']>;
type Responses = NonNullable<Operation['responses']>;
type Parameters = NonNullable<Operation['parameters']>;
type Response = Exclude<Responses[string], { $ref: string }>;

/** The first that fits a path, without the prefix, is its group. */
const TAGS: readonly (readonly [tag: string, path: RegExp])[] = [
  ['Dashboards', /^\/(years|unit-mappings|results\/[^/]+\/units\/[^/]+\/what-if)/],
  ['Open data', /^\/(results|du-lieu)/],
  ['Dashboards', /^\/(overview|unit-dashboards|comparisons|campaigns\/[^/]+\/units\/[^/]+\/dashboard)/],
  ['Files', /^\/(exports?|export-files|files)/],
  ['Paper sheets', /^\/(keying|sheet-imports|surveys\/[^/]+\/sheet-imports)/],
  ['Paper sheets', /^\/campaigns\/[^/]+\/(sheet-batches|sheets|conflicts|keying-)/],
  [
    'Procedure ratings',
    /^\/(ratings|rating-feeds|procedures|procedure-files|dossiers|dossier-|campaigns\/[^/]+\/rating-year)/,
  ],
  ['Surveys', /^\/surveys/],
  ['Answers', /^\/(responses|receipts|sealing-key|outbox)/],
  ['Assessment', /^\/(assessments|evidence)/],
  ['Assessment', /^\/campaigns\/[^/]+\/(assessments|appraisers|council|deadlines|score-changes|units)/],
  ['Publication', /^\/(reports|report-templates|signing-keys)/],
  ['Publication', /^\/campaigns\/[^/]+\/(preview|publications|revisions|print-)/],
  ['Improvement plans', /^\/plans/],
  ['Frameworks', /^\/frameworks/],
  ['Campaigns', /^\/(campaigns|imports|units|unit-files)/],
  ['Counter devices', /^\/kiosks?/],
  ['Accounts and keys', /^\/(session|accounts|audit|api-keys|issued-api-keys|sample)/],
];

const tagOf = (path: string): string => TAGS.find(([, fits]) => fits.test(path))?.[0] ?? 'Other';

/** Routes that need neither session nor key. */
const OPEN = /^(GET \/(results|du-lieu|sealing-key)|POST \/(responses|receipts|session|kiosk\/enrolment)$)/;
const OF_KIOSK = /^POST \/kiosk\/(heartbeat|pin)$/;

export type Access = 'open' | 'key' | 'session' | 'kiosk';

/** Who may ask: everybody, a session or a key, a session only, or a device at a counter. */
export function accessOf(route: string): Access {
  if (OPEN.test(route)) return 'open';
  if (OF_KIOSK.test(route)) return 'kiosk';
  return scopesOfRoute(route) === null ? 'session' : 'key';
}

function securityOf(route: string): Record<string, string[]>[] {
  const access = accessOf(route);
  if (access === 'open') return [];
  if (access === 'kiosk') return [{ kiosk: [] }];
  return access === 'key' ? [{ session: [] }, { key: scopesOfRoute(route) ?? [] }] : [{ session: [] }];
}

/** `get` and "/surveys/{survey}/arrivals-by-day" → "getSurveysBySurveyArrivalsByDay". */
const idOf = (method: Method, path: string): string =>
  method +
  path
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** The route as it is spoken of: "GET /surveys", without the prefix of the version. */
export const routeOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replace(API_PREFIX, '')}`;

const problem = (description: string): Response => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const codesOf = (status: number): string =>
  Object.entries(PROBLEMS)
    .filter(([, one]) => one === status)
    .map(([code]) => `\`${code}\``)
    .join(', ');

/** Problems that follow from how a route is asked, beside those that its own work may meet (`default`). */
function problemsOf(route: string, { parameters, requestBody }: Operation): Responses {
  const access = accessOf(route);
  const responses: Responses = {};
  if (parameters?.length || requestBody)
    responses['400'] = problem(`What was sent does not fit: ${codesOf(400)}`);
  if (access === 'session' || access === 'key') {
    const ofKey = access === 'key' ? ', `key-invalid`, `key-expired`' : '';
    responses['401'] = problem(`Nobody is signed in: \`not-signed-in\`${ofKey}`);
    responses['403'] = problem(
      `Not within the right of the reader: \`forbidden\`${access === 'key' ? ', or of the key: `outside-scope`' : ''}`,
    );
  }
  if (access === 'key') responses['429'] = problem('Too often: `slow-down`, with `Retry-After`');
  if (/[{]/.test(route)) responses['404'] = problem(`Not there: ${codesOf(404)}`);
  return responses;
}

/** The first example of a route whose body goes with the answer. */
const exampleOf = (route: string, status: string): ApiExample | undefined =>
  API_EXAMPLES.find((one) => one.route === route && String(one.status) === status && one.body !== undefined);

function withExamples(route: string, responses: Responses): Responses {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const example = exampleOf(route, status);
      if (!example || !('content' in response)) return [status, response];
      const content = Object.entries(response.content ?? {}).map(([type, media]) => [
        type,
        example.excerpt ? media : Object.assign({}, media, { example: example.body }),
      ]);
      return [status, { ...response, content: Object.fromEntries(content) }];
    }),
  );
}

const described = (parameters: Parameters): Parameters =>
  parameters.map((one) => ('name' in one ? { ...one, ...describedParameter(one) } : one));

function completed(method: Method, path: string, operation: Operation): Operation {
  const route = routeOf(method, path);
  const own = path.replace(API_PREFIX, '');
  return {
    operationId: idOf(method, own),
    tags: [tagOf(own)],
    ...operation,
    security: securityOf(route),
    ...(operation.parameters ? { parameters: described(operation.parameters) } : {}),
    responses: withExamples(route, { ...problemsOf(route, operation), ...operation.responses }),
  };
}

/** Codes of problems with their status, so that a program can tell them apart. */
const PROBLEM_CODES = Object.entries(PROBLEMS)
  .map(([code, status]) => `${status} \`${code}\``)
  .join(', ');

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description:
      'The session of a browser, from `POST /api/v1/session`. By https the cookie is `__Host-session`.',
  },
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'td_…',
    description:
      'A key for programs. It reads, within its scopes, its unit and its days. A request with both is the key’s.',
  },
  kiosk: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`Kiosk <secret>` of an enrolled device at a counter',
  },
} as const;

/** @param declared what the routes say of themselves */
export function completedDocument(declared: ApiDocument): ApiDocument {
  const paths = Object.entries(declared.paths ?? {}).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [[method, completed(method, path, operation)] as const] : [];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }] as const;
  });
  return {
    ...declared,
    tags: [...new Set(TAGS.map(([tag]) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: {
      ...declared.components,
      schemas: { ...declared.components?.schemas, Problem: problemSchemaOf(declared) },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function problemSchemaOf({ components }: ApiDocument) {
  const schema = components?.schemas?.Problem ?? {};
  return { ...schema, description: `RFC 9457. Codes: ${PROBLEM_CODES}.` };
}
