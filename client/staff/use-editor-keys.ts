/** Keys of an editor that keeps a history of steps and saves as a whole, and the question before it is left unsaved. */
import { useEffect, useRef } from 'preact/hooks';

interface EditorKeys {
  save(): void;
  undo(): void;
  redo(): void;
}

const TYPED_INTO = 'textarea, input:not([type="checkbox"], [type="radio"])';

/** Ctrl+S saves. Ctrl+Z and Ctrl+Y take steps back and do them again, but in a text field belong to the browser. */
export function useEditorKeys(keys: EditorKeys): void {
  // Of the last drawing: a key that follows at once must not save what stood before the step.
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const { save, undo, redo } = latest.current;
      const key = event.key.toLowerCase();
      const typing = event.target instanceof HTMLElement && event.target.matches(TYPED_INTO);
      const act = key === 's' ? save : typing ? null : { y: redo, z: event.shiftKey ? redo : undo }[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Leaving the page with unsaved changes asks first. */
export function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
}
