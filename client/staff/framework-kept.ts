/** Unsaved changes of a draft on this device, for a browser that was closed or a page that was left. */
import type { Framework } from '../../server/core/framework.ts';

const keyOf = ({ id, version }: Pick<Framework, 'id' | 'version'>) => `framework ${id} ${version}`;

/** What was changed on the stored revision; null where nothing was, or where somebody has saved since. */
export function keptChanges(stored: Framework, revision: number): Framework | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(stored)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('revision' in kept) || !('framework' in kept))
      return null;
    return kept.revision === revision ? (kept.framework as Framework) : null;
  } catch {
    return null;
  }
}

/** A full or forbidden store loses nothing: the changes are still on the page. */
export function keepChanges(framework: Framework, revision: number): void {
  try {
    localStorage.setItem(keyOf(framework), JSON.stringify({ revision, framework }));
  } catch {}
}

export function dropChanges(framework: Pick<Framework, 'id' | 'version'>): void {
  try {
    localStorage.removeItem(keyOf(framework));
  } catch {}
}
