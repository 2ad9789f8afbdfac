/** The rule table of a quarter as the screen shows it, with what it may be made of. */
import type { Db } from '../db/dialect.ts';
import { findCampaign, readUnits } from '../db/queries/campaigns.ts';
import { listForms } from '../db/queries/forms.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import type { Rating } from '../db/queries/ratings.ts';
import { shippedForms } from '../survey-forms/catalogue.ts';
import type { Form } from '../survey-forms/form.ts';
import type { Actor } from './access.ts';
import { checkRatingRules, DEFAULT_RATING_RULES, ratedLeaves } from './core/rating-rules.ts';
import { Problem } from './problem.ts';
import { namesOf, ratingLine, rightsIn, seenUnits } from './rating-view.ts';
import { latestForms } from './starting-rules.ts';

/** Questions whose levels pay out, so that points may come from them. */
const payingQuestions = ({ sections }: Form) =>
  sections.flatMap(({ questions }) => questions).filter(({ kind }) => kind === 'levels');

/** @throws Problem `not-found`, `forbidden` */
export async function rulesView(db: Db, actor: Actor, rating: Rating | null) {
  const campaign = rating && (await findCampaign(db, rating.campaign));
  const framework = campaign && (await findFramework(db, campaign.framework, campaign.frameworkVersion));
  if (!rating || !framework) throw new Problem('not-found', [{ field: 'rating', code: 'not-found' }]);
  const units = (await readUnits(db, campaign.id)).map(({ code }) => code);
  // Who sees none of its agencies does not read how they are rated either.
  await seenUnits(db, actor, rating.province, units);
  const { rules } = rating;
  const ids = new Set([...rules.forms, ...(await listForms(db)).map(({ form }) => form)]);
  const forms = (await latestForms(db, [...ids])).filter(
    (form) => rules.forms.includes(form.id) || payingQuestions(form).length > 0,
  );
  const suits = checkRatingRules(DEFAULT_RATING_RULES, framework, shippedForms).ok;
  return {
    ...ratingLine(rating, await namesOf(db, [rating])),
    ...{ campaign: campaign.id, title: campaign.title, year: rating.year, rules },
    indicators: ratedLeaves(framework).map(({ code, name, max }) => ({ code, name, max })),
    shipped: suits ? DEFAULT_RATING_RULES : null,
    forms: forms.map((form) => ({
      ...{ id: form.id, title: form.title },
      questions: payingQuestions(form).map(({ key, text }) => ({ key, text })),
    })),
    mayChange: (await rightsIn(db, actor, rating.province)).mayChange,
  };
}
