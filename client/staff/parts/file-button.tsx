import { useRef } from 'preact/hooks';

interface FileButtonProps {
  readonly label: string;
  /** What the browser offers to choose, e.g. ".xlsx,.json". */
  readonly accept: string;
  readonly disabled?: boolean | undefined;
  onFile(file: File): void;
}

/** A button that lets one file be chosen. */
export function FileButton({ label, accept, disabled, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="button quiet" disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </button>
    </>
  );
}
