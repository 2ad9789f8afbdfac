/** Opens the rating of a quarter, and changes its rules or surveys while it is not closed. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { listEntries } from '../../db/queries/indicator-entries.ts';
import {
  changeRating,
  deleteRating,
  insertRating,
  listRatings,
  ratingsOfCampaign,
} from '../../db/queries/ratings.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { checkRatingRules, type RatingRules } from '../core/rating-rules.ts';
import { randomId } from '../environment.ts';
import { invalidDefinition, Problem, type ProblemPlace } from '../problem.ts';
import { surveyableUnits } from '../rating-inputs.ts';
import { latestForms, startingRules } from '../starting-rules.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';
import { holdRating, NOT_VERIFIED, provinceOfRating, type RatingInput } from './hold-rating.ts';

interface RatingSettings {
  /** Surveys of the campaign whose answers count in this quarter, and in no other. */
  readonly surveys: readonly string[];
  /** Those of a quarter before it unless given (`startingRules`). */
  readonly rules?: RatingRules | undefined;
}

export interface CreateRatingInput extends RatingSettings {
  readonly campaign: string;
  readonly quarter: number;
}

export const createRating = action({
  name: 'create-rating',
  unit: provinceOfCampaign,
  run: async (trx, input: CreateRatingInput, { environment }) => {
    const campaign = await findCampaign(trx, input.campaign);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const others = await ratingsOfCampaign(trx, campaign.id);
    if (others.some(({ quarter }) => quarter === input.quarter))
      throw new Problem('already-exists', [{ field: 'quarter', code: 'quarter-there' }]);
    const settings = await checkedSettings(trx, input, { own: null, quarter: input.quarter });
    const id = randomId(environment);
    await insertRating(trx, {
      ...{ id, province: campaign.province, campaign: campaign.id, year: campaign.year },
      ...{ quarter: input.quarter, ...settings, ...NOT_VERIFIED, result: null },
      ...{ closedBy: null, closedAt: null, revision: 1 },
    });
    return { id };
  },
  audit: ({ campaign, quarter, surveys }, { id }) => ({
    subject: `rating ${id}`,
    details: { campaign, quarter, surveys },
  }),
});

/**
 * Removes a quarter that was opened by mistake: only while no agency has entered anything and nobody has verified it.
 * Its surveys are free for another quarter again; dossiers belong to their day and stay.
 * @throws Problem `rating-closed`, `rating-in-use`
 */
export const removeRating = action({
  name: 'create-rating',
  unit: provinceOfRating,
  run: async (trx, input: RatingInput) => {
    const { id, campaign, quarter, state } = await holdRating(trx, input);
    if (state !== 'open' || (await listEntries(trx, id)).length > 0) throw new Problem('rating-in-use');
    await deleteRating(trx, id);
    return { campaign, quarter };
  },
  audit: ({ rating }, removed) => ({ subject: `rating ${rating}`, details: { removed } }),
});

/** What was verified under other rules or surveys is verified no longer. */
export const changeRatingSettings = action({
  name: 'create-rating',
  unit: provinceOfRating,
  run: async (trx, input: RatingInput & RatingSettings & { readonly seen: number }) => {
    const rating = await holdRating(trx, input);
    if (rating.revision !== input.seen) throw new Problem('changed-meanwhile');
    const given = { ...input, campaign: rating.campaign, rules: input.rules ?? rating.rules };
    const settings = await checkedSettings(trx, given, { own: rating.id, quarter: rating.quarter });
    return { revision: await changeRating(trx, { ...rating, ...NOT_VERIFIED, ...settings }) };
  },
  audit: ({ rating, surveys, rules }) => ({
    subject: `rating ${rating}`,
    details: { surveys, rules: rules === undefined ? 'as before' : 'changed' },
  }),
});

/** @param target `own`: the rating that is changed; null: it is new. @throws Problem `definition-invalid` */
async function checkedSettings(
  trx: Writing,
  input: RatingSettings & { readonly campaign: string },
  { own, quarter }: { readonly own: string | null; readonly quarter: number },
): Promise<{ rules: RatingRules; surveys: readonly string[] }> {
  const campaign = await findCampaign(trx, input.campaign);
  const framework = campaign && (await findFramework(trx, campaign.framework, campaign.frameworkVersion));
  if (!campaign || !framework) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const place = { campaign, framework, quarter };
  const wanted = input.rules ?? (await startingRules(trx, await listRatings(trx), place)).rules;
  // What was given may be anything: its forms are looked up where it names some.
  const named = Array.isArray(wanted.forms) ? wanted.forms.filter((id) => typeof id === 'string') : [];
  const checked = checkRatingRules(wanted, framework, await latestForms(trx, named));
  if (!checked.ok)
    throw invalidDefinition(checked.faults.map((one) => ({ ...one, path: `rules.${one.path}` })));
  const others = (await ratingsOfCampaign(trx, campaign.id)).filter(({ id }) => id !== own);
  const taken = new Map(
    others.flatMap(({ surveys, quarter }) => surveys.map((id) => [id, quarter] as const)),
  );
  const rated = await surveyableUnits(trx, campaign);
  const surveys = [...new Set(input.surveys)];
  const places: ProblemPlace[] = [];
  for (const id of surveys) {
    const survey = await findSurvey(trx, id);
    const placeOf = (code: string, more = '') => ({
      field: `surveys.${id}`,
      code,
      values: { survey: { text: survey?.title.vi ?? id }, more: { text: more } },
    });
    if (survey?.campaign !== campaign.id) places.push(placeOf('survey-of-another-campaign'));
    else if (!checked.rules.forms.includes(survey.form)) places.push(placeOf('survey-form-unfit'));
    else if (taken.has(id)) places.push(placeOf('survey-counted-elsewhere', String(taken.get(id))));
    else if (!survey.units.every((unit) => rated.has(unit))) {
      const strays = survey.units.filter((unit) => !rated.has(unit));
      places.push(placeOf('survey-units-unfit', strays.slice(0, 5).join(', ')));
    }
  }
  if (places.length > 0) throw new Problem('definition-invalid', places);
  return { rules: checked.rules, surveys };
}
