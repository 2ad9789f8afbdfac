/**
 * A campaign as whoever publishes it must see it first: the ranking as it would be frozen now, what is missing or not
 * ready, how many answers stand behind it, where print disagrees, and the proposal that waits.
 */
import type { Db } from '../db/dialect.ts';
import { listAssessments, readDeadlines } from '../db/queries/assessments.ts';
import { listProposals, type NamedProposal } from '../db/queries/proposals.ts';
import type { Decision } from '../db/queries/publications.ts';
import { listUnits } from '../db/queries/units.ts';
import type { ProposedPublication } from './actions/propose-publication.ts';
import { dayRows } from './core/assessment.ts';
import { dayOf } from './core/calendar.ts';
import type { CampaignInputs, CampaignResult, UnitResult } from './core/campaign.ts';
import { comparePrint } from './core/compare-print.ts';
import { computeResult } from './core/compute-result.ts';
import { withholdList } from './core/disclose.ts';
import { changesSince, proposedResult } from './core/proposed-result.ts';
import { isFed } from './core/survey-score.ts';
import { lastingOf } from './core/unit-validity.ts';
import { groupName } from './form-names.ts';
import { type PublicationStanding, publicationStanding } from './publication-standing.ts';

/** More places than anybody would read at once. */
const MOST_NAMED = 200;

export async function publicationPreview(db: Db, campaign: string, now: Date) {
  const found = await publicationStanding(db, campaign, now);
  const result = computeResult(found.inputs);
  const proposals = await listProposals(db, campaign, 'publish');
  const waiting = proposals.find(({ outcome }) => outcome === null);
  const [latest] = proposals;
  return {
    units: result.units.map((unit) => unitLine(unit, pendingCodes(found))),
    adjustments: found.inputs.adjustments.map((one) => ({ ...one })),
    ranking: found.inputs.policies.ranking,
    meanIndex: result.meanIndex,
    classes: result.classes.map(({ name, units }) => ({ name: { ...name }, units })),
    standing: standingLine(found),
    unchanged: found.unchanged,
    pending: pendingLeaves(found),
    running: found.surveys
      .filter(({ id }) => found.running.some(({ field }) => field === `surveys.${id}`))
      .map(({ id, title, acceptsUntil }) => ({ id, title: { ...title }, acceptsUntil })),
    unfinished: await unfinished(db, campaign),
    ...(await stageDays(db, campaign, now)),
    notWhole: await notWhole(db, found),
    changesWaiting: (await listProposals(db, campaign, 'change-score')).filter(
      ({ outcome }) => outcome === null,
    ).length,
    surveys: surveyBasis(found),
    print: printVerdicts(found.inputs, result, found),
    proposal: waiting ? proposalLine(waiting, found.inputs, result) : null,
    /** The last one that came to nothing, where nothing followed. */
    turnedDown:
      latest && latest.outcome !== null && latest.outcome !== 'confirmed' ? turnedDown(latest) : null,
  };
}

/** What surveys that still take answers will feed, a line a form. */
const pendingLeaves = ({ inputs, pending }: PublicationStanding) =>
  [...pending]
    .map(([form, acceptsUntil]) => ({ acceptsUntil, criteria: codesFedBy(inputs, form) }))
    .filter(({ criteria }) => criteria.length > 0);

const codesFedBy = ({ framework }: CampaignInputs, form: string): string[] =>
  framework.criteria.filter((one) => isFed(one) && one.feed.form === form).map(({ code }) => code);

const pendingCodes = (found: PublicationStanding): ReadonlySet<string> =>
  new Set(pendingLeaves(found).flatMap(({ criteria }) => criteria));

/** @param pending leaves that wait for a survey, not for anybody's decision */
function unitLine(
  { unit, name, group, index, class: earned, rank, unranked, points, scale, nodes }: UnitResult,
  pending: ReadonlySet<string>,
) {
  const blank = nodes
    .filter(({ kind, state, code }) => kind !== 'group' && state === 'blank' && !pending.has(code))
    .map(({ code }) => code);
  return {
    unit,
    name: { ...name },
    group,
    points,
    scale,
    index,
    class: earned && { ...earned },
    rank,
    blank,
    ...(unranked ? { unranked } : {}),
  };
}

