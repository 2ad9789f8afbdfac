import type { ComponentChildren } from 'preact';
import type { UnitResult } from '../../server/core/campaign.ts';
import type { Framework } from '../../server/core/framework.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatDecimal, formatInstant, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { methodAddress, publicationFileAddress, rulesAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';
import { campaignLine, inputsCode, type PublishedView } from './published-view.ts';
import { decisionWords, SupersededNote } from './revision-parts.tsx';

export type MethodPageProps = PageContext & PublishedView;

/** How the result was computed, step by step in the order of the method, and how anyone can do it again. */
export function MethodPage(props: MethodPageProps) {
  const { lang, published } = props;
  const { method } = wordsOf(lang);
  const { inputs } = published;
  return (
    <Page
      {...props}
      title={method.title}
      path={methodAddress('vi', inputs.id, props.asked)}
      current="method"
      campaign={inputs.id}
    >
      <p class="muted">{campaignLine(props, lang)}</p>
      <h1>
        {method.title}: {say(inputs.title, lang)}
      </h1>
      <SupersededNote view={props} lang={lang} />
      <p class="lead">{method.lead}</p>
      <Steps {...props} />
      <FlagComparison {...props} />
      <Record {...props} />
      <section class="block" id="kiem-chung">
        <h2>{method.verifyTitle}</h2>
        <p>{method.verify}</p>
        <pre>
          <code>npm run -s cli -- verify {`${inputs.id}-${props.revision}-cong-bo.json`}</code>
        </pre>
        <Signatures {...props} />
        <p>
          <a href={publicationFileAddress(inputs.id, props.revision)} download>
            {method.download}
          </a>
        </p>
      </section>
    </Page>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <li>
      <h3>{title}</h3>
      {children}
    </li>
  );
}

function Steps({ lang, published }: MethodPageProps) {
  const { method } = wordsOf(lang);
  const { framework, policies, units } = published.inputs;
  const kinds = new Set(framework.criteria.map((criterion) => criterion.kind));
  const counted = framework.criteria.some((criterion) => criterion.feed);
  return (
    <section class="block">
      <h2>{method.steps}</h2>
      <ol class="steps">
        {counted && (
          <Step title={method.countTitle}>
            <p>{method.count}</p>
            <p>{method.openAnswers[policies.openAnswers]}</p>
            <p>{method.flaggedAnswers[policies.flaggedAnswers]}</p>
          </Step>
        )}
        {(kinds.has('satisfaction') || kinds.has('perception')) && (
          <Step title={method.surveyTitle}>
            {kinds.has('satisfaction') && <p>{method.satisfaction}</p>}
            {kinds.has('perception') && <p>{method.perception}</p>}
            {counted && <p>{method.minimum(policies.minimumResponses)}</p>}
          </Step>
        )}
        <Step title={method.appraisalTitle}>
          <p>{method.appraisal}</p>
          <p>{roundingWords(framework, lang)}</p>
        </Step>
        <Step title={method.adjustTitle}>
          <p>{method.adjustments[policies.adjustments]}</p>
          {framework.bonusCap && <p>{method.bonusCap(formatShort(framework.bonusCap, 2, lang))}</p>}
          {framework.deductionCap && (
            <p>{method.deductionCap(formatShort(framework.deductionCap, 2, lang))}</p>
          )}
        </Step>
        <Step title={method.scaleTitle}>
          <p>
            {units.some((unit) => unit.scale !== null)
              ? method.scaleGiven
              : method.notApplicable[policies.notApplicable]}
          </p>
        </Step>
        <Step title={method.indexTitle}>
          <p>{method.index}</p>
        </Step>
        <Step title={method.classTitle}>
          <p>{method.bandsOn[framework.bandsOn]}</p>
          <Bands framework={framework} lang={lang} />
        </Step>
        <Step title={method.rankTitle}>
          <p>{method.ranking[policies.ranking]}</p>
          <p>{method.ties[policies.ties]}</p>
          {policies.unbalancedUnits && <p>{method.unbalancedUnits[policies.unbalancedUnits]}</p>}
        </Step>
      </ol>
    </section>
  );
}

function roundingWords({ leafRounding }: Framework, lang: Lang): string {
  const { method, unit } = wordsOf(lang);
  if (!leafRounding) return method.noRounding;
  return method.leafRounding(
    leafRounding.kinds.map((kind) => unit.kinds[kind]).join(', '),
    leafRounding.decimals,
  );
}

/** The classes with their lower bounds; the last one is what lies below the others. */
function Bands({ framework, lang }: { readonly framework: Framework; readonly lang: Lang }) {
  const { method } = wordsOf(lang);
  const bound = (text: string) => formatShort(text, 2, lang);
  return (
    <ul class="bands">
      {framework.bands.map((band, place) => {
        const above = framework.bands[place - 1];
        const last = place === framework.bands.length - 1 && above !== undefined;
        return (
          <li key={band.name.vi}>
            <b>{say(band.name, lang)}</b>:{' '}
            {last ? method.bandBelow(bound(above.from)) : method.bandFrom(bound(band.from))}
          </li>
        );
      })}
    </ul>
  );
}

