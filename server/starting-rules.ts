/** The rule table that a new quarter starts with, where none is given: that of a quarter before it, so that an office writes its own once. */
import type { Db } from '../db/dialect.ts';
import type { Campaign } from '../db/queries/campaigns.ts';
import { latestForm } from '../db/queries/forms.ts';
import type { Rating } from '../db/queries/ratings.ts';
import type { Form } from '../survey-forms/form.ts';
import type { Framework } from './core/framework.ts';
import { checkRatingRules, DEFAULT_RATING_RULES, type RatingRules } from './core/rating-rules.ts';
import { hashOf } from './core/recipe.ts';

/** The newest version of each form that is there. */
export async function latestForms(db: Db, ids: readonly string[]): Promise<Form[]> {
  const found = await Promise.all(ids.map((id) => latestForm(db, id)));
  return found.filter((form) => form !== null);
}

export interface StartingRules {
  readonly rules: RatingRules;
  /** The quarter whose table is taken over; null: the rules of domain §6. */
  readonly from: Rating | null;
}

/**
 * The latest earlier quarter of the campaign, else the latest other one of the province, else domain §6. A table that does
 * not suit the framework or the forms as they are now is passed over: nobody is refused for rules that he did not give.
 * @param ratings of any province, in any order
 */
export async function startingRules(
  db: Db,
  ratings: readonly Rating[],
  { campaign, framework, quarter }: { campaign: Campaign; framework: Framework; quarter: number },
): Promise<StartingRules> {
  const others = ratings
    .filter(({ province }) => province === campaign.province)
    .toSorted((one, other) => other.year - one.year || other.quarter - one.quarter);
  const isEarlier = (one: Rating) => one.campaign === campaign.id && one.quarter < quarter;
  const inTurn = [...others.filter(isEarlier), ...others.filter((one) => !isEarlier(one))];
  for (const from of inTurn) {
    const { rules } = from;
    if (checkRatingRules(rules, framework, await latestForms(db, rules.forms)).ok) return { rules, from };
  }
  return { rules: DEFAULT_RATING_RULES, from: null };
}

/** Whether a table says the same as that of domain §6. */
export const areShipped = (rules: RatingRules): boolean =>
  hashOf(inOneOrder(rules)) === hashOf(inOneOrder(DEFAULT_RATING_RULES));

/** Lists of codes are sets: their order says nothing. */
const inOneOrder = (rules: RatingRules): RatingRules => ({
  ...rules,
  forms: rules.forms.toSorted(),
  officialIndicators: rules.officialIndicators.toSorted(),
});
