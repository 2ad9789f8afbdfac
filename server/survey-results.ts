/** The results of a survey, gathered from its counters: never from its answers (decision 4). */

import type { Db } from '../db/dialect.ts';
import { type DeclaredBreakdown, readBreakdowns } from '../db/queries/breakdowns.ts';
import { findForm } from '../db/queries/forms.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import type { Tally } from '../db/queries/tallies.ts';
import { unitNames } from '../db/queries/units.ts';
import type { Form, Text } from '../survey-forms/form.ts';
import { findQuestion } from './core/sub-index.ts';
import {
  BASIS_FILTERS,
  type Breakdown,
  breakdownBy,
  FLAGGED_FILTERS,
  type NoBreakdown,
  pageBy,
  type Release,
  type ResultFilters,
  type SurveyView,
} from './core/survey-view.ts';
import { Problem, type ProblemPlace } from './problem.ts';
import { nameOfHash } from './release-name.ts';
import { type SurveyState, surveyState } from './survey-state.ts';

/** What was asked for, as it stood in the address. */
export interface AskedResults {
  readonly unit?: string | undefined;
  readonly channel?: string | undefined;
  readonly group?: string | undefined;
  readonly basis?: string | undefined;
  readonly flagged?: string | undefined;
  readonly breakdown?: string | undefined;
}

export interface Follower {
  readonly survey: OpenSurvey;
  /** Units of the survey whose results the reader may see: to him they are the whole survey. */
  readonly units: readonly string[];
  /** Whether the survey takes no more answers: then the counters are exact (decision 22). */
  readonly exact: boolean;
}

/** A state of the counters with its name. */
export interface Standing {
  readonly release: Release;
  readonly state: SurveyState;
  /** Of the reader's units. */
  readonly tallies: readonly Tally[];
  /** Of all units: what the gate has to know, whoever reads. */
  readonly all: readonly Tally[];
}

const sumOf = (rows: readonly { readonly responses: number }[]) =>
  rows.reduce((total, one) => total + one.responses, 0);

/** The counters that may be shown now, all of one moment. */
export async function standingOf(db: Db, { survey, units, exact }: Follower): Promise<Standing> {
  const { state, sums } = await surveyState(db, survey, exact);
  const held = new Set(units);
  const mine = <Row extends { readonly unit: string }>(rows: readonly Row[]) =>
    rows.filter(({ unit }) => held.has(unit));
  const tallies = mine(state.tallies);
  const responses = sumOf(tallies);
  const counted = sumOf(mine(sums.filter(({ from }) => from === 'tallies')));
  // Sheets may have been taken back that stand in a release.
  const waiting = exact ? null : Math.max(0, counted - responses);
  const release = { name: nameOfHash(state.hash), responses, exact, waiting };
  return { release, state, tallies, all: state.tallies };
}

/** @throws Problem `unknown-filter`: every value that does not exist, with those that do */
export async function surveyResults(db: Db, follower: Follower, asked: AskedResults): Promise<SurveyView> {
  const { survey } = follower;
  const form = await findForm(db, survey.form, Math.max(...survey.formVersions));
  if (!form) throw new Error(`survey ${survey.id} names a form that is not stored`);
  const declared = await readBreakdowns(db, survey);
  const choices = await choicesOf(db, follower, form, declared);
  const filters = readFilters(asked, choices);
  const { release, state } = await standingOf(db, follower);
  const held = { ...filters, ...amongHeld(follower) };
  const pages = state.pages(
    form,
    choices.breakdowns.map(({ question }) => question),
  );
  const groups = choices.groups.map(({ code }) => code);
  const wanted = declared.find(({ question }) => question === asked.breakdown);
  const breakdown = wanted ? await breakdownIn(db, state, form, wanted, held) : null;
  return { release, filters, choices, ...pageBy(form, pages, held, groups), breakdown };
}

/** To a reader of some units "all units" are those; what may be shown of each is settled over every unit. */
export const amongHeld = ({ survey, units }: Follower): Pick<ResultFilters, 'among'> =>
  units.length < survey.units.length ? { among: units } : {};

async function choicesOf(
  db: Db,
  { survey, units }: Follower,
  form: Form,
  declared: readonly { question: string }[],
): Promise<SurveyView['choices']> {
  const names = await unitNames(db, units);
  return {
    units: units.map((code) => ({ code, name: { ...(names.get(code) ?? { vi: code }) } })),
    channels: survey.channels,
    groups: form.respondentGroups.filter(({ code }) => survey.respondentGroups.includes(code)),
    breakdowns: declared.map(({ question }) => ({ question, text: textOf(form, question) })),
  };
}

const textOf = (form: Form, question: string): Text => findQuestion(form, question)?.text ?? { vi: question };

/** How many values an error names: a province may have thousands of units. */
const NAMED_VALUES = 20;

/** What is told of a value that does not exist: those that do. */
export function unknownFilter(field: string, value: string, known: readonly string[]): ProblemPlace {
  if (field === 'channel' || field === 'basis' || field === 'flagged')
    return {
      ...{ field, code: 'unknown-filter' },
      values: { value: { text: value }, known: { filter: field, values: known } },
    };
  const shown = known.length > NAMED_VALUES ? [...known.slice(0, NAMED_VALUES), '…'] : known;
  return {
    field,
    code: 'unknown-filter',
    values: { value: { text: value }, known: { text: shown.join(', ') || '–' } },
  };
}

function readFilters(asked: AskedResults, choices: SurveyView['choices']): ResultFilters {
  const faults: ProblemPlace[] = [];
  const read = <Value extends string>(field: keyof AskedResults, known: readonly Value[]): Value | null => {
    const value = asked[field];
    if (value === undefined) return null;
    const found = known.find((one) => one === value);
    if (found !== undefined) return found;
    faults.push(unknownFilter(field, value, known));
    return null;
  };
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
  const filters = {
    unit: read('unit', codes(choices.units)),
    channel: read('channel', choices.channels),
    group: read('group', codes(choices.groups)),
    basis: read('basis', BASIS_FILTERS) ?? 'counted',
    flagged: read('flagged', FLAGGED_FILTERS) ?? 'with',
  };
  read(
    'breakdown',
    choices.breakdowns.map(({ question }) => question),
  );
  if (faults.length > 0) throw new Problem('unknown-filter', faults);
  return filters;
}

async function breakdownIn(
  db: Db,
  state: SurveyState,
  form: Form,
  { question, countedHash }: DeclaredBreakdown,
  filters: ResultFilters,
): Promise<Breakdown> {
  const none = (reason: NoBreakdown) => ({ question, text: textOf(form, question), codes: [], reason });
  if (!state.exact) return none('not-closed');
  if (countedHash !== state.hash) return none('not-counted');
  return breakdownBy(form, question, await state.breakdown(db, form, question), filters);
}
