/** An agency enters an indicator with its document; the control office accepts the entry or gives it back with a note. */
import { accountNames } from '../../db/queries/accounts.ts';
import { findCampaign, readUnits } from '../../db/queries/campaigns.ts';
import { findEvidence, insertEvidence } from '../../db/queries/evidence.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { findEntry, type IndicatorEntry, putEntry } from '../../db/queries/indicator-entries.ts';
import type { Rating } from '../../db/queries/ratings.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import type { EntryRule } from '../core/rating-rules.ts';
import { hashOf } from '../core/recipe.ts';
import { maxOf } from '../core/score-indicator.ts';
import { type EntryFault, type IndicatorEntryText, settleEntry } from '../core/settle-entry.ts';
import { randomId } from '../environment.ts';
import type { StoredFile } from '../evidence/evidence-store.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';
import type { EvidenceFields } from './add-evidence.ts';
import { holdRating, type RatingInput, reopen } from './hold-rating.ts';

interface UnitInput extends RatingInput {
  readonly unit: string;
}

export interface IndicatorInput extends UnitInput {
  readonly indicator: string;
  /** Revision of what the writer saw; 0: nothing was there. */
  readonly seen: number;
}

const ofUnit = async (_: Writing, { unit }: UnitInput): Promise<string> => unit;

/** @throws Problem `not-found` where the campaign does not rate the unit */
async function demandRated(trx: Writing, { campaign }: Rating, unit: string): Promise<void> {
  const units = await readUnits(trx, campaign);
  if (!units.some(({ code }) => code === unit))
    throw new Problem('not-found', [{ field: 'unit', code: 'not-found' }]);
}

/** @throws Problem `not-found` where dossiers or answers give its points */
function entryRuleOf({ rules }: Rating, indicator: string): EntryRule {
  const rule = rules.indicators.find((one) => one.indicator === indicator);
  if (rule?.source !== 'entered')
    throw new Problem('not-found', [{ field: 'indicator', code: 'not-entered-here' }]);
  return rule;
}

const places = (faults: readonly EntryFault[]): ProblemPlace[] =>
  faults.map(({ code, input, limit }) => ({
    field: `entry.${input}`,
    code,
    values: { input: { text: input }, ...(limit === undefined ? {} : { limit: { decimal: limit } }) },
  }));

/**
 * Over the revision that was seen; the same entry again, by the same person, is the same save. A verdict on what stood
 * before goes with it, and a quarter that was verified has to be looked at again.
 * @throws Problem `rating-closed`, `score-invalid`, `changed-meanwhile`
 */
export const enterIndicator = action({
  name: 'enter-indicator',
  unit: ofUnit,
  run: async (
    trx,
    input: IndicatorInput & { readonly entry: IndicatorEntryText },
    { environment, actor },
  ) => {
    const rating = await holdRating(trx, input);
    await demandRated(trx, rating, input.unit);
    const rule = entryRuleOf(rating, input.indicator);
    const settled = settleEntry(rule, await maxIn(trx, rating, input.indicator), input.entry);
    if (!settled.ok) throw new Problem('score-invalid', places(settled.faults));
    await demandOwnDocument(trx, rating, input.unit, settled.entry.evidence);
    const { rating: id, unit } = input;
    const known = await findEntry(trx, { rating: id, unit, indicator: Number(input.indicator) });
    const writtenBy = actorName(actor);
    if (known?.writtenBy === writtenBy && isSame(known, settled.entry))
      return { revision: known.revision, entry: settled.entry };
    if ((known?.revision ?? 0) !== input.seen) throw await changedBy(trx, known);
    const revision = input.seen + 1;
    await putEntry(trx, {
      ...{ rating: id, unit, indicator: Number(input.indicator), ...settled.entry },
      ...{ writtenBy, writtenAt: environment.now().toISOString(), revision },
      ...{ verifiedBy: null, verifiedAt: null, verdictNote: null },
    });
    await reopen(trx, rating);
    return { revision, entry: settled.entry };
  },
  audit: ({ rating, unit, indicator }, { entry: { state, points } }) => ({
    subject: `rating ${rating}`,
    details: { unit, indicator, state, points },
  }),
});

function isSame(
  known: IndicatorEntry,
  { state, points, inputs, note, evidence }: IndicatorEntryText,
): boolean {
  const one = { state, points, inputs, note, evidence };
  const { state: s, points: p, inputs: i, note: n, evidence: e } = known;
  return hashOf(one) === hashOf({ state: s, points: p, inputs: i, note: n, evidence: e });
}

