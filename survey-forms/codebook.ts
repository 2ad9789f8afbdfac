/**
 * The columns of a file of answers, what each holds and what its codes mean. File and codebook are made of the same
 * variables, so that neither can say what the other does not.
 *
 * Three things stay apart in every column: a value, `null` = asked and left blank, `undefined` = not asked, because its
 * condition did not hold or the form version did not have it. Free text has no column: it never leaves beside answers.
 */
import type { Answers } from './answer.ts';
import { type Form, levelsOf, type Question, questionsOf, type RespondentGroup, type Text } from './form.ts';
import { isRecord } from './relevance.ts';

/** How blank and not asked are written where a cell is text. The point is a missing value to programs of statistics. */
export const BLANK_CELL = '';
export const NOT_ASKED_CELL = '.';

export interface Value {
  readonly code: string;
  readonly text: Text;
  /** Counts as satisfied (domain §2). */
  readonly satisfied?: boolean | undefined;
  /** Share of the maximum, decimal text; null: leaves the denominator; absent: the scale pays nothing. */
  readonly payOut?: string | null | undefined;
}

export interface Variable {
  /** Name of the column. */
  readonly name: string;
  readonly text: Text;
  /** `word`: codes that are words; `number`: a decimal or a code. */
  readonly holds: 'word' | 'number';
  /** Empty where anything may stand. */
  readonly values: readonly Value[];
}

/** A column of a question. */
export interface AnswerVariable extends Variable {
  readonly section: Text;
  readonly question: Question;
  /** Of a question with several codes: the one this column is about. */
  readonly code: number | null;
  /** Of a matrix: the rated unit; '' otherwise. */
  readonly unit: string;
}

/** An answer in one column. */
export type AnswerCell = number | string | null | undefined;

/** `q07`; of several codes `q07.3`, one column each; of a matrix `advice@LC-01`, one a rated unit. */
function columnsOf(
  form: Form,
  question: Question,
  units: readonly string[],
): Omit<AnswerVariable, 'section'>[] {
  const { key, text } = question;
  const common = { question, text, code: null, unit: '', holds: 'number' as const };
  if (question.kind === 'text') return [];
  if (question.kind === 'number') return [{ ...common, name: key, values: [] }];
  if (question.kind === 'multi')
    return levelsOf(form, question).map(({ code, text: chosen }) => ({
      ...common,
      ...{ name: `${key}.${code}`, code, values: CHOSEN },
      text: joined(text, chosen),
    }));
  const values = levelsOf(form, question).map(({ code, ...level }) => ({ ...level, code: String(code) }));
  if (question.kind !== 'matrix') return [{ ...common, name: key, values }];
  return units.map((unit) => ({ ...common, unit, name: `${key}@${unit}`, values }));
}

const joined = (one: Text, other: Text): Text => {
  const en =
    one.en === undefined && other.en === undefined
      ? undefined
      : `${one.en ?? one.vi}: ${other.en ?? other.vi}`;
  return { vi: `${one.vi}: ${other.vi}`, ...(en === undefined ? {} : { en }) };
};

const CHOSEN: readonly Value[] = [
  { code: '0', text: { vi: 'không chọn', en: 'not chosen' } },
  { code: '1', text: { vi: 'chọn', en: 'chosen' } },
];

/**
 * Columns of all versions under which a survey took answers, in the order of the newest form; what only an older one
 * asked follows.
 * @param forms at least one
 * @param units the units a matrix rates
 */
export function answerVariables(forms: readonly Form[], units: readonly string[]): AnswerVariable[] {
  const named = new Map<string, AnswerVariable>();
  for (const form of forms.toSorted((a, b) => b.version - a.version))
    for (const section of form.sections)
      for (const question of section.questions)
        for (const one of columnsOf(form, question, units))
          if (!named.has(one.name)) named.set(one.name, { ...one, section: section.title });
  return [...named.values()];
}

/** What stands in the column. @param answers as unpacked */
export function cellOf({ question, code, unit }: AnswerVariable, answers: Answers): AnswerCell {
  const value = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined;
  if (value === undefined || value === null) return value;
  if (Array.isArray(value)) return code === null ? null : Number(value.includes(code));
  if (isRecord(value)) return (value as Readonly<Record<string, number>>)[unit] ?? null;
  return code === null ? (value as number | string) : null;
}

/** Bits of a response's flags (decision 19), each a column of its own. */
export const FLAG_BITS = { too_fast: 1, identical_run: 2, burst: 4 } as const;

const YES_NO: readonly Value[] = [
  { code: '0', text: { vi: 'không', en: 'no' } },
  { code: '1', text: { vi: 'có', en: 'yes' } },
];

const flag = (name: keyof typeof FLAG_BITS, vi: string, en: string): Variable => ({
  ...{ name, text: { vi, en } },
  ...{ holds: 'number', values: YES_NO },
});

const word = (name: string, vi: string, en: string, values: readonly Value[] = []): Variable => ({
  ...{ name, text: { vi, en } },
  ...{ holds: 'word', values },
});

const value = (code: string, vi: string, en: string): Value => ({ code, text: { vi, en } });

/** The columns in front: what is known of a response beside its answers. No day, no id, no comment (decisions 17, 21). */
export function headVariables(
  groups: readonly RespondentGroup[],
  units: readonly { readonly code: string; readonly name: Text }[],
): Variable[] {
  return [
    word('month', 'Tháng nhận phiếu', 'Month in which it was taken'),
    word('survey', 'Khảo sát', 'Survey'),
    word(
      'unit',
      'Đơn vị phục vụ người trả lời; trống nếu phiếu đánh giá nhiều đơn vị',
      'Unit that served the respondent; empty where many units are rated',
      units.map(({ code, name }) => ({ code, text: name })),
    ),
    word('respondent_group', 'Nhóm người trả lời', 'Respondent group', groups),
    word('channel', 'Kênh', 'Channel', [
      value('web', 'trên mạng', 'web'),
      value('kiosk', 'máy tại quầy', 'counter device'),
      value('paper', 'phiếu giấy', 'paper'),
    ]),
    word('basis', 'Loại phiếu', 'Basis', [
      value('token', 'phiếu có mã', 'by slip'),
      value('sheet', 'phiếu giấy có số', 'numbered sheet'),
      value('open', 'phiếu vãng lai', 'walk-in'),
    ]),
    flag('too_fast', 'Đánh dấu: trả lời quá nhanh', 'Flag: answered too fast'),
    flag('identical_run', 'Đánh dấu: mọi câu cùng một mức', 'Flag: the same level throughout'),
    flag('burst', 'Đánh dấu: nhiều phiếu dồn dập', 'Flag: many at once'),
    {
      name: 'form_version',
      text: { vi: 'Bản của mẫu phiếu', en: 'Version of the form' },
      holds: 'number',
      values: [],
    },
  ];
}

/** Respondent groups of all versions, the newest first. */
export function groupsOf(forms: readonly Form[]): RespondentGroup[] {
  const known = new Map<string, RespondentGroup>();
  for (const form of forms.toSorted((a, b) => b.version - a.version))
    for (const group of form.respondentGroups) if (!known.has(group.code)) known.set(group.code, group);
  return [...known.values()];
}

/** Questions of free text, which have no column. */
export const unfiledQuestions = (forms: readonly Form[]): Question[] => {
  const known = new Map<string, Question>();
  for (const form of forms)
    for (const question of questionsOf(form)) if (question.kind === 'text') known.set(question.key, question);
  return [...known.values()];
};
