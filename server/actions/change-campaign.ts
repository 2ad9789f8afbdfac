/**
 * A campaign's settings: title, source and policies, its units, points given or taken, and how the units below were
 * classed. Each change names what it was made on; what somebody else changed meanwhile is not written over.
 */
import { adjustmentsOf, type OwnAdjustment, putAdjustments } from '../../db/queries/adjustments.ts';
import { finalUnits } from '../../db/queries/applicability.ts';
import { lockAssessment } from '../../db/queries/assessments.ts';
import {
  type CampaignHead,
  clearUnits,
  holdCampaign,
  putCampaignUnits,
  unitsInUse,
  updateCampaignHead,
} from '../../db/queries/campaign-settings.ts';
import { type Campaign, findCampaign, readContents } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { putSubordinates, subordinatesOf } from '../../db/queries/subordinates.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import type { Operation } from '../access.ts';
import { type UnitChoice, unitFaults } from '../campaign-units.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import type { Subordinates } from '../core/campaign.ts';
import { checkCampaign } from '../core/check-campaign.ts';
import { countSubordinates } from '../core/count-subordinates.ts';
import { fault } from '../core/fault-list.ts';
import { invalidDefinition, Problem } from '../problem.ts';
import { action } from './action.ts';
import { proposeAdjustments } from './adjustment-change.ts';

interface OfCampaign {
  readonly campaign: string;
}

const provinceOf = async (trx: Writing, { campaign }: OfCampaign): Promise<string | null> =>
  (await findCampaign(trx, campaign))?.province ?? null;

async function heldCampaign(trx: Writing, id: string): Promise<Campaign> {
  await holdCampaign(trx, id);
  const campaign = await findCampaign(trx, id);
  if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  return campaign;
}

const subjectOf = ({ campaign }: OfCampaign) => `campaign ${campaign}`;

/** @throws Problem `changed-meanwhile` where what stands is not what the change was made on */
async function demandUnchanged(
  trx: Writing,
  operation: Operation,
  input: OfCampaign,
  stands: unknown,
  seen: unknown,
): Promise<void> {
  if (canonicalJson(stands) !== canonicalJson(seen))
    throw await changedMeanwhile(trx, operation, subjectOf(input));
}

interface Parts {
  readonly head: CampaignHead;
  readonly units: readonly Pick<UnitChoice, 'unit' | 'group' | 'scale'>[];
  readonly adjustments: readonly (OwnAdjustment & { readonly unit: string })[];
  readonly subordinates: readonly Subordinates[];
}

/** The settings as they would stand, checked whole like an imported file. @throws Problem `definition-invalid` */
async function checkSettings(trx: Writing, campaign: Campaign, change: Partial<Parts>): Promise<void> {
  const framework = await findFramework(trx, campaign.framework, campaign.frameworkVersion);
  if (!framework) throw new Error(`campaign ${campaign.id} names a framework that is not stored`);
  const stands = await readContents(trx, campaign.id);
  const { title, source, policies } = change.head ?? campaign;
  const file = {
    kind: 'campaign',
    campaign: {
      id: campaign.id,
      province: campaign.province,
      year: campaign.year,
      title,
      source,
      policies,
      frameworkId: campaign.framework,
      frameworkVersion: campaign.frameworkVersion,
    },
    units: change.units ?? stands.units.map(({ code, group, scale }) => ({ unit: code, group, scale })),
    scores: [],
    adjustments: change.adjustments ?? stands.adjustments,
    printed: [],
    subordinates: change.subordinates ?? stands.subordinates ?? [],
  };
  const units = await listUnits(trx, campaign.province);
  const checked = checkCampaign(file, { framework, units });
  if (!checked.ok) throw invalidDefinition(checked.faults);
}

export interface HeadInput extends OfCampaign, CampaignHead {
  readonly seen: CampaignHead;
}

/**
 * Policies change after a publication too: each one carries those it was made under (decision 8), and the changed ones
 * count only when two people publish the next revision, with its reason.
 */
