/** One part of the form at a time, with the browser's own way back. */
import { element } from './page-elements.ts';

export interface Parts {
  /** Number of the part that holds an element, from 0; −1 for none. */
  readonly of: (id: string | null) => number;
  readonly current: () => number;
  readonly isLast: () => boolean;
  /** Shows a part without leaving a step in the history. */
  readonly show: (part: number) => void;
  /** The next part with something to answer, as a step in the history. */
  readonly next: () => void;
  /** Answers have changed what is asked: another part may be the last one now. */
  readonly refresh: () => void;
  /** The form is done: the way back leads off the page again. */
  readonly stop: () => void;
}

/**
 * Takes over the sections of the page. A part whose questions are all not asked is passed over. A page that arrives
 * with errors, posted without the script, stays whole: its summary leads to all of them. `onTurn` runs at each turn.
 */
export function startParts(onTurn: () => void): Parts {
  const sections = [...document.querySelectorAll<HTMLElement>('.part')];
  const whole = !element('error-summary').hidden;
  let current = 0;
  let steps = 0;

  const isAsked = (section: HTMLElement) => section.querySelector('.question:not([hidden])') !== null;
  const nextOf = (from: number) =>
    whole ? -1 : sections.findIndex((section, place) => place > from && isAsked(section));

  function refresh(): void {
    const last = nextOf(current) < 0;
    element('next').hidden = last;
    element('send').hidden = !last;
    element('before-sending').hidden = !last;
  }

  function draw(part: number): void {
    current = Math.max(0, Math.min(part, sections.length - 1));
    sections.forEach((section, place) => {
      section.hidden = !whole && place !== current;
    });
    element('intro').hidden = current > 0;
    element('back').hidden = current === 0;
    document.body.classList.toggle('later', current > 0);
    refresh();
  }

  function turnTo(part: number): void {
    draw(part);
    onTurn();
    window.scrollTo(0, 0);
    sections[current]?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  function onPop(event: PopStateEvent): void {
    steps = Number(event.state?.steps ?? 0);
    turnTo(Number(event.state?.part ?? 0));
  }

  history.scrollRestoration = 'manual';
  history.replaceState({ part: 0, steps: 0 }, '');
  window.addEventListener('popstate', onPop);
  element('back').addEventListener('click', () => history.back());
  draw(0);
  return {
    of: (id) => sections.findIndex((section) => id !== null && section.contains(document.getElementById(id))),
    current: () => current,
    isLast: () => nextOf(current) < 0,
    show: draw,
    refresh,
    next: () => {
      const part = nextOf(current);
      if (part < 0) return;
      steps += 1;
      history.pushState({ part, steps }, '');
      turnTo(part);
    },
    stop: () => {
      window.removeEventListener('popstate', onPop);
      document.body.classList.remove('later');
      if (steps > 0) history.go(-steps);
    },
  };
}
