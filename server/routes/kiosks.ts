/** Kiosks, as an administrator manages them. */
import { createRoute, z } from '@hono/zod-openapi';
import { createKiosk, renewKiosk, revokeKiosk } from '../actions/manage-kiosks.ts';
import { answers, createRoutes, demandSomewhere, problemResponses, signedInOf, takes } from '../http.ts';
import { kioskPlaces, shownKiosks } from '../kiosk-list.ts';
import type { Parts } from '../parts.ts';

const textSchema = z.object({ vi: z.string() }).catchall(z.string().optional());
export const pinSchema = z.string().max(20).openapi({ description: '4 to 8 digits' });

const kioskSchema = z
  .object({
    id: z.string(),
    survey: z.string(),
    surveyTitle: textSchema,
    unit: z.string(),
    unitName: textSchema,
    counter: z.string(),
    state: z.enum(['enrolling', 'active', 'revoked']),
    enrolUntil: z.string().nullable(),
    seenAt: z.string().nullable(),
    silent: z.boolean().openapi({ description: 'Active and not heard of for two hours' }),
    waiting: z.number(),
    quarantined: z.number(),
    answers: z.number(),
  })
  .openapi('Kiosk');

const codeSchema = z.object({ id: z.string(), code: z.string(), enrolUntil: z.string() });

const list = createRoute({
  method: 'get',
  path: '/kiosks',
  summary: 'Kiosks, and the surveys and units that one can be set up for',
  responses: {
    200: answers(
      z.object({
        kiosks: z.array(kioskSchema),
        places: z.array(
          z.object({
            survey: z.string(),
            title: textSchema,
            units: z.array(z.object({ code: z.string(), name: textSchema })),
          }),
        ),
      }),
      'Those the reader may see, unit by unit',
    ),
    ...problemResponses,
  },
});

const create = createRoute({
  method: 'post',
  path: '/kiosks',
  summary: 'Set up a kiosk',
  request: takes(
    z.strictObject({
      survey: z.string().max(80),
      unit: z.string().max(80),
      counter: z.string().max(200),
      pin: pinSchema,
    }),
  ),
  responses: { 201: answers(codeSchema, 'The one-time code, shown here only'), ...problemResponses },
});

const one = { params: z.object({ kiosk: z.string().max(80) }) };

const renew = createRoute({
  method: 'post',
  path: '/kiosks/{kiosk}/enrolment',
  summary: 'Give a new one-time code, for a device that was lost, wiped or revoked',
  request: { ...one, ...takes(z.strictObject({})) },
  responses: { 201: answers(codeSchema, 'The one-time code, shown here only'), ...problemResponses },
});

const revoke = createRoute({
  method: 'delete',
  path: '/kiosks/{kiosk}',
  summary: 'Revoke a kiosk: from now on nothing is taken from it',
  request: one,
  responses: { 200: answers(z.object({ revoked: z.literal(true) }), 'Revoked'), ...problemResponses },
});

export function kioskRoutes(parts: Parts) {
  const { environment } = parts;
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'list-kiosks');
      return c.json(
        { kiosks: await shownKiosks(parts, actor), places: await kioskPlaces(parts, actor) },
        200,
      );
    })
    .openapi(create, async (c) =>
      c.json(await createKiosk.run(environment, signedInOf(c).actor, c.req.valid('json')), 201),
    )
    .openapi(renew, async (c) => {
      const { code, enrolUntil, kiosk } = await renewKiosk.run(
        environment,
        signedInOf(c).actor,
        c.req.valid('param'),
      );
      return c.json({ id: kiosk.id, code, enrolUntil }, 201);
    })
    .openapi(revoke, async (c) => {
      await revokeKiosk.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ revoked: true as const }, 200);
    });
}

export type KioskRoutes = ReturnType<typeof kioskRoutes>;
