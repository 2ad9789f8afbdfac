/** Gathers all that a campaign's result depends on, from the database: what publication freezes. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, readContents } from '../db/queries/campaigns.ts';
import { findForm } from '../db/queries/forms.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { type OpenSurvey, surveysOfCampaign } from '../db/queries/surveys.ts';
import { readTallies, type Tally } from '../db/queries/tallies.ts';
import { officialUnits } from '../db/queries/units.ts';
import type { Form } from '../survey-forms/form.ts';
import type { CampaignInputs, PrintedValue, SurveyTally } from './core/campaign.ts';
import type { ChannelTally } from './core/live-view.ts';
import { emptyCounters, tallyLayout, toQuestionCounts, unpackCounters } from './core/tally.ts';
import { unbalancedUnits } from './survey-ledger.ts';

export interface GatheredInputs {
  readonly inputs: CampaignInputs;
  readonly printed: readonly PrintedValue[];
  readonly surveys: readonly OpenSurvey[];
  /** Instant (UTC) up to which answers count: the end of the last acceptance day; null without surveys. */
  readonly cutOff: string | null;
  /** Forms that answers are still taken for, with the last day: what they feed is to come, and counted nowhere yet. */
  readonly pending: ReadonlyMap<string, string>;
}

/**
 * Survey scores flow in after `accepts until` (decision 11): until then no count of the form is among the inputs, or a
 * result looked at twice would tell what one respondent said in between (decision 22).
 * @param today null: counts of running surveys too, to hold a frozen result against what is stored
 */
export async function gatherInputs(
  db: Db,
  campaign: Campaign,
  today: string | null,
): Promise<GatheredInputs> {
  const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
  if (!framework) throw new Error(`campaign ${campaign.id} names a framework that is not stored`);
  const { printed, ...contents } = await readContents(db, campaign.id);
  const surveys = await surveysOfCampaign(db, campaign.id);
  const pending = today === null ? new Map<string, string>() : pendingForms(surveys, today);
  // What was said of one person is part of no result: it would be published with what the result was made of.
  const officials = await officialUnits(db, campaign.province);
  const forms: Form[] = [];
  const tallies: SurveyTally[] = [];
  for (const survey of surveys) {
    const versions = await formsOf(db, survey);
    forms.push(
      ...versions.filter(
        (form) => !forms.some((known) => known.id === form.id && known.version === form.version),
      ),
    );
    if (pending.has(survey.form)) continue;
    const counted = surveyTallies(survey, versions, await readTallies(db, survey.province, survey.id));
    tallies.push(...counted.filter(({ unit }) => !officials.has(unit)));
  }
  const { id, province, year, title, source, policies } = campaign;
  const unbalanced = await unbalancedUnits(db, surveys);
  const inputs = {
    ...{ id, province, year, title, source, policies, framework, ...contents, forms, tallies },
    ...(unbalanced.length > 0 ? { unbalanced } : {}),
  };
  return { inputs, printed, surveys, cutOff: cutOffOf(surveys), pending };
}

/** Of a form that several surveys ask the latest day holds: half a base is no base. */
function pendingForms(surveys: readonly OpenSurvey[], today: string): Map<string, string> {
  const pending = new Map<string, string>();
  for (const { form, acceptsUntil } of surveys)
    if (today <= acceptsUntil && acceptsUntil > (pending.get(form) ?? '')) pending.set(form, acceptsUntil);
  return pending;
}

async function formsOf(db: Db, survey: OpenSurvey): Promise<Form[]> {
  const forms = await Promise.all(survey.formVersions.map((version) => findForm(db, survey.form, version)));
  return forms.filter((form) => form !== null);
}

function cutOffOf(surveys: readonly OpenSurvey[]): string | null {
  const last = surveys
    .map((survey) => survey.acceptsUntil)
    .sort()
    .at(-1);
  // The whole last day belongs to the window; it ends at midnight in Việt Nam, 17:00 UTC.
  return last === undefined ? null : `${last}T17:00:00.000Z`;
}

/** Counts in the finest cells of the counters: what the gate has to know (`core/disclose.ts`). */
export function channelTallies(
  survey: Pick<OpenSurvey, 'id' | 'form'>,
  forms: readonly Form[],
  tallies: readonly Tally[],
): ChannelTally[] {
  return tallies.flatMap((tally) => {
    const form = forms.find((one) => one.version === tally.formVersion);
    if (!form || tally.counters.byteLength === 0) return [];
    const { unit, formVersion, respondentGroup, channel, basis, flagged, responses } = tally;
    const counters = unpackCounters(tally.counters, tallyLayout(form));
    let questions: SurveyTally['questions'] | undefined;
    return [
      {
        ...{ survey: survey.id, form: survey.form, formVersion, unit, respondentGroup },
        ...{ channel, basis, flagged, responses, counters },
        // Of thousands of tallies few are ever looked at question by question.
        get questions() {
          questions ??= toQuestionCounts(form, counters);
          return questions;
        },
      },
    ];
  });
}

/** Counts by unit, group, basis and flag, summed over channels, which no policy treats apart. */
export function surveyTallies(
  survey: OpenSurvey,
  forms: readonly Form[],
  tallies: readonly Tally[],
): SurveyTally[] {
  const summed = new Map<string, { tally: Tally; form: Form; responses: number; counters: Uint32Array }>();
  for (const tally of tallies) {
    const form = forms.find((one) => one.version === tally.formVersion);
    if (!form || tally.counters.byteLength === 0) continue;
    const key = [tally.unit, tally.formVersion, tally.respondentGroup, tally.basis, tally.flagged].join('|');
    const sum = summed.get(key) ?? { tally, form, responses: 0, counters: emptyCounters(tallyLayout(form)) };
    unpackCounters(tally.counters, tallyLayout(form)).forEach((count, slot) => {
      sum.counters[slot] = (sum.counters[slot] ?? 0) + count;
    });
    sum.responses += tally.responses;
    summed.set(key, sum);
  }
  return [...summed.keys()].sort().flatMap((key) => {
    const sum = summed.get(key);
    if (!sum) return [];
    const { unit, formVersion, respondentGroup, basis, flagged } = sum.tally;
    const questions = toQuestionCounts(sum.form, sum.counters);
    return [
      {
        survey: survey.id,
        form: survey.form,
        formVersion,
        unit,
        respondentGroup,
        basis,
        flagged,
        responses: sum.responses,
        questions,
      },
    ];
  });
}
