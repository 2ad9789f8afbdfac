/**
 * Slows down who guesses the codes of slips (reliability T3): after 20 unknown ones within a quarter of an hour, an address
 * may try once in 10 seconds. A whole office shares an address, so nobody in it is ever shut out; against 2⁵⁰ codes, six
 * guesses a minute lead nowhere. A mistyped code reveals itself by its check sign and does not count.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

/** How long an address that tried a wrong code is remembered, hashed and in memory only. */
export const TRIES_SECONDS = 15 * 60;
const WRONG = { points: 20, duration: TRIES_SECONDS };
const SLOWED = { points: 1, duration: 10 };

export class SlipTries {
  readonly #wrong = new RateLimiterMemory(WRONG);
  readonly #slowed = new RateLimiterMemory(SLOWED);

  /** @param sender the hashed address; null where there is none. @throws Problem `slow-down` */
  async admit(sender: string | null): Promise<void> {
    const wrong = sender === null ? null : await this.#wrong.get(sender);
    if (sender === null || wrong === null || wrong.consumedPoints < WRONG.points) return;
    await this.#slowed.consume(sender).catch((refusal: RateLimiterRes) => {
      throw new Problem('slow-down', [], Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    });
  }

  /** A code that no slip has. */
  async noteUnknown(sender: string | null): Promise<void> {
    if (sender !== null) await this.#wrong.penalty(sender);
  }
}
