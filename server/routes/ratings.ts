/** Ratings of procedure handling: quarters opened, read, verified and closed; years; and the criteria they feed. */
import type { z } from '@hono/zod-openapi';
import { readUnits } from '../../db/queries/campaigns.ts';
import { findRating } from '../../db/queries/ratings.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { closeRating, verifyRating } from '../actions/close-rating.ts';
import { changeRatingSettings, createRating, removeRating } from '../actions/create-rating.ts';
import { feedCriterion } from '../actions/feed-criterion.ts';
import { addDays, dayOf } from '../core/calendar.ts';
import { quarterDays } from '../core/dossier-time.ts';
import type { RatingResult } from '../core/procedure-rating.ts';
import { type RatingRules, ratedLeaves } from '../core/rating-rules.ts';
import { inputsOf, isComputed } from '../core/rule.ts';
import { feedTargets } from '../feed-targets.ts';
import { createRoutes, demandRight, demandSomewhere, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { ratingStanding } from '../rating-inputs.ts';
import { rulesView } from '../rating-rules-view.ts';
import {
  entriesView,
  isOutdated,
  missingView,
  namesOf,
  ratingLine,
  rightsIn,
  seenUnits,
  shownResult,
} from '../rating-view.ts';
import { ratingYear } from '../rating-year.ts';
import { ratingYears } from '../rating-years.ts';
import {
  change,
  close,
  create,
  feed,
  list,
  read,
  remove,
  rules,
  targets,
  verify,
  year,
} from './rating-declarations.ts';
import type { resultSchema, rulesShownSchema, targetsSchema } from './rating-schemas.ts';

/** As plain JSON types, as the schema names them. */
const toJson = (result: RatingResult) => structuredClone(result) as z.infer<typeof resultSchema>;

/** What is asked for an entered indicator whose points follow from a rule; none where they are written by hand. */
function inputsEntered({ indicators }: RatingRules, code: string): string[] {
  const found = indicators.find(({ indicator }) => indicator === code);
  const rule = found?.source === 'entered' ? found.rule : undefined;
  return isComputed(rule) ? [...inputsOf(rule)] : [];
}

export function ratingRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'read-rating');
      return c.json({ years: await ratingYears(db, actor, environment.now()) }, 200);
    })
    .openapi(create, async (c) => {
      const made = await createRating.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json(made, 201);
    })
    .openapi(read, async (c) => {
      const { actor } = demandSomewhere(c, 'read-rating');
      const found = await ratingStanding(
        db,
        await findRating(db, c.req.valid('param').rating),
        environment.now(),
      );
      const { rating, campaign, framework, result } = found;
      const units = (await readUnits(db, campaign.id)).map(({ code }) => code);
      const seen = await seenUnits(db, actor, rating.province, units);
      const { before } = quarterDays(rating);
      const mayEnter: string[] = [];
      for (const unit of units)
        if (can(actor, 'enter-indicator', await unitAndAbove(db, unit))) mayEnter.push(unit);
      return c.json(
        {
          ...ratingLine(rating, await namesOf(db, [rating])),
          ...{ campaign: campaign.id, title: campaign.title, province: rating.province, year: rating.year },
          indicators: ratedLeaves(framework).map(({ code, name, max }) => ({
            ...{ code, name, max, inputs: inputsEntered(rating.rules, code) },
          })),
          result: toJson(shownResult(result, seen)),
          missing: missingView(found, seen),
          running: found.running.map(({ id, title, acceptsUntil: until }) => ({ survey: id, title, until })),
          entries: await entriesView(db, found.entries, seen),
          ...{ last: addDays(before, -1), over: dayOf(environment.now()) >= before },
          ...{ outdated: isOutdated(found), whole: seen === null, mayEnter },
          ...(await rightsIn(db, actor, rating.province)),
        },
        200,
      );
    })
    .openapi(rules, async (c) => {
      const { actor } = demandSomewhere(c, 'read-rating');
      const found = await rulesView(db, actor, await findRating(db, c.req.valid('param').rating));
      return c.json(structuredClone(found) as z.infer<typeof rulesShownSchema>, 200);
    })
    .openapi(change, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await changeRatingSettings.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(remove, async (c) =>
      c.json(await removeRating.run(environment, signedInOf(c).actor, c.req.valid('param')), 200),
    )
    .openapi(verify, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await verifyRating.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(close, async (c) =>
      c.json(await closeRating.run(environment, signedInOf(c).actor, c.req.valid('param')), 200),
    )
    .openapi(year, async (c) => {
      const { actor } = demandSomewhere(c, 'read-rating');
      const found = await ratingYear(db, c.req.valid('param').campaign);
      const { campaign, framework, quarters, whole, hash, result } = found;
      const units = (await readUnits(db, campaign.id)).map(({ code }) => code);
      const seen = await seenUnits(db, actor, campaign.province, units);
      const names = await namesOf(db, quarters);
      return c.json(
        {
          ...{ campaign: campaign.id, province: campaign.province, title: campaign.title },
          ...{ year: campaign.year, whole, hash },
          indicators: ratedLeaves(framework).map(({ code, name }) => ({ code, name })),
          quarters: quarters.map((one) => ratingLine(one, names)),
          result: result && toJson(shownResult(result, seen)),
          mayFeed: (await rightsIn(db, actor, campaign.province)).mayFeed,
        },
        200,
      );
    })
    .openapi(targets, async (c) => {
      const { province } = c.req.valid('query');
      await demandRight(c, parts, 'feed-criterion', province);
      const found = structuredClone(await feedTargets(db, province));
      return c.json({ targets: found as z.infer<typeof targetsSchema> }, 200);
    })
    .openapi(feed, async (c) => {
      const fed = await feedCriterion.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json(fed, 201);
    });
}

export type RatingRoutes = ReturnType<typeof ratingRoutes>;
