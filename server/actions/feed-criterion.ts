/**
 * A closed rating feeds a criterion of the index (domain §1, criterion 3.4.5): of the agencies that are rated, the
 * share in a class or a better one becomes the inputs of the criterion's rule, with the rating and its hash as source.
 */
import { findAssessment } from '../../db/queries/assessments.ts';
import { findCampaign, readUnits } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { findRating } from '../../db/queries/ratings.ts';
import { findStageScore, putStanding, readStanding } from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { lockAssessed } from '../assessed-unit.ts';
import { type ScoreEntry, stageAt, standingScore } from '../core/assessment.ts';
import type { Criterion, Framework } from '../core/framework.ts';
import {
  type CountedAgencies,
  type RatingResult,
  type ReachingShare,
  reachingShare,
} from '../core/procedure-rating.ts';
import { type ScoreFault, settleScore } from '../core/settle-score.ts';
import { takesShare } from '../feed-targets.ts';
import { Problem } from '../problem.ts';
import { ratingYear } from '../rating-year.ts';
import { type ActionContext, action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';
import { giveScore } from './save-score.ts';
import { faultPlaces } from './write-score.ts';

/** A closed quarter, or a year of four closed quarters by its campaign. */
export type FeedSource = { readonly rating: string } | { readonly year: string };

export interface FeedInput {
  readonly from: FeedSource;
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
  /** Vietnamese name of the class that counts as good; the second best of the rating unless given: Tốt. */
  readonly reached?: string | undefined;
  /** Of which agencies it is the share; all that are rated unless given. */
  readonly counted?: CountedAgencies | undefined;
}

export interface Fed {
  readonly numerator: string;
  readonly denominator: string;
  readonly source: string;
  readonly points: string | null;
}

/** @throws Problem `not-found`, `rating-not-ready`, `already-published`, `assessment-locked`, `score-invalid` */
export const feedCriterion = action({
  name: 'feed-criterion',
  unit: provinceOfCampaign,
  run: async (trx, input: FeedInput, context): Promise<Fed> => {
    const target = await targetOf(trx, input);
    const from = await sourceOf(trx, input.from, target.province);
    const reached = input.reached ?? (from.framework.bands[1] ?? from.framework.bands[0])?.name.vi ?? '';
    const share = reachingShare(from.result, from.framework, reached, input.counted);
    if (share === null)
      throw new Problem('score-invalid', [
        { field: 'reached', code: 'unknown-class', values: { name: { text: reached } } },
      ]);
    const { source } = from;
    const values = { numerator: String(share.reaching), denominator: String(share.agencies) };
    const note = `${values.numerator}/${values.denominator} cơ quan xếp loại ${reached} trở lên${without(share, input.counted)}. ${source}`;
    const entry: ScoreEntry = { state: 'scored', points: null, inputs: { values }, note, source };
    const points = await write(trx, input, target, entry, context);
    return { ...values, source, points };
  },
  audit: ({ campaign, unit, criterion, counted = 'all' }, fed) => ({
    subject: `campaign ${campaign}`,
    details: { unit, criterion, counted, ...fed },
  }),
});

/** Agencies without a class by name, and whether they are counted; in the language of record. */
function without({ unclassed }: ReachingShare, counted: CountedAgencies = 'all'): string {
  if (unclassed.length === 0) return '';
  const names = unclassed.map(({ name }) => name.vi).join(', ');
  return `; ${counted === 'all' ? 'đã tính' : 'không tính'} ${unclassed.length} cơ quan không có xếp loại: ${names}`;
}

interface Target {
  readonly province: string;
  readonly framework: Framework;
  readonly criterion: Criterion;
}

async function targetOf(trx: Writing, input: FeedInput): Promise<Target> {
  const campaign = await findCampaign(trx, input.campaign);
  const framework = campaign && (await findFramework(trx, campaign.framework, campaign.frameworkVersion));
  if (!campaign || !framework) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const units = await readUnits(trx, campaign.id);
  if (!units.some(({ code }) => code === input.unit))
    throw new Problem('not-found', [{ field: 'unit', code: 'not-found' }]);
  const criterion = framework.criteria.find(({ code }) => code === input.criterion);
  const named = { criterion: { text: input.criterion } };
  if (!criterion)
    throw new Problem('not-found', [{ field: 'criterion', code: 'unknown-criterion', values: named }]);
  if (!takesShare(criterion))
    throw new Problem('score-invalid', [{ field: 'criterion', code: 'takes-no-share', values: named }]);
  if (await findPublication(trx, campaign.id)) throw new Problem('already-published');
  return { province: campaign.province, framework, criterion };
}

interface Source {
  readonly framework: Framework;
  readonly result: RatingResult;
  /** In the language of record. */
  readonly source: string;
}

const ROMAN = ['', 'I', 'II', 'III', 'IV'];

/** @throws Problem `not-found` for a rating of another province, `rating-not-ready` while it is not closed */
async function sourceOf(trx: Writing, from: FeedSource, province: string): Promise<Source> {
  const rating = 'rating' in from ? await findRating(trx, from.rating) : null;
  const id = 'year' in from ? from.year : (rating?.campaign ?? '');
  const year = await ratingYear(trx, id);
  if (year.campaign.province !== province)
    throw new Problem('not-found', [{ field: 'from', code: 'not-found' }]);
  const { framework, campaign } = year;
  const result = rating ? rating.result : year.whole ? year.result : null;
  const hash = rating ? rating.resultHash : year.hash;
  if (result === null)
    throw new Problem('rating-not-ready', [{ field: 'from', code: 'not-closed', values: {} }]);
  const period = rating ? `quý ${ROMAN[rating.quarter]}/${rating.year}` : `năm ${campaign.year}`;
  return { framework, result, source: `Chấm điểm giải quyết TTHC ${period}, SHA-256 ${hash}` };
}

/** At the office's stage where the unit is assessed here, with its trail; else as the score that stands. */
async function write(
  trx: Writing,
  input: FeedInput,
  { framework, criterion }: Target,
  entry: ScoreEntry,
  context: ActionContext,
): Promise<string | null> {
  const key = { campaign: input.campaign, unit: input.unit, criterion: criterion.code };
  if (await findAssessment(trx, key.campaign, key.unit)) {
    const assessed = await lockAssessed(trx, key.campaign, key.unit, context.environment.now());
    const stage = stageAt(assessed.assessment.state);
    if (stage === null || stage === 'self' || stage === 'explanation') throw new Problem('assessment-locked');
    const seen = (await findStageScore(trx, { ...key, stage }))?.revision ?? 0;
    return (await giveScore(trx, assessed, { ...key, stage, entry, seen }, context)).entry.points;
  }
  const stands = (await readStanding(trx, key.campaign, key.unit)).get(key.criterion);
  const settled = settleScore(entry, {
    ...{ criterion, rounding: framework.leafRounding, stage: 'council', claim: null },
    excluded: stands?.state === 'not-assessed',
  });
  if (!settled.ok) throw refused(criterion.code, settled.faults);
  await putStanding(trx, key, standingScore(criterion, settled.entry));
  return settled.entry.points;
}

const refused = (criterion: string, faults: readonly ScoreFault[]): Problem =>
  new Problem('score-invalid', faultPlaces(criterion, faults));
