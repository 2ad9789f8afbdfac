/** What the figures of a survey are narrowed to, in words: a sheet of paper has no fields of filters to be read from. Pure. */
import type { SurveyView } from '../../server/core/survey-view.ts';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import type { SurveyFilter } from './survey-filters.tsx';
import type { FilterValues } from './use-filters.ts';

type Named = { readonly code: string; readonly name: Text };

/** What the results are narrowed to; '' for all of them. */
export function resultNarrowing(
  { filters, choices }: Pick<SurveyView, 'filters' | 'choices'>,
  words: Words,
  lang: Lang,
): string {
  const { filters: text } = words.staff.results;
  const { unit, channel, group, basis, flagged } = filters;
  const groupText = choices.groups.find(({ code }) => code === group)?.text;
  return joined(
    [
      ...(unit === null ? [] : [unitWords(unit, choices.units, words, lang)]),
      ...(channel === null ? [] : [named(text.names.channel, text.channels[channel])]),
      ...(group === null ? [] : [named(text.names.group, groupText ? say(groupText, lang) : group)]),
      ...(basis === 'counted' ? [] : [named(text.names.basis, text.bases[basis])]),
      ...(flagged === 'with' ? [] : [named(text.names.flagged, text.flags[flagged])]),
    ],
    words,
  );
}

/** What the arrivals are narrowed to. The ledger counts no channels, groups or flags: where these are chosen, it says so. */
export function arrivalsNarrowing(
  values: FilterValues<SurveyFilter>,
  units: readonly Named[],
  words: Words,
  lang: Lang,
): string {
  const { arrivals } = words.staff.results;
  const { unit, channel, group, basis, flagged } = values;
  const whole = [channel, group, basis, flagged].some((value) => value !== '');
  return [
    joined(
      [...(unit === '' ? [] : [unitWords(unit, units, words, lang)]), ...rangeWords(values, words, lang)],
      words,
    ),
    ...(whole ? [arrivals.everyKind] : []),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What one section of the page alone is narrowed to: the days, and the comments that are looked for. */
export function sectionNarrowing(values: FilterValues<SurveyFilter>, words: Words, lang: Lang): string {
  const { filters: text } = words.staff.results;
  const search = values.search === '' ? [] : [text.search(values.search)];
  return joined([...rangeWords(values, words, lang), ...search], words);
}

const named = (name: string, value: string) => `${name}: ${value}`;

const joined = (parts: readonly string[], words: Words) =>
  parts.length === 0 ? '' : words.staff.results.filters.narrowed(parts.join('; '));

function unitWords(code: string, units: readonly Named[], words: Words, lang: Lang): string {
  const { filters: text } = words.staff.results;
  const name = units.find((one) => one.code === code)?.name;
  return named(text.names.unit, name ? say(name, lang) : code);
}

function rangeWords({ from, to }: FilterValues<SurveyFilter>, words: Words, lang: Lang): string[] {
  const { arrivals: text } = words.staff.results;
  return [
    ...(from === '' ? [] : [`${text.from} ${formatDate(from, lang)}`]),
    ...(to === '' ? [] : [`${text.to} ${formatDate(to, lang)}`]),
  ];
}
