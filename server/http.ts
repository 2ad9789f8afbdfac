/** What all routes share: the reader's language, one error shape, security headers, and who is signed in. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { formatDate, formatExact, formatInstant } from '../client/format.ts';
import { fill } from '../client/words/fill.ts';
import { isProblemCode, wordsOf } from '../client/words/words-of.ts';
import { storageTrouble } from '../db/dialect.ts';
import type { Lang } from '../survey-forms/form.ts';
import { canSomewhere, demand, type Operation } from './access.ts';
import { API_PREFIX } from './api-document.ts';
import { takesFromKeys } from './api-key-scopes.ts';
import { bearerOf, demandKey } from './key-session.ts';
import type { Parts } from './parts.ts';
import { type PlaceValue, Problem, type ProblemPlace } from './problem.ts';
import type { SignedIn } from './session.ts';

export interface AppEnv {
  Variables: {
    lang: Lang;
    signedIn: SignedIn | null;
  };
}

export type AppContext = Context<AppEnv>;

/** `application/problem+json`: the one shape of every error (RFC 9457 with code and places). */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    status: z.number(),
    code: z.string().openapi({ description: 'What went wrong, for programs', example: 'survey-closed' }),
    title: z.string().openapi({ description: 'The sentence, in the language of the reader' }),
    detail: z.string().openapi({ description: 'What to do' }),
    errors: z.array(z.object({ field: z.string(), code: z.string(), sentence: z.string() })),
  })
  .openapi('Problem');

/** Vietnamese unless the reader asks for English first. */
export function languageOf(header: string | undefined): Lang {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'vi';
}

/** `too-large` → `tooLarge`: codes of violations as the file of words names them. */
const camel = (code: string) => code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** What is wrong at one place; where nothing more is known, what is wrong at all. Sentences on violations speak of answers. */
function sentenceOf(place: ProblemPlace, problem: Problem, lang: Lang): string {
  const words = wordsOf(lang);
  const sayings = {
    ...words.staff.publication.places,
    ...words.staff.assessment.places,
    ...words.staff.campaignSettings.places,
    ...words.staff.resultFilters,
    ...words.staff.compare.reasons,
    ...words.staff.years.places,
    ...words.staff.ratings.places,
    ...words.staff.dossiers.faults,
    ...words.staff.dossiers.files,
    ...words.staff.reports.places,
    ...words.staff.signatures.places,
    ...words.staff.plans.places,
    ...words.staff.unitList.places,
    ...words.staff.sheets,
  };
  const told = Object.entries(sayings).find(([code]) => code === place.code)?.[1];
  if (told !== undefined && place.values) return fill(told, written(place.values, lang));
  if (place.sentence !== undefined) return place.sentence;
  const refusals = { ...words.staff.evidence.refusals, ...words.staff.printTable.faults };
  const refusal = Object.entries(refusals).find(([code]) => code === place.code)?.[1];
  if (refusal !== undefined) return fill(refusal, written(place.values ?? {}, lang));
  const violation = /^(answers|comments)(\.|$)/.test(place.field)
    ? Object.entries(words.form).find(([name]) => name === camel(place.code))?.[1]
    : undefined;
  if (violation !== undefined) return fill(violation, { limit: place.limit ?? '' });
  if (isProblemCode(place.code)) return words.problems[place.code].title;
  const named = Object.entries(words.staff.places).find(([code]) => code === place.code)?.[1];
  return named ?? words.problems[problem.code].title;
}

/** As the page calls them, and as an address or a program writes them. */
function filterNames(filter: 'channel' | 'basis' | 'flagged', values: readonly string[], lang: Lang): string {
  const { channels, bases, flags } = wordsOf(lang).staff.results.filters;
  const names: Readonly<Record<string, string>> = { channel: channels, basis: bases, flagged: flags }[filter];
  return values.map((value) => `${names[value] ?? value} (${value})`).join(', ');
}

