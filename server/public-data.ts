/** Data for everybody: kept a minute, asked for again by its ETag, and usable by pages of other sites. */
import type { MiddlewareHandler } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import type { AppEnv } from './http.ts';

/** A new revision shows within a minute. */
export const SHORT_CACHE = 'public, max-age=60';

const ALLOW = 'Access-Control-Allow-Origin';

/** Public data is asked for without any cookie: a page of another site may work with it. */
export const publicData: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.header(ALLOW, '*');
  c.header('Access-Control-Expose-Headers', 'ETag, Link');
  c.header('Cache-Control', SHORT_CACHE);
  await next();
};

/** 304 for who has it already; that answer may be read from other sites as well. */
export const publicEtag = () => etag({ retainedHeaders: [...RETAINED_304_HEADERS, ALLOW.toLowerCase()] });
