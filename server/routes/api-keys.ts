/** Keys for programs: one's own, and for administrators everybody's. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '../../db/dialect.ts';
import { accountNames } from '../../db/queries/accounts.ts';
import { type ApiKey, listApiKeys } from '../../db/queries/api-keys.ts';
import { listUnits, unitNames } from '../../db/queries/units.ts';
import type { Actor } from '../access.ts';
import { makeApiKey, revokeApiKey, revokeOwnApiKey } from '../actions/manage-api-keys.ts';
import { heldScopes, holdsScope, SCOPES } from '../api-key-scopes.ts';
import { dayOf } from '../core/calendar.ts';
import {
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { textSchema } from '../seen-survey.ts';

const scope = z.enum(SCOPES);

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    owner: z.string().openapi({ description: 'Name of the account it acts for' }),
    scopes: z.array(z.string()),
    unit: z.string().openapi({ description: 'It holds for this unit and all below; empty: everywhere' }),
    unitName: textSchema.nullable(),
    expiresOn: z.string().openapi({ description: 'Last day, inclusive', example: '2027-06-30' }),
    createdAt: z.string(),
    usedOn: z.string().nullable().openapi({ description: 'The last day on which it was used' }),
    state: z.enum(['active', 'expired', 'revoked']),
  })
  .openapi('ApiKey');

type Shown = z.infer<typeof keySchema>;

const params = z.object({ key: z.string().max(80) });
const revoked = answers(z.object({ revoked: z.literal(true) }), 'Revoked: it is refused from now on');

const list = createRoute({
  method: 'get',
  path: '/api-keys',
  summary: 'One’s own keys, and for what a further one may be made',
  responses: {
    200: answers(
      z.object({
        keys: z.array(keySchema),
        scopes: z.array(scope).openapi({ description: 'Scopes that the account holds' }),
        everywhere: z.boolean().openapi({ description: 'A key may be made that holds for every unit' }),
        units: z.array(z.object({ code: z.string(), name: z.string(), parent: z.string().nullable() })),
      }),
      'The newest first',
    ),
    ...problemResponses,
  },
});

const make = createRoute({
  method: 'post',
  path: '/api-keys',
  summary: 'Make a key for programs; its secret is shown once',
  request: takes(
    z.strictObject({
      name: z.string().max(1000),
      scopes: z.array(scope).max(SCOPES.length),
      unit: z.string().max(80),
      expiresOn: z.string().max(40),
    }),
  ),
  responses: {
    201: answers(z.object({ id: z.string(), secret: z.string() }), 'Made; the secret is shown here only'),
    ...problemResponses,
  },
});

const revokeOwn = createRoute({
  method: 'delete',
  path: '/api-keys/{key}',
  summary: 'Revoke one’s own key',
  request: { params },
  responses: { 200: revoked, ...problemResponses },
});

const listIssued = createRoute({
  method: 'get',
  path: '/issued-api-keys',
  summary: 'The keys of all accounts',
  responses: {
    200: answers(z.object({ keys: z.array(keySchema) }), 'The newest first'),
    ...problemResponses,
  },
});

const revokeIssued = createRoute({
  method: 'delete',
  path: '/issued-api-keys/{key}',
  summary: 'Revoke anybody’s key',
  request: { params },
  responses: { 200: revoked, ...problemResponses },
});

function stateOf({ revokedAt, expiresOn }: ApiKey, today: string): Shown['state'] {
  if (revokedAt !== null) return 'revoked';
  return expiresOn < today ? 'expired' : 'active';
}

async function shown(db: Db, keys: readonly ApiKey[], today: string): Promise<Shown[]> {
  const owners = await accountNames(
    db,
    keys.map(({ account }) => account),
  );
  const names = await unitNames(db, [...new Set(keys.map(({ unit }) => unit))]);
  return keys.map((key) => {
    const { account, revokedAt: _, ...plain } = key;
    const name = names.get(key.unit);
    return {
      ...plain,
      scopes: [...key.scopes],
      owner: owners.get(account) ?? account,
      unitName: name ? { ...name } : null,
      state: stateOf(key, today),
    };
  });
}

/** Units for which the actor holds some scope. */
async function unitsFor(db: Db, actor: Actor) {
  const units = await listUnits(db);
  const parents = new Map(units.map(({ code, parent }) => [code, parent]));
  const above = (unit: string | null): string[] =>
    unit === null ? [] : [unit, ...above(parents.get(unit) ?? null)];
  return units
    .filter(({ code }) => SCOPES.some((one) => holdsScope(actor, one, above(code))))
    .map(({ code, name, parent }) => ({ code, name: name.vi, parent }));
}

export function apiKeyRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const today = () => dayOf(environment.now());

  return createRoutes()
    .openapi(list, async (c) => {
      const { account, actor } = demandSomewhere(c, 'list-own-api-keys');
      const keys = await shown(db, await listApiKeys(db, account.id), today());
      const everywhere = SCOPES.some((one) => holdsScope(actor, one, null));
      const units = await unitsFor(db, actor);
      return c.json({ keys, scopes: heldScopes(actor), everywhere, units }, 200);
    })
    .openapi(make, async (c) => {
      const { key, secret } = await makeApiKey.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json({ id: key.id, secret }, 201);
    })
    .openapi(revokeOwn, async (c) => {
      await revokeOwnApiKey.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ revoked: true as const }, 200);
    })
    .openapi(listIssued, async (c) => {
      await demandRight(c, parts, 'list-api-keys', null);
      return c.json({ keys: await shown(db, await listApiKeys(db), today()) }, 200);
    })
    .openapi(revokeIssued, async (c) => {
      await revokeApiKey.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ revoked: true as const }, 200);
    });
}

export type ApiKeyRoutes = ReturnType<typeof apiKeyRoutes>;
