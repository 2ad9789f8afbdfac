/** Units come and go within a year (domain §8): one that did not last it is never dropped nor kept silently. */

/** How a unit stood in a year. `part`: first day of it, and first day without it; null: before or after the year. */
export type Standing =
  | { readonly is: 'whole' }
  | { readonly is: 'part'; readonly from: string | null; readonly to: string | null }
  | { readonly is: 'outside' };

/** @param unit its first day, and the first day on which it no longer is; null: unknown or open */
export function standingIn(
  unit: { readonly validFrom: string | null; readonly validTo: string | null },
  year: number,
): Standing {
  const [first, next] = [`${year}-01-01`, `${year + 1}-01-01`];
  const from = unit.validFrom !== null && unit.validFrom > first ? unit.validFrom : null;
  const to = unit.validTo !== null && unit.validTo < next ? unit.validTo : null;
  if ((from !== null && from >= next) || (to !== null && to <= first)) return { is: 'outside' };
  return from === null && to === null ? { is: 'whole' } : { is: 'part', from, to };
}

/** How a unit stood in a year, as a row: first day of the year that it had, and first day without it; null where it lasted. */
export function lastingOf(unit: Parameters<typeof standingIn>[0] | undefined, year: number) {
  const standing = unit ? standingIn(unit, year) : { is: 'whole' as const };
  return {
    standing: standing.is,
    from: standing.is === 'part' ? standing.from : null,
    to: standing.is === 'part' ? standing.to : null,
  };
}
