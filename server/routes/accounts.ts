/** Signing in, accounts of staff, the audit trail, and taking the sample out. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { listAccounts } from '../../db/queries/accounts.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { listProvinces, listUnits } from '../../db/queries/units.ts';
import { type Actor, canSomewhere, OPERATIONS, type Operation, ofProvinces, ROLES } from '../access.ts';
import { hasSample, loadSample, removeSample } from '../actions/load-sample.ts';
import { changeAccount, createAccount } from '../actions/manage-accounts.ts';
import {
  type AppEnv,
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  sessionCookie,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';

const grantSchema = z.strictObject({
  role: z.enum(ROLES),
  unit: z.string().openapi({ description: "'' = everywhere" }),
});

const accountSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    oneTime: z.boolean(),
    disabled: z.boolean(),
    grants: z.array(z.object({ role: z.string(), unit: z.string() })),
  })
  .openapi('Account');

const meSchema = z
  .object({
    account: accountSchema,
    /** Operations held for at least one unit: what the screens offer. */
    may: z.array(z.string()),
    /** Those held for a whole province: what is about a province is offered by them. */
    mayOfProvince: z.array(z.string()),
    /** The one-time password must be changed before anything else. */
    mustChangePassword: z.boolean(),
    sample: z.boolean(),
  })
  .openapi('SignedIn');

const signIn = createRoute({
  method: 'post',
  path: '/session',
  summary: 'Sign in',
  request: takes(z.strictObject({ username: z.string().max(100), password: z.string().max(1000) })),
  responses: {
    201: answers(z.object({ mustChangePassword: z.boolean() }), 'Signed in; the session is in a cookie'),
    ...problemResponses,
  },
});

const me = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Who is signed in',
  responses: { 200: answers(meSchema, 'The account and what it may do'), ...problemResponses },
});

const signOut = createRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  responses: { 200: answers(z.object({ signedOut: z.literal(true) }), 'Signed out'), ...problemResponses },
});

const password = createRoute({
  method: 'put',
  path: '/session/password',
  summary: 'Change one’s own password',
  request: takes(z.strictObject({ current: z.string().max(1000), wanted: z.string().max(1000) })),
  responses: {
    200: answers(z.object({ changed: z.literal(true) }), 'Changed; all other sessions ended'),
    ...problemResponses,
  },
});

const list = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'All accounts, and the units that roles can be given for',
  responses: {
    200: answers(
      z.object({
        accounts: z.array(accountSchema),
        units: z.array(z.object({ code: z.string(), name: z.string(), parent: z.string().nullable() })),
      }),
      'Accounts by name',
    ),
    ...problemResponses,
  },
});

const create = createRoute({
  method: 'post',
  path: '/accounts',
  summary: 'Create an account',
  request: takes(
    z.strictObject({
      username: z.string().max(100),
      name: z.string().max(200),
      grants: z.array(grantSchema).max(50),
    }),
  ),
  responses: {
    201: answers(
      z.object({ id: z.string(), password: z.string() }),
      'Created; the one-time password is shown here only',
    ),
    ...problemResponses,
  },
});

const change = createRoute({
  method: 'put',
  path: '/accounts/{account}',
  summary: 'Change roles, disable, enable, or give a new one-time password',
  request: {
    params: z.object({ account: z.string() }),
    ...takes(
      z.strictObject({
        grants: z.array(grantSchema).max(50).optional(),
        disabled: z.boolean().optional(),
        resetPassword: z.boolean().optional(),
      }),
    ),
  },
  responses: { 200: answers(z.object({ password: z.string().nullable() }), 'Changed'), ...problemResponses },
});

const audit = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'The trail of staff, newest first',
  request: { query: z.object({ before: z.coerce.number().int().min(1).optional() }) },
  responses: {
    200: answers(
      z.object({
        rows: z.array(
          z.object({
            id: z.number(),
            at: z.string(),
            actor: z.string(),
            action: z.string(),
            subject: z.string(),
            details: z.string().openapi({ description: 'JSON' }),
          }),
        ),
      }),
      'A page of 100',
    ),
    ...problemResponses,
  },
});

