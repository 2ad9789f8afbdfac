/** What the trail of a sheet and the seal of a batch are made of. */
import type { SealedSheet } from '../../server/core/sheet-ledger.ts';
import type { Db } from '../dialect.ts';
import type { AuditRow } from './audit.ts';
import type { SheetBatch } from './sheets.ts';

/**
 * Everything that staff did to these subjects, and what was done to others that `among` begins and whose details name a
 * text in quotes; the oldest first.
 */
export async function auditOf(
  db: Db,
  subjects: readonly string[],
  others?: { readonly among: string; readonly naming: string },
): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where((eb) => {
      const own = eb('subject', 'in', [...subjects]);
      if (!others) return own;
      const { among, naming } = others;
      return own.or(eb.and([eb('subject', 'like', `${among}%`), eb('details', 'like', `%"${naming}"%`)]));
    })
    .orderBy('id')
    .execute();
  // "_" in an id is a letter here and any letter in the question.
  const fits = (subject: string) => subjects.includes(subject) || subject.startsWith(others?.among ?? ' ');
  return rows
    .filter((row) => fits(row.subject))
    .map(({ id: _, ...row }) => ({ ...row, details: JSON.parse(row.details) }));
}

/** Names of accounts, by id; parts of the system have none. */
export async function namesOfAccounts(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** By serial: how often a sheet of the batch is keyed so far. */
export async function keyingsInBatch(
  db: Db,
  batch: Pick<SheetBatch, 'province' | 'campaign' | 'number'>,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('keyings')
    .innerJoin('sheets', (join) =>
      join
        .onRef('sheets.province', '=', 'keyings.province')
        .onRef('sheets.campaign', '=', 'keyings.campaign')
        .onRef('sheets.serial', '=', 'keyings.serial'),
    )
    .select((eb) => ['keyings.serial', eb.fn.countAll<number>().as('n')])
    .where('sheets.province', '=', batch.province)
    .where('sheets.campaign', '=', batch.campaign)
    .where('sheets.batch', '=', batch.number)
    .groupBy('keyings.serial')
    .execute();
  return new Map(rows.map((row) => [row.serial, Number(row.n)]));
}

/** What the seal of a batch is made over: every sheet, and of the response that stands for it all by which it is counted. */
export async function sealedSheets(
  db: Db,
  batch: Pick<SheetBatch, 'province' | 'campaign' | 'number'>,
): Promise<SealedSheet[]> {
  const rows = await db
    .selectFrom('sheets as s')
    .leftJoin('responses as r', (join) =>
      join
        .onRef('r.province', '=', 's.province')
        .onRef('r.survey', '=', 's.survey')
        .onRef('r.day', '=', 's.response_day')
        .onRef('r.id', '=', 's.response_id'),
    )
    .select(['s.serial', 's.state as sheet_state', 's.reason', 's.response_id'])
    .select(['r.day', 'r.form_version', 'r.unit', 'r.respondent_group', 'r.channel', 'r.basis', 'r.flags'])
    .select(['r.state', 'r.answers'])
    .where('s.province', '=', batch.province)
    .where('s.campaign', '=', batch.campaign)
    .where('s.batch', '=', batch.number)
    .execute();
  return rows.map((row) => ({
    serial: row.serial,
    state: row.sheet_state,
    reason: row.reason,
    response:
      row.response_id === null
        ? null
        : [
            row.day,
            row.form_version,
            row.unit,
            row.respondent_group,
            row.channel,
            row.basis,
            row.flags,
            row.state,
            row.answers,
          ],
  }));
}
