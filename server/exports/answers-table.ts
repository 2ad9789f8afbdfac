/**
 * The answers of a survey that is over, a row a response: month instead of day, no id, no comment (decisions 17, 21, 24).
 * Read in slices of random ids, month by month, so that memory stays small and the order of the rows tells nothing.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Words, wordsOf } from '../../client/words/words-of.ts';
import type { Db } from '../../db/dialect.ts';
import {
  type AnswerScope,
  type AnswerSlice,
  answeredDays,
  countSlice,
  type FiledResponse,
  readSlice,
} from '../../db/queries/answer-slices.ts';
import type { OpenSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import {
  type AnswerCell,
  type AnswerVariable,
  BLANK_CELL,
  cellOf,
  FLAG_BITS,
  NOT_ASKED_CELL,
  type Variable,
} from '../../survey-forms/codebook.ts';
import { type Form, type Lang, say } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { addDays } from '../core/calendar.ts';
import type { Cell, Column, ExportTable, Row } from './export-table.ts';
import type { SurveyCodebook } from './survey-codebook.ts';

/** Rows read at once: some milliseconds on SQLite, which reads them while everybody waits. */
const SLICE_ROWS = 2000;
const MOST_SLICES = 65_536;
/** Rows written before others have their turn. */
const TURN_ROWS = 250;

export interface AnswersAsked {
  readonly survey: OpenSurvey;
  /** Units whose answers are read; null: all. */
  readonly units: readonly string[] | null;
  readonly codebook: SurveyCodebook;
}

/** Codes, or what they mean in a language. */
export type AnswerValues = 'codes' | Lang;

export async function answersTable(
  db: Db,
  { survey, units, codebook }: AnswersAsked,
  values: AnswerValues,
): Promise<ExportTable> {
  const scope: AnswerScope = { province: survey.province, survey: survey.id, units };
  const slices = await slicesOf(db, scope);
  let count = 0;
  for (const { slice } of slices) {
    count += await countSlice(db, scope, slice);
    await nextTurn();
  }
  const rowOf = values === 'codes' ? codeRows(codebook) : labelRows(codebook, values);
  return {
    columns: columnsOf(codebook, values),
    count,
    async *rows() {
      for (const { month, slice } of slices) {
        const responses = await readSlice(db, scope, slice);
        for (let from = 0; from < responses.length; from += TURN_ROWS) {
          yield responses.slice(from, from + TURN_ROWS).map((one) => rowOf(month, one));
          await nextTurn();
        }
      }
    },
  };
}

interface MonthSlice {
  /** `2026-06`. */
  readonly month: string;
  readonly slice: AnswerSlice;
}

/** As many slices of every month as the survey needs for all of its answers. */
async function slicesOf(db: Db, scope: AnswerScope): Promise<MonthSlice[]> {
  const days = await answeredDays(db, scope);
  if (!days) return [];
  const tallies = await readTallies(db, scope.province, scope.survey);
  const about = tallies.reduce((total, { responses }) => total + responses, 0);
  const bounds = idBounds(Math.min(MOST_SLICES, Math.max(1, Math.ceil(about / SLICE_ROWS))));
  return [...monthsOf(days)].flatMap(([month, own]) =>
    bounds.map((from, at) => ({ month, slice: { days: own, from, to: bounds[at + 1] ?? null } })),
  );
}

/** Ids are random UUIDs: their first eight digits are spread evenly. */
const idBounds = (slices: number): string[] =>
  Array.from({ length: slices }, (_, at) =>
    at === 0
      ? ''
      : Math.floor((at * 2 ** 32) / slices)
          .toString(16)
          .padStart(8, '0'),
  );

function monthsOf({ first, last }: { readonly first: string; readonly last: string }): Map<string, string[]> {
  const months = new Map<string, string[]>();
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const month = day.slice(0, 'YYYY-MM'.length);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return months;
}

const WORD_WIDTH = 18;

function columnsOf({ head, answers }: SurveyCodebook, values: AnswerValues): Column[] {
  if (values === 'codes') return [...head, ...answers].map(({ name, holds }) => ({ name, holds }));
  return [...head, ...answers].map((variable) => ({
    name: `${variable.name} – ${say(variable.text, values)}`,
    // A code has become a word.
    holds: variable.values.length > 0 ? 'word' : variable.holds,
    width: WORD_WIDTH,
  }));
}

type RowOf = (month: string, response: FiledResponse) => Row;

/** Cells in front, in the order of `headVariables`. */
const headCells = (survey: string, month: string, one: FiledResponse): Cell[] => [
  month,
  survey,
  one.unit,
  one.respondentGroup,
  one.channel,
  one.basis,
  ...Object.values(FLAG_BITS).map((bit) => Number((one.flags & bit) !== 0)),
  one.formVersion,
];

function codeRows(codebook: SurveyCodebook): RowOf {
  const cell = (value: AnswerCell) =>
    value === undefined ? NOT_ASKED_CELL : value === null ? BLANK_CELL : value;
  return (month, one) => {
    const answers = answersOf(codebook, one);
    return [
      ...headCells(codebook.survey, month, one),
      ...codebook.answers.map((variable) => cell(cellOf(variable, answers))),
    ];
  };
}

function labelRows(codebook: SurveyCodebook, lang: Lang): RowOf {
  const { cells } = wordsOf(lang).staff.files;
  const headLabels = codebook.head.map((variable) => labelsOf(variable, lang));
  const labels = codebook.answers.map((variable) => labelled(variable, cells, lang));
  return (month, one) => {
    const answers = answersOf(codebook, one);
    const head = headCells(codebook.survey, month, one);
    return [
      ...head.map((value, at) => headLabels[at]?.get(String(value)) ?? value),
      ...labels.map((label) => label(answers)),
    ];
  };
}

const labelsOf = ({ values }: Variable, lang: Lang): Map<string, string> =>
  new Map(values.map(({ code, text }) => [code, say(text, lang)]));

function labelled(variable: AnswerVariable, cells: Words['staff']['files']['cells'], lang: Lang) {
  const labels = labelsOf(variable, lang);
  return (answers: Parameters<typeof cellOf>[1]): Cell => {
    const value = cellOf(variable, answers);
    if (value === undefined) return cells.notAsked;
    if (value === null) return cells.blank;
    return labels.get(String(value)) ?? value;
  };
}

function answersOf({ forms }: SurveyCodebook, { formVersion, answers }: FiledResponse) {
  const form: Form | undefined = forms.find(({ version }) => version === formVersion);
  if (!form) throw new Error(`a response under form version ${formVersion}, which the survey never opened`);
  return unpackAnswers(form, answers);
}
