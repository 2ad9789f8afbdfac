/** Takes a document back, or brings it in again: the row stays, marked. Not after the stage it was brought in has ended. */
import { setWithdrawn } from '../../db/queries/evidence.ts';
import { lockAssessed } from '../assessed-unit.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { demandUnitStage, type EvidenceInput, ownEvidence } from './add-evidence.ts';

export const withdrawEvidence = action({
  name: 'withdraw-evidence',
  unit: async (_, input: EvidenceInput & { readonly withdrawn: boolean }) => input.unit,
  run: async (trx, input, { environment }) => {
    const stage = demandUnitStage(await lockAssessed(trx, input.campaign, input.unit, environment.now()));
    const evidence = await ownEvidence(trx, input);
    if (evidence.uses.some((use) => use.stage !== stage)) throw new Problem('assessment-locked');
    if (input.withdrawn === (evidence.withdrawnAt !== null)) return;
    await setWithdrawn(trx, evidence.id, input.withdrawn ? environment.now().toISOString() : null);
  },
  audit: ({ evidence, campaign, unit, withdrawn }) => ({
    subject: `evidence ${evidence}`,
    details: { campaign, unit, withdrawn },
  }),
});