/** The values of a sentence in the reader's notation. */
function written(values: Readonly<Record<string, PlaceValue>>, lang: Lang): Record<string, string> {
  const text = (value: PlaceValue): string => {
    if ('filter' in value) return filterNames(value.filter, value.values, lang);
    if ('instant' in value) return formatInstant(value.instant, lang);
    if ('day' in value) return formatDate(value.day, lang);
    if ('state' in value) return wordsOf(lang).common[value.state === 'blank' ? 'noValue' : 'notAssessed'];
    return 'decimal' in value ? formatExact(value.decimal, lang) : value.text;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
}

/** A hostile body may use a whole book as a key: nobody reads further than this. */
const LONGEST_FIELD = 200;

/** A problem as JSON, in the reader's language. */
export function problemBody(problem: Problem, lang: Lang): z.infer<typeof problemSchema> {
  const { title, what } = wordsOf(lang).problems[problem.code];
  return {
    type: 'about:blank',
    status: problem.status,
    code: problem.code,
    title,
    detail: what,
    errors: problem.places.map((place) => ({
      field: place.field.slice(0, LONGEST_FIELD),
      code: place.code,
      sentence: sentenceOf(place, problem, lang),
    })),
  };
}

export function sendProblem(c: AppContext, problem: Problem): Response {
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter));
  c.header('Cache-Control', 'no-store');
  const body = JSON.stringify(problemBody(problem, c.var.lang));
  return c.body(body, problem.status, { 'Content-Type': 'application/problem+json; charset=utf-8' });
}

/** Any thrown thing as a problem. What nobody expected is reported to the operator and told without detail. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400) return new Problem('malformed-json');
  if (error instanceof HTTPException && error.status === 413) return new Problem('body-too-large');
  if (storageTrouble(error) !== null) return new Problem('storage-unavailable', [], 30);
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new Problem('internal');
}

const MOST_PLACES = 100;

/** What does not fit its schema, place by place. The schema explains itself in English only. */
function placesOf(issues: readonly z.core.$ZodIssue[], whole: string, lang: Lang): ProblemPlace[] {
  const places = issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    const code = issue.code === 'unrecognized_keys' ? 'unknown-field' : 'malformed-request';
    const sentence = lang === 'en' ? issue.message.slice(0, LONGEST_FIELD) : undefined;
    return fields.map((field) => ({ field: field.join('.') || whole, code, sentence }));
  });
  return places.slice(0, MOST_PLACES);
}

/** Routes of one noun; a request that does not fit its schema is a problem that names every place. */
export function createRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      throw new Problem('malformed-request', placesOf(result.error.issues, result.target, c.var.lang));
    },
  });
}

/** Responses that every operation may give, for its declaration. */
export const problemResponses = {
  default: {
    description: 'A problem, in the language of the reader',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
} as const;

/** A JSON answer, for a declaration. */
export function answers<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

/** A JSON body, for a declaration. */
export function takes<T extends z.ZodType>(schema: T) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}

/** What a file of sheets may be sent as. */
export const UPLOAD_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A header that no form can send, whatever type it claims. */
export const UPLOAD_HEADER = 'X-Upload';

interface Upload {
  readonly path: RegExp;
  readonly types: readonly string[];
  /** Read as a stream, and by nobody before its route, which counts it. */
  readonly streamed: boolean;
}

/** The few writes whose body is a file as it is. */
const UPLOADS: readonly Upload[] = [
  {
    path: /^\/api\/v1\/surveys\/[^/]+\/sheet-imports$/,
    types: Object.values(UPLOAD_TYPES),
    streamed: true,
  },
  {
    path: /^\/api\/v1\/dossier-imports$/,
    types: [UPLOAD_TYPES.csv, 'application/octet-stream'],
    streamed: true,
  },
  {
    path: /^\/api\/v1\/procedure-files$/,
    types: [UPLOAD_TYPES.csv, 'application/octet-stream'],
    streamed: false,
  },
  {
    path: /^\/api\/v1\/(campaigns\/[^/]+\/(units\/[^/]+\/evidence|print-tables)|plans\/[^/]+\/tasks\/[^/]+\/evidence|ratings\/[^/]+\/units\/[^/]+\/evidence)$/,
    types: ['application/octet-stream'],
    streamed: false,
  },
];

/** What kind of upload the request is; undefined: none. */
export const uploadOf = (c: AppContext): Upload | undefined =>
  c.req.method === 'POST' ? UPLOADS.find(({ path }) => path.test(c.req.path)) : undefined;

export const isUpload = (c: AppContext): boolean => uploadOf(c) !== undefined;