const sample = createRoute({
  method: 'delete',
  path: '/sample',
  summary: 'Take the sample out: campaigns, surveys, answers and units that belong to it',
  responses: {
    200: answers(z.object({ campaigns: z.number(), surveys: z.number() }), 'Taken out'),
    ...problemResponses,
  },
});

const reload = createRoute({
  method: 'post',
  path: '/sample',
  summary: 'Load the sample again',
  request: takes(z.strictObject({})),
  responses: {
    201: answers(z.object({ campaigns: z.number(), answers: z.number() }), 'Loaded'),
    ...problemResponses,
  },
});

const AUDIT_PAGE = 100;

export function accountRoutes(parts: Parts) {
  const { environment, sessions, https } = parts;
  const { db } = environment;
  const cookie = sessionCookie(https);
  const options = { path: '/', httpOnly: true, secure: https, sameSite: 'Lax' } as const;
  const give = (c: Context<AppEnv>, secret: string) => setCookie(c, cookie, secret, options);

  return createRoutes()
    .openapi(signIn, async (c) => {
      const { username, password: given } = c.req.valid('json');
      const { secret, account } = await sessions.signIn(username, given);
      give(c, secret);
      return c.json({ mustChangePassword: account.oneTime }, 201);
    })
    .openapi(me, async (c) => {
      const { account, actor } = demandSomewhere(c, 'read-session');
      const provinces = new Set((await listProvinces(db)).map(({ code }) => code));
      const operationsOf = (whose: Actor) =>
        (Object.keys(OPERATIONS) as Operation[]).filter((operation) => canSomewhere(whose, operation));
      const [may, mayOfProvince] = [operationsOf(actor), operationsOf(ofProvinces(actor, provinces))];
      const shown = { ...account, grants: account.grants.map((grant) => ({ ...grant })) };
      return c.json(
        {
          ...{ account: shown, may, mayOfProvince },
          ...{ mustChangePassword: account.oneTime, sample: await hasSample(db) },
        },
        200,
      );
    })
    .openapi(signOut, async (c) => {
      await sessions.signOut(signedInOf(c));
      deleteCookie(c, cookie, options);
      return c.json({ signedOut: true as const }, 200);
    })
    .openapi(password, async (c) => {
      const { current, wanted } = c.req.valid('json');
      give(c, await sessions.changePassword(signedInOf(c), current, wanted));
      return c.json({ changed: true as const }, 200);
    })
    .openapi(list, async (c) => {
      await demandRight(c, parts, 'list-accounts', null);
      const accounts = (await listAccounts(db)).map((one) => ({
        ...one,
        grants: one.grants.map((grant) => ({ ...grant })),
      }));
      const units = (await listUnits(db)).map(({ code, name, parent }) => ({ code, name: name.vi, parent }));
      return c.json({ accounts, units }, 200);
    })
    .openapi(create, async (c) => {
      const made = await createAccount.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json({ id: made.account.id, password: made.password }, 201);
    })
    .openapi(change, async (c) => {
      const input = { account: c.req.valid('param').account, ...c.req.valid('json') };
      const changed = await changeAccount.run(environment, signedInOf(c).actor, input);
      return c.json({ password: changed.password }, 200);
    })
    .openapi(audit, async (c) => {
      await demandRight(c, parts, 'read-audit', null);
      const rows = await listAudit(db, { limit: AUDIT_PAGE, before: c.req.valid('query').before });
      return c.json({ rows: rows.map((row) => ({ ...row, details: JSON.stringify(row.details) })) }, 200);
    })
    .openapi(sample, async (c) => c.json(await removeSample.run(environment, signedInOf(c).actor, {}), 200))
    .openapi(reload, async (c) => c.json(await loadSample.run(environment, signedInOf(c).actor, {}), 201));
}

export type AccountRoutes = ReturnType<typeof accountRoutes>;
