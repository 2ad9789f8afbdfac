/** The one screen: what stands on it, where the focus is, and which presses count. */

/**
 * Presses this soon after a screen changed were meant for the one before it: nobody reads and decides in less, while a
 * tap that was not felt is repeated within 200 to 300 ms, and a child's drumming comes faster still.
 */
export const REPEAT_PRESS_MS = 400;

export interface Stage {
  /** Puts a screen on; `name` is what it is, for styles and tests. Its heading takes the focus. */
  show(name: string, ...content: Node[]): void;
  readonly current: () => string;
  /** Something new came over the screen: presses that were under way are not for it. */
  changed(): void;
}

/** @param now milliseconds of a clock that only goes forward */
export function startStage(main: HTMLElement, now: () => number): Stage {
  let changedAt = Number.NEGATIVE_INFINITY;
  let current = '';
  const changed = () => {
    changedAt = now();
  };
  document.addEventListener(
    'click',
    (event) => {
      if (now() - changedAt >= REPEAT_PRESS_MS) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  // A finger that rests is no wish for the browser's menu.
  document.addEventListener('contextmenu', (event) => event.preventDefault());
  return {
    current: () => current,
    changed,
    show: (name, ...content) => {
      current = name;
      main.dataset.screen = name;
      main.replaceChildren(...content);
      const title = main.querySelector<HTMLElement>('h1');
      document.title = title?.textContent ?? '';
      window.scrollTo(0, 0);
      title?.focus({ preventScroll: true });
      changed();
    },
  };
}
