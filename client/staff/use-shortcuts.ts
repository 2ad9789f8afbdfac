/** Single keys, for those who work here all day. They can be switched off (WCAG 2.1.4) and never act while someone types. */
import { useEffect, useRef } from 'preact/hooks';

const KEPT_AS = 'shortcuts';

export const shortcutsOn = (): boolean => localStorage.getItem(KEPT_AS) !== 'off';

export function switchShortcuts(on: boolean): void {
  localStorage.setItem(KEPT_AS, on ? 'on' : 'off');
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** @param keys what `KeyboardEvent.key` says → what to do */
export function useShortcuts(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const known = useRef(keys);
  known.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = known.current[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (!shortcutsOn() || typing(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
