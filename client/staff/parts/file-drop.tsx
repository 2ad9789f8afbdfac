import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Files of the office: definitions, and sealed queues. */
export const JSON_FILES = '.json,application/json';

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  /** What the browser offers to choose, e.g. ".xlsx,.csv" or `JSON_FILES`. */
  readonly accept: string;
  /** It is not the first thing to do on its screen. */
  readonly quiet?: boolean | undefined;
  /** The button takes the focus when it appears. */
  readonly focus?: boolean | undefined;
  onFile(file: File): void;
}

/** Takes one file, chosen or dropped. */
export function FileDrop({ label, hint, accept, quiet = false, focus = false, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (focus) button.current?.focus();
  }, [focus]);
  const take = (files: FileList | null | undefined) => {
    const first = files?.[0];
    if (first) onFile(first);
  };
  return (
    <section
      class={over ? 'drop over' : 'drop'}
      aria-label={label}
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
      <button
        type="button"
        class={quiet ? 'button quiet' : 'button'}
        ref={button}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <span class="muted small">{hint}</span>
    </section>
  );
}
