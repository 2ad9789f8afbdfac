/** What an editor starts from, and what becomes of changes that nobody saved. */
import { useEffect, useRef } from 'preact/hooks';
import { dropChanges, keepChanges } from './kept-changes.ts';
import { useLeaveGuard } from './use-editor-keys.ts';
import type { Load } from './use-load.ts';

/**
 * Unsaved changes stay on the device from the first key on, whichever way the page is left; closing it asks first.
 * @param name of `kept-changes.ts`
 */
export function useKeeping(name: string, revision: number, changes: unknown, dirty: boolean): void {
  const keeping = useRef(false);
  useEffect(() => {
    if (dirty) keepChanges(name, revision, changes);
    // Saved, or taken back step by step. What an earlier visit left is not touched before somebody has said what for.
    else if (keeping.current) dropChanges(name);
    keeping.current = dirty;
  }, [name, revision, changes, dirty]);
  useLeaveGuard(dirty);
}

/**
 * An editor goes on over its own save, with its steps to take back, while the rest of the page is read again; it is opened
 * anew on what is stored only when somebody asks for that.
 * @returns a key for the editor, and the asking
 */
export function useReopening(load: Pick<Load<unknown>, 'at' | 'reload'>): { key: number; reopen(): void } {
  const opened = useRef<Date | null>(null);
  const asked = useRef(true);
  if (load.at && asked.current && load.at !== opened.current) {
    opened.current = load.at;
    asked.current = false;
  }
  const reopen = () => {
    asked.current = true;
    load.reload();
  };
  return { key: opened.current?.getTime() ?? 0, reopen };
}
