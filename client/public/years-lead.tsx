import type { UnitYear } from '../../server/core/years.ts';
import type { YearsView } from '../../server/years-view.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatPercent } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { directionOf, percentOr, signed, sizeText } from './year-figures.tsx';

/** More of them fill no sentence; the table marks each. */
const MOST_NAMED = 3;

interface YearsLeadProps {
  readonly years: YearsView;
  readonly lang: Lang;
}

/** The sentence first: what the mean of the units of both years did, how many rose and fell, and who did most. */
export function YearsLead({ years, lang }: YearsLeadProps) {
  const { lead } = wordsOf(lang).staff.years;
  const { risers, fallers, level } = years;
  return (
    <p class="lead">
      <b>{meanSentence(years, lang)}</b> {lead.moves(risers.length, fallers.length, level.length)}{' '}
      {mostSentence(years, risers[0], lead.mostUp, lang)}{' '}
      {mostSentence(years, fallers[0], lead.mostDown, lang)} {computedSentence(years, lang)}
    </p>
  );
}

function meanSentence({ means, earlier, later }: YearsView, lang: Lang): string {
  const { lead } = wordsOf(lang).staff.years;
  const span = lead.years(earlier.year, later.year);
  const mean = means.find(({ of }) => of === 'common');
  if (!mean || mean.value.change === null) return lead.noCommon(span);
  const { change, earlier: was, later: is } = mean.value;
  const direction = directionOf(change);
  const units = mean.units.later;
  if (direction === 'level') return lead.same(span, units, percentOr(is, lang));
  const tell = direction === 'up' ? lead.rose : lead.fell;
  return tell(span, units, sizeText(change, lang), percentOr(was, lang), percentOr(is, lang));
}

function mostSentence(
  { units }: YearsView,
  code: string | undefined,
  tell: (name: string, by: string) => string,
  lang: Lang,
): string {
  const unit = units.find((one) => one.code === code);
  return unit?.index.change == null ? '' : tell(say(unit.name, lang), signed(unit.index.change, lang));
}

/** Units that merged or split stand apart: their change is from a mean that nobody awarded. */
function computedSentence({ units }: YearsView, lang: Lang): string {
  const named = units.flatMap(({ basis, name, index: { change } }) =>
    basis === 'computed' && change !== null ? [`${say(name, lang)} (${signed(change, lang)})`] : [],
  );
  const { lead } = wordsOf(lang).staff.years;
  if (named.length === 0) return '';
  return lead.computed(named.length, named.length <= MOST_NAMED ? named.join('; ') : null);
}

/** One unit: what its index did, and what of it is like for like. */
export function UnitYearLead({ unit, lang }: { readonly unit: UnitYear; readonly lang: Lang }) {
  const { lead } = wordsOf(lang).staff.years;
  const { split } = unit;
  return (
    <p class="lead">
      <b>{unitSentence(unit, lang)}</b>{' '}
      {split?.likeForLike.change != null &&
        lead.parts(signed(split.likeForLike.change, lang), signed(split.scaleEffect, lang))}{' '}
      {split && directionOf(split.ceiling) !== 'level' && lead.ceiling(signed(split.ceiling, lang))}
    </p>
  );
}

function unitSentence({ index: { earlier, later, change } }: UnitYear, lang: Lang): string {
  const { lead } = wordsOf(lang).staff.years;
  if (change === null || earlier === null || later === null) return lead.unitNone;
  const direction = directionOf(change);
  if (direction === 'level') return lead.unitSame(formatPercent(later, lang));
  const tell = direction === 'up' ? lead.unitRose : lead.unitFell;
  return tell(sizeText(change, lang), formatPercent(earlier, lang), formatPercent(later, lang));
}
