import type { CriterionChange, YearChange, YearFigure } from '../../server/core/year-change.ts';
import type { UnitYear } from '../../server/core/years.ts';
import type { YearsView } from '../../server/years-view.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatPercent, formatShare, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { YearAreas } from './year-areas.tsx';
import { both, ChangeCell, classMove, rankMove, YearsHead } from './year-figures.tsx';
import { UnitYearLead } from './years-lead.tsx';

/** Decimals of points on the page. */
const POINT_DECIMALS = 4;

interface YearUnitProps {
  readonly unit: UnitYear;
  readonly years: YearsView;
  readonly lang: Lang;
}

/** One unit against itself: the sentence, class and rank, then by area, part and criterion. */
export function YearUnit({ unit, years, lang }: YearUnitProps) {
  const { units: text, why, noSplit } = wordsOf(lang).staff.years;
  const { detail } = years;
  return (
    <>
      <UnitYearLead unit={unit} lang={lang} />
      {unit.why && <p class="note">{why[unit.why.code](say(unit.why.name, lang))}</p>}
      {unit.noSplit && <p class="note">{noSplit[unit.noSplit]}</p>}
      <dl class="stats">
        <div>
          <dt>{text.class}</dt>
          <dd>
            <b>{classMove(unit, lang)}</b>
          </dd>
        </div>
        <div>
          <dt>{text.rank}</dt>
          <dd>
            <b>{rankMove(unit, lang)}</b>
          </dd>
        </div>
      </dl>
      {unit.from.length > 0 && <ComputedFrom unit={unit} lang={lang} />}
      {detail && (
        <>
          {detail.areas.some(({ earlier, later }) => earlier !== null || later !== null) && (
            <YearAreas years={years} lang={lang} />
          )}
          <PartsTable detail={detail} years={years} lang={lang} />
          {detail.criteria.length > 0 && <CriteriaTable detail={detail} years={years} lang={lang} />}
        </>
      )}
    </>
  );
}

/** What a computed earlier index is the mean of. */
function ComputedFrom({ unit, lang }: Pick<YearUnitProps, 'unit' | 'lang'>) {
  const { computedFrom: text } = wordsOf(lang).staff.years;
  return (
    <section class="block" id="don-vi-cu">
      <h2>{text.title}</h2>
      <p>{text.text}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            <th scope="col" class="n">
              {text.share}
            </th>
            <th scope="col" class="n">
              {text.index}
            </th>
          </tr>
        </thead>
        <tbody>
          {unit.from.map(({ unit: code, name, share, index }) => (
            <tr key={code}>
              <th scope="row">{say(name, lang)}</th>
              <td class="n">{formatShare(share, lang)}</td>
              <td class="n">{formatPercent(index, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DetailProps {
  readonly detail: YearChange;
  readonly years: YearsView;
  readonly lang: Lang;
}

const PARTS = ['appraised', 'survey', 'bonus', 'deduction', 'points'] as const;

/** What the points are made of; all there is where no criteria are printed. */
function PartsTable({ detail, years, lang }: DetailProps) {
  const { parts: text } = wordsOf(lang).staff.years;
  const points = (figure: string | null) =>
    figure === null ? wordsOf(lang).common.noValue : formatShort(figure, POINT_DECIMALS, lang);
  return (
    <section class="block" id="cac-phan">
      <h2>{text.title}</h2>
      <table>
        <YearsHead first={text.part} years={years} lang={lang} />
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{text[part]}</th>
              <td class="n">{points(detail.parts[part].earlier)}</td>
              <td class="n">{points(detail.parts[part].later)}</td>
              <ChangeCell change={detail.parts[part].change} lang={lang} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every criterion of either year; what one of them does not have says so and is no zero (decision 9). */
function CriteriaTable({ detail, years, lang }: DetailProps) {
  const { criteria: text } = wordsOf(lang).staff.years;
  const { split } = detail;
  return (
    <section class="block" id="tieu-chi">
      <h2>{text.title}</h2>
      {split && <p class="small muted">{text.hint}</p>}
      <table class="years-table">
        <thead>
          <tr>
            <th scope="col">{text.criterion}</th>
            <th scope="col" class="n wide">
              {years.earlier.year}
            </th>
            <th scope="col" class="n wide">
              {years.later.year}
            </th>
            {split && (
              <th scope="col" class="n">
                {text.contribution}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {detail.criteria.map((criterion) => (
            <CriterionRow
              key={`${criterion.earlierCode} ${criterion.laterCode}`}
              criterion={criterion}
              apart={split !== null}
              lang={lang}
            />
          ))}
        </tbody>
        {split && (
          <tfoot>
            <SumRow label={text.adjustments} value={split.adjustments} lang={lang} />
            <SumRow label={text.sum} value={split.likeForLike.change} lang={lang} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

interface SumRowProps {
  readonly label: string;
  readonly value: string | null;
  readonly lang: Lang;
}

function SumRow({ label, value, lang }: SumRowProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class="wide" />
      <td class="wide" />
      <ChangeCell change={value} lang={lang} />
    </tr>
  );
}

interface CriterionRowProps {
  readonly criterion: CriterionChange;
  readonly apart: boolean;
  readonly lang: Lang;
}

function CriterionRow({ criterion, apart, lang }: CriterionRowProps) {
  const { criteria: text } = wordsOf(lang).staff.years;
  const { earlierCode, laterCode, name, earlier, later, contribution, missing } = criterion;
  const moved = earlierCode !== null && laterCode !== null && earlierCode !== laterCode;
  const codes = moved ? both(earlierCode, laterCode) : (laterCode ?? earlierCode);
  const [was, is] = [figureText(earlier, lang), figureText(later, lang)];
  return (
    <tr>
      <th scope="row">
        <span class="code">{codes}</span> {say(name, lang)}
        {missing && <span class="under small muted">{text.missing[missing]}</span>}
        <span class="narrow small muted">{both(was, is)}</span>
      </th>
      <td class="n wide">{was}</td>
      <td class="n wide">{is}</td>
      {apart && <ChangeCell change={contribution} lang={lang} />}
    </tr>
  );
}

/** Points of the maximum; blank, not assessed and not there are three things. */
function figureText(figure: YearFigure | null, lang: Lang): string {
  const { common } = wordsOf(lang);
  if (figure === null) return '–';
  if (figure.state === 'not-assessed') return common.notAssessed;
  if (figure.points === null) return common.noValue;
  const points = formatShort(figure.points, POINT_DECIMALS, lang);
  return figure.max === null ? points : `${points}/${formatShort(figure.max, POINT_DECIMALS, lang)}`;
}
