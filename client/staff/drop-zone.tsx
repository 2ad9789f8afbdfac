import { useRef, useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';

/** Takes one JSON file, chosen or dropped. */
export function DropZone({ onFile }: { onFile(file: File): void }) {
  const { words } = useLanguage();
  const { imports } = words.staff;
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <section
      class={over ? 'drop over' : 'drop'}
      aria-label={imports.choose}
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
        accept=".json,application/json"
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
        {imports.choose}
      </button>
      <span class="muted">{imports.drop}</span>
    </section>
  );
}