export const changeCampaign = action({
  name: 'change-campaign',
  unit: provinceOf,
  run: async (trx, input: HeadInput) => {
    const campaign = await heldCampaign(trx, input.campaign);
    const { title, source, policies } = campaign;
    await demandUnchanged(trx, 'change-campaign', input, { title, source, policies }, input.seen);
    const head = { title: input.title, source: input.source, policies: input.policies };
    const same = canonicalJson(policies) === canonicalJson(head.policies);
    await checkSettings(trx, campaign, { head });
    await updateCampaignHead(trx, campaign.id, head);
    return { policies: same ? null : { before: policies, after: head.policies } };
  },
  audit: (input, output) => ({
    subject: subjectOf(input),
    details: { title: input.title.vi, ...output },
  }),
});

type SeenUnit = Pick<UnitChoice, 'unit' | 'group' | 'scale'>;

export interface UnitsInput extends OfCampaign {
  readonly units: readonly UnitChoice[];
  readonly seen: readonly SeenUnit[];
}

/** A unit on which something hangs cannot leave the list; one that did not last the year is asked about. */
export const changeUnits = action({
  name: 'change-campaign',
  unit: provinceOf,
  run: async (trx, input: UnitsInput) => {
    const campaign = await heldCampaign(trx, input.campaign);
    const stands = (await readContents(trx, campaign.id)).units;
    const seen = stands.map(({ code, group, scale }): SeenUnit => ({ unit: code, group, scale }));
    await demandUnchanged(trx, 'change-campaign', input, seen, input.seen);
    const units = input.units.map(({ unit, group = null, scale = null }) => ({ unit, group, scale }));
    await checkSettings(trx, campaign, { units });
    const before = new Set(stands.map(({ code }) => code));
    const now = new Set(units.map(({ unit }) => unit));
    const gone = [...before].filter((code) => !now.has(code));
    const used = gone.length === 0 ? new Set<string>() : await unitsInUse(trx, campaign.id);
    const known = await listUnits(trx, campaign.province);
    const faults = [
      ...gone
        .filter((code) => used.has(code))
        .map((code) => fault('units', 'unit-in-use', `"${code}" has scores, points or documents here`)),
      ...unitFaults(input.units, known, campaign.year, before),
    ];
    if (faults.length > 0) throw invalidDefinition(faults);
    await clearUnits(trx, campaign.id, gone);
    await putCampaignUnits(
      trx,
      campaign.id,
      units.map(({ unit, ...row }) => ({ code: unit, ...row })),
    );
    return { added: [...now].filter((code) => !before.has(code)), removed: gone };
  },
  audit: (input, output) => ({
    subject: subjectOf(input),
    details: {
      ...output,
      kept: input.units.filter(({ keep }) => keep).map(({ unit }) => unit),
      units: input.units.length,
    },
  }),
});

export interface AdjustInput extends OfCampaign {
  readonly unit: string;
  readonly adjustments: readonly OwnAdjustment[];
  readonly seen: readonly OwnAdjustment[];
  /** Why they change once the unit's scores are final: then another person confirms it. */
  readonly reason?: string | undefined;
}

/**
 * The points given to a unit and taken from it, each with its reason and document (domain §4). Of a unit whose scores are
 * final the change is proposed only. @returns the proposal's id, null where it is done
 */
export const adjustUnit = action({
  name: 'adjust-unit',
  unit: provinceOf,
  run: async (trx, input: AdjustInput, context) => {
    const campaign = await heldCampaign(trx, input.campaign);
    const { unit, adjustments } = input;
    const before = await adjustmentsOf(trx, campaign.id, unit);
    await demandUnchanged(trx, 'adjust-unit', input, before, input.seen);
    await checkSettings(trx, campaign, { adjustments: adjustments.map((one) => ({ ...one, unit })) });
    const assessment = await lockAssessment(trx, campaign.id, unit);
    if (assessment?.state === 'final') {
      const change = { campaign: campaign.id, unit, adjustments: { before, after: adjustments } };
      return {
        before,
        proposal: await proposeAdjustments(trx, { ...change, reason: input.reason }, context),
      };
    }
    await putAdjustments(trx, campaign.id, unit, adjustments);
    return { before, proposal: null };
  },
  audit: (input, { before, proposal }) => ({
    subject: subjectOf(input),
    details: {
      ...{ unit: input.unit, before, after: input.adjustments },
      ...(proposal !== null && { proposal, reason: input.reason }),
    },
  }),
});

