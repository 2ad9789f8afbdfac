import type { ArithmeticPart } from '../../server/core/apply-rule.ts';
import type {
  CampaignInputs,
  NodeScore,
  Score,
  SurveyBasis,
  UnitResult,
} from '../../server/core/campaign.ts';
import type { Criterion } from '../../server/core/framework.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { arithmeticText } from '../arithmetic-line.tsx';
import { compareText, minusText, percentText } from '../decimal-text.ts';
import { formatCount, formatPercent, formatShare, formatShort } from '../format.ts';
import { ratioText, sharePercent } from '../ratio-text.ts';
import { wordsOf } from '../words/words-of.ts';
import { ThinBar } from './figures.tsx';

/** Decimals of a score on paper: leaves have up to four, sums of perception leaves five. */
const DECIMALS = 5;

/** Points of the node that were not reached; null where there is no maximum or no score. */
export function lostPoints({ points, applicableMax }: NodeScore): string | null {
  return points === null || applicableMax === null ? null : minusText(applicableMax, points);
}

/** The area (first level) that lost most points; undefined where nothing was lost or maxima are unknown. */
export function mostLost(unit: UnitResult): { readonly code: string; readonly points: string } | undefined {
  const areas = unit.nodes.filter((node) => node.parent === null);
  if (areas.length < 2) return undefined;
  return areas
    .flatMap((area) => ({ code: area.code, points: lostPoints(area) ?? '0' }))
    .filter((area) => compareText(area.points, '0') > 0)
    .sort((a, b) => compareText(b.points, a.points))[0];
}

interface ScoreTreeProps {
  readonly unit: UnitResult;
  readonly inputs: CampaignInputs;
  /** How points came about, by code of the leaf, where a rule computed them. */
  readonly arithmetic: Arithmetic;
  readonly lang: Lang;
}

export type Arithmetic = Readonly<Record<string, readonly ArithmeticPart[]>>;

