import type { UnitResult } from '../../server/core/campaign.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText, sumText } from '../decimal-text.ts';
import { dayOf, formatDate, formatPercent, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { resultsAddress, rulesAddress, unitAddress } from './addresses.ts';
import { ClassTag, ThinBar } from './figures.tsx';
import { Page, type PageContext } from './page.tsx';
import { campaignLine, type PublishedView, withIndex } from './published-view.ts';
import { SupersededNote } from './revision-parts.tsx';
import { type Arithmetic as LeafArithmetic, mostLost, ScoreTree } from './score-tree.tsx';

export interface UnitPageProps extends PageContext, PublishedView {
  /** Code of a unit of the campaign. */
  readonly unit: string;
  /** How its points came about, where a rule computed them; absent: nowhere. */
  readonly arithmetic?: LeafArithmetic | undefined;
}

/** One unit: its index and the arithmetic behind it, then every score. Throws on a unit the result does not hold. */
export function UnitPage(props: UnitPageProps) {
  const { lang, published, publishedAt, revision } = props;
  const words = wordsOf(lang);
  const { inputs, result } = published;
  const unit = result.units.find((one) => one.unit === props.unit);
  if (!unit) throw new Error(`campaign ${inputs.id} has no unit ${props.unit}`);
  const name = say(unit.name, lang);
  return (
    <Page
      {...props}
      title={name}
      path={unitAddress('vi', inputs.id, unit.unit, props.asked)}
      current={null}
      campaign={inputs.id}
    >
      <p class="small">
        <a href={resultsAddress(lang, inputs.id, props.asked)}>← {words.unit.back}</a>
      </p>
      <p class="muted">
        {campaignLine(props, lang)} ·{' '}
        {words.results.published(formatDate(dayOf(publishedAt), lang), revision)}
      </p>
      <h1>{name}</h1>
      <SupersededNote view={props} lang={lang} />
      <Standing unit={unit} view={props} lang={lang} />
      <Arithmetic unit={unit} view={props} lang={lang} />
      <Adjustments unit={unit} view={props} lang={lang} />
      <ScoreTree unit={unit} inputs={inputs} arithmetic={props.arithmetic ?? {}} lang={lang} />
      {inputs.source && <p class="colophon">{words.results.source(inputs.source)}</p>}
    </Page>
  );
}

interface PartProps {
  readonly unit: UnitResult;
  readonly view: PublishedView;
  readonly lang: Lang;
}

function Standing({ unit, view, lang }: PartProps) {
  const words = wordsOf(lang).unit;
  const { inputs, result } = view.published;
  if (unit.index === null) return <p class="lead">{words.noIndex}</p>;
  const grouped = inputs.policies.ranking === 'groups';
  const rivals = withIndex(result).filter(
    (one) => one.unranked === undefined && (!grouped || one.group === unit.group),
  ).length;
  const lost = mostLost(unit);
  const lostName = lost && inputs.framework.criteria.find((criterion) => criterion.code === lost.code)?.name;
  return (
    <>
      <div class="standing">
        <p class="figure">
          <span class="visually-hidden">{words.index}: </span>
          {formatPercent(unit.index, lang)}
        </p>
        <ThinBar percent={unit.index} />
        <p>
          {unit.class && <ClassTag name={unit.class} framework={inputs.framework} lang={lang} />}{' '}
          {unit.rank !== null && rivals > 1 && (grouped ? words.rankGroup : words.rankAll)(unit.rank, rivals)}
        </p>
      </div>
      <HeldLine unit={unit} view={view} lang={lang} />
      <FlagLine unit={unit} view={view} lang={lang} />
      {unit.unranked && <p>{wordsOf(lang).results.unranked[unit.unranked]}</p>}
      {lost && lostName && <p>{words.lostMost(say(lostName, lang), formatShort(lost.points, 4, lang))}</p>}
    </>
  );
}

/** A class held down by the units below, and how they were classed (domain §4). */
function HeldLine({ unit, view, lang }: PartProps) {
  const words = wordsOf(lang).unit;
  const { policies, framework, subordinates = [] } = view.published.inputs;
  const below = subordinates.find((one) => one.unit === unit.unit);
  const reached = framework.bands.find(({ name }) => name.vi === policies.classCap?.reached)?.name;
  return (
    <>
      {unit.uncappedClass && unit.class && (
        <p>{words.heldAt(say(unit.class, lang), say(unit.uncappedClass, lang))}</p>
      )}
      {below && reached && (
        <p class="small muted">
          {words.below(below.reaching, below.units, say(reached, lang), below.document)}
        </p>
      )}
    </>
  );
}

/** The index with flagged answers treated the other way (decision 19). */
function FlagLine({ unit, view, lang }: PartProps) {
  const words = wordsOf(lang).unit;
  const variant = view.published.result.flagVariant;
  const other = variant?.units.find((one) => one.unit === unit.unit);
  if (!variant || !other || other.index === null) return null;
  return (
    <p class="small muted">
      {words.flagVariant[variant.flaggedAnswers]}: {formatPercent(other.index, lang)}
      {other.rank !== null && `, ${words.rankShort(other.rank)}`} (
      <a href={`${rulesAddress(lang)}#danh-dau`}>{wordsOf(lang).method.flagRules}</a>)
    </p>
  );
}

/** `I + survey = III`, then `100 × III ÷ scale` (domain §4), with as many digits as the points have. */
function Arithmetic({ unit, view, lang }: PartProps) {
  const words = wordsOf(lang).unit;
  const { points, scale, index } = unit;
  if (points === null || scale === null || index === null) return null;
  const figure = (text: string) => formatShort(text, 5, lang);
  const inside = view.published.inputs.policies.adjustments === 'inside-the-points';
  const bonus = unit.bonus === '0' ? '' : ` + ${figure(unit.bonus)} ${words.bonus}`;
  const deduction = unit.deduction === '0' ? '' : ` − ${figure(unit.deduction)} ${words.deduction}`;
  const outside = inside ? '' : bonus + deduction;
  return (
    <div class="arithmetic">
      <h2>{words.arithmetic}</h2>
      <p>
        {unit.appraised !== null && `${figure(unit.appraised)} ${words.appraised}`}
        {inside && bonus + deduction}
        {unit.survey !== null && ` + ${figure(unit.survey)} ${words.survey}`} = <b>{figure(points)}</b>{' '}
        {words.earned}
      </p>
      <p>
        100 × {figure(points)} ÷ {figure(scale)} {words.scale}
        {outside} = <b>{formatPercent(index, lang)}</b>
      </p>
      {outside && <p class="small muted">{words.afterScaling}</p>}
    </div>
  );
}

function Adjustments({ unit, view, lang }: PartProps) {
  const words = wordsOf(lang).unit;
  const own = view.published.inputs.adjustments.filter((one) => one.unit === unit.unit);
  if (own.length === 0) return null;
  return (
    <section class="block">
      <h2>{words.adjustmentsTitle}</h2>
      <ul class="rows">
        {own.map((one) => (
          <li key={`${one.kind} ${one.document} ${one.reason}`}>
            <p>
              <b>
                {words.adjustmentKinds[one.kind]} {formatShort(one.points, 5, lang)}
              </b>{' '}
              · {one.reason}
            </p>
            <p class="small muted">
              {words.document}: {one.document}
            </p>
          </li>
        ))}
      </ul>
      {(['bonus', 'deduction'] as const).map((kind) => {
        const given = sumText(own.filter((one) => one.kind === kind).map(({ points }) => points));
        if (compareText(given, unit[kind]) <= 0) return null;
        const [all, counted] = [given, unit[kind]].map((points) => formatShort(points, 5, lang));
        return <p key={kind}>{words.capTook[kind](all ?? '', counted ?? '')}</p>;
      })}
    </section>
  );
}
