import type { ComponentChildren } from 'preact';
import { type History, redone, undone } from './framework-history.ts';
import { useLanguage } from './language.tsx';

interface EditorBarProps<T> {
  readonly text: { readonly save: string; readonly redo: string };
  readonly history: History<T>;
  readonly dirty: boolean;
  readonly busy: boolean;
  /** That something is not saved, or when it was. */
  readonly said: string;
  /** Further things to do with the whole. */
  readonly children?: ComponentChildren;
  onSave(): void;
  onHistory(change: (before: History<T>) => History<T>): void;
}

/** What an editor that keeps a history of steps does with the whole: save, a step back, a step forth. */
export function EditorBar<T>(props: EditorBarProps<T>) {
  const { text, history, dirty, busy, said, children, onSave, onHistory } = props;
  const { words } = useLanguage();
  return (
    <div class="toolbar editor-bar">
      <button type="button" class="button" disabled={busy || !dirty} onClick={onSave}>
        {busy ? words.staff.working : text.save}
      </button>
      <button
        type="button"
        class="button quiet"
        aria-keyshortcuts="Control+Z"
        disabled={history.past.length === 0}
        onClick={() => onHistory(undone)}
      >
        {words.staff.undo}
      </button>
      <button
        type="button"
        class="button quiet"
        aria-keyshortcuts="Control+Y"
        disabled={history.future.length === 0}
        onClick={() => onHistory(redone)}
      >
        {text.redo}
      </button>
      {children}
      <span role="status" class="small">
        {said}
      </span>
    </div>
  );
}
