/** What one person proposes and another confirms (reliability S9). */
import type { Selectable } from 'kysely';
import type { Db } from '../dialect.ts';
import type { ProposalTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Proposal {
  readonly id: string;
  readonly campaign: string;
  readonly kind: ProposalTable['kind'];
  readonly content: unknown;
  readonly reason: string;
  /** Account id. */
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly outcome: ProposalTable['outcome'];
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** What the second person says to it, e.g. why it is refused. */
  readonly note: string | null;
}

/** A proposal with the names of the people, where their accounts are known. */
export interface NamedProposal extends Proposal {
  readonly proposer: string;
  readonly decider: string | null;
}

function toProposal(row: Selectable<ProposalTable>): Proposal {
  return {
    id: row.id,
    campaign: row.campaign,
    kind: row.kind,
    content: JSON.parse(row.content),
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    outcome: row.outcome,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    note: row.note,
  };
}

/** Nobody has decided yet, so nobody has said anything to it. */
export async function insertProposal(trx: Writing, proposal: Omit<Proposal, 'note'>): Promise<void> {
  await trx
    .insertInto('proposals')
    .values({
      id: proposal.id,
      campaign: proposal.campaign,
      kind: proposal.kind,
      content: JSON.stringify(proposal.content),
      reason: proposal.reason,
      proposed_by: proposal.proposedBy,
      proposed_at: proposal.proposedAt,
      outcome: proposal.outcome,
      decided_by: proposal.decidedBy,
      decided_at: proposal.decidedAt,
    })
    .execute();
}

export async function findProposal(db: Db, id: string): Promise<Proposal | null> {
  const row = await db.selectFrom('proposals').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toProposal(row) : null;
}

/** Proposals of one kind for a campaign, the newest first. */
export async function listProposals(
  db: Db,
  campaign: string,
  kind: ProposalTable['kind'],
): Promise<NamedProposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .leftJoin('accounts as by', 'by.id', 'proposals.proposed_by')
    .leftJoin('accounts as second', 'second.id', 'proposals.decided_by')
    .selectAll('proposals')
    .select(['by.name as proposer', 'second.name as decider'])
    .where('campaign', '=', campaign)
    .where('kind', '=', kind)
    .orderBy('proposed_at', 'desc')
    .orderBy('proposals.id')
    .execute();
  return rows.map(({ proposer, decider, ...row }) => ({
    ...toProposal(row),
    proposer: proposer ?? row.proposed_by,
    decider: decider ?? row.decided_by,
  }));
}

/** Proposals for a campaign that nobody has decided, the oldest first. */
export async function openProposals(
  db: Db,
  campaign: string,
): Promise<Pick<Proposal, 'kind' | 'proposedAt'>[]> {
  const rows = await db
    .selectFrom('proposals')
    .select(['kind', 'proposed_at'])
    .where('campaign', '=', campaign)
    .where('outcome', 'is', null)
    .orderBy('proposed_at')
    .execute();
  return rows.map(({ kind, proposed_at }) => ({ kind, proposedAt: proposed_at }));
}

/** @returns false where somebody has decided before */
export async function decideProposal(
  trx: Writing,
  id: string,
  decision: { outcome: NonNullable<ProposalTable['outcome']>; by: string; at: string; note?: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('proposals')
    .set({
      outcome: decision.outcome,
      decided_by: decision.by,
      decided_at: decision.at,
      note: decision.note ?? null,
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
