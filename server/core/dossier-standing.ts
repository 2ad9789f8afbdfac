/**
 * What a reported dossier is to what is stored of it: new, known, further on, or otherwise. Asked when a file is checked,
 * and again when it is stored: in between another report may have come, or the quarter been closed.
 */
import type { Dossier } from './check-dossier.ts';
import type { DossierColumn } from './dossier-columns.ts';
import { type Quarter, quarterOf } from './dossier-time.ts';

/**
 * `further`: an open dossier has been returned, or paused meanwhile · `otherwise`: it says something else than what is
 * stored, and is taken only where its sender says that it replaces · `closed`: it belongs to a quarter that is closed,
 * which never changes.
 */
export type DossierStanding = 'new' | 'unchanged' | 'further' | 'otherwise' | 'closed';

/** Whether the quarter of that day is closed for the unit. */
export type IsClosed = (unit: string, day: string) => boolean;

/** @param closed quarters by unit, as they are closed with the rating */
export function closedQuarters(closed: readonly (Quarter & { readonly unit: string })[]): IsClosed {
  const keys = new Set(closed.map(({ unit, year, quarter }) => `${year}-${quarter} ${unit}`));
  return (unit, day) => {
    if (keys.size === 0) return false;
    const { year, quarter } = quarterOf(day);
    return keys.has(`${year}-${quarter} ${unit}`);
  };
}

export function standingOfDossier(
  reported: Dossier,
  stored: Dossier | undefined,
  isClosed: IsClosed,
): DossierStanding {
  if (stored && (differences(reported, stored).length === 0 || goesOn(reported, stored))) return 'unchanged';
  const moved = stored ? [reported, stored] : [reported];
  if (moved.some(({ unit, returnedOn }) => returnedOn !== null && isClosed(unit, returnedOn)))
    return 'closed';
  if (!stored) return 'new';
  return goesOn(stored, reported) ? 'further' : 'otherwise';
}

/** Whether the later report only adds to an earlier one of an open dossier: what was said still holds. */
function goesOn(earlier: Dossier, later: Dossier): boolean {
  if (earlier.returnedOn !== null) return false;
  const isSame = (['procedure', 'unit', 'receivedOn', 'dueOn'] as const).every(
    (field) => earlier[field] === later[field],
  );
  return (
    isSame &&
    (earlier.official === '' || later.returnedOn !== null || earlier.official === later.official) &&
    (earlier.online === null || earlier.online === later.online) &&
    earlier.pauses.every((one) => later.pauses.some(({ from, to }) => one.from === from && one.to === to))
  );
}

/** A field that says something else than what is stored, with what is stored there. */
export interface Difference {
  readonly column: DossierColumn;
  readonly stored: string;
}

const pausesText = ({ pauses }: Dossier): string => pauses.map(({ from, to }) => `${from}/${to}`).join(' ');
const onlineText = ({ online }: Dossier): string => (online === null ? '' : online ? '1' : '0');

const FIELDS: readonly (readonly [DossierColumn, (one: Dossier) => string])[] = [
  ['procedure', (one) => one.procedure],
  ['unit', (one) => one.unit],
  ['official', (one) => one.official],
  ['received', (one) => one.receivedOn],
  ['due', (one) => one.dueOn],
  ['returned', (one) => one.returnedOn ?? ''],
  ['pauses', pausesText],
  ['online', onlineText],
];

export const differences = (reported: Dossier, stored: Dossier): Difference[] =>
  FIELDS.flatMap(([column, textOf]) =>
    textOf(reported) === textOf(stored) ? [] : [{ column, stored: textOf(stored) }],
  );
