import { fill } from '../words/fill.ts';
import type { KioskLanguage } from './kiosk-data.ts';
import { make, makeButton } from './make-element.ts';
import type { Stage } from './stage.ts';
import { staffLink } from './start-screen.ts';

/** Time to read one line and step aside; a receipt that comes starts it anew. */
export const THANKS_SECONDS = 5;
/** Whoever copies the code by hand asks for this. */
const MORE_SECONDS = 20;

/** Where the answer is. `unsaved`: only in the memory of this page, because the storage is full. */
export type Kept =
  | { readonly is: 'saved' | 'unsaved' | 'refused' }
  | { readonly is: 'received'; readonly receipt: string };

export interface Thanks {
  /** More is known of the answer. */
  tell(kept: Kept): void;
  stop(): void;
}

interface ThanksScreen {
  readonly stage: Stage;
  readonly words: KioskLanguage['kiosk'];
  readonly kept: Kept;
  readonly onNext: () => void;
  readonly onStaff: () => void;
}

/** Thanks, says where the answer is, and counts down to the next person. */
export function showThanks({ stage, words, kept, onNext, onStaff }: ThanksScreen): Thanks {
  const status = make('div', { class: 'large', role: 'status' });
  const left = make('p', { role: 'timer' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = (seconds: number) => {
    clearTimeout(timer);
    if (seconds <= 0) return onNext();
    left.textContent = fill(words.nextPerson, { seconds });
    timer = setTimeout(() => count(seconds - 1), 1000);
  };
  const tell = (now: Kept) => status.replaceChildren(...sentence(words, now));
  tell(kept);
  stage.show(
    'thanks',
    make('h1', { tabindex: '-1' }, words.thanks),
    status,
    left,
    make(
      'div',
      { class: 'foot' },
      makeButton(words.moreTime, () => count(MORE_SECONDS), 'quiet'),
      makeButton(words.nextNow, onNext),
    ),
    staffLink(words, onStaff),
  );
  count(THANKS_SECONDS);
  return {
    tell: (now) => {
      tell(now);
      count(THANKS_SECONDS);
    },
    stop: () => clearTimeout(timer),
  };
}

function sentence(words: KioskLanguage['kiosk'], kept: Kept): HTMLElement[] {
  if (kept.is === 'received')
    return [make('p', {}, words.received), make('p', { class: 'code', id: 'receipt-code' }, kept.receipt)];
  const text = { saved: words.saved, unsaved: words.notSaved, refused: words.refused }[kept.is];
  return [make('p', {}, text)];
}