async function maxIn(trx: Writing, { campaign: id }: Rating, indicator: string): Promise<string> {
  const campaign = await findCampaign(trx, id);
  const framework = campaign && (await findFramework(trx, campaign.framework, campaign.frameworkVersion));
  if (!framework) throw new Error(`rating of campaign ${id} without a framework`);
  return maxOf(framework, indicator);
}

/** @throws Problem `score-invalid` where the document is not one that this unit brought for this campaign */
async function demandOwnDocument(
  trx: Writing,
  { campaign }: Rating,
  unit: string,
  evidence: string | null,
): Promise<void> {
  if (evidence === null) return;
  const found = await findEvidence(trx, evidence);
  if (found?.campaign !== campaign || found.unit !== unit || found.withdrawnAt !== null)
    throw new Problem('score-invalid', [{ field: 'entry.evidence', code: 'evidence-needed', values: {} }]);
}

async function changedBy(trx: Writing, known: IndicatorEntry | null): Promise<Problem> {
  if (!known) return new Problem('changed-meanwhile');
  const names = await accountNames(trx, [known.writtenBy]);
  const { points, state } = known;
  return new Problem('changed-meanwhile', [
    {
      field: String(known.indicator),
      code: 'changed-meanwhile',
      values: {
        who: { text: names.get(known.writtenBy) ?? known.writtenBy },
        score: points === null ? { state: state === 'not-assessed' ? state : 'blank' } : { decimal: points },
        when: { instant: known.writtenAt },
      },
    },
  ]);
}

/** A document of the unit for its entries; it serves one once the entry names it. */
export const addRatingEvidence = action({
  name: 'enter-indicator',
  unit: ofUnit,
  run: async (
    trx,
    input: UnitInput & EvidenceFields & { readonly file: StoredFile },
    { environment, actor },
  ) => {
    const rating = await holdRating(trx, input);
    await demandRated(trx, rating, input.unit);
    const id = randomId(environment);
    const { file, title, number, issuedOn, issuer } = input;
    await insertEvidence(trx, {
      ...{ id, province: rating.province, campaign: rating.campaign, unit: input.unit },
      ...{ fileHash: file.hash, fileName: file.name, mediaType: file.mediaType, bytes: file.size, title },
      ...{ number: number ?? null, issuedOn: issuedOn ?? null, issuer: issuer ?? null },
      ...{ addedBy: actorName(actor), addedAt: environment.now().toISOString(), withdrawnAt: null, uses: [] },
    });
    return { id };
  },
  audit: ({ rating, unit, title, file }, { id }) => ({
    subject: `rating ${rating}`,
    details: { unit, evidence: id, title, file: file.name, hash: file.hash },
  }),
});

/**
 * The control office's verdict on an entry.
 * @throws Problem `rating-closed`, `changed-meanwhile`, `second-person-needed`, `score-invalid`
 */
export const judgeIndicator = action({
  name: 'verify-indicator',
  unit: ofUnit,
  run: async (
    trx,
    input: IndicatorInput & { readonly accepted: boolean; readonly note?: string | undefined },
    { environment, actor },
  ) => {
    const rating = await holdRating(trx, input);
    entryRuleOf(rating, input.indicator);
    const { rating: id, unit } = input;
    const known = await findEntry(trx, { rating: id, unit, indicator: Number(input.indicator) });
    if (!known || known.state === 'blank')
      throw new Problem('not-found', [{ field: 'indicator', code: 'not-found' }]);
    if (known.revision !== input.seen) throw await changedBy(trx, known);
    if (actor.kind === 'account' && known.writtenBy === actor.id) throw new Problem('second-person-needed');
    const note = input.note?.trim() || null;
    if (!input.accepted && note === null)
      throw new Problem('score-invalid', places([{ code: 'reason-needed', input: 'note' }]));
    const revision = known.revision + 1;
    await putEntry(trx, {
      ...known,
      ...{ verifiedBy: actorName(actor), verifiedAt: environment.now().toISOString(), revision },
      verdictNote: input.accepted ? null : note,
    });
    await reopen(trx, rating);
    return { revision };
  },
  audit: ({ rating, unit, indicator, accepted, note }) => ({
    subject: `rating ${rating}`,
    details: { unit, indicator, accepted, note: note ?? null },
  }),
});
