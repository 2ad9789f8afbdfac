/** Kiosks: public devices at a counter. Codes, secrets and PINs are kept as hashes only (reliability T5). */
import type { Db } from '../dialect.ts';
import type { KioskTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Kiosk {
  readonly id: string;
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  /** The counter it stands at, as people there call it. */
  readonly counter: string;
  readonly state: KioskTable['state'];
  /** Until when its enrolment code is taken, UTC; null: no code is out. */
  readonly enrolUntil: string | null;
  /** Its last heartbeat, UTC; null before the first. */
  readonly seenAt: string | null;
  /** As the device last said. */
  readonly waiting: number;
  readonly quarantined: number;
  /** Answers accepted from it. */
  readonly answers: number;
  readonly createdAt: string;
}

function toKiosk(row: KioskTable): Kiosk {
  return {
    id: row.id,
    province: row.province,
    survey: row.survey,
    unit: row.unit,
    counter: row.counter,
    state: row.state,
    enrolUntil: row.enrol_until,
    seenAt: row.seen_at,
    waiting: row.waiting,
    quarantined: row.quarantined,
    answers: row.answers,
    createdAt: row.created_at,
  };
}

/** All kiosks, unit by unit and counter by counter. */
export async function listKiosks(db: Db): Promise<Kiosk[]> {
  const rows = await db
    .selectFrom('kiosks')
    .selectAll()
    .orderBy('unit')
    .orderBy('counter')
    .orderBy('id')
    .execute();
  return rows.map(toKiosk);
}

export async function findKiosk(db: Db, id: string): Promise<Kiosk | null> {
  const row = await db.selectFrom('kiosks').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toKiosk(row) : null;
}

/** A kiosk with the hash of its PIN, found by a hash it alone has: of its secret, or of the enrolment code that is out. */
export async function findKioskBy(
  db: Db,
  column: 'secret_hash' | 'enrol_hash',
  hash: string,
): Promise<(Kiosk & { readonly pinHash: string }) | null> {
  const row = await db.selectFrom('kiosks').selectAll().where(column, '=', hash).executeTakeFirst();
  return row ? { ...toKiosk(row), pinHash: row.pin_hash } : null;
}

export interface NewKiosk
  extends Pick<Kiosk, 'id' | 'province' | 'survey' | 'unit' | 'counter' | 'createdAt'> {
  readonly enrolHash: string;
  readonly enrolUntil: string;
  readonly pinHash: string;
  readonly sample: boolean;
}

export async function insertKiosk(trx: Writing, kiosk: NewKiosk): Promise<void> {
  await trx
    .insertInto('kiosks')
    .values({
      id: kiosk.id,
      province: kiosk.province,
      survey: kiosk.survey,
      unit: kiosk.unit,
      counter: kiosk.counter,
      state: 'enrolling',
      enrol_hash: kiosk.enrolHash,
      enrol_until: kiosk.enrolUntil,
      secret_hash: null,
      pin_hash: kiosk.pinHash,
      seen_at: null,
      waiting: 0,
      quarantined: 0,
      answers: 0,
      created_at: kiosk.createdAt,
      sample: kiosk.sample ? 1 : 0,
    })
    .execute();
}

/** Gives a kiosk a new code. An active device goes on until another takes its place; a revoked one is forgotten. */
export async function offerEnrolment(
  trx: Writing,
  kiosk: Pick<Kiosk, 'id' | 'state'>,
  code: { readonly enrolHash: string; readonly enrolUntil: string },
): Promise<void> {
  const out = { enrol_hash: code.enrolHash, enrol_until: code.enrolUntil };
  await trx
    .updateTable('kiosks')
    .set(kiosk.state === 'active' ? out : { ...out, state: 'enrolling', secret_hash: null })
    .where('id', '=', kiosk.id)
    .execute();
}

/** Spends the code for a secret. @returns false when the code was spent or replaced meanwhile */
export async function enrolDevice(
  trx: Writing,
  code: { readonly enrolHash: string; readonly secretHash: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('kiosks')
    .set({ state: 'active', secret_hash: code.secretHash, enrol_hash: null, enrol_until: null })
    .where('enrol_hash', '=', code.enrolHash)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The hash of the secret stays, so that the device can be told what happened to it. */
export async function revokeDevice(trx: Writing, id: string): Promise<void> {
  await trx
    .updateTable('kiosks')
    .set({ state: 'revoked', enrol_hash: null, enrol_until: null })
    .where('id', '=', id)
    .execute();
}

/** What a heartbeat says. */
export interface Heartbeat {
  readonly seenAt: string;
  readonly waiting: number;
  readonly quarantined: number;
}

export async function touchKiosk(trx: Writing, id: string, beat: Heartbeat): Promise<void> {
  await trx
    .updateTable('kiosks')
    .set({ seen_at: beat.seenAt, waiting: beat.waiting, quarantined: beat.quarantined })
    .where('id', '=', id)
    .execute();
}

/**
 * Raises the counters of the devices that answers came from (decision 19: a counter of the kiosk, nothing at the answer).
 * In the order of their ids, so that two groups never wait for each other.
 */
export async function countKioskAnswers(trx: Writing, devices: readonly string[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const id of devices) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const id of [...counts.keys()].sort())
    await trx
      .updateTable('kiosks')
      .set((eb) => ({ answers: eb('answers', '+', counts.get(id) ?? 0) }))
      .where('id', '=', id)
      .execute();
}
