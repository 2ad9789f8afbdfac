/**
 * Unsaved changes on this device, for a page that was left and a browser that was closed: the work is neither lost nor laid
 * over what is stored.
 */

/** What names the kept changes: of which thing they are. */
export const frameworkKept = ({ id, version }: { readonly id: string; readonly version: number }) =>
  `framework ${id} ${version}`;
export const planKept = (id: string) => `plan ${id}`;
export const reportKept = (province: string) => `report ${province}`;

/** What was changed on the stored revision; null where nothing was, or where somebody has saved since. */
export function keptChanges<T>(name: string, revision: number): T | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('revision' in kept) || !('changes' in kept))
      return null;
    return kept.revision === revision ? (kept.changes as T) : null;
  } catch {
    return null;
  }
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
