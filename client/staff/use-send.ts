/** Writing to the server: one thing at a time, and its trouble kept to be shown. */
import { useRef, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from './trouble.ts';

export interface Send {
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  /** Runs the work unless one is under way; its failure becomes `trouble`. */
  run(work: () => Promise<void>): Promise<void>;
  clear(): void;
}

export function useSend(): Send {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // A second press within the same frame comes before the button is drawn as disabled.
  const underway = useRef(false);
  const run = async (work: () => Promise<void>) => {
    if (underway.current) return;
    underway.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      underway.current = false;
      setBusy(false);
    }
  };
  return { busy, trouble, run, clear: () => setTrouble(null) };
}
