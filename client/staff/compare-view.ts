/** What is compared, in the address and in the query of the API. Pure. */
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import type { Words } from '../words/words-of.ts';
import type { CompareChoices } from './api.ts';

export type ComparedKind = 'years' | 'units' | 'groups';

/** Filters as the address names them. */
export const FILTERS = {
  kind: 'kieu',
  campaign: 'dot',
  left: 'trai',
  right: 'phai',
  unit: 'don-vi',
} as const;

export type Asked = Readonly<Record<keyof typeof FILTERS, string>>;

/** Kinds as the address names them. */
export const KIND_IN_ADDRESS = { years: 'nam', units: 'don-vi', groups: 'nhom' } as const satisfies Record<
  ComparedKind,
  string
>;

export const KINDS = Object.keys(KIND_IN_ADDRESS) as readonly ComparedKind[];

export type Choice = CompareChoices['campaigns'][number];
export type GroupChoice = Choice['groups'][number];

/** Null: the address names one that does not exist. It may leave it open: two years. */
export const kindOf = ({ kind }: Asked): ComparedKind | null =>
  kind === '' ? 'years' : (KINDS.find((one) => KIND_IN_ADDRESS[one] === kind) ?? null);

/** The kinds there is something for: a part of a province is not compared as a whole, nor one unit with others. */
export const kindsFor = (choices: readonly Choice[]): readonly ComparedKind[] =>
  KINDS.filter(
    (kind) =>
      kind === 'years' || choices.some(({ whole, units }) => whole || (kind === 'units' && units.length > 1)),
  );

export interface ComparedQuery {
  readonly kind: ComparedKind;
  readonly campaign?: string;
  readonly left: string;
  readonly right: string;
  readonly unit?: string;
}

/**
 * What the page asks for: what the address says, else the latest year with the one before, and the first two groups.
 * Null while a side is still to be chosen. What the address names wrongly is asked for as it is: the server says what exists.
 */
export function queryOf(asked: Asked, choices: readonly Choice[]): ComparedQuery | null {
  const kind = kindOf(asked);
  if (kind === null) return null;
  if (kind === 'years') {
    const latest = choices.find(({ previous }) => previous !== null);
    const left = asked.left || latest?.previous || '';
    const right = asked.right || latest?.id || '';
    if (left === '' || right === '') return null;
    const unit = asked.unit || firstOfPart(left, right, choices);
    return { kind, ...inOrder(left, right, choices), ...(unit && { unit }) };
  }
  const campaign = campaignOf(asked, choices);
  const [first, second] = kind === 'groups' ? (choiceOf(campaign, choices)?.groups ?? []) : [];
  const left = asked.left || first?.key || '';
  const right = asked.right || second?.key || '';
  return campaign === '' || left === '' || right === '' ? null : { kind, campaign, left, right };
}

/** The earlier year first, as it is answered: the fields say what the tables below them say. */
function inOrder(left: string, right: string, choices: readonly Choice[]) {
  const [one, other] = [choiceOf(left, choices), choiceOf(right, choices)];
  return one && other && one.year > other.year ? { left: right, right: left } : { left, right };
}

/** Who holds a part of a province compares unit by unit: the first of them, unless the address names one. */
function firstOfPart(left: string, right: string, choices: readonly Choice[]): string {
  const sides = [choiceOf(left, choices), choiceOf(right, choices)] as const;
  if (sides.every((side) => side?.whole !== false)) return '';
  return commonUnits(...sides)[0]?.code ?? '';
}

/** The campaign whose units or groups are compared: the latest unless the address names one. */
export const campaignOf = ({ campaign }: Asked, choices: readonly Choice[]): string =>
  campaign || choices[0]?.id || '';

export const choiceOf = (id: string, choices: readonly Choice[]): Choice | undefined =>
  choices.find((one) => one.id === id);

/** Units of both campaigns, by name. */
export function commonUnits(left: Choice | undefined, right: Choice | undefined): Choice['units'] {
  const codes = new Set(left?.units.map(({ code }) => code));
  return byName(right?.units.filter(({ code }) => codes.has(code)) ?? []);
}

export const byName = (units: Choice['units']): Choice['units'] =>
  units.toSorted((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi'));

/** One figure and the other, on a narrow screen. */
export const both = (left: string, right: string): string => `${left} → ${right}`;

/** What a group is called. */
export function groupName({ by, value, name }: GroupChoice, words: Words, lang: Lang): string {
  const { compare } = words.staff;
  if (by === 'class') return compare.classGroup(name ? say(name, lang) : value);
  const named: Readonly<Record<string, string>> = by === 'kind' ? compare.kindGroup : compare.rankingGroups;
  return named[value] ?? value;
}

/** What each side is called, in a sentence. */
export function sideName(query: ComparedQuery, side: 'left' | 'right', context: SideContext): string {
  const { choices, words, lang, year } = context;
  const key = query[side];
  if (query.kind === 'years') return words.staff.compare.ofYear(year);
  const choice = choiceOf(query.campaign ?? '', choices);
  if (query.kind === 'units') return sayOr(choice?.units.find(({ code }) => code === key)?.name, key, lang);
  const group = choice?.groups.find((one) => one.key === key);
  return group ? groupName(group, words, lang) : key;
}

export interface SideContext {
  readonly choices: readonly Choice[];
  readonly words: Words;
  readonly lang: Lang;
  /** Of the side, as the server answered. */
  readonly year: number;
}

const sayOr = (text: Text | undefined, other: string, lang: Lang) => (text ? say(text, lang) : other);
