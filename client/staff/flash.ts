/** What was just done, said once at the head of the page until it is closed or another page is opened. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Flash {
  readonly text: string;
  /** Takes it back; absent where that cannot be done. */
  readonly undo?: (() => Promise<void>) | undefined;
  /** Said on the screen that is opened next, not on this one. */
  readonly onNext?: boolean | undefined;
}

export const FlashContext = createContext<(flash: Flash | null) => void>(() => {});

export const useFlash = () => useContext(FlashContext);
