import type { UnitYear } from '../../server/core/years.ts';
import type { YearsView } from '../../server/years-view.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { groupLabel } from './published-view.ts';
import {
  both,
  ChangeCell,
  classChange,
  classMove,
  percentOr,
  rankMove,
  signed,
  YearsHead,
} from './year-figures.tsx';

interface TableProps {
  readonly years: YearsView;
  readonly lang: Lang;
}

interface UnitTableProps extends TableProps {
  /** The page of one unit. */
  readonly hrefOf: (unit: string) => string;
}

/** Whether any change can be taken apart; where documents print no criteria, none can, and it is said once. */
const takenApart = ({ units }: YearsView) => units.some(({ split }) => split !== null);

/** Every unit against itself, in the order of the later ranking. */
export function UnitYearsTable({ years, lang, hrefOf }: UnitTableProps) {
  const { units: text } = wordsOf(lang).staff.years;
  const apart = takenApart(years);
  return (
    <section class="block" id="don-vi">
      <h2>{text.title}</h2>
      <p class="small muted">{apart ? text.hint : text.noMaxima}</p>
      <table class="ranking years-table">
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            <th scope="col" class="n wide">
              {years.earlier.year}
            </th>
            <th scope="col" class="n wide">
              {years.later.year}
            </th>
            <th scope="col" class="n">
              {text.change}
            </th>
            {apart && (
              <>
                <th scope="col" class="n wide">
                  {text.likeForLike}
                </th>
                <th scope="col" class="n wide">
                  {text.scaleEffect}
                </th>
              </>
            )}
            <th scope="col" class="wide">
              {text.class}
            </th>
            <th scope="col" class="wide">
              {text.rank}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.units.map((unit) => (
            <UnitRow
              key={unit.code}
              unit={unit}
              years={years}
              apart={apart}
              href={hrefOf(unit.code)}
              lang={lang}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface UnitRowProps extends TableProps {
  readonly unit: UnitYear;
  readonly apart: boolean;
  readonly href: string;
}

/** On a phone the columns marked `wide` give way to lines beneath the name. */
function UnitRow({ unit, years, apart, href, lang }: UnitRowProps) {
  const { units: text } = wordsOf(lang).staff.years;
  const { index, split } = unit;
  const moved = classChange(unit, years);
  const classes = moved ? `${classMove(unit, lang)} (${text[moved]})` : classMove(unit, lang);
  const parts = split?.likeForLike.change
    ? `${text.likeForLike} ${signed(split.likeForLike.change, lang)} · ${text.scaleEffect} ${signed(split.scaleEffect, lang)}`
    : '';
  return (
    <tr>
      <th scope="row">
        <a href={href}>{say(unit.name, lang)}</a>
        <UnitNote unit={unit} apart={apart} lang={lang} />
        <span class="narrow small muted">
          {both(percentOr(index.earlier, lang), percentOr(index.later, lang))} · {classes} ·{' '}
          {rankMove(unit, lang)}
          {parts && <span class="under">{parts}</span>}
        </span>
      </th>
      <td class="n wide">{percentOr(index.earlier, lang)}</td>
      <td class="n wide">{percentOr(index.later, lang)}</td>
      <ChangeCell change={index.change} lang={lang} />
      {apart && (
        <>
          <ChangeCell change={split?.likeForLike.change ?? null} lang={lang} wide />
          <ChangeCell change={split?.scaleEffect ?? null} lang={lang} wide />
        </>
      )}
      <td class="wide">{classes}</td>
      <td class="wide">{rankMove(unit, lang)}</td>
    </tr>
  );
}

/** What must be known to read the row: a computed value, why there is none, another scale. */
function UnitNote({ unit, apart, lang }: Pick<UnitRowProps, 'unit' | 'apart' | 'lang'>) {
  const { units: text, why, noSplit } = wordsOf(lang).staff.years;
  const { earlier, later } = unit.scale;
  const said = [
    ...(unit.basis === 'computed' ? [text.computed] : []),
    ...(unit.why ? [why[unit.why.code](say(unit.why.name, lang))] : []),
    ...(unit.noSplit && apart ? [noSplit[unit.noSplit]] : []),
    ...(earlier !== null && later !== null && earlier !== later
      ? [text.scaleChanged(formatShort(earlier, 2, lang), formatShort(later, 2, lang))]
      : []),
  ];
  if (said.length === 0) return null;
  return <span class="under small muted">{said.join(' · ')}</span>;
}

/** Who rose and who fell, the most first, as the printed reports list them. */
export function MovesLists({ years, lang, hrefOf }: UnitTableProps) {
  const { moves: text } = wordsOf(lang).staff.years;
  const lists = [
    { key: 'risers', title: text.risers, none: text.noRisers, codes: years.risers },
    { key: 'fallers', title: text.fallers, none: text.noFallers, codes: years.fallers },
  ];
  return (
    <div class="years-moves block">
      {lists.map(({ key, title, none, codes }) => (
        <section key={key}>
          <h2>{title}</h2>
          {codes.length === 0 ? (
            <p class="empty">{none}</p>
          ) : (
            <ol>
              {codes.map((code) => (
                <MoveLine key={code} code={code} years={years} lang={lang} href={hrefOf(code)} />
              ))}
            </ol>
          )}
        </section>
      ))}
    </div>
  );
}

function MoveLine({
  code,
  years,
  lang,
  href,
}: TableProps & { readonly code: string; readonly href: string }) {
  const unit = years.units.find((one) => one.code === code);
  if (unit?.index.change == null) return null;
  const { index } = unit;
  return (
    <li>
      <a href={href}>{say(unit.name, lang)}</a> <b class="whole">{signed(unit.index.change, lang)}</b>{' '}
      <span class="small muted">{both(percentOr(index.earlier, lang), percentOr(index.later, lang))}</span>
    </li>
  );
}

/** Each mean with its name and of how many units it is: they differ, and none is "the" mean (domain §4). */
export function MeansTable({ years, lang }: TableProps) {
  const { means: text } = wordsOf(lang).staff.years;
  const nameOf = ({ of, group }: YearsView['means'][number]) =>
    of === 'group' ? text.group(groupLabel(group, lang)) : text[of];
  return (
    <section class="block" id="trung-binh">
      <h2>{text.title}</h2>
      <table>
        <YearsHead first={text.which} years={years} lang={lang} wide />
        <tbody>
          {years.means.map((line) => (
            <tr key={`${line.of} ${line.group}`}>
              <th scope="row">
                {nameOf(line)}
                <span class="under small muted">
                  {line.of === 'groups'
                    ? text.groupCount(line.units.later)
                    : text.units(line.units.earlier, line.units.later)}
                </span>
                <span class="narrow small muted">
                  {both(percentOr(line.value.earlier, lang), percentOr(line.value.later, lang))}
                </span>
              </th>
              <td class="n wide">{percentOr(line.value.earlier, lang)}</td>
              <td class="n wide">{percentOr(line.value.later, lang)}</td>
              <ChangeCell change={line.value.change} lang={lang} />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small muted">{text.hint}</p>
    </section>
  );
}

/** Units of the earlier year that are no more, and what they became. */
export function GoneList({ years, lang }: TableProps) {
  const { gone: text } = wordsOf(lang).staff.years;
  if (years.gone.length === 0) return null;
  return (
    <section class="block" id="don-vi-cu">
      <h2>{text.title}</h2>
      <ul>
        {years.gone.map(({ code, name, index, became }) => (
          <li key={code}>
            {say(name, lang)} ({percentOr(index, lang)}):{' '}
            {became.length > 0
              ? text.became(became.map((one) => say(one.name, lang)).join(', '))
              : text.unknown}
          </li>
        ))}
      </ul>
    </section>
  );
}