function standingLine({ standing }: PublicationStanding) {
  if (!standing) return null;
  const { revision, publishedAt, hash, reason, decision } = standing;
  return { revision, publishedAt, hash, reason, decision: decision && { ...decision } };
}

/** Units that are still being assessed; of an imported campaign none is. */
async function unfinished(db: Db, campaign: string) {
  const open = (await listAssessments(db, campaign)).filter(({ state }) => state !== 'final');
  return open.map(({ unit, name, state }) => ({ unit, name: { ...name }, state }));
}

async function stageDays(db: Db, campaign: string, now: Date) {
  return { deadlines: dayRows(await readDeadlines(db, campaign)), today: dayOf(now) };
}

/** Units that began or ended within the year, or were not there at all: whoever publishes ranks them knowingly (domain §8). */
async function notWhole(db: Db, { campaign, inputs }: PublicationStanding) {
  const known = new Map((await listUnits(db, campaign.province)).map((unit) => [unit.code, unit]));
  return inputs.units
    .map(({ code, name }) => ({
      ...{ unit: code, name: { ...name } },
      ...lastingOf(known.get(code), campaign.year),
    }))
    .filter(({ standing }) => standing !== 'whole');
}

/** How many answered a survey that is over, by respondent group, with those that the campaign's policies leave out. */
function surveyBasis({ inputs, surveys, pending }: PublicationStanding) {
  const over = surveys.filter(({ form }) => !pending.has(form));
  return over.map(({ id, title }) => {
    const tallies = inputs.tallies.filter(({ survey }) => survey === id);
    const byGroup = new Map<string, number>();
    for (const { respondentGroup, responses } of tallies)
      byGroup.set(respondentGroup, (byGroup.get(respondentGroup) ?? 0) + responses);
    return {
      id,
      title: { ...title },
      responses: tallies.reduce((sum, { responses }) => sum + responses, 0),
      groups: toldGroups(byGroup).map((one) => ({ ...one, name: { ...groupName(inputs.forms, one.group) } })),
    };
  });
}

/** All of them or none: a group of a few is not told, nor what would tell of it (decision 23). */
function toldGroups(byGroup: ReadonlyMap<string, number>): { group: string; responses: number }[] {
  const { counts } = withholdList([...byGroup.values()], 'inside');
  if (counts.includes('withheld')) return [];
  return [...byGroup].map(([group, responses]) => ({ group, responses }));
}

function printVerdicts(inputs: CampaignInputs, result: CampaignResult, { printed }: PublicationStanding) {
  const counts = { equal: 0, rounding: 0, different: 0, missing: 0 };
  const compared = comparePrint(inputs, result, printed);
  for (const { verdict } of compared) counts[verdict] += 1;
  return counts;
}

export interface ProposalLine {
  readonly id: string;
  readonly proposer: { readonly id: string; readonly name: string };
  readonly proposedAt: string;
  readonly revision: number;
  readonly decision: Decision;
  readonly reason: string;
}

function proposalLine(proposal: NamedProposal, inputs: CampaignInputs, result: CampaignResult) {
  const { decision, revision, result: proposed } = proposal.content as ProposedPublication;
  const changes = changesSince(proposed, proposedResult(inputs, result));
  const line: ProposalLine = {
    id: proposal.id,
    proposer: { id: proposal.proposedBy, name: proposal.proposer },
    proposedAt: proposal.proposedAt,
    revision,
    decision: { ...decision },
    reason: proposal.reason,
  };
  const changed = changes && {
    parts: [...changes.parts],
    units: changes.units.slice(0, MOST_NAMED).map(({ unit, before, now }) => ({
      unit,
      before: before && { ...before },
      now: now && { ...now },
    })),
  };
  return { ...line, changed };
}

function turnedDown({ outcome, proposer, decider, decidedAt, note }: NamedProposal) {
  return {
    outcome: outcome === 'refused' ? ('refused' as const) : ('withdrawn' as const),
    proposer,
    decider: decider ?? '',
    decidedAt: decidedAt ?? '',
    note,
  };
}
