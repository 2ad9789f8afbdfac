import { useLayoutEffect, useRef } from 'preact/hooks';
import { readKey } from './read-key.ts';

/** Controls of the page keep their own keys. */
const hasOwnKeys = (target: EventTarget | null) =>
  target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;

/** After a click the keys belong to the sheet again: Enter saves, and presses no button a second time. */
function giveKeysBack({ target }: Event): void {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.closest('dialog') === null) button.blur();
}

/**
 * Every key of the page, wherever the focus is. While free text is written, its field takes the letters; a held key
 * counts once, or it would answer the whole sheet.
 * @param writing free text is being written; `empty`: nothing of it stands there yet
 */
export function useKeyboard(onKey: (name: string) => void, writing: boolean, empty: boolean): void {
  const now = useRef({ onKey, writing, empty });
  now.current = { onKey, writing, empty };
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      const { onKey: take, writing: inText, empty: nothing } = now.current;
      const name = inText ? event.key : readKey(event);
      if (['Enter', ' '].includes(name) && hasOwnKeys(event.target)) return;
      const ours = inText
        ? (name === 'Enter' && !event.shiftKey) ||
          ['Escape', 'F2'].includes(name) ||
          (name === 'Backspace' && nothing)
        : name.length === 1 || ['Enter', 'Escape', 'F2', 'Backspace'].includes(name);
      if (ours) event.preventDefault();
      if (event.repeat || (inText && !ours && name.length > 1)) return;
      if (inText && name === 'Enter' && event.shiftKey) return;
      take(name);
    };
    document.addEventListener('keydown', listen);
    document.addEventListener('click', giveKeysBack);
    return () => {
      document.removeEventListener('keydown', listen);
      document.removeEventListener('click', giveKeysBack);
    };
  }, []);
}
