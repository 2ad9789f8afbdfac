import { useState } from 'preact/hooks';
import { dropChanges, keptChanges } from '../kept-changes.ts';
import { useLanguage } from '../language.tsx';

interface KeptNoticeProps<T> {
  /** Of `kept-changes.ts`. */
  readonly name: string;
  /** The stored one that was opened: changes of another are not offered. */
  readonly revision: number;
  onResume(changes: T): void;
}

/** Changes of an earlier visit that were not saved: offered, never laid over what is stored. */
export function KeptNotice<T>({ name, revision, onResume }: KeptNoticeProps<T>) {
  const { kept: text } = useLanguage().words.staff;
  const [kept, setKept] = useState(() => keptChanges<T>(name, revision));
  if (!kept) return null;
  return (
    <div class="note info kept-note">
      <p>{text.found}</p>
      <p class="toolbar">
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            onResume(kept);
            setKept(null);
          }}
        >
          {text.resume}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            dropChanges(name);
            setKept(null);
          }}
        >
          {text.drop}
        </button>
      </p>
    </div>
  );
}
