/** Reading from the server: first load, reloading, and following by asking again while the page is seen. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from './trouble.ts';

export interface Load<T> {
  /** The last answer; it stays while a newer one is asked for, and when that fails. */
  readonly data: T | null;
  /** Why the last try failed; null once one succeeds. */
  readonly trouble: Trouble | null;
  /** When the last answer came; null before the first. */
  readonly at: Date | null;
  reload(): void;
}

type State<T> = Omit<Load<T>, 'reload'> & { readonly key: string };

/**
 * @param key what is asked for: another key forgets the answer to the one before
 * @param every milliseconds between two askings while the page is visible; absent: asked once
 */
export function useLoad<T>(key: string, load: () => Promise<T>, every?: number): Load<T> {
  const fresh: State<T> = { key, data: null, trouble: null, at: null };
  const [state, setState] = useState(fresh);
  const asking = useRef(load);
  asking.current = load;
  // An answer that comes after another key was asked for, or after the screen has gone, is dropped.
  const turn = useRef(0);

  const reload = useCallback(async () => {
    const mine = turn.current;
    const settle = (change: Partial<State<T>>) => {
      if (turn.current === mine)
        setState((before) => ({ ...(before.key === key ? before : { ...fresh, key }), ...change }));
    };
    await asking.current().then(
      (data) => settle({ data, trouble: null, at: new Date() }),
      (error: unknown) => settle({ trouble: troubleOf(error) }),
    );
  }, [key]);

  useEffect(() => {
    void reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);
  useRepeat(reload, every);
  return { ...(state.key === key ? state : fresh), reload: () => void reload() };
}

/** Repeats while the page is seen, and at once when it is seen again. */
function useRepeat(repeat: () => Promise<void>, every: number | undefined): void {
  useEffect(() => {
    if (every === undefined) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void repeat();
    };
    const timer = setInterval(ask, every);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [repeat, every]);
}

/** The last answer there was, also while another key is asked for: what is read stays on the screen until the next is there. */
export function useKept<T>(data: T | null): T | null {
  const kept = useRef(data);
  if (data !== null) kept.current = data;
  return kept.current;
}
