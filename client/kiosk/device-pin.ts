/**
 * The PIN on the device, for the days without a network: a salted PBKDF2 hash made when the device was enrolled. It keeps
 * passers-by from the part for staff, which shows counts only; who takes the device apart finds no answer behind it.
 */
import { base64url, bytesOf } from '../form/base64url.ts';

export interface StoredPin {
  readonly salt: string;
  readonly rounds: number;
  readonly hash: string;
}

/** Current guidance for PBKDF2-HMAC-SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const derived = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return base64url(new Uint8Array(await crypto.subtle.deriveBits(derived, key, HASH_BITS)));
}

/** @returns null where the browser offers no means: neither https nor this very machine */
export async function storePin(pin: string, rounds = ROUNDS): Promise<StoredPin | null> {
  if (crypto.subtle === undefined) return null;
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return { salt: base64url(salt), rounds, hash: await hashOf(pin, salt, rounds) };
}

export async function pinMatches({ salt, rounds, hash }: StoredPin, pin: string): Promise<boolean> {
  return (await hashOf(pin, bytesOf(salt), rounds)) === hash;
}

/** As many wrong tries as the server takes, in as long (`server/kiosk-session.ts`). */
const MOST_TRIES = 10;
const WITHIN_MS = 15 * 60_000;

/** Counts wrong tries that no server counts. `now`: milliseconds of a clock that only goes forward. */
export function countTries(now: () => number) {
  let wrong: number[] = [];
  return {
    /** Whole minutes until the next try; 0: at once. */
    minutesToWait(): number {
      wrong = wrong.filter((at) => now() - at < WITHIN_MS);
      const [first] = wrong;
      if (first === undefined || wrong.length < MOST_TRIES) return 0;
      return Math.ceil((first + WITHIN_MS - now()) / 60_000);
    },
    noteWrong: () => void wrong.push(now()),
    forget: () => {
      wrong = [];
    },
  };
}
