/**
 * Saving while somebody types: a moment after the last key, one request at a time, the newest state last. What could not
 * be sent stays and is tried again; what the server refuses is told at its field. Whatever the server has not taken is kept on
 * the device: a session ends, and a phone closes a page without asking.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from './trouble.ts';

const PAUSE_MS = 700;
const RETRY_MS = [3_000, 6_000, 15_000, 30_000] as const;

/** Troubles that pass by themselves. */
const PASSING = ['unreachable', 'unreadable', 'storage-unavailable', 'slow-down', 'internal'];

export type SaveState =
  | { readonly is: 'rest' | 'waiting' | 'saving' }
  | { readonly is: 'saved'; readonly at: string }
  /** Will be tried again. */
  | { readonly is: 'failed'; readonly trouble: Trouble }
  | { readonly is: 'refused'; readonly trouble: Trouble };

/** Whether leaving the page would lose something. */
export const isUnsaved = ({ is }: SaveState): boolean =>
  is === 'waiting' || is === 'saving' || is === 'failed';

export interface Autosave<T> {
  readonly state: SaveState;
  /** Takes the newest state of what is to be saved. */
  change(value: T): void;
  /** Saves at once what waits: the field was left. */
  flush(): void;
  /** Nothing is to be saved: what the server has is on the screen. */
  rest(): void;
}

/** Where a value lies until the server has it. */
export interface Keeping<T> {
  keep(value: T): void;
  drop(): void;
}

/** @param send stores a value and says when the server did; @throws Trouble */
export function useAutosave<T>(send: (value: T) => Promise<string>, keeping?: Keeping<T>): Autosave<T> {
  const [state, setState] = useState<SaveState>({ is: 'rest' });
  const sending = useRef(send);
  sending.current = send;
  const saver = useRef<Saver<T> | null>(null);
  saver.current ??= new Saver<T>((value) => sending.current(value), setState, keeping);
  useEffect(() => {
    const one = saver.current;
    const again = () => one?.flush();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      // Another screen is opened: what waits is sent, not dropped.
      one?.flush();
      one?.silence();
    };
  }, []);
  const { current } = saver;
  return {
    state,
    change: (value) => current.change(value),
    flush: () => current.flush(),
    rest: () => current.rest(),
  };
}

/** The queue of one place: at most one request under way, and one value that waits. */
export class Saver<T> {
  #waiting: { readonly value: T } | null = null;
  #busy = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tell: (state: SaveState) => void;

  constructor(
    private readonly send: (value: T) => Promise<string>,
    tell: (state: SaveState) => void,
    private readonly keeping: Keeping<T> | null = null,
  ) {
    this.#tell = tell;
  }

  change(value: T): void {
    this.#waiting = { value };
    this.keeping?.keep(value);
    this.#tries = 0;
    this.#tell({ is: 'waiting' });
    this.#later(PAUSE_MS);
  }

  flush(): void {
    if (this.#waiting) void this.#run();
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.keeping?.drop();
    this.#tell({ is: 'rest' });
  }

  /** Nobody listens any more. */
  silence(): void {
    this.#tell = () => {};
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#busy || !this.#waiting) return;
    const { value } = this.#waiting;
    this.#waiting = null;
    this.#busy = true;
    this.#tell({ is: 'saving' });
    const outcome = await this.send(value).then(
      (at): SaveState => ({ is: 'saved', at }),
      (error: unknown) => this.#failed(troubleOf(error), value),
    );
    this.#busy = false;
    if (outcome.is === 'saved') this.#sent();
    if (this.#waiting && outcome.is !== 'failed') return void this.#run();
    this.#tell(outcome);
  }

  /** What was typed since rests on what is stored now. */
  #sent(): void {
    if (this.#waiting) this.keeping?.keep(this.#waiting.value);
    else this.keeping?.drop();
  }

  #failed(trouble: Trouble, value: T): SaveState {
    if (!PASSING.includes(trouble.code)) return { is: 'refused', trouble };
    // What was typed since is newer and takes its place.
    this.#waiting ??= { value };
    this.#later(RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? PAUSE_MS);
    this.#tries += 1;
    return { is: 'failed', trouble };
  }
}
