import type { CampaignInputs } from '../../server/core/campaign.ts';
import type { Comparison } from '../../server/core/comparison.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { minusText } from '../decimal-text.ts';
import { formatDifference, formatUnrounded } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { comparisonAddress, unitAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';
import { campaignLine, type PublishedView } from './published-view.ts';
import { SupersededNote } from './revision-parts.tsx';

export type ComparisonPageProps = PageContext & PublishedView;

/** What deserves the reader's eye first. Equal values are only counted. */
const SHOWN = ['different', 'rounding', 'missing'] as const;

/** Where print and arithmetic disagree: both values side by side, nothing corrected silently (domain §9.2). */
export function ComparisonPage(props: ComparisonPageProps) {
  const { lang, published, comparisons } = props;
  const { comparison } = wordsOf(lang);
  const { inputs } = published;
  const of = (verdict: Comparison['verdict']) => comparisons.filter((one) => one.verdict === verdict);
  const equal = of('equal').length;
  const title = comparison.title;
  return (
    <Page
      {...props}
      title={title}
      path={comparisonAddress('vi', inputs.id, props.asked)}
      current="comparison"
      campaign={inputs.id}
    >
      <p class="muted">{campaignLine(props, lang)}</p>
      <h1>
        {title}: {say(inputs.title, lang)}
      </h1>
      <SupersededNote view={props} lang={lang} />
      <p class="lead">{leadOf(comparisons, lang)}</p>
      {comparisons.length > 0 && <p>{comparison.explain}</p>}
      {SHOWN.map((verdict) => (
        <Verdicts key={verdict} verdict={verdict} rows={of(verdict)} view={props} lang={lang} />
      ))}
      {equal > 0 && equal < comparisons.length && <p class="block">{comparison.equalCount(equal)}</p>}
      {inputs.source && <p class="colophon">{wordsOf(lang).results.source(inputs.source)}</p>}
    </Page>
  );
}

function leadOf(comparisons: readonly Comparison[], lang: Lang): string {
  const { comparison } = wordsOf(lang);
  if (comparisons.length === 0) return comparison.none;
  const different = comparisons.filter((one) => one.verdict === 'different').length;
  const all = comparisons.length;
  if (comparisons.every((one) => one.verdict === 'equal')) return comparison.leadEqual(all);
  return comparison.leadDifferent(different, all);
}

interface VerdictsProps {
  readonly verdict: (typeof SHOWN)[number];
  readonly rows: readonly Comparison[];
  readonly view: PublishedView;
  readonly lang: Lang;
}

function Verdicts({ verdict, rows, view, lang }: VerdictsProps) {
  const { comparison } = wordsOf(lang);
  if (rows.length === 0) return null;
  const title = `verdict-${verdict}`;
  return (
    <section class="block" aria-labelledby={title}>
      <h2 id={title}>
        {comparison.verdicts[verdict]} ({rows.length})
      </h2>
      <p class="small muted">{comparison.explainVerdicts[verdict]}</p>
      <table class="comparison">
        <thead>
          <tr>
            <th scope="col">{comparison.what}</th>
            <th scope="col" class="n">
              {comparison.printed}
            </th>
            <th scope="col" class="n">
              {comparison.computed}
            </th>
            <th scope="col" class="n wide">
              {comparison.difference}
            </th>
            <th scope="col" class="wide">
              {comparison.effect}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ComparisonRow
              key={`${row.unit} ${row.field} ${row.criterion}`}
              row={row}
              view={view}
              lang={lang}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ComparisonRowProps {
  readonly row: Comparison;
  readonly view: PublishedView;
  readonly lang: Lang;
}

/** On a phone the difference and its effect stand beneath the name. */
function ComparisonRow({ row, view, lang }: ComparisonRowProps) {
  const { inputs } = view.published;
  const { comparison, common } = wordsOf(lang);
  const { printed, computed, criterion } = row;
  const field = comparison.fields[row.field];
  const difference =
    computed !== null && isDecimal(printed) && isDecimal(computed)
      ? formatDifference(minusText(computed, printed), lang)
      : '';
  const effect = effectWords(row, lang);
  return (
    <tr>
      <th scope="row">
        <UnitName unit={row.unit} view={view} lang={lang} />
        <span class="under small muted">
          {criterion === null ? field : `${field} ${criterion}`}
          {row.label && ` · ${say(row.label, lang)}`}
        </span>
        <span class="under narrow small">{[difference, effect].filter(Boolean).join(' · ')}</span>
      </th>
      <td class="n">{valueWords(printed, inputs, lang)}</td>
      <td class="n">
        {computed === null ? (
          common.noValue
        ) : (
          <data value={computed}>{valueWords(computed, inputs, lang)}</data>
        )}
      </td>
      <td class="n wide">{difference}</td>
      <td class="wide">{effect}</td>
    </tr>
  );
}

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** A number in the reader's notation, unrounded; or a class in the reader's language. */
function valueWords(value: string, { framework }: CampaignInputs, lang: Lang): string {
  if (isDecimal(value)) return formatUnrounded(value, lang);
  const band = framework.bands.find((one) => one.name.vi === value);
  return band ? say(band.name, lang) : value;
}

/** A class or a rank that disagrees is itself the effect. */
function effectWords({ effect, field }: Comparison, lang: Lang): string {
  const { comparison } = wordsOf(lang);
  const parts: string[] = [];
  if (effect?.class)
    parts.push(comparison.effectClass(say(effect.class.printed, lang), say(effect.class.computed, lang)));
  if (effect?.rank) parts.push(comparison.effectRank(effect.rank.printed, effect.rank.computed));
  if (parts.length > 0) return parts.join('; ');
  return ['class', 'rank', 'order'].includes(field) ? '' : comparison.noEffect;
}

interface UnitNameProps {
  readonly unit: string | null;
  readonly view: PublishedView;
  readonly lang: Lang;
}

function UnitName({ unit, view, lang }: UnitNameProps) {
  const { inputs } = view.published;
  if (unit === null) return <>{wordsOf(lang).comparison.whole}</>;
  const found = inputs.units.find((one) => one.code === unit);
  return <a href={unitAddress(lang, inputs.id, unit, view.asked)}>{found ? say(found.name, lang) : unit}</a>;
}
