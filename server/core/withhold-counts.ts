/**
 * A published result without its small counts (decision 23). The scores of criteria are always published; what is left
 * out is how many answered what, where that is a few.
 *
 * The rule, for the answers of one unit to one form, those of walk-ins by themselves where the campaign does not count
 * them: they are told in full only where every group, basis and flag among them and every question in each has the
 * smallest base; else not at all, for the points are a sum over all of them, and what is shown of some would tell the
 * rest. Their number is still told where it is large enough; and where one unit's is not, that of another is held back
 * with it, because the sum over all units is often announced. Nothing is told that the pages of the survey withhold from
 * staff (`disclose.ts`): who reads both could else subtract one from the other.
 *
 * Points that can then no longer be recomputed are named in the copy as given. With and without flagged answers, the
 * index of such a unit is given to two decimals: the exact difference of the two would tell what the few said.
 */
import type { CampaignInputs, CampaignResult, NodeScore, SurveyTally, WithheldCounts } from './campaign.ts';
import { decimalText, parseDecimal, roundHalfUp } from './decimal.ts';
import {
  type Audience,
  answerGates,
  type Narrowing,
  SMALLEST_BASE,
  type Standing,
  standingOf,
  withholdList,
} from './disclose.ts';
import { type FedCriterion, isFed } from './survey-score.ts';

export interface Counted {
  readonly inputs: CampaignInputs;
  readonly result: CampaignResult;
}

/** Answers of one unit to one form, of those bases that the campaign counts, or of the others. */
interface Part {
  readonly unit: string;
  readonly form: string;
  readonly counted: boolean;
  readonly tallies: readonly SurveyTally[];
  readonly responses: number;
  /** Of the number of responses. */
  readonly standing: Standing;
}

/** Decimals of an index that may not be told exactly. */
const ROUGH = 2;

/** The same objects where nothing has to be withheld. */
export function withholdCounts({ inputs, result }: Counted, audience: Audience): Counted {
  const pages = surveyPages(inputs.tallies);
  const hidden = partsOf(inputs, audience).filter((part) => !isWhole(part, pages, audience));
  if (hidden.length === 0) return { inputs, result };
  const scores = givenScores({ inputs, result }, hidden, pages, audience);
  const gone = new Set(hidden.flatMap(({ tallies }) => tallies));
  return {
    inputs: {
      ...inputs,
      tallies: inputs.tallies.filter((tally) => !gone.has(tally)),
      withheld: { base: SMALLEST_BASE[audience], tallies: hidden.map(withheldTally), scores },
    },
    result: withoutCounts(result, scores, new Set(hidden.map(({ unit }) => unit))),
  };
}

function partsOf(inputs: CampaignInputs, audience: Audience): Part[] {
  const byForm = new Map<string, Map<string, SurveyTally[]>>();
  for (const tally of inputs.tallies) {
    const counted = tally.basis !== 'open' || inputs.policies.openAnswers === 'included';
    const kind = JSON.stringify([tally.form, counted]);
    const units = byForm.get(kind) ?? new Map<string, SurveyTally[]>();
    units.set(tally.unit, [...(units.get(tally.unit) ?? []), tally]);
    byForm.set(kind, units);
  }
  return [...byForm].flatMap(([kind, units]) => {
    const [form, counted] = JSON.parse(kind) as [string, boolean];
    const parts = [...units].map(([unit, tallies]) => ({
      unit,
      form,
      counted,
      tallies,
      responses: sumOf(tallies),
    }));
    const { counts } = withholdList(
      parts.map(({ responses }) => responses),
      audience,
    );
    return parts.map((part, at) => ({ ...part, standing: counts[at] ?? 'withheld' }));
  });
}

const sumOf = (tallies: readonly SurveyTally[]): number =>
  tallies.reduce((sum, { responses }) => sum + responses, 0);

const isFew = (base: number, audience: Audience): boolean => standingOf(base, audience) === 'withheld';

/** Whether a page of the survey is shown to staff, by the tallies it is made of, the question, and its narrowing. */
type Pages = (tally: SurveyTally, key: string, narrowing: Partial<Narrowing>) => boolean;

