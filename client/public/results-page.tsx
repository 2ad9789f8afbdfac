import type { UnitResult } from '../../server/core/campaign.ts';
import type { Framework } from '../../server/core/framework.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatDecimal, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { comparisonAddress, methodAddress, resultsAddress, unitAddress, yearsAddress } from './addresses.ts';
import { ClassTag, ThinBar } from './figures.tsx';
import { leadSentence } from './lead-sentence.ts';
import { Page, type PageContext } from './page.tsx';
import {
  campaignLine,
  groupTitle,
  inputsCode,
  type PublishedView,
  type RankedGroup,
  rankedGroups,
  SHORT_HASH,
} from './published-view.ts';
import { decisionWords, FileLinks, Revisions, SupersededNote } from './revision-parts.tsx';

export type ResultsPageProps = PageContext & PublishedView;

/** The ranking of a campaign: the sentence first, then the tables. 170 rows need no paging. */
export function ResultsPage(props: ResultsPageProps) {
  const { lang, published, publishedAt, revision } = props;
  const { results } = wordsOf(lang);
  const { inputs } = published;
  const title = say(inputs.title, lang);
  const lead = leadSentence(props, lang);
  return (
    <Page
      {...props}
      title={title}
      path={resultsAddress('vi', inputs.id, props.asked)}
      current="results"
      campaign={inputs.id}
    >
      <p class="muted">
        {campaignLine(props, lang)} · {results.published(formatDate(dayOf(publishedAt), lang), revision)}
      </p>
      <h1>{title}</h1>
      <SupersededNote view={props} lang={lang} />
      <p class="lead">
        {lead.head && <b>{lead.head}</b>}
        {lead.rest}
      </p>
      <PrintNote {...props} />
      {published.result.units.length === 0 && <p class="empty">{results.noUnits}</p>}
      {rankedGroups(props).map((ranked) => (
        <RankingTable key={ranked.group} ranked={ranked} view={props} lang={lang} />
      ))}
      <div class="colophon">
        <p>
          {results.order[inputs.policies.ranking]} {results.tableHint}
        </p>
        {inputs.source && <p>{results.source(inputs.source)}</p>}
        {props.decision && <p>{decisionWords(props, lang)}</p>}
        <p>
          <a href={methodAddress(lang, inputs.id, props.asked)}>{results.howComputed}</a> ·{' '}
          <a href={yearsAddress(lang, inputs.id)}>{wordsOf(lang).staff.years.publicLink}</a> ·{' '}
          {results.fingerprint(inputsCode(published).slice(0, SHORT_HASH))}
        </p>
      </div>
      <FileLinks view={props} lang={lang} />
      <Revisions view={props} lang={lang} />
    </Page>
  );
}

/** How many printed values disagree with the arithmetic, and the way to see them (domain §9.2). */
function PrintNote({ lang, published, comparisons, asked }: ResultsPageProps) {
  const { results } = wordsOf(lang);
  const count = (verdict: string) => comparisons.filter((one) => one.verdict === verdict).length;
  const [different, rounding, missing] = [count('different'), count('rounding'), count('missing')];
  if (different + rounding + missing === 0) return null;
  return (
    <p class="note">
      {different > 0 && `${results.disagreements(different)} `}
      {rounding > 0 && `${results.roundings(rounding)} `}
      {missing > 0 && `${results.missings(missing)} `}
      <a href={comparisonAddress(lang, published.inputs.id, asked)}>{results.seeComparison}</a>
    </p>
  );
}

/** Without a criterion of a survey there is nothing that could still come: "not yet" would say so. */
const hasSurveys = ({ criteria }: Framework): boolean =>
  criteria.some(({ kind }) => kind === 'perception' || kind === 'satisfaction');

interface RankingTableProps {
  readonly ranked: RankedGroup;
  readonly view: PublishedView;
  readonly lang: Lang;
}

function RankingTable({ ranked, view, lang }: RankingTableProps) {
  const { results, common } = wordsOf(lang);
  const { inputs } = view.published;
  const surveyed = hasSurveys(inputs.framework);
  if (ranked.units.length === 0) return null;
  return (
    <table class="ranking">
      <caption>
        {groupTitle(ranked, lang)} · {common.units(ranked.units.length)}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="n">
            {results.rank}
          </th>
          <th scope="col">{common.unit}</th>
          <th scope="col">{results.index}</th>
          <th scope="col" class="n wide">
            {results.appraisal}
          </th>
          {surveyed && (
            <th scope="col" class="n wide">
              {results.survey}
            </th>
          )}
          <th scope="col" class="n wide">
            {results.pointsScale}
          </th>
          <th scope="col" class="wide">
            {results.class}
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.units.map((unit) => (
          <RankingRow
            key={unit.unit}
            unit={unit}
            framework={inputs.framework}
            href={unitAddress(lang, inputs.id, unit.unit, view.asked)}
            lang={lang}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RankingRowProps {
  readonly unit: UnitResult;
  readonly framework: Framework;
  readonly href: string;
  readonly lang: Lang;
}

/** On a phone the columns marked `wide` give way to a line beneath the name, so that nothing has to be scrolled. */
function RankingRow({ unit, framework, href, lang }: RankingRowProps) {
  const { results, common } = wordsOf(lang);
  const surveyed = hasSurveys(framework);
  const figure = (text: string | null) => (text === null ? common.noValue : formatDecimal(text, 2, lang));
  const ofScale =
    unit.points !== null && unit.scale !== null
      ? ([formatDecimal(unit.points, 2, lang), formatShort(unit.scale, 2, lang)] as const)
      : null;
  return (
    <tr>
      <td class="n">{unit.rank ?? '–'}</td>
      <th scope="row">
        <a href={href}>{say(unit.name, lang)}</a>
        {unit.unranked && <span class="under small">{results.unranked[unit.unranked]}</span>}
        {unit.uncappedClass && unit.class && (
          <span class="under small">{wordsOf(lang).unit.heldTag(say(unit.class, lang))}</span>
        )}
        <span class="narrow small muted">
          {unit.class && <ClassTag name={unit.class} framework={framework} lang={lang} />}{' '}
          {ofScale && common.points(...ofScale)}
          {ofScale && <br />}
          <span class="whole">
            {results.appraisal} {figure(unit.appraised)}
          </span>
          {surveyed && (
            <>
              {' '}
              ·{' '}
              <span class="whole">
                {results.survey} {figure(unit.survey)}
              </span>
            </>
          )}
        </span>
      </th>
      <td>
        {unit.index === null ? (
          <span class="muted">{common.noValue}</span>
        ) : (
          <span class="gauge">
            <b>{formatDecimal(unit.index, 2, lang)}</b>
            <ThinBar percent={unit.index} />
          </span>
        )}
      </td>
      <td class="n wide">{figure(unit.appraised)}</td>
      {surveyed && <td class="n wide">{figure(unit.survey)}</td>}
      <td class="n wide">{ofScale ? ofScale.join('/') : common.noValue}</td>
      <td class="wide">
        {unit.class ? <ClassTag name={unit.class} framework={framework} lang={lang} /> : common.noValue}
      </td>
    </tr>
  );
}
