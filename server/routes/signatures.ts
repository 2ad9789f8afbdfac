/** Keys whose owners sign publications, and signatures brought to them. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '../../db/dialect.ts';
import { listSigningKeys, unusedSigningKeys } from '../../db/queries/signatures.ts';
import { listProvinces } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { bringSignature } from '../actions/bring-signature.ts';
import { addSigningKey, removeSigningKey, retireKey } from '../actions/manage-signing-keys.ts';
import { answers, createRoutes, demandSomewhere, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { publicFile } from '../public-file.ts';
import { publishedOf } from '../published-series.ts';
import { textSchema } from '../seen-survey.ts';
import { signatureFits } from '../signing.ts';

const place = z.object({ code: z.string(), name: textSchema });

const keySchema = z
  .object({
    id: z.string().openapi({ description: 'Fingerprint: the first 16 hex digits of the SHA-256 of the key' }),
    province: z.string(),
    name: z.string(),
    publicKey: z.string().openapi({ description: 'Ed25519, raw, base64' }),
    addedAt: z.string(),
    retiredAt: z.string().nullable(),
  })
  .openapi('SigningKey');

const list = createRoute({
  method: 'get',
  path: '/signing-keys',
  summary: 'Registered keys, and which standing publications are signed',
  responses: {
    200: answers(
      z.object({
        provinces: z.array(place),
        keys: z.array(
          keySchema.extend({ used: z.boolean().openapi({ description: 'It has signed something' }) }),
        ),
        publications: z.array(
          z.object({
            campaign: z.string(),
            title: textSchema,
            province: z.string(),
            revision: z.number(),
            publishedAt: z.string(),
            hash: z.string().openapi({ description: 'What a signature is over' }),
            signatures: z.array(
              z.object({
                key: z.string(),
                name: z.string(),
                broughtAt: z.string(),
                fits: z.boolean().openapi({ description: 'False: the file is now written otherwise' }),
              }),
            ),
          }),
        ),
        serverKey: z
          .object({ id: z.string(), publicKey: z.string() })
          .nullable()
          .openapi({ description: 'The key with which the server itself signs, where it has one' }),
      }),
      'Of the provinces of the reader',
    ),
    ...problemResponses,
  },
});

const add = createRoute({
  method: 'post',
  path: '/signing-keys',
  summary: 'Register a public key whose owner signs publications',
  description: 'Refused with 422 `signature-invalid` where it is no Ed25519 public key.',
  request: takes(
    z.strictObject({
      province: z.string().max(80),
      name: z.string().max(1000),
      publicKey: z.string().max(4000).openapi({ description: 'Raw in base64, or PEM' }),
    }),
  ),
  responses: { 201: answers(keySchema, 'Registered'), ...problemResponses },
});

const retire = createRoute({
  method: 'put',
  path: '/signing-keys/{key}/retirement',
  summary: 'Retire a key, or use it again',
  description: 'A retired key signs nothing new; what it has signed stays signed.',
  request: {
    params: z.object({ key: z.string().max(80) }),
    ...takes(z.strictObject({ retired: z.boolean() })),
  },
  responses: { 200: answers(z.object({ retiredAt: z.string().nullable() }), 'Done'), ...problemResponses },
});

const remove = createRoute({
  method: 'delete',
  path: '/signing-keys/{key}',
  summary: 'Take a key away that has signed nothing',
  description: 'For a key that was registered by mistake; one that has signed is retired.',
  request: { params: z.object({ key: z.string().max(80) }), ...takes(z.strictObject({})) },
  responses: { 200: answers(z.object({ removed: z.boolean() }), 'Gone'), ...problemResponses },
});

const base64 = z.string().max(1000);

const bring = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/revisions/{revision}/signatures',
  summary: 'Bring a signature of a publication',
  description:
    'Of the file that the command `sign` writes. Checked against the registered key and the hash before it is stored.',
  request: {
    params: z.object({ campaign: z.string().max(80), revision: z.coerce.number().int().min(1) }),
    ...takes(z.strictObject({ hash: z.string().max(200), publicKey: base64, signature: base64 })),
  },
  responses: {
    201: answers(z.object({ key: z.string(), name: z.string() }), 'Stored; the published file carries it'),
    ...problemResponses,
  },
});

/** The standing publication of every campaign of a province, with what its signatures are over. */
async function publicationsOf(db: Db, province: string) {
  const views = await publishedOf(db, province);
  return views.map(({ published, hash: whole, revision, publishedAt, signatures = [] }) => {
    const hash = publicFile(published, whole).copy?.hash ?? whole;
    return {
      ...{ campaign: published.inputs.id, title: { ...published.inputs.title }, province },
      ...{ revision, publishedAt, hash },
      signatures: signatures.map((one) => ({
        ...{ key: one.key, name: one.name, broughtAt: one.broughtAt },
        fits: signatureFits(hash, one),
      })),
    };
  });
}

export function signatureRoutes({ environment }: Parts) {
  const { db, signer } = environment;
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'add-signing-key');
      const provinces = (await listProvinces(db)).filter(({ code }) => can(actor, 'add-signing-key', [code]));
      const held = new Set(provinces.map(({ code }) => code));
      const keys = (await listSigningKeys(db)).filter(({ province }) => held.has(province));
      const unused = await unusedSigningKeys(db);
      const publications = await Promise.all([...held].map((province) => publicationsOf(db, province)));
      return c.json(
        {
          provinces: provinces.map(({ code, name }) => ({ code, name: { ...name } })),
          keys: keys.map(({ addedBy: _, ...key }) => ({ ...key, used: !unused.has(key.id) })),
          publications: publications.flat(),
          serverKey: signer ? { id: signer.id, publicKey: signer.publicKey } : null,
        },
        200,
      );
    })
    .openapi(add, async (c) => {
      const key = await addSigningKey.run(environment, signedInOf(c).actor, c.req.valid('json'));
      const { addedBy: _, ...shown } = key;
      return c.json(shown, 201);
    })
    .openapi(retire, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await retireKey.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(remove, async (c) => {
      await removeSigningKey.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ removed: true }, 200);
    })
    .openapi(bring, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await bringSignature.run(environment, signedInOf(c).actor, input), 201);
    });
}

export type SignatureRoutes = ReturnType<typeof signatureRoutes>;
