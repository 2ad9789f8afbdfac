/** The province that a request is about, where its reader may not have said so: the one in which he holds the right. */
import { listProvinces } from '../db/queries/units.ts';
import { can, type Operation } from './access.ts';
import { type AppContext, demandRight, demandSomewhere } from './http.ts';
import type { Parts } from './parts.ts';
import { Problem } from './problem.ts';

/** Provinces in which whoever asks holds the right. @throws Problem `not-signed-in`, `forbidden` */
export async function heldProvinces(c: AppContext, parts: Parts, operation: Operation): Promise<string[]> {
  const { actor } = demandSomewhere(c, operation);
  const provinces = await listProvinces(parts.environment.db);
  return provinces.map(({ code }) => code).filter((code) => can(actor, operation, [code]));
}

/**
 * @param asked the province that was said; undefined: none
 * @throws Problem `forbidden`; `unknown-unit` where it is none, or nothing was said and he holds several
 */
export async function heldProvince(
  c: AppContext,
  parts: Parts,
  operation: Operation,
  asked: string | undefined,
): Promise<string> {
  const held = await heldProvinces(c, parts, operation);
  const [only, ...others] = held;
  if (asked !== undefined) await demandRight(c, parts, operation, asked);
  if (asked !== undefined && held.includes(asked)) return asked;
  if (asked === undefined && only === undefined) throw new Problem('forbidden');
  if (asked === undefined && only !== undefined && others.length === 0) return only;
  throw new Problem('unknown-unit', [{ field: 'province', code: 'unknown-unit' }]);
}
