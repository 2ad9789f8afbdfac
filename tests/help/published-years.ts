/** Published years of the small province, each with a survey of its own: for pages that look at several years. */
import { importCampaign } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { campaign, satisfactionAnswers } from '../walk/hand-computed.ts';
import { newClientId, SYSTEM, type World } from './world.ts';

/** By unit: what each visitor answered to q01 … q04. */
export type Visits = Readonly<Record<string, readonly (readonly number[])[]>>;

/** A visitor who is content with all four, and so many of them. */
export const content = (visitors: number) => Array.from({ length: visitors }, () => [5, 5, 5, 5]);

/** Units as the campaign's file spells them. */
const SPELLED = { 'TT-AN': 'Sở An', 'TT-BI': 'Sở B', 'TT-CA': 'Sở Cát' } as const;

type Rated = keyof typeof SPELLED;

const ids = (year: number) => ({ campaign: `nam-${year}`, survey: `hai-long-${year}` });

/**
 * The trial campaign for an evaluated year, with the answers of its visitors; deputies are not asked. The surveys run in
 * June 2026 whatever the year, and the clock stands after them when the last is published.
 */
export async function askedYear(
  world: World,
  year: number,
  visits: Visits,
  units: readonly Rated[] = ['TT-AN', 'TT-BI', 'TT-CA'],
): Promise<string> {
  const { environment } = world;
  const { campaign: id, survey } = ids(year);
  const names: readonly string[] = units.map((unit) => SPELLED[unit]);
  const rated = campaign.units.filter(({ unit }) => names.includes(unit));
  const noDeputies = rated.map(({ unit }) => ({
    ...{ unit, criterion: '1.2', state: 'not-assessed', points: null },
  }));
  await importCampaign.run(environment, SYSTEM, {
    definition: {
      ...campaign,
      campaign: { ...campaign.campaign, id, year, title: { vi: `Chỉ số thử ${year}` } },
      units: rated,
      scores: [...campaign.scores.filter(({ unit }) => names.includes(unit)), ...noDeputies],
      adjustments: campaign.adjustments.filter(({ unit }) => names.includes(unit)),
    },
  });
  await openSurvey.run(environment, SYSTEM, {
    ...{ id: survey, campaign: id, form: 'satisfaction', title: { vi: `Hài lòng ${year}` } },
    ...{ units: [...units], opensOn: '2026-06-01', closesOn: '2026-06-30' },
    openAnswers: true,
  });
  for (const [unit, answers] of Object.entries(visits)) {
    const { tokens } = await issueTokens.run(environment, SYSTEM, { survey, unit, count: answers.length });
    for (const [at, first] of answers.entries())
      await answer(world, { survey, unit, first, token: tokens[at] });
  }
  return id;
}

interface Visitor {
  readonly survey: string;
  readonly unit: string;
  readonly first: readonly number[];
  readonly token: string | undefined;
}

async function answer(world: World, { survey, unit, first, token }: Visitor): Promise<void> {
  const submission = { survey, unit, formVersion: 1, respondentGroup: 'citizen', channel: 'web' } as const;
  const answers = satisfactionAnswers(first);
  const { status, body } = await world.send({ ...submission, clientId: newClientId(), answers, token });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

/** Ends the surveys and publishes the campaigns. */
export async function publishYears(world: World, campaigns: readonly string[]): Promise<void> {
  world.setDay('2026-07-20');
  for (const id of campaigns) await publishResult.run(world.environment, SYSTEM, { campaign: id });
}
