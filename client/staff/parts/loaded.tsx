import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../language.tsx';
import type { Load } from '../use-load.ts';
import { TroubleNotice } from './notice.tsx';

/** Shorter waits show nothing: a flash of a shape is worse than none. */
const SHOWN_AFTER_MS = 300;
const ROWS = ['1', '2', '3', '4', '5'];

interface LoadedProps<T> {
  readonly load: Load<T>;
  readonly children: (data: T) => ComponentChildren;
}

/** What was loaded; until then the shape of it, and trouble with a way to try again. */
export function Loaded<T>({ load, children }: LoadedProps<T>) {
  const { words } = useLanguage();
  if (load.data !== null) return <>{children(load.data)}</>;
  if (!load.trouble) return <LoadingShape />;
  return (
    <div class="stack">
      <TroubleNotice trouble={load.trouble} />
      <button type="button" class="button quiet" onClick={load.reload}>
        {words.staff.retry}
      </button>
    </div>
  );
}

export function LoadingShape() {
  const { words } = useLanguage();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div class="loading" role="status">
      <p class="muted">{words.staff.loading}</p>
      {ROWS.map((row) => (
        <div key={row} class="loading-row" aria-hidden="true" />
      ))}
    </div>
  );
}
