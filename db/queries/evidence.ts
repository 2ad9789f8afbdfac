/** Documents that show what units claim, and which criteria each serves. The files lie in the data folder. */
import type { Db } from '../dialect.ts';
import type { EvidenceTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface EvidenceUse {
  readonly criterion: string;
  /** The stage in which it was brought: `self` or `explanation`. */
  readonly stage: string;
}

export interface Evidence {
  readonly id: string;
  readonly province: string;
  readonly campaign: string;
  readonly unit: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
  /** Account id. */
  readonly addedBy: string;
  readonly addedAt: string;
  readonly withdrawnAt: string | null;
  readonly uses: readonly EvidenceUse[];
}

function toEvidence(row: EvidenceTable, uses: readonly EvidenceUse[]): Evidence {
  return {
    id: row.id,
    province: row.province,
    campaign: row.campaign,
    unit: row.unit,
    fileHash: row.file_hash,
    fileName: row.file_name,
    mediaType: row.media_type,
    bytes: row.bytes,
    title: row.title,
    number: row.number,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    addedBy: row.added_by,
    addedAt: row.added_at,
    withdrawnAt: row.withdrawn_at,
    uses,
  };
}

export async function insertEvidence(trx: Writing, evidence: Evidence): Promise<void> {
  await trx
    .insertInto('evidence')
    .values({
      id: evidence.id,
      province: evidence.province,
      campaign: evidence.campaign,
      unit: evidence.unit,
      file_hash: evidence.fileHash,
      file_name: evidence.fileName,
      media_type: evidence.mediaType,
      bytes: evidence.bytes,
      title: evidence.title,
      number: evidence.number,
      issued_on: evidence.issuedOn,
      issuer: evidence.issuer,
      added_by: evidence.addedBy,
      added_at: evidence.addedAt,
      withdrawn_at: evidence.withdrawnAt,
    })
    .execute();
  for (const use of evidence.uses) await insertEvidenceUse(trx, evidence, use);
}

type Owned = Pick<Evidence, 'id' | 'campaign' | 'unit'>;

/** Named twice, it is named once. */
export async function insertEvidenceUse(
  trx: Writing,
  { id, campaign, unit }: Owned,
  use: EvidenceUse,
): Promise<void> {
  await trx
    .insertInto('evidence_uses')
    .values({ campaign, unit, evidence: id, ...use })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function deleteEvidenceUse(
  trx: Writing,
  { id, campaign, unit }: Owned,
  criterion: string,
): Promise<void> {
  await trx
    .deleteFrom('evidence_uses')
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .where('evidence', '=', id)
    .where('criterion', '=', criterion)
    .execute();
}

/** @param at null: it counts again */
export async function setWithdrawn(trx: Writing, id: string, at: string | null): Promise<void> {
  await trx.updateTable('evidence').set({ withdrawn_at: at }).where('id', '=', id).execute();
}

export async function findEvidence(db: Db, id: string): Promise<Evidence | null> {
  const row = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const uses = await db
    .selectFrom('evidence_uses')
    .select(['criterion', 'stage'])
    .where('evidence', '=', id)
    .orderBy('criterion')
    .execute();
  return toEvidence(row, uses);
}

/** A unit's documents in the order they came, withdrawn ones too. */
export async function listEvidence(db: Db, campaign: string, unit: string): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  const uses = await db
    .selectFrom('evidence_uses')
    .select(['evidence', 'criterion', 'stage'])
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .orderBy('criterion')
    .execute();
  return rows.map((row) =>
    toEvidence(
      row,
      uses.flatMap(({ evidence, ...use }) => (evidence === row.id ? [use] : [])),
    ),
  );
}
