/** Sealed queues: the key that phones seal to, and the import by staff. */
import { createRoute, z } from '@hono/zod-openapi';
import { importOutbox } from '../actions/import-outbox.ts';
import { answers, createRoutes, demandSomewhere, problemResponses, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { submissionSchema } from './responses.ts';

const readKey = createRoute({
  method: 'get',
  path: '/sealing-key',
  summary: 'Read the key to which a device seals its waiting answers',
  responses: {
    200: answers(
      z.object({ publicKey: z.string().openapi({ description: 'Point on P-256, uncompressed, base64url' }) }),
      'The public key',
    ),
    ...problemResponses,
  },
});

const base64url = (longest: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(longest);

const importFile = createRoute({
  method: 'post',
  path: '/outbox',
  summary: 'Import a sealed file of waiting answers',
  description: 'The server opens it; each answer is counted once, however it came.',
  request: takes(
    z.strictObject({
      kind: z.literal('thuoc-do-outbox'),
      version: z.literal(1),
      key: base64url(87),
      iv: base64url(16),
      sealed: base64url(8 * 1024 * 1024),
    }),
  ),
  responses: {
    200: answers(
      z.object({
        stored: z.number(),
        before: z.number().openapi({ description: 'Received before, not counted again' }),
        refused: z.record(z.string(), z.number()).openapi({ description: 'Problem code → answers' }),
      }),
      'What became of the answers',
    ),
    ...problemResponses,
  },
});

export function sealingKeyRoutes({ sealing }: Parts) {
  return createRoutes().openapi(readKey, (c) => {
    if (!sealing) throw new Problem('not-found');
    return c.json({ publicKey: sealing.publicKey }, 200);
  });
}

export function outboxRoutes({ environment, intake, sealing }: Parts) {
  return createRoutes().openapi(importFile, async (c) => {
    const { actor } = demandSomewhere(c, 'import-outbox');
    if (!sealing) throw new Problem('not-found');
    const imported = await importOutbox(
      { environment, intake, key: sealing },
      actor,
      c.req.valid('json'),
      (answer) => {
        const read = submissionSchema.safeParse(answer);
        return read.success ? read.data : null;
      },
    );
    return c.json(imported, 200);
  });
}

export type OutboxRoutes = ReturnType<typeof outboxRoutes>;
