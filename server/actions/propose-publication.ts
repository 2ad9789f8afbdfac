/**
 * Publication by two people (reliability S9): one proposes, another confirms what was proposed and nothing else. Who
 * proposed may take it back; who is the second may refuse it, and says why.
 */
import { findCampaign } from '../../db/queries/campaigns.ts';
import {
  decideProposal,
  findProposal,
  insertProposal,
  listProposals,
  type Proposal,
} from '../../db/queries/proposals.ts';
import type { Decision } from '../../db/queries/publications.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { computeResult } from '../core/compute-result.ts';
import { changesSince, type ProposedResult, proposedResult } from '../core/proposed-result.ts';
import { randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { demandPublishable, publicationStanding } from '../publication-standing.ts';
import { type ActionContext, action } from './action.ts';
import { publishResult } from './publish-result.ts';

/** What a proposal to publish holds. */
export interface ProposedPublication {
  readonly decision: Decision;
  /** The revision it would become. */
  readonly revision: number;
  readonly result: ProposedResult;
}

interface ProposeInput {
  readonly campaign: string;
  readonly decision: Decision;
  /** Required from the second revision on. */
  readonly reason?: string | undefined;
}

const provinceOf = async (trx: Writing, { campaign }: { readonly campaign: string }) =>
  (await findCampaign(trx, campaign))?.province ?? null;

export const proposePublication = action({
  name: 'propose-publication',
  unit: provinceOf,
  run: async (trx, input: ProposeInput, { environment, actor }) => {
    const found = await publicationStanding(trx, input.campaign, environment.now());
    demandPublishable(found, input.reason);
    const proposals = await listProposals(trx, input.campaign, 'publish');
    if (proposals.some(({ outcome }) => outcome === null)) throw new Problem('proposal-pending');
    const content: ProposedPublication = {
      decision: input.decision,
      revision: (found.standing?.revision ?? 0) + 1,
      result: proposedResult(found.inputs, computeResult(found.inputs)),
    };
    const id = randomId(environment);
    await insertProposal(trx, {
      id,
      campaign: input.campaign,
      kind: 'publish',
      content,
      reason: input.reason?.trim() ?? '',
      proposedBy: actorName(actor),
      proposedAt: environment.now().toISOString(),
      outcome: null,
      decidedBy: null,
      decidedAt: null,
    });
    return { proposal: id, revision: content.revision, inputsHash: content.result.inputsHash };
  },
  audit: ({ campaign, decision, reason }, output) => ({
    subject: `campaign ${campaign}`,
    details: { ...output, decision: `${decision.number}, ${decision.day}`, reason: reason ?? null },
  }),
});

interface DecideInput {
  readonly campaign: string;
  readonly proposal: string;
}

/** The proposal while nobody has decided on it. @throws Problem `not-found`, `proposal-decided` */
async function openProposal(trx: Writing, { campaign, proposal }: DecideInput): Promise<Proposal> {
  const found = await findProposal(trx, proposal);
  if (found?.kind !== 'publish' || found.campaign !== campaign)
    throw new Problem('not-found', [{ field: 'proposal', code: 'not-found' }]);
  if (found.outcome !== null) throw new Problem('proposal-decided');
  return found;
}

async function decide(
  trx: Writing,
  proposal: Proposal,
  { environment, actor }: ActionContext,
  outcome: 'confirmed' | 'refused' | 'withdrawn',
  note: string | null = null,
): Promise<void> {
  const decision = { outcome, by: actorName(actor), at: environment.now().toISOString(), note };
  // Somebody else was a moment faster.
  if (!(await decideProposal(trx, proposal.id, decision))) throw new Problem('proposal-decided');
}

/** @throws Problem `second-person-needed` */
function demandSecondPerson({ proposedBy }: Proposal, { actor }: ActionContext): void {
  if (proposedBy === actorName(actor)) throw new Problem('second-person-needed');
}

export const confirmPublication = action({
  name: 'confirm-publication',
  unit: provinceOf,
  run: async (trx, input: DecideInput, context) => {
    const proposal = await openProposal(trx, input);
    demandSecondPerson(proposal, context);
    const { environment, actor } = context;
    const { decision, result } = proposal.content as ProposedPublication;
    const found = await publicationStanding(trx, input.campaign, environment.now());
    if (found.running.length > 0) throw new Problem('not-ready-to-publish', found.running);
    const { inputs } = found;
    const changes = changesSince(result, proposedResult(inputs, computeResult(inputs)));
    if (changes)
      throw new Problem(
        'proposal-outdated',
        changes.parts.map((part) => ({ field: `inputs.${part}`, code: 'changed' })),
      );
    await decide(trx, proposal, context, 'confirmed');
    const reason = proposal.reason === '' ? undefined : proposal.reason;
    const published = await publishResult.within(trx, environment, actor, {
      campaign: input.campaign,
      reason,
      decision,
    });
    return { ...published, proposedBy: proposal.proposedBy };
  },
  audit: (input, output) => ({ subject: `campaign ${input.campaign}`, details: { ...output } }),
});

export const refusePublication = action({
  name: 'confirm-publication',
  unit: provinceOf,
  run: async (trx, input: DecideInput & { readonly note: string }, context) => {
    const proposal = await openProposal(trx, input);
    demandSecondPerson(proposal, context);
    await decide(trx, proposal, context, 'refused', input.note);
  },
  audit: (input) => ({
    subject: `campaign ${input.campaign}`,
    details: { outcome: 'refused', reason: input.note },
  }),
});

export const withdrawPublication = action({
  name: 'propose-publication',
  unit: provinceOf,
  run: async (trx, input: DecideInput, context) => {
    const proposal = await openProposal(trx, input);
    if (proposal.proposedBy !== actorName(context.actor)) throw new Problem('forbidden');
    await decide(trx, proposal, context, 'withdrawn');
  },
  audit: (input) => ({ subject: `campaign ${input.campaign}`, details: { outcome: 'withdrawn' } }),
});
