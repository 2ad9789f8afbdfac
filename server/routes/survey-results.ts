/** Results of a survey as analysts follow them, its arrivals by day, its comments, and what it may be broken down by. */
import { readBreakdowns } from '../../db/queries/breakdowns.ts';
import { type CommentPlace, countBatches } from '../../db/queries/comments.ts';
import { findForm } from '../../db/queries/forms.ts';
import { arrivalsByDay as readArrivals } from '../../db/queries/ledger.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import { questionsOf } from '../../survey-forms/form.ts';
import { canSomewhere } from '../access.ts';
import { declareBreakdowns } from '../actions/declare-breakdowns.ts';
import { findComments } from '../comment-search.ts';
import { breakdownQuestions } from '../core/breakdown-question.ts';
import { dayOf, isDay, windowAt } from '../core/calendar.ts';
import { heldUnits } from '../held-units.ts';
import { type AppContext, createRoutes, demandRight, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { type SeenSurvey, seenSurvey } from '../seen-survey.ts';
import { type Follower, surveyResults, unknownFilter } from '../survey-results.ts';
import { surveyArrivals } from '../survey-standing.ts';
import { arrivalDays } from '../survey-state.ts';
import {
  arrivalsByDay,
  breakdowns,
  comments,
  declare,
  results,
  type SurveyResultsAnswer,
} from './survey-result-declarations.ts';
import { shown } from './surveys.ts';

/** Units whose rows a reader may see, narrowed to one; '' is a form that rates many units. @throws Problem `unknown-filter` */
function seenUnits({ holds, names }: SeenSurvey, unit: string | undefined): string[] {
  const units = names.map(({ code }) => code);
  if (unit === undefined) return [...units, ...(holds('') ? [''] : [])];
  if (!units.includes(unit)) throw new Problem('unknown-filter', [unknownFilter('unit', unit, units)]);
  return [unit];
}

/** @throws Problem `malformed-request`, `range-upside-down` */
function readRange(from: string | undefined, to: string | undefined) {
  const wrong = Object.entries({ from, to }).filter(([, day]) => day !== undefined && !isDay(day));
  if (wrong.length > 0)
    throw new Problem(
      'malformed-request',
      wrong.map(([field]) => ({ field, code: 'not-a-day' })),
    );
  if (from !== undefined && to !== undefined && to < from) {
    const values = { from: { day: from }, to: { day: to } };
    throw new Problem('range-upside-down', [{ field: 'to', code: 'range-upside-down', values }]);
  }
  return { from: from ?? null, to: to ?? null };
}

const cursorOf = ({ unit, month, id }: CommentPlace): string =>
  Buffer.from(JSON.stringify([unit, month, id])).toString('base64url');

/** @throws Problem `malformed-request` for one that this server never gave */
function readCursor(cursor: string | undefined): CommentPlace | null {
  if (cursor === undefined) return null;
  try {
    const [unit, month, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof unit === 'string' && typeof month === 'string' && typeof id === 'string')
      return { unit, month, id };
  } catch {
    // Told below, as whatever else is none.
  }
  throw new Problem('malformed-request', [{ field: 'cursor', code: 'malformed-request' }]);
}

export function surveyResultRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const today = () => dayOf(environment.now());

  async function find(id: string): Promise<OpenSurvey> {
    const survey = await findSurvey(db, id);
    if (!survey) throw new Problem('unknown-survey');
    return survey;
  }

  /** Officers see results of their own units, once the survey is over (decision 22). */
  async function followerOf(c: AppContext): Promise<Follower> {
    const { actor } = signedInOf(c);
    const may = (['read-survey-results', 'read-own-results'] as const).filter((one) =>
      canSomewhere(actor, one),
    );
    if (may.length === 0) throw new Problem('forbidden');
    const survey = await find(c.req.param('survey') ?? '');
    const exact = windowAt(survey, today()) === 'over';
    const held = new Set<string>();
    for (const operation of may)
      if (exact || operation === 'read-survey-results')
        for (const unit of await heldUnits(db, survey, actor, operation)) held.add(unit);
    const units = survey.units.filter((unit) => held.has(unit));
    if (units.length === 0) throw new Problem('forbidden');
    return { survey, units, exact };
  }

  async function targetsOf({ survey, holds }: SeenSurvey, unit: string | undefined) {
    if (unit !== undefined || !holds('')) return [];
    const [arrived] = await surveyArrivals(db, survey, [survey], environment.now());
    return (arrived?.channels ?? []).map((one) => ({ ...one }));
  }

  async function demandBreakdowns(c: AppContext) {
    const survey = await findSurvey(db, c.req.param('survey') ?? '');
    await demandRight(c, parts, 'declare-breakdowns', survey?.province ?? null);
    if (!survey) throw new Problem('unknown-survey');
    return survey;
  }

  return createRoutes()
    .openapi(results, async (c) => {
      const follower = await followerOf(c);
      const { survey } = follower;
      const view = await surveyResults(db, follower, c.req.valid('query'));
      const head = shown({ ...survey, units: survey.units.length }, today());
      // Plain JSON types, as the schema names them.
      return c.json(structuredClone({ survey: head, ...view }) as SurveyResultsAnswer, 200);
    })
    .openapi(arrivalsByDay, async (c) => {
      const seen = await seenSurvey(c, db, 'read-arrivals');
      const { from, to, unit } = c.req.valid('query');
      const range = readRange(from, to);
      const days =
        unit === undefined && seen.holds('')
          ? await arrivalDays(db, seen.survey, range)
          : await readArrivals(db, seen.survey, seenUnits(seen, unit), range);
      const total = days.reduce(
        (sum, { slips, open, kiosk, sheets }) => sum + slips + open + kiosk + sheets,
        0,
      );
      const targets = await targetsOf(seen, unit);
      return c.json({ days: days.map((one) => ({ ...one })), targets, total }, 200);
    })
    .openapi(comments, async (c) => {
      const seen = await seenSurvey(c, db, 'read-comments');
      const { unit, search = '', cursor } = c.req.valid('query');
      const units = seenUnits(seen, unit);
      const after = readCursor(cursor);
      const found = await findComments(db, seen.survey, { units, search, after });
      const counts = await countBatches(db, seen.survey, units);
      const next = found.next && cursorOf(found.next);
      const form = await findForm(db, seen.survey.form, Math.max(...seen.survey.formVersions));
      const questions = (form ? questionsOf(form) : [])
        .filter(({ kind }) => kind === 'text')
        .map(({ key, text }) => ({ question: key, text: { ...text } }));
      return c.json({ ...counts, comments: found.comments.map((one) => ({ ...one })), questions, next }, 200);
    })
    .openapi(breakdowns, async (c) => {
      const survey = await demandBreakdowns(c);
      const form = await findForm(db, survey.form, Math.max(...survey.formVersions));
      const declared = (await readBreakdowns(db, survey)).map(({ question }) => question);
      const questions = (form ? breakdownQuestions(form) : []).map(({ key, text }) => ({
        question: key,
        text: { ...text },
        declared: declared.includes(key),
      }));
      return c.json({ fixed: windowAt(survey, today()) === 'over', questions }, 200);
    })
    .openapi(declare, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { after } = await declareBreakdowns.run(environment, signedInOf(c).actor, input);
      return c.json({ questions: [...after] }, 200);
    });
}

export type SurveyResultRoutes = ReturnType<typeof surveyResultRoutes>;
