import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const CONTROLS = 'input, select, textarea, button';

/**
 * Where the control that had the focus is gone, the focus goes to the first one of what took its place: who works by
 * keyboard would otherwise start again at the top of the page.
 * @param shown changes with what the place shows
 */
export function useKeptFocus(shown: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  useLayoutEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body)
      place.current?.querySelector<HTMLElement>(CONTROLS)?.focus({ preventScroll: true });
  }, [shown]);
  return place;
}
