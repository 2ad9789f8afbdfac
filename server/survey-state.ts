/**
 * The counters of a survey as they may be shown, read whole only when they changed: a survey that is large, or looked at
 * by many, costs each page no more than a small one. Every figure of a page is taken from one state, under its name.
 */

import type { Db } from '../db/dialect.ts';
import { readBreakdownTallies } from '../db/queries/breakdowns.ts';
import { type ArrivalDay, arrivalsByDay } from '../db/queries/ledger.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import {
  countedSums,
  readReleases,
  readTallies,
  type Tally,
  type TallySum,
  tallySums,
} from '../db/queries/tallies.ts';
import type { Form } from '../survey-forms/form.ts';
import { channelTallies } from './campaign-inputs.ts';
import { type SurveyPages, surveyPages } from './core/survey-view.ts';
import { hashOfTallies } from './release-name.ts';

/** Many answers that leave every sum as it was, as ten corrections of sheets may, are seen so late at most. */
export const READ_WHOLE_EVERY_MS = 30_000;
/** Surveys whose state is kept; the one that was asked for longest ago goes first. */
const MOST_KEPT = 8;
/** Pages of a state that are kept. */
const MOST_PAGES = 300;

export interface SurveyState {
  readonly exact: boolean;
  /** Of all units. */
  readonly tallies: readonly Tally[];
  readonly hash: string;
  /** Pages under a form, with its declared questions. */
  pages(form: Form, declared: readonly string[]): SurveyPages;
  /** Pages of those who chose each code of a declared question, which stands where else the respondent group does. */
  breakdown(db: Db, form: Form, question: string): Promise<SurveyPages>;
}

interface Kept {
  readonly mark: string;
  readonly readAt: number;
  readonly state: SurveyState;
}

const keptOf = new WeakMap<Db, Map<string, Kept>>();

export interface Looked {
  readonly state: SurveyState;
  readonly sums: readonly TallySum[];
}

/** What changes with every answer that is counted, or released. */
const markOf = (sums: readonly TallySum[], side: TallySum['from']): string =>
  JSON.stringify(sums.filter(({ from }) => from === side));

/** @param maxAge how old a state may be whose sums still stand, in milliseconds */
export async function surveyState(
  db: Db,
  survey: Pick<OpenSurvey, 'id' | 'province' | 'form'>,
  exact: boolean,
  maxAge: number = READ_WHOLE_EVERY_MS,
): Promise<Looked> {
  const sums = await tallySums(db, survey.province, survey.id);
  const mark = markOf(sums, exact ? 'tallies' : 'tally_releases');
  const states = keptOf.get(db) ?? new Map<string, Kept>();
  keptOf.set(db, states);
  const known = states.get(survey.id);
  const stands = known?.mark === mark && Date.now() - known.readAt < maxAge;
  const now = stands ? known : { mark, readAt: Date.now(), state: await readState(db, survey, exact) };
  states.delete(survey.id);
  states.set(survey.id, now);
  for (const oldest of states.keys()) {
    if (states.size <= MOST_KEPT) break;
    states.delete(oldest);
  }
  return { state: now.state, sums };
}

interface KeptDays {
  readonly mark: string;
  readonly readAt: number;
  readonly days: Map<string, readonly ArrivalDay[]>;
}

const keptDaysOf = new WeakMap<Db, Map<string, KeptDays>>();

/**
 * Arrivals by day over all units, read again when an answer was counted since; late ones, which are not, are seen half a
 * minute later at most.
 */
export async function arrivalDays(
  db: Db,
  survey: Pick<OpenSurvey, 'id' | 'province'>,
  range: { readonly from: string | null; readonly to: string | null },
): Promise<readonly ArrivalDay[]> {
  const mark = JSON.stringify(await countedSums(db, survey.province, survey.id));
  const surveys = keptDaysOf.get(db) ?? new Map<string, KeptDays>();
  keptDaysOf.set(db, surveys);
  const known = surveys.get(survey.id);
  const stands = known?.mark === mark && Date.now() - known.readAt < READ_WHOLE_EVERY_MS;
  const now = stands ? known : { mark, readAt: Date.now(), days: new Map() };
  surveys.set(survey.id, now);
  const key = JSON.stringify(range);
  const days = now.days.get(key) ?? (await arrivalsByDay(db, survey, null, range));
  if (now.days.size >= MOST_PAGES) now.days.clear();
  now.days.set(key, days);
  return days;
}

async function readState(
  db: Db,
  survey: Pick<OpenSurvey, 'id' | 'province' | 'form'>,
  exact: boolean,
): Promise<SurveyState> {
  const tallies = await (exact ? readTallies : readReleases)(db, survey.province, survey.id);
  const pages = new Map<string, SurveyPages>();
  const breakdowns = new Map<string, SurveyPages>();
  return {
    ...{ exact, tallies, hash: hashOfTallies(tallies) },
    pages: (form, declared) => {
      const key = JSON.stringify([form.version, declared]);
      const made =
        pages.get(key) ?? kept(surveyPages(form, channelTallies(survey, [form], tallies), declared));
      pages.set(key, made);
      return made;
    },
    breakdown: async (now, form, question) => {
      const key = JSON.stringify([form.version, question]);
      const made = breakdowns.get(key) ?? (await readBreakdown(now, survey, form, question));
      breakdowns.set(key, made);
      return made;
    },
  };
}

async function readBreakdown(
  db: Db,
  survey: Pick<OpenSurvey, 'id' | 'province' | 'form'>,
  form: Form,
  question: string,
): Promise<SurveyPages> {
  const rows = await readBreakdownTallies(db, survey, question);
  // To the gate the code of the question is what else would be the respondent group.
  const tallies = rows.map(({ code, ...row }) => ({
    ...row,
    ...{ province: survey.province, survey: survey.id, respondentGroup: String(code) },
    channel: 'web' as const,
  }));
  return kept(surveyPages(form, channelTallies(survey, [form], tallies), []));
}

/** Pages that are turned to again are the same, as long as the state is. */
function kept(pages: SurveyPages): SurveyPages {
  const known = new Map<string, ReturnType<SurveyPages>>();
  return (filters) => {
    const key = JSON.stringify(filters);
    const page = known.get(key) ?? pages(filters);
    if (known.size >= MOST_PAGES) known.clear();
    known.set(key, page);
    return page;
  };
}