/** The pages of each survey and version of its form, as staff see them. */
function surveyPages(tallies: readonly SurveyTally[]): Pages {
  const kindOf = ({ survey, form, formVersion }: SurveyTally) => JSON.stringify([survey, form, formVersion]);
  const kinds = new Map<string, SurveyTally[]>();
  for (const tally of tallies) {
    const known = kinds.get(kindOf(tally));
    if (known) known.push(tally);
    else kinds.set(kindOf(tally), [tally]);
  }
  const gates = new Map(
    [...kinds].map(([kind, own]) => {
      const cells = own.map(({ unit, respondentGroup: group, basis, flagged }) => ({
        ...{ unit, group, channel: '', basis, flagged },
      }));
      const gate = answerGates(cells, 'inside');
      return [kind, (key: string) => gate(own.map((tally) => answersTo(key, [tally])))] as const;
    }),
  );
  return (tally, key, narrowing) => {
    const basis = tally.basis === 'open' ? 'open' : 'counted';
    const page: Narrowing = {
      unit: tally.unit,
      group: null,
      channel: null,
      basis,
      flagged: 'with',
      ...narrowing,
    };
    return gates.get(kindOf(tally))?.(key)(page) !== 'withheld';
  };
}

/** Whether each cell and each question in it may be told. */
function isWhole({ standing, tallies }: Part, pages: Pages, audience: Audience): boolean {
  if (standing === 'withheld') return false;
  return tallies.every(
    (tally) =>
      !isFew(tally.responses, audience) &&
      Object.keys(tally.questions).every(
        (key) =>
          !isFew(answersTo(key, [tally]), audience) &&
          pages(tally, key, { group: tally.respondentGroup }) &&
          pages(tally, key, { flagged: 'without' }),
      ),
  );
}

/** Respondents who answered a question. */
function answersTo(key: string, tallies: readonly SurveyTally[]): number {
  return tallies.reduce((sum, { responses, questions }) => {
    const count = questions[key];
    return count ? sum + responses - count.blank - count.notAsked : sum;
  }, 0);
}

function withheldTally({
  unit,
  form,
  counted,
  tallies,
  responses,
  standing,
}: Part): WithheldCounts['tallies'][number] {
  const surveys = [...new Set(tallies.map(({ survey }) => survey))].sort();
  return { unit, form, surveys, counted, responses: standing === 'withheld' ? null : responses };
}

/** The scores that rest on what is withheld. */
function givenScores(
  { inputs, result }: Counted,
  hidden: readonly Part[],
  pages: Pages,
  audience: Audience,
): WithheldCounts['scores'] {
  const fed = new Map(
    inputs.framework.criteria.filter(isFed).map((criterion) => [criterion.code, criterion]),
  );
  const parts = new Map(
    hidden.filter(({ counted }) => counted).map((part) => [`${part.unit} ${part.form}`, part]),
  );
  return result.units.flatMap(({ unit, nodes }) =>
    nodes.flatMap((node) => {
      const criterion = fed.get(node.code);
      const part = criterion && parts.get(`${unit} ${criterion.feed.form}`);
      if (!part || !node.basis || (node.state !== 'scored' && node.state !== 'not-assessed')) return [];
      const { state, points } = node;
      const sum = mayTellSum(criterion, node, part, pages, audience);
      return [
        {
          ...{ unit, criterion: node.code, state, points },
          ...(sum
            ? { withheld: 'groups' as const, basis: { ...node.basis, byGroup: [] } }
            : { withheld: 'counts' as const }),
        },
      ];
    }),
  );
}

/** Whether the sum over all groups may stand: it is that of the whole part, and no question in it has a small base. */
function mayTellSum(
  { feed }: FedCriterion,
  { basis }: NodeScore,
  { standing, responses, tallies }: Part,
  pages: Pages,
  audience: Audience,
): boolean {
  return (
    standing === 'shown' &&
    basis?.responses === responses &&
    feed.questions.every(
      (key) => !isFew(answersTo(key, tallies), audience) && tallies.every((tally) => pages(tally, key, {})),
    )
  );
}

function withoutCounts(
  result: CampaignResult,
  scores: WithheldCounts['scores'],
  hidden: ReadonlySet<string>,
): CampaignResult {
  const given = new Map(scores.map((score) => [`${score.unit} ${score.criterion}`, score]));
  const { flagVariant } = result;
  return {
    ...result,
    units: result.units.map((unit) => ({
      ...unit,
      nodes: unit.nodes.map(({ basis, ...node }) => {
        const score = given.get(`${unit.unit} ${node.code}`);
        if (!score) return basis ? { ...node, basis } : node;
        return { ...node, ...(score.basis && { basis: score.basis }), withheld: score.withheld };
      }),
    })),
    ...(flagVariant && {
      flagVariant: {
        ...flagVariant,
        units: flagVariant.units.map((one) =>
          hidden.has(one.unit) && one.index !== null ? { ...one, index: roughly(one.index) } : one,
        ),
      },
    }),
  };
}

const roughly = (index: string): string => decimalText(roundHalfUp(parseDecimal(index), ROUGH));
