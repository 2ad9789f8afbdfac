/** What the program has from outside, handed in so that tests can hand in something else. */
import type { Db } from '../db/dialect.ts';
import type { Signer } from './signing.ts';

export interface Environment {
  readonly db: Db;
  /** The server's clock; device clocks play no part in any rule (decision 10). */
  readonly now: () => Date;
  /** Cryptographic random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Absent: the key that signs publications is kept elsewhere. */
  readonly signer?: Signer | undefined;
}

const BLOCK_BYTES = 4096;

/** Random bytes drawn in blocks: asking the system for a few at a time would cost each answer as much as its checking. */
export function blockwise(draw: (count: number) => Uint8Array): (count: number) => Uint8Array {
  let block = new Uint8Array(0);
  let used = 0;
  return (count) => {
    if (count > BLOCK_BYTES) return draw(count);
    if (used + count > block.length) {
      // A copy: a Buffer's `slice` would hand out the block itself.
      block = Uint8Array.from(draw(BLOCK_BYTES));
      used = 0;
    }
    // Copied, then wiped: no byte is handed out twice or stays behind.
    const bytes = block.slice(used, used + count);
    block.fill(0, used, used + count);
    used += count;
    return bytes;
  };
}

/** A version 4 UUID from 16 random bytes. */
export function randomId(environment: Environment): string {
  const bytes = Uint8Array.from(environment.randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
