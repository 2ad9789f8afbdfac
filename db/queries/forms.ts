/** Form versions, kept for ever: an old answer is decoded by the version it was given under. */
import type { Form } from '../../survey-forms/form.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** A form version as stored. Null when that version is not there. */
export async function findForm(db: Db, form: string, version: number): Promise<Form | null> {
  const row = await db
    .selectFrom('forms')
    .select('definition')
    .where('form', '=', form)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? (JSON.parse(row.definition) as Form) : null;
}

/** The newest version of a form, or null when there is none. Versions of the sample are taken only by their number. */
export async function latestForm(db: Db, form: string): Promise<Form | null> {
  const row = await db
    .selectFrom('forms')
    .select('definition')
    .where('form', '=', form)
    .where('sample', '=', 0)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? (JSON.parse(row.definition) as Form) : null;
}

/** The newest version of every form. */
export async function newestForms(db: Db): Promise<Form[]> {
  const ids = new Set((await listForms(db)).map(({ form }) => form));
  const newest = await Promise.all([...ids].map((form) => latestForm(db, form)));
  return newest.filter((form) => form !== null);
}

export async function listForms(db: Db): Promise<{ form: string; version: number; hash: string }[]> {
  return db
    .selectFrom('forms')
    .select(['form', 'version', 'hash'])
    .orderBy('form')
    .orderBy('version')
    .execute();
}

/** @returns the hash of the stored version, or null when that version is not there */
export async function formHash(db: Db, form: string, version: number): Promise<string | null> {
  const row = await db
    .selectFrom('forms')
    .select('hash')
    .where('form', '=', form)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.hash ?? null;
}

export async function insertForm(trx: Writing, form: Form, hash: string, sample: boolean): Promise<void> {
  await trx
    .insertInto('forms')
    .values({
      form: form.id,
      version: form.version,
      definition: JSON.stringify(form),
      hash,
      sample: sample ? 1 : 0,
    })
    .execute();
}
