/** What the form of a new survey makes of what is typed. Plain functions. */
import type { Channel } from '../../survey-forms/submission.ts';

/** The fields as they stand on the screen; blank text is a field left blank. */
export interface Draft {
  readonly campaign: string;
  readonly form: string;
  readonly title: string;
  readonly titleEn: string;
  /** Null: made from the title until somebody types one. */
  readonly id: string | null;
  /** Codes of units, one a line. */
  readonly units: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly acceptsUntil: string;
  readonly channels: readonly Channel[];
  readonly openAnswers: boolean;
  readonly burstBound: string;
}

/** First and last day of a quarter of a year. */
export function quarterWindow(year: number, quarter: number): Pick<Draft, 'opensOn' | 'closesOn'> {
  const month = (number: number) => String(number).padStart(2, '0');
  const last = quarter === 1 || quarter === 4 ? 31 : 30;
  return {
    opensOn: `${year}-${month(3 * quarter - 2)}-01`,
    closesOn: `${year}-${month(3 * quarter)}-${last}`,
  };
}

/** The codes with some units put in or taken out, in the order in which they stand. */
export function withUnits(text: string, codes: readonly string[], on: boolean): string {
  const taken = new Set(codes);
  const others = unitCodes(text).filter((code) => !taken.has(code));
  return (
    on ? [...unitCodes(text), ...codes.filter((code) => !unitCodes(text).includes(code))] : others
  ).join('\n');
}

/** Codes of units, one a line; of lines pasted from a spreadsheet the first column. Blank lines say nothing. */
export function unitCodes(text: string): string[] {
  return text
    .split('\n')
    .map((line) => (line.split(/[\t;,]/)[0] ?? '').trim())
    .filter((code) => code !== '');
}

const LONGEST_ID = 80;

/** An id from a title, as it may stand in an address: "Khảo sát Quý I" → "khao-sat-quy-i". */
export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST_ID)
    .replace(/-+$/, '');
}

export const surveyId = ({ id, title }: Pick<Draft, 'id' | 'title'>): string => id ?? slugOf(title);

/** The server's rule (server/routes/surveys.ts), told before sending. */
const isSurveyId = (id: string) => /^[a-z0-9][a-z0-9-]*$/.test(id) && id.length <= LONGEST_ID;

export type DraftFault = 'missing' | 'idWrong' | 'noUnits';

/** What can be told without asking the server, by field; the rest is the server's to say. */
export function draftFaults(draft: Draft): Partial<Record<keyof Draft, DraftFault>> {
  const faults: Partial<Record<keyof Draft, DraftFault>> = {};
  for (const field of ['campaign', 'form', 'title', 'opensOn', 'closesOn'] as const)
    if (draft[field].trim() === '') faults[field] = 'missing';
  if (faults.title === undefined && !isSurveyId(surveyId(draft))) faults.id = 'idWrong';
  if (unitCodes(draft.units).length === 0) faults.units = 'noUnits';
  if (draft.channels.length === 0) faults.channels = 'missing';
  return faults;
}

/** The draft as the server takes it: fields left blank are left out, and the server sets them. */
export function surveyInput(draft: Draft) {
  const { campaign, form, openAnswers, opensOn, closesOn } = draft;
  const english = draft.titleEn.trim();
  const vi = draft.title.trim();
  return {
    id: surveyId(draft),
    campaign,
    form: form.trim(),
    title: english === '' ? { vi } : { vi, en: english },
    units: unitCodes(draft.units),
    channels: [...draft.channels],
    openAnswers,
    opensOn,
    closesOn,
    ...(draft.acceptsUntil === '' ? {} : { acceptsUntil: draft.acceptsUntil }),
    ...(draft.burstBound === '' ? {} : { burstBound: Number(draft.burstBound) }),
  };
}