/** Every score of a unit, indented; points of the maximum as bar and figures, and what was lost. */
export function ScoreTree({ unit, inputs, arithmetic, lang }: ScoreTreeProps) {
  const words = wordsOf(lang).unit;
  const criteria = new Map(inputs.framework.criteria.map((criterion) => [criterion.code, criterion]));
  const scores = new Map(
    inputs.scores.filter((score) => score.unit === unit.unit).map((score) => [score.criterion, score]),
  );
  const behindOf = (node: NodeScore): Behind => ({
    node,
    criterion: criteria.get(node.code),
    score: scores.get(node.code),
    arithmetic: arithmetic[node.code],
    base: inputs.withheld?.base ?? 0,
  });
  return (
    <section class="block">
      <h2>{words.treeTitle}</h2>
      {unit.nodes.some((node) => opens(behindOf(node), lang)) && <p class="small muted">{words.treeHint}</p>}
      <table class="tree">
        <thead>
          <tr>
            <th scope="col">{words.criterion}</th>
            <th scope="col" class="n">
              {words.pointsMax}
            </th>
            <th scope="col" class="share wide">
              {words.share}
            </th>
            <th scope="col" class="n wide">
              {words.lost}
            </th>
          </tr>
        </thead>
        <tbody>
          {unit.nodes.map((node) => (
            <TreeRow
              key={node.code}
              behind={behindOf(node)}
              depth={depthOf(node, criteria)}
              inputs={inputs}
              lang={lang}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function depthOf(node: NodeScore, criteria: ReadonlyMap<string, Criterion>): number {
  let depth = 1;
  for (let parent = node.parent; parent !== null; parent = criteria.get(parent)?.parent ?? null) depth++;
  return depth;
}

/** A node with all that stands behind its points. */
interface Behind {
  readonly node: NodeScore;
  readonly criterion: Criterion | undefined;
  readonly score: Score | undefined;
  readonly arithmetic: readonly ArithmeticPart[] | undefined;
  /** Fewest answers of which counts are told, where some are withheld. */
  readonly base: number;
}

interface TreeRowProps {
  readonly behind: Behind;
  readonly depth: number;
  readonly inputs: CampaignInputs;
  readonly lang: Lang;
}

function TreeRow({ behind, depth, inputs, lang }: TreeRowProps) {
  const { node, criterion } = behind;
  const lost = lostWords(node, lang);
  const name = criterion ? say(criterion.name, lang) : node.code;
  const label = (
    <>
      <span class="code">{node.code}</span> {name}
    </>
  );
  const facts = factsOf(behind, lang);
  const groups = answeringGroups(node.basis);
  return (
    <tr class={`depth-${Math.min(depth, 4)} ${node.kind}`}>
      <th scope="row">
        {!opens(behind, lang) ? (
          label
        ) : (
          <details>
            <summary>{label}</summary>
            {facts.map((fact) => (
              <p key={fact}>{fact}</p>
            ))}
            {groups.length > 0 && (
              <ByGroup groups={groups} criterion={criterion} inputs={inputs} lang={lang} />
            )}
          </details>
        )}
      </th>
      <td class="n">
        <Points node={node} lang={lang} />
        {lost && (
          <span class="narrow lost small">
            {wordsOf(lang).unit.lost} {lost}
          </span>
        )}
      </td>
      <td class="share wide">
        {node.points !== null && node.applicableMax !== null && (
          <ThinBar percent={percentText(node.points, node.applicableMax)} />
        )}
      </td>
      <td class="n lost wide">{lost}</td>
    </tr>
  );
}

function lostWords(node: NodeScore, lang: Lang): string {
  const lost = lostPoints(node);
  return lost !== null && compareText(lost, '0') > 0 ? formatShort(lost, DECIMALS, lang) : '';
}

/** Blank, zero and not assessed are three things on the screen too (decision 9). */
function Points({ node, lang }: { readonly node: NodeScore; readonly lang: Lang }) {
  const { common } = wordsOf(lang);
  if (node.state === 'not-assessed') return <span class="state striped">{common.notAssessed}</span>;
  if (node.state === 'incomplete') return <span class="state">{common.incomplete}</span>;
  if (node.points === null) return <span class="state">{common.noValue}</span>;
  return (
    <>
      <b>{formatShort(node.points, DECIMALS, lang)}</b>
      {node.applicableMax !== null && (
        <span class="muted">/{formatShort(node.applicableMax, DECIMALS, lang)}</span>
      )}
    </>
  );
}

/** True where there is more to a row than its points. */
function opens(behind: Behind, lang: Lang): boolean {
  return factsOf(behind, lang).length > 0 || answeringGroups(behind.node.basis).length > 0;
}

/** What stands behind a score, one line each. */
function factsOf({ node, criterion, score, arithmetic, base }: Behind, lang: Lang): string[] {
  const words = wordsOf(lang).unit;
  const facts: string[] = [];
  if (node.state === 'not-assessed' && node.max !== null)
    facts.push(words.outside(formatShort(node.max, DECIMALS, lang)));
  if (node.basis) facts.push(basisLine(node.basis, lang));
  if (node.withheld) facts.push(words.withheld[node.withheld](base));
  if (score?.selfPoints != null) facts.push(words.selfPoints(formatShort(score.selfPoints, DECIMALS, lang)));
  if (arithmetic) facts.push(words.arithmeticLine(arithmeticText(arithmetic, lang)));
  if (score?.figures) facts.push(figuresLine(score.figures, lang));
  if (score?.figures && criterion?.rule?.kind === 'manual') facts.push(words.byHand);
  if (criterion?.rule?.kind === 'external') facts.push(words.external);
  if (score?.note) facts.push(words.note(score.note));
  if (score?.source) facts.push(words.source(score.source));
  return facts;
}

function figuresLine(figures: NonNullable<Score['figures']>, lang: Lang): string {
  const words = wordsOf(lang).unit;
  const { numerator, denominator, printedPercent, note } = figures;
  const computed = sharePercent(numerator, denominator, lang);
  const printed = printedPercent === undefined ? computed : formatPercent(printedPercent, lang);
  const line = ratioText(numerator, denominator, lang);
  const aside = [printed === computed ? '' : words.printedPercent(printed), note ?? ''].filter(Boolean);
  return aside.length > 0 ? `${line} (${aside.join('; ')})` : line;
}

function basisLine({ value, answers, responses }: SurveyBasis, lang: Lang): string {
  const words = wordsOf(lang);
  if (value === null) return words.common.noAnswers;
  return words.unit.basis(formatShare(value, lang), answers, responses);
}

/** The breakdown by respondent group, where there is more than one. What is withheld (decision 23) did not come here. */
function answeringGroups(basis: SurveyBasis | undefined): SurveyBasis['byGroup'] {
  const groups = basis?.byGroup.filter((group) => group.responses > 0) ?? [];
  return groups.length > 1 ? groups : [];
}

interface ByGroupProps {
  readonly groups: SurveyBasis['byGroup'];
  readonly criterion: Criterion | undefined;
  readonly inputs: CampaignInputs;
  readonly lang: Lang;
}

function ByGroup({ groups, criterion, inputs, lang }: ByGroupProps) {
  const words = wordsOf(lang);
  const form = inputs.forms.findLast((one) => one.id === criterion?.feed?.form);
  const nameOf = (code: string) => {
    const text = form?.respondentGroups.find((group) => group.code === code)?.text;
    return text ? say(text, lang) : code;
  };
  return (
    <table class="by-group">
      <caption>{words.unit.byGroup}</caption>
      <thead>
        <tr>
          <th scope="col">{words.unit.respondentGroup}</th>
          <th scope="col" class="n">
            {words.unit.responses}
          </th>
          <th scope="col" class="n">
            {words.unit.shareValue}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, responses, value }) => (
          <tr key={group}>
            <th scope="row">{nameOf(group)}</th>
            <td class="n">{formatCount(responses, lang)}</td>
            <td class="n">{value === null ? words.common.noAnswers : formatShare(value, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
