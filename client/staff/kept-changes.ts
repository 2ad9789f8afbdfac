/**
 * Unsaved changes on this device, for a page that was left and a browser that was closed: the work is neither lost nor laid
 * over what is stored.
 */

/** What names the kept changes: of which thing they are. */
export const frameworkKept = ({ id, version }: { readonly id: string; readonly version: number }) =>
  `framework ${id} ${version}`;
export const planKept = (id: string) => `plan ${id}`;
export const rulesKept = (rating: string) => `rules ${rating}`;
export const reportKept = (province: string) => `report ${province}`;

/** One score of one stage, as somebody typed it. */
export interface ScorePlace {
  readonly account: string;
  readonly campaign: string;
  readonly unit: string;
  readonly stage: 'self' | 'explanation';
  readonly criterion: string;
}

const scoresOf = (account: string) => `score ${account} `;

/** The account leads: what one person typed is never shown to another on the same device. */
export const scoreKept = ({ account, campaign, unit, stage, criterion }: ScorePlace) =>
  `${scoresOf(account)}${campaign} ${unit} ${stage} ${criterion}`;

export interface Kept<T> {
  /** Of what was stored when it was typed. */
  readonly revision: number;
  readonly changes: T;
}

/** What is kept under a name, of whichever revision; null where nothing is. */
export function keptAt<T>(name: string): Kept<T> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('revision' in kept) || !('changes' in kept))
      return null;
    return typeof kept.revision === 'number' ? { revision: kept.revision, changes: kept.changes as T } : null;
  } catch {
    return null;
  }
}

/** What was changed on the stored revision; null where nothing was, or where somebody has saved since. */
export function keptChanges<T>(name: string, revision: number): T | null {
  const kept = keptAt<T>(name);
  return kept?.revision === revision ? kept.changes : null;
}

/** A full or forbidden store loses nothing: the changes are still on the page. */
export function keepChanges(name: string, revision: number, changes: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify({ revision, changes }));
  } catch {}
}

export function dropChanges(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {}
}

/** Scores that others typed on this device and did not send are not left to whoever signs in after them. */
export function dropScoresOfOthers(account: string): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith('score ') && !name.startsWith(scoresOf(account))) dropChanges(name);
  } catch {}
}
