/** A unit brings a document, or lets one it has brought serve a further criterion; while its own stage is at work. */
import {
  deleteEvidenceUse,
  type Evidence,
  findEvidence,
  insertEvidence,
  insertEvidenceUse,
} from '../../db/queries/evidence.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { type AssessedUnit, leafOf, lockAssessed } from '../assessed-unit.ts';
import type { Stage } from '../core/assessment.ts';
import { randomId } from '../environment.ts';
import type { StoredFile } from '../evidence/evidence-store.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { demandStage } from './write-score.ts';

/** What the unit writes beside a document. */
export interface EvidenceFields {
  readonly title: string;
  readonly number?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly issuedOn?: string | undefined;
  readonly issuer?: string | undefined;
}

export interface AddInput extends EvidenceFields {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
  /** The document as it lies in the store already. */
  readonly file: StoredFile;
}

export interface EvidenceInput {
  readonly campaign: string;
  readonly unit: string;
  readonly evidence: string;
}

export const addEvidence = action({
  name: 'add-evidence',
  unit: async (_, input: AddInput) => input.unit,
  run: async (trx, input, { environment, actor }) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, environment.now());
    const stage = demandUnitStage(assessed);
    leafOf(assessed, input.criterion);
    const id = randomId(environment);
    await insertEvidence(trx, {
      id,
      province: assessed.campaign.province,
      campaign: input.campaign,
      unit: input.unit,
      fileHash: input.file.hash,
      fileName: input.file.name,
      mediaType: input.file.mediaType,
      bytes: input.file.size,
      title: input.title,
      number: input.number ?? null,
      issuedOn: input.issuedOn ?? null,
      issuer: input.issuer ?? null,
      addedBy: actorName(actor),
      addedAt: environment.now().toISOString(),
      withdrawnAt: null,
      uses: [{ criterion: input.criterion, stage }],
    });
    return { id, stage };
  },
  audit: (input, { id }) => ({
    subject: `evidence ${id}`,
    details: {
      campaign: input.campaign,
      unit: input.unit,
      criterion: input.criterion,
      title: input.title,
      file: input.file.name,
      hash: input.file.hash,
    },
  }),
});

/** The stage in which the unit may bring documents now. @throws Problem `assessment-locked`, `deadline-passed` */
export const demandUnitStage = (assessed: AssessedUnit): Stage =>
  demandStage(assessed, 'self', 'explanation');

/** A document of this very unit. @throws Problem `not-found` */
export async function ownEvidence(
  trx: Writing,
  { campaign, unit, evidence }: EvidenceInput,
): Promise<Evidence> {
  const found = await findEvidence(trx, evidence);
  if (found?.campaign !== campaign || found.unit !== unit)
    throw new Problem('not-found', [{ field: 'evidence', code: 'not-found' }]);
  return found;
}

export const shareEvidence = action({
  name: 'share-evidence',
  unit: async (_, input: EvidenceInput & { readonly criterion: string; readonly used: boolean }) =>
    input.unit,
  run: async (trx, input, { environment }) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, environment.now());
    const stage = demandUnitStage(assessed);
    leafOf(assessed, input.criterion);
    const evidence = await ownEvidence(trx, input);
    const use = evidence.uses.find(({ criterion }) => criterion === input.criterion);
    // What was handed in with an earlier stage is part of it for ever.
    if (use && use.stage !== stage) throw new Problem('assessment-locked');
    if (input.used) await insertEvidenceUse(trx, evidence, { criterion: input.criterion, stage });
    else await deleteEvidenceUse(trx, evidence, input.criterion);
  },
  audit: ({ evidence, campaign, unit, criterion, used }) => ({
    subject: `evidence ${evidence}`,
    details: { campaign, unit, criterion, used },
  }),
});
