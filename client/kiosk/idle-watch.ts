/**
 * A public device left in mid-form goes back to its start, so that nobody sends or sees what another began: after 20 idle
 * seconds it asks, and counts down 20 more (WCAG 2.2.1: whoever needs time gets it by one press, as often as needed).
 */
import { fill } from '../words/fill.ts';
import type { KioskLanguage } from './kiosk-data.ts';
import { make, makeButton } from './make-element.ts';

export const IDLE_SECONDS = 20;
export const COUNTDOWN_SECONDS = 20;

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

export interface IdleWatch {
  /** Watches from now on. */
  start(): void;
  stop(): void;
}

interface IdleOptions {
  readonly words: () => KioskLanguage['kiosk'];
  /** The dialog came: presses that were under way are not for it. */
  readonly onAsk: () => void;
  /** Nobody answered: discard and reset. */
  readonly onGone: () => void;
}

export function makeIdleWatch({ words, onAsk, onGone }: IdleOptions): IdleWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dialog: HTMLDialogElement | null = null;
  let watching = false;

  function rest(): void {
    if (!watching || dialog) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(COUNTDOWN_SECONDS), IDLE_SECONDS * 1000);
  }

  function close(): void {
    clearTimeout(timer);
    dialog?.close();
    dialog?.remove();
    dialog = null;
  }

  function stay(): void {
    close();
    rest();
  }

  function ask(seconds: number): void {
    const says = words();
    const left = make('p', { id: 'idle-left', role: 'timer' }, fill(says.idleText, { seconds }));
    const title = make('h2', { id: 'idle-title' }, says.idleTitle);
    const more = makeButton(says.moreTime, stay);
    dialog = make(
      'dialog',
      {
        class: 'idle',
        role: 'alertdialog',
        'aria-labelledby': 'idle-title',
        'aria-describedby': 'idle-left',
      },
      title,
      left,
      more,
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      stay();
    });
    document.body.append(dialog);
    dialog.showModal();
    more.focus();
    onAsk();
    const count = () => {
      seconds -= 1;
      if (seconds <= 0) {
        close();
        onGone();
        return;
      }
      left.textContent = fill(says.idleText, { seconds });
      timer = setTimeout(count, 1000);
    };
    timer = setTimeout(count, 1000);
  }

  for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, rest, { capture: true, passive: true });
  return {
    start: () => {
      watching = true;
      rest();
    },
    stop: () => {
      watching = false;
      close();
    },
  };
}
