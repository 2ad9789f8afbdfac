/**
 * What a kiosk shows itself with: 256 random bits in a header. No cookie, for three reasons: answers go to the citizens'
 * route, which has none; what no browser sends by itself, no other site can make it send; and a cookie would run out or be
 * cleared apart from the queue that needs it. The device keeps the secret beside its queue.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../db/dialect.ts';
import { findKioskBy, type Kiosk, touchKiosk } from '../db/queries/kiosks.ts';
import { inTransaction } from '../db/transaction.ts';
import { sha256 } from './actions/prepare-response.ts';
import type { Environment } from './environment.ts';
import type { AppContext } from './http.ts';
import { passwordMatches } from './password.ts';
import { Problem } from './problem.ts';

const SCHEME = /^Kiosk ([\w-]{43})$/;

/** A PIN has few digits: at most 10 wrong tries in 15 minutes a kiosk. */
const TRIES = { points: 10, duration: 15 * 60 };

export type EnrolledKiosk = Kiosk & { readonly pinHash: string };

/**
 * The kiosk whose secret the request carries. Looked up each time, so that a revocation holds at once.
 * @throws Problem `kiosk-unknown` (401: no, wrong or replaced secret), `kiosk-revoked` (403)
 */
export async function demandKiosk(c: AppContext, db: Db): Promise<EnrolledKiosk> {
  const secret = SCHEME.exec(c.req.header('Authorization') ?? '')?.[1];
  const kiosk = secret ? await findKioskBy(db, 'secret_hash', sha256(secret)) : null;
  if (!kiosk) throw new Problem('kiosk-unknown');
  if (kiosk.state !== 'active') throw new Problem('kiosk-revoked');
  return kiosk;
}

/** @throws Problem `kiosk-unknown`, `kiosk-revoked`, or `unknown-unit` for an answer that is not about its survey and unit */
export async function demandKioskOf(
  c: AppContext,
  db: Db,
  answer: { readonly survey: string; readonly unit?: string | undefined },
): Promise<string> {
  const kiosk = await demandKiosk(c, db);
  const wrong = (['survey', 'unit'] as const).filter((field) => answer[field] !== kiosk[field]);
  if (wrong.length > 0)
    throw new Problem(
      'unknown-unit',
      wrong.map((field) => ({ field, code: 'unknown-unit' })),
    );
  return kiosk.id;
}

/** Stores what a heartbeat says: no actor and no trail, as with the `seen at` of a session. */
export async function beat(
  { db, now }: Environment,
  kiosk: Kiosk,
  counts: { readonly waiting: number; readonly quarantined: number },
): Promise<void> {
  await inTransaction(db, (trx) => touchKiosk(trx, kiosk.id, { ...counts, seenAt: now().toISOString() }));
}

/** Checks PINs, as often as a person mistypes. */
export class KioskPins {
  readonly #tries = new RateLimiterMemory(TRIES);

  /** @throws Problem `wrong-pin`, `too-many-attempts` */
  async check(kiosk: EnrolledKiosk, pin: string): Promise<void> {
    await this.#tries.consume(kiosk.id).catch((refusal: RateLimiterRes) => {
      throw new Problem('too-many-attempts', [], Math.ceil(refusal.msBeforeNext / 1000));
    });
    if (!(await passwordMatches(kiosk.pinHash, pin)))
      throw new Problem('wrong-pin', [{ field: 'pin', code: 'wrong-pin' }]);
    await this.#tries.delete(kiosk.id);
  }
}
