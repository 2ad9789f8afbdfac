/** Comments as accepted answers would leave them, without the answers. */
import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';

export async function putComments(
  { db }: World,
  {
    survey = 'hai-long',
    unit,
    month = '2026-06',
    texts,
  }: {
    survey?: string;
    unit: string;
    month?: string;
    texts: readonly string[];
  },
): Promise<void> {
  await db
    .insertInto('comments')
    .values(
      texts.map((text) => ({
        ...{ province: 'TT', survey, unit, month },
        ...{ id: randomUUID(), question: 'comment', text },
      })),
    )
    .execute();
}