export interface SubordinatesInput extends OfCampaign {
  readonly subordinates: readonly Subordinates[];
  readonly seen: readonly Subordinates[];
}

/**
 * The counts as somebody read them from a document. Once the scores of a unit are final, what stands of it is not changed
 * by one person (reliability S9): anew it is only counted in a result that two people published. A unit of which nothing
 * stands yet gets its first counts, for the document often comes after the council.
 */
export const putSubordinateCounts = action({
  name: 'count-subordinates',
  unit: provinceOf,
  run: async (trx, input: SubordinatesInput) => {
    const campaign = await heldCampaign(trx, input.campaign);
    const stands = await subordinatesOf(trx, campaign.id);
    await demandUnchanged(trx, 'count-subordinates', input, stands, input.seen);
    await checkSettings(trx, campaign, { subordinates: input.subordinates });
    await demandFinalKept(trx, campaign.id, stands, input.subordinates);
    await putSubordinates(trx, campaign.id, input.subordinates);
    return { units: input.subordinates.length };
  },
  audit: (input, output) => ({ subject: subjectOf(input), details: output }),
});

/** @throws Problem `assessment-locked` naming every final unit whose counts would be others, or gone */
async function demandFinalKept(
  trx: Writing,
  campaign: string,
  stands: readonly Subordinates[],
  given: readonly Subordinates[],
): Promise<void> {
  const final = await finalUnits(trx, campaign);
  const now = new Map(given.map((row) => [row.unit, canonicalJson(row)]));
  const changed = stands.filter((row) => final.has(row.unit) && now.get(row.unit) !== canonicalJson(row));
  if (changed.length > 0)
    throw new Problem(
      'assessment-locked',
      changed.map(({ unit }) => ({ field: unit, code: 'counts-final', values: { unit: { text: unit } } })),
    );
}

export interface CountInput extends OfCampaign {
  /** The campaign whose published result classes the units below. */
  readonly from: string;
}

/** Counts the units below each unit in the published result of another campaign, in place of earlier counts of them. */
export const countSubordinateClasses = action({
  name: 'count-subordinates',
  unit: provinceOf,
  run: async (trx, input: CountInput) => {
    const campaign = await heldCampaign(trx, input.campaign);
    const { classCap } = campaign.policies;
    if (!classCap) throw new Problem('malformed-request', [{ field: 'policies', code: 'no-class-cap' }]);
    const published = await findPublication(trx, input.from);
    if (!published || published.inputs.province !== campaign.province)
      throw new Problem('malformed-request', [{ field: 'from', code: 'not-published' }]);
    const units = (await readContents(trx, campaign.id)).units.map(({ code }) => code);
    const parents = new Map(
      (await listUnits(trx, campaign.province)).map(({ code, parent }) => [code, parent]),
    );
    const { inputs, result, revision } = published;
    const counts = countSubordinates(result, inputs.framework.bands, classCap.reached, units, parents);
    if (!counts) throw new Problem('malformed-request', [{ field: 'from', code: 'unknown-class' }]);
    const document = `${inputs.title.vi}, phiên bản ${revision}`;
    const counted = new Set(counts.map(({ unit }) => unit));
    const others = (await subordinatesOf(trx, campaign.id)).filter(({ unit }) => !counted.has(unit));
    const rows = counts.map(({ unit, units: all, reaching }) => ({ unit, units: all, reaching, document }));
    await putSubordinates(trx, campaign.id, [...others, ...rows]);
    return { counts };
  },
  audit: (input, { counts }) => ({
    subject: subjectOf(input),
    details: { from: input.from, units: counts.length },
  }),
});
