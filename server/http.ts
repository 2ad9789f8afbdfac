/** What all routes share: the reader's language, one error shape, security headers, and who is signed in. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { fill } from '../client/words/fill.ts';
import { isProblemCode, wordsOf } from '../client/words/words-of.ts';
import { storageTrouble } from '../db/dialect.ts';
import type { Lang } from '../survey-forms/form.ts';
import { canSomewhere, demand, type Operation } from './access.ts';
import type { Parts } from './parts.ts';
import { Problem, type ProblemPlace } from './problem.ts';
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

function sentenceOf(place: ProblemPlace, lang: Lang): string {
  const words = wordsOf(lang);
  if (place.sentence !== undefined) return place.sentence;
  const violation = Object.entries(words.form).find(([name]) => name === camel(place.code))?.[1];
  if (typeof violation === 'string') return fill(violation, { limit: place.limit ?? '' });
  return isProblemCode(place.code) ? words.problems[place.code].title : place.code;
}

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
      field: place.field,
      code: place.code,
      sentence: sentenceOf(place, lang),
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

/** Routes of one noun; a request that does not fit its schema is a problem that names every place. */
export function createRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new Problem(
        'malformed-request',
        result.error.issues.map((issue) => ({
          field: issue.path.map(String).join('.') || result.target,
          code: 'wrong-type',
          sentence: issue.message,
        })),
      );
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

/** Writes are JSON only: a page of another origin cannot send that without being asked (decision 15). */
export const jsonWritesOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('Content-Type') ?? ''))
    throw new Problem('unsupported-media-type');
  const site = c.req.header('Sec-Fetch-Site');
  if (site === 'cross-site' || site === 'same-site') throw new Problem('forbidden');
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
    await next();
    for (const [name, value] of all) c.res.headers.set(name, value);
  };
}

/** `__Host-` binds the cookie to this very host and demands https; on http://localhost browsers would refuse it. */
export const sessionCookie = (https: boolean): string => (https ? '__Host-session' : 'session');

/** Looks up the session of staff routes. */
export function withSession(parts: Parts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const secret = getCookie(c, sessionCookie(parts.https));
    c.set('signedIn', secret ? await parts.sessions.find(secret) : null);
    c.header('Cache-Control', 'no-store');
    await next();
  };
}

/** @throws Problem `not-signed-in` */
export function signedInOf(c: AppContext): SignedIn {
  if (!c.var.signedIn) throw new Problem('not-signed-in');
  return c.var.signedIn;
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
