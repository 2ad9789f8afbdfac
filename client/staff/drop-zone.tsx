import { useRef, useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';

interface DropZoneProps {
  /** What the dialog of the browser offers; JSON unless given. */
  readonly accept?: string | undefined;
  /** Words for the button, and beside it. */
  readonly choose?: string | undefined;
  readonly drop?: string | undefined;
  onFile(file: File): void;
}

/** Takes one file, chosen or dropped. */
export function DropZone({ onFile, accept = '.json,application/json', ...given }: DropZoneProps) {
  const { words } = useLanguage();
  const { choose = words.staff.imports.choose, drop = words.staff.imports.drop } = given;
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <section
      class={over ? 'drop over' : 'drop'}
      aria-label={choose}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={accept}
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {choose}
      </button>
      <span class="muted">{drop}</span>
    </section>
  );
}
