/**
 * Empties the outbox: every answer is sent until the server has received or refused it. Nothing here is lost by trying
 * too often, for an answer sent twice is counted once (decision 12). Clocks of the device play no part: only pauses.
 */
import type { Outbox } from './outbox.ts';
import { type Outcome, outcomeOf, type Post } from './send.ts';

/** What has become of an answer, for whoever waits for it. */
export interface Settled {
  readonly id: string;
  readonly outcome: Outcome;
}

/** What a page wants to hear. */
export interface Listeners {
  readonly onSettled?: ((settled: Settled) => void) | undefined;
  /** Something failed that passes; the next try comes after so many seconds. */
  readonly onPause?: ((seconds: number) => void) | undefined;
  /** The counts may be others now. */
  readonly onChange?: (() => void) | undefined;
}

/** The world around the sender, in browsers `browser-sync.ts`. */
export interface SyncWorld extends Listeners {
  readonly outbox: Pick<Outbox, 'waiting' | 'received' | 'refused'>;
  readonly post: Post;
  /** Runs the work while no other tab sends. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Pauses for `least` seconds, then up to `most` in all or until something wakes it; null: until woken. */
  readonly sleep: (least: number, most: number | null) => Promise<void>;
  /** In [0;1). */
  readonly random: () => number;
  readonly stopped: () => boolean;
}

/** One round over the queue. */
export interface Round {
  readonly settled: number;
  readonly failed: number;
  /** The longest pause, in seconds, that the server asked for; 0 without. */
  readonly retryAfter: number;
}

/** A network that failed so often in a row is down: the rest of the round would only drain the battery. */
const GIVE_UP_AFTER = 3;

const FIRST_PAUSE = 2;
/** As Enketo does: five minutes, so that a phone that comes back is not left waiting for long. */
const LONGEST_PAUSE = 300;
/** A quarter of each pause is left to chance, so that a whole commune does not come back at once. */
const SPREAD = 0.25;
/** What a server may ask for at most; more than an hour is a mistake. */
const LONGEST_ASKED = 3600;

/** Seconds before the next try after so many fruitless rounds, from 1. */
export function pauseAfter(rounds: number, random: number): number {
  const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(rounds - 1, 10), LONGEST_PAUSE);
  return Math.round(pause * (1 + SPREAD * random));
}

/** Sends until it is stopped; sleeps while there is nothing to send. Never rejects. */
export async function keepSending(world: SyncWorld): Promise<void> {
  const tries = new Map<string, number>();
  let fruitless = 0;
  while (!world.stopped()) {
    const round = await world
      .alone(() => sendRound(world, tries))
      .catch((): Round => ({ settled: 0, failed: 1, retryAfter: 0 }));
    if (round.failed === 0) {
      fruitless = 0;
      await world.sleep(0, null);
      continue;
    }
    fruitless = round.settled > 0 ? 1 : fruitless + 1;
    const least = Math.min(round.retryAfter, LONGEST_ASKED);
    const most = Math.max(pauseAfter(fruitless, world.random()), least);
    world.onPause?.(most);
    await world.sleep(least, most);
  }
}

/**
 * Tries every waiting answer once, those that failed before last, so that none holds up the others. `tries`: failures by
 * client id, kept between rounds. @throws what the storage throws
 */
export async function sendRound(
  { outbox, post, onSettled, onChange }: Pick<SyncWorld, 'outbox' | 'post' | keyof Listeners>,
  tries: Map<string, number> = new Map(),
): Promise<Round> {
  const triesOf = (id: string) => tries.get(id) ?? 0;
  const queue = [...(await outbox.waiting())].sort((a, b) => triesOf(a.id) - triesOf(b.id));
  const round = { settled: 0, failed: 0, retryAfter: 0 };
  let inARow = 0;
  for (const { id, body } of queue) {
    const reply = await post(body).catch(() => null);
    const outcome = reply && outcomeOf(reply);
    if (outcome) {
      await (outcome.kind === 'received'
        ? outbox.received(id, outcome.receipt)
        : outbox.refused(id, outcome.code));
      tries.delete(id);
      inARow = 0;
      round.settled += 1;
      onSettled?.({ id, outcome });
      onChange?.();
      continue;
    }
    tries.set(id, triesOf(id) + 1);
    round.failed += 1;
    round.retryAfter = Math.max(round.retryAfter, reply?.retryAfter ?? 0);
    inARow += 1;
    if (inARow >= GIVE_UP_AFTER || round.retryAfter > 0) break;
  }
  return round;
}
