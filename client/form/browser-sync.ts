/**
 * The sender in a browser: one tab sends at a time, all of them hear of it. It wakes when the network comes back, when
 * the page is looked at again, and at its start.
 */
import { keepSending, type Listeners, type Settled, type SyncWorld } from './sync.ts';

/** Name of the phone's queue: of its lock, and of the channel on which tabs and service worker tell what they sent. */
export const SYNC = 'outbox';

export interface Sync {
  /** Tries now: an answer was saved, or somebody asked. */
  wake(): void;
  stop(): void;
}

/** @param name of the queue: tabs that share it send one at a time and hear of each other */
export function startSync(
  { outbox, post, ...listeners }: Pick<SyncWorld, 'outbox' | 'post'> & Listeners,
  name = SYNC,
): Sync {
  const bed = makeBed();
  const others = tellOthers(({ data }) => {
    listeners.onSettled?.(data);
    listeners.onChange?.();
  }, name);
  let stopped = false;
  const wakeWhenSeen = () => {
    if (document.visibilityState === 'visible') bed.wake();
  };
  window.addEventListener('online', bed.wake);
  document.addEventListener('visibilitychange', wakeWhenSeen);
  void keepSending({
    ...listeners,
    outbox,
    post,
    alone: (work) => alone(work, name),
    sleep: bed.sleep,
    random: Math.random,
    stopped: () => stopped,
    onSettled: (settled) => {
      others.tell(settled);
      listeners.onSettled?.(settled);
    },
  });
  return {
    wake: bed.wake,
    stop: () => {
      stopped = true;
      window.removeEventListener('online', bed.wake);
      document.removeEventListener('visibilitychange', wakeWhenSeen);
      others.close();
      bed.wake();
    },
  };
}

/** Without the lock, on an old browser, two tabs may send the same: harmless, it is counted once (decision 12). */
export async function alone<T>(work: () => Promise<T>, name = SYNC): Promise<T> {
  if (!('locks' in navigator)) return work();
  return await navigator.locks.request(name, work);
}

/** @param hear what another tab settled */
export function tellOthers(hear: (event: MessageEvent<Settled>) => void, name = SYNC) {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = hear;
  return { tell: (settled: Settled) => channel.postMessage(settled), close: () => channel.close() };
}

/** Sleep that can be cut short. Who wakes it while it is up makes the next sleep short. */
function makeBed() {
  let woken = false;
  let rouse = () => {};
  const nap = (seconds: number | null) =>
    new Promise<void>((resolve) => {
      const timer = seconds === null ? undefined : setTimeout(resolve, seconds * 1000);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const sleep: SyncWorld['sleep'] = async (least, most) => {
    // What the server asked for is kept, whoever wakes.
    if (least > 0) await new Promise((resolve) => setTimeout(resolve, least * 1000));
    if (!woken) await nap(most === null ? null : most - least);
    woken = false;
  };
  return {
    sleep,
    wake: () => {
      woken = true;
      rouse();
    },
  };
}
