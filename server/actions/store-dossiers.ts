/** Stores reported dossiers: those that are new or say more, and where told so those that say something else. */
import {
  closedRatings,
  dossiersByCode,
  holdDossiers,
  putDossiers,
  reopenVerified,
  type StoredDossier,
} from '../../db/queries/dossiers.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Dossier, dossierHash } from '../core/check-dossier.ts';
import { closedQuarters, standingOfDossier } from '../core/dossier-standing.ts';
import { dossierTime, type Quarter, quarterOf } from '../core/dossier-time.ts';

export interface StoreInput {
  readonly province: string;
  /** Checked by themselves. The same code twice is taken one after the other. */
  readonly dossiers: readonly Dossier[];
  /** Dossiers that say something else than what is stored take its place. */
  readonly replace: boolean;
  /** The import, or the account. */
  readonly source: string;
}

/** `changed`: it took the place of what was stored; `refused`: it was left out, for one of two reasons. */
export type StoreOutcome =
  | { readonly kind: 'stored' | 'unchanged' | 'changed' }
  | { readonly kind: 'refused'; readonly reason: 'otherwise'; readonly stored: Dossier }
  | { readonly kind: 'refused'; readonly reason: 'closed' };

/** @returns what became of each, in the order they came */
export async function storeDossiers(
  trx: Writing,
  { province, dossiers, replace, source }: StoreInput,
): Promise<StoreOutcome[]> {
  await holdDossiers(trx);
  const isClosed = closedQuarters(await closedRatings(trx, province));
  const codes = [...new Set(dossiers.map(({ code }) => code))];
  const known = await dossiersByCode(trx, province, codes);
  const taken = new Map<string, StoredDossier>();
  const moved = new MovedQuarters();
  const outcomes = dossiers.map((one): StoreOutcome => {
    const stored = known.get(one.code);
    const standing = standingOfDossier(one, stored, isClosed);
    if (standing === 'unchanged') return { kind: 'unchanged' };
    if (standing === 'closed') return { kind: 'refused', reason: 'closed' };
    if (standing === 'otherwise' && stored && !replace)
      return { kind: 'refused', reason: 'otherwise', stored };
    known.set(one.code, one);
    taken.set(one.code, { ...one, ...dossierTime(one), contentHash: dossierHash(one), source });
    moved.add(one);
    if (stored) moved.add(stored);
    return { kind: standing === 'otherwise' ? 'changed' : 'stored' };
  });
  await putDossiers(trx, province, [...taken.values()]);
  for (const { units, ...quarter } of moved.quarters())
    await reopenVerified(trx, province, quarter, [...units]);
  return outcomes;
}

/** Quarters in which something has changed, with the units. */
class MovedQuarters {
  readonly #byKey = new Map<string, Quarter & { readonly units: Set<string> }>();

  add({ unit, returnedOn }: Dossier): void {
    if (returnedOn === null) return;
    const quarter = quarterOf(returnedOn);
    const key = `${quarter.year}-${quarter.quarter}`;
    const known = this.#byKey.get(key) ?? { ...quarter, units: new Set() };
    this.#byKey.set(key, known);
    known.units.add(unit);
  }

  quarters() {
    return this.#byKey.values();
  }
}