function isWritable(c: AppContext): boolean {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const upload = uploadOf(c);
  return upload
    ? upload.types.includes(type) && (c.req.header(UPLOAD_HEADER) ?? '') !== ''
    : type === 'application/json';
}

/**
 * Writes are JSON only: a page of another origin cannot send that without being asked (decision 15). Nor can it send an
 * upload: its types and its header are not among those that go without asking, and no other origin is ever allowed.
 */
export const jsonWritesOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next();
  const site = c.req.header('Sec-Fetch-Site');
  if (site === 'cross-site' || site === 'same-site') throw new Problem('forbidden');
  if (!isWritable(c)) throw new Problem('unsupported-media-type');
  return next();
};

/** U+0000 belongs to no text: PostgreSQL refuses it in the middle of the work, SQLite would keep it. */
export function refuseNul(text: string, nul: RegExp): void {
  if (nul.test(text)) throw new Problem('malformed-request');
}

/** For what staff send; a citizen's answers are checked one by one, so that the field is named. */
export const storableJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method !== 'GET' && !isUpload(c)) refuseNul(await c.req.text(), /(?<!\\)(?:\\\\)*\\u0000/);
  return next();
};

const CONTENT_SECURITY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;

/** On every answer, errors included. */
export function securityHeaders(https: boolean): MiddlewareHandler<AppEnv> {
  const all = Object.entries(
    https ? { ...HEADERS, 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : HEADERS,
  );
  return async (c, next) => {
    // Before the answer is made: changing a finished one gives up the server's fast way of writing it.
    for (const [name, value] of all) c.header(name, value);
    await next();
  };
}

/** `__Host-` binds the cookie to this very host and demands https; on http://localhost browsers would refuse it. */
export const sessionCookie = (https: boolean): string => (https ? '__Host-session' : 'session');

/** Looks up who asks on staff routes: by a key, or else by the session of a browser. */
export function withSession(parts: Parts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const key = bearerOf(c.req.header('Authorization'));
    c.set('signedIn', key === undefined ? await byCookie(c, parts) : await byKey(c, parts, key));
    await next();
  };
}

async function byCookie(c: AppContext, parts: Parts): Promise<SignedIn | null> {
  const secret = getCookie(c, sessionCookie(parts.https));
  return secret ? parts.sessions.find(secret) : null;
}

/** Keys read, and send where a scope says so. @throws Problem `key-invalid`, `key-expired`, `slow-down`, `outside-scope` */
async function byKey(c: AppContext, parts: Parts, secret: string): Promise<SignedIn> {
  const signedIn = await demandKey(parts.environment, secret);
  await parts.limits?.key(signedIn.secretHash);
  if (!takesFromKeys(c.req.method, c.req.path.replace(API_PREFIX, ''))) throw new Problem('outside-scope');
  return signedIn;
}

/** A program is told that it is its key that does not reach, not its owner. */
export function asTold(c: AppContext, problem: Problem): Problem {
  const actor = c.var.signedIn?.actor;
  const isKey = actor?.kind === 'account' && actor.key !== undefined;
  return isKey && problem.code === 'forbidden' ? new Problem('outside-scope', problem.places) : problem;
}

/** @throws Problem `not-signed-in` */
export function signedInOf(c: AppContext): SignedIn {
  if (!c.var.signedIn) throw new Problem('not-signed-in');
  return c.var.signedIn;
}

/** The body of an upload as it comes in, held nowhere. */
export async function* bytesOf(c: AppContext): AsyncGenerator<Uint8Array> {
  const { body } = c.req.raw;
  if (body) yield* body as unknown as AsyncIterable<Uint8Array>;
}

/** Demands the right for a read. @param unit null: for every unit. @throws Problem `not-signed-in`, `forbidden` */
export async function demandRight(
  c: AppContext,
  parts: Parts,
  operation: Operation,
  unit: string | null,
): Promise<SignedIn> {
  const signedIn = signedInOf(c);
  await demand(parts.environment.db, signedIn.actor, operation, unit);
  return signedIn;
}

/** Demands the right for at least one unit, for lists that are cut to what the reader may see. */
export function demandSomewhere(c: AppContext, operation: Operation): SignedIn {
  const signedIn = signedInOf(c);
  if (!canSomewhere(signedIn.actor, operation)) throw new Problem('forbidden');
  return signedIn;
}
