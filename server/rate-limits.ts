/**
 * Holds a flood back so that real people do not notice (threat T3): a bucket a minute for each slip, each kiosk and, for
 * open answers, each network address, which a whole office shares. Who is above it is told when to come again; the phone's
 * queue waits and sends again. Addresses stay in memory, hashed with a key that ends with the process (decision 17).
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Outcome } from './actions/accept-response.ts';
import type { AppContext } from './http.ts';
import { Problem } from './problem.ts';
import { SlipTries, TRIES_SECONDS } from './slip-tries.ts';

const BUCKET_SECONDS = 60;
/** How long an address is known at most: as long as its bucket, or as the wrong codes that were tried there. */
export const LONGEST_KEPT_SECONDS = Math.max(BUCKET_SECONDS, TRIES_SECONDS);

/** A slip is used once; a few more are a weak signal and a nervous thumb. */
const BY_TOKEN = 10;
/** Nobody answers a form every two seconds; a kiosk that was offline sends its queue at this pace. */
const BY_KIOSK = 30;
/** Slips typed wrongly at one address; beyond that somebody is guessing. */
const WRONG_TOKENS = 60;
const RECEIPTS = 20;
/** Requests of one key for programs. */
export const BY_KEY = 120;
/** Open answers from one address (decision 6), unless the settings say otherwise. */
export const OPEN_ANSWERS = 60;

export interface LimitSettings {
  readonly openAnswers: number;
  /** Whether the last entry of X-Forwarded-For is the sender: only behind a proxy of one's own, or anyone may write it. */
  readonly trustProxy: boolean;
}

/** What says which bucket an answer falls into. */
export interface Sent {
  readonly token?: string | undefined;
  /** Id of the kiosk it came from. */
  readonly kiosk?: string | undefined;
}

const bucket = (points: number) => new RateLimiterMemory({ points, duration: BUCKET_SECONDS });

export class RateLimits {
  readonly #key = randomBytes(32);
  readonly #openAnswers: RateLimiterMemory;
  readonly #byToken = bucket(BY_TOKEN);
  readonly #byKiosk = bucket(BY_KIOSK);
  readonly #wrongTokens = bucket(WRONG_TOKENS);
  readonly #receipts = bucket(RECEIPTS);
  readonly #byKey = bucket(BY_KEY);
  /** For the pages behind a slip, where a code is looked up before anything is sent. */
  readonly slipTries = new SlipTries();

  constructor(private readonly settings: LimitSettings) {
    this.#openAnswers = bucket(settings.openAnswers);
  }

  /** Lets an answer through, or says when to come again. What was stored before is answered and costs nothing. */
  async answer(c: AppContext, sent: Sent, accept: () => Promise<Outcome>): Promise<Outcome> {
    const sender = this.senderOf(c);
    const [limiter, key] = this.#bucketOf(sent, sender);
    if (key === null) return accept();
    // Who guesses is turned away before his guess gets a bucket of its own, which would cost memory.
    const guesses = sent.token === undefined ? null : await exhausted(this.#wrongTokens, sender);
    const refusal = guesses ?? (await tryTake(limiter, key));
    if (refusal) return { ok: false, problem: refusal };
    const outcome = await accept();
    if (outcome.ok && !outcome.stored) await limiter.reward(key);
    if (!outcome.ok && outcome.problem.code === 'unknown-token' && sent.token && sender)
      await this.#wrongTokens.penalty(sender);
    return outcome;
  }

  /** @throws Problem `slow-down` */
  async receipt(c: AppContext): Promise<void> {
    const sender = this.senderOf(c);
    const refusal = sender && (await tryTake(this.#receipts, sender));
    if (refusal) throw refusal;
  }

  /** @param key hash of its secret. @throws Problem `slow-down` */
  async key(key: string): Promise<void> {
    const refusal = await tryTake(this.#byKey, key);
    if (refusal) throw refusal;
  }

  /** The sender's network, hashed; null where there is no socket, as in a test within the process. */
  senderOf(c: AppContext): string | null {
    const forwarded = this.settings.trustProxy
      ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
      : undefined;
    const address = forwarded && isIP(forwarded) ? forwarded : socketAddress(c);
    return address === undefined ? null : this.#hashed(networkOf(address));
  }

  #bucketOf({ token, kiosk }: Sent, sender: string | null): [RateLimiterMemory, string | null] {
    if (kiosk !== undefined) return [this.#byKiosk, kiosk];
    if (token !== undefined) return [this.#byToken, this.#hashed(token)];
    return [this.#openAnswers, sender];
  }

  #hashed(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

const slowDown = ({ msBeforeNext }: RateLimiterRes) =>
  new Problem('slow-down', [], Math.max(1, Math.ceil(msBeforeNext / 1000)));

function tryTake(limiter: RateLimiterMemory, key: string): Promise<Problem | null> {
  return limiter.consume(key).then(
    () => null,
    (refusal: RateLimiterRes) => slowDown(refusal),
  );
}

async function exhausted(limiter: RateLimiterMemory, key: string | null): Promise<Problem | null> {
  const standing = key === null ? null : await limiter.get(key);
  return standing !== null && standing.consumedPoints >= limiter.points ? slowDown(standing) : null;
}

/** What the web server hands to a request beside it. */
interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

function socketAddress(c: AppContext): string | undefined {
  return (c.env as Bindings | undefined)?.incoming?.socket?.remoteAddress;
}

/** The address itself, or the first 64 bits of an IPv6 address, of which one subscriber holds all the others. */
export function networkOf(address: string): string {
  const four = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (four !== undefined) return four;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const zeros = 8 - groups(head).length - groups(tail).length;
  const all =
    tail === undefined ? groups(head) : [...groups(head), ...Array(zeros).fill('0'), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
}
