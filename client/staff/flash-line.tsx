import { useRef } from 'preact/hooks';
import type { Flash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface FlashLineProps {
  readonly flash: Flash | null;
  close(): void;
}

/** Undo rather than "are you sure?": what was done is said here, with the way back where there is one. */
export function FlashLine({ flash, close }: FlashLineProps) {
  const { words } = useLanguage();
  const { busy, trouble, run } = useSend();
  const line = useRef<HTMLDivElement>(null);
  const undo = flash?.undo;
  const takeBack = async () => {
    if (undo) await run(undo);
    // The button that was pressed is gone; the focus stays where the outcome is said.
    line.current?.focus();
  };
  return (
    <div role="status" class="flash-line" tabIndex={-1} ref={line}>
      {flash && (
        <div class="note good flash">
          <p class="flash-text">{flash.text}</p>
          {undo && (
            <button type="button" class="link-button" disabled={busy} onClick={() => void takeBack()}>
              {words.staff.undo}
            </button>
          )}
          <button type="button" class="icon-button" aria-label={words.staff.close} onClick={close}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      )}
      <TroubleNotice trouble={trouble} />
    </div>
  );
}
