/** What the program has from outside, handed in so that tests can hand in something else. */
import type { Db } from '../db/dialect.ts';

export interface Environment {
  readonly db: Db;
  /** The server's clock; device clocks play no part in any rule (decision 10). */
  readonly now: () => Date;
  /** Cryptographic random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

/** A version 4 UUID from 16 random bytes. */
export function randomId(environment: Environment): string {
  const bytes = Uint8Array.from(environment.randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
