/** Passwords: argon2id with the cost of current guidance, at most two hashes at once so that answers keep their turn. */
import { hash, verify } from '@node-rs/argon2';

/** `algorithm: 2` is argon2id; the package's enum has no value at run time. */
const COST = { algorithm: 2, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;
const AT_ONCE = 2;

export const SHORTEST_PASSWORD = 12;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** False also for a text that is no argon2id hash. */
export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password).catch(() => false));
}

/** Four groups of five letters and digits that are not mistaken for one another: about 100 bits, easy to copy. */
export function oneTimePassword(randomBytes: (count: number) => Uint8Array): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGH'.slice(0, 32);
  const text = Array.from(randomBytes(20), (byte) => signs[byte & 31]).join('');
  return (text.match(/.{5}/g) ?? []).join('-');
}