/** Index and rank of every unit with and without flagged answers, the campaign's own way first (decision 19). */
function FlagComparison({ lang, published }: MethodPageProps) {
  const { method, common, unit } = wordsOf(lang);
  const { flagVariant, units } = published.result;
  if (!flagVariant) return null;
  const others = new Map(flagVariant.units.map((one) => [one.unit, one]));
  const figures = (one: Pick<UnitResult, 'index' | 'rank'> | undefined) => (
    <td class="n">
      {one?.index ? formatDecimal(one.index, 2, lang) : common.noValue}
      {one?.rank ? ` · ${unit.rankShort(one.rank)}` : ''}
    </td>
  );
  return (
    <section class="block">
      <h2>{method.flagTitle}</h2>
      <p>
        {method.flagLead} <a href={`${rulesAddress(lang)}#danh-dau`}>{method.flagRules}</a>
      </p>
      <table class="wrapping">
        <thead>
          <tr>
            <th scope="col">{common.unit}</th>
            {[published.inputs.policies.flaggedAnswers, flagVariant.flaggedAnswers].map((way) => (
              <th key={way} scope="col" class="n">
                {method.flagIndex[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((one) => (
            <tr key={one.unit}>
              <th scope="row">{say(one.name, lang)}</th>
              {figures(one)}
              {figures(others.get(one.unit))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the result was made of. */
function Record(props: MethodPageProps) {
  const { lang, published, publishedAt, revision } = props;
  const { method, results } = wordsOf(lang);
  const { recipe, inputs } = published;
  const version = ({ id, version: number }: { readonly id: string; readonly version: number }) =>
    method.frameworkVersion(id, number);
  return (
    <section class="block">
      <h2>{method.recipeTitle}</h2>
      <dl class="record">
        <dt>{method.framework}</dt>
        <dd>
          {say(inputs.framework.title, lang)} ({version(recipe.framework)})
        </dd>
        {recipe.forms.length > 0 && <dt>{method.forms}</dt>}
        {recipe.forms.length > 0 && <dd>{recipe.forms.map(version).join('; ')}</dd>}
        <dt>{method.cutOff}</dt>
        <dd>{recipe.cutOff === null ? method.noCutOff : formatInstant(recipe.cutOff, lang)}</dd>
        <dt>{method.publishedAt}</dt>
        <dd>{formatInstant(publishedAt, lang)}</dd>
        <dt>{method.revision}</dt>
        <dd>{revision}</dd>
        <dt>{method.inputsHash}</dt>
        <dd>
          <code class="hash">{inputsCode(props.published)}</code>
        </dd>
        {inputs.withheld && <dt>{method.withheldTitle}</dt>}
        {inputs.withheld && <dd>{method.withheld(inputs.withheld.base, inputs.withheld.scores.length)}</dd>}
        {props.decision && <dt>{results.files.decision}</dt>}
        {props.decision && <dd>{decisionWords(props, lang)}</dd>}
        {props.reason && <dt>{results.files.reason}</dt>}
        {props.reason && <dd>{props.reason}</dd>}
        {inputs.source && <dt>{method.source}</dt>}
        {inputs.source && <dd>{inputs.source}</dd>}
      </dl>
    </section>
  );
}

/** Groups of four: a fingerprint is read aloud and compared by eye. */
const inFours = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ');

/** Who signed the file, by which key, and how to check it; that the key is the office's must be known from elsewhere. */
function Signatures({ lang, published, revision, signatures = [] }: MethodPageProps) {
  const { public: text } = wordsOf(lang).staff.signatures;
  if (signatures.length === 0) return <p class="muted">{text.none}</p>;
  return (
    <>
      <h3>{text.title}</h3>
      {signatures.map(({ key, name, publicKey, retiredAt }) => (
        <div key={key}>
          <p>{text.by(name)}</p>
          <dl class="record">
            <dt>{text.key}</dt>
            <dd>
              <code class="hash">{inFours(key)}</code>
            </dd>
            <dt>{text.keyText}</dt>
            <dd>
              <code class="hash">{publicKey}</code>
            </dd>
          </dl>
          {retiredAt && <p>{text.retired(formatDate(dayOf(retiredAt), lang))}</p>}
          <p>{text.check}</p>
          <pre>
            <code>
              npm run -s cli -- verify {`${published.inputs.id}-${revision}-cong-bo.json`} --public-key{' '}
              {publicKey}
            </code>
          </pre>
        </div>
      ))}
    </>
  );
}
