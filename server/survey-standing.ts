/** How the surveys of a campaign stand, gathered from day books and counters: the answers are never read. */
import type { Db } from '../db/dialect.ts';
import type { Campaign } from '../db/queries/campaigns.ts';
import { listKiosks } from '../db/queries/kiosks.ts';
import { countAllotted } from '../db/queries/sheet-counts.ts';
import {
  missingSheets,
  openConflictSheets,
  type Received,
  receivedAnswers,
  receivedOn,
} from '../db/queries/survey-counts.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { readTargets } from '../db/queries/targets.ts';
import { dayOf, windowAt } from './core/calendar.ts';
import { type ChannelStanding, channelStandings, type Part } from './core/survey-standing.ts';
import { isSilent } from './kiosk-list.ts';
import type { KeptSignals, SignalBook } from './signal-book.ts';

/** What came in so far: what is asked for again and again while a survey runs. */
export interface SurveyArrivals {
  readonly id: string;
  readonly received: number;
  readonly today: number;
  readonly channels: readonly ChannelStanding[];
}

/** Signs of the quality of a survey's figures: counts only. */
export interface SurveySignals extends KeptSignals {
  /** Walk-ins without a token, of what was received (decision 6). */
  readonly open: Part;
  /** Kiosks that are silent, of those at work. */
  readonly kiosks: Part;
  /** Paper sheets that two clerks read differently and nobody has settled. */
  readonly conflicts: number;
  /** Paper sheets that never came back, of those allotted. */
  readonly missing: Part;
}

export interface SurveyStanding extends SurveyArrivals {
  readonly title: OpenSurvey['title'];
  readonly state: ReturnType<typeof windowAt>;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly acceptsUntil: string;
  readonly units: number;
  readonly signals: SurveySignals;
}

const idsOf = (surveys: readonly OpenSurvey[]) => surveys.map(({ id }) => id);

const sumOf = (received: readonly Received[]) =>
  received.reduce((total, { responses }) => total + responses, 0);

interface Arrived {
  readonly received: readonly Received[];
  readonly today: number;
}

async function arrivedOf(
  db: Db,
  province: string,
  surveys: readonly OpenSurvey[],
  now: Date,
): Promise<(survey: string) => Arrived> {
  const received = await receivedAnswers(db, province, idsOf(surveys));
  const today = await receivedOn(db, province, idsOf(surveys), dayOf(now));
  return (id) => ({ received: received.filter(({ survey }) => survey === id), today: today.get(id) ?? 0 });
}

async function arrivalsOf(db: Db, survey: OpenSurvey, { received, today }: Arrived): Promise<SurveyArrivals> {
  const channels = channelStandings(survey, received, await readTargets(db, survey));
  return { id: survey.id, received: sumOf(received), today, channels };
}

/** What came in, survey by survey. */
export async function surveyArrivals(
  db: Db,
  { province }: Pick<Campaign, 'province'>,
  surveys: readonly OpenSurvey[],
  now: Date,
): Promise<SurveyArrivals[]> {
  const arrived = await arrivedOf(db, province, surveys, now);
  return Promise.all(surveys.map((survey) => arrivalsOf(db, survey, arrived(survey.id))));
}

/** What came in, and the signals, survey by survey. */
export async function surveyStandings(
  db: Db,
  signals: SignalBook,
  { campaign, surveys }: { campaign: Campaign; surveys: readonly OpenSurvey[] },
  now: Date,
): Promise<SurveyStanding[]> {
  const arrived = await arrivedOf(db, campaign.province, surveys, now);
  const waiting = await waitingOf(db, campaign, surveys, now);
  const standings = [];
  for (const survey of surveys) {
    const { id, title, opensOn, closesOn, acceptsUntil } = survey;
    const state = windowAt(survey, dayOf(now));
    const { received } = arrived(id);
    const walkIns = received.filter(({ basis }) => basis === 'open');
    standings.push({
      ...(await arrivalsOf(db, survey, arrived(id))),
      title: { ...title },
      state,
      opensOn,
      closesOn,
      acceptsUntil,
      units: survey.units.length,
      signals: {
        ...(await signals.find(survey, state === 'over', sumOf(received))),
        open: { count: sumOf(walkIns), of: sumOf(received) },
        ...waiting(id),
      },
    });
  }
  return standings;
}

type Waiting = Pick<SurveySignals, 'kiosks' | 'conflicts' | 'missing'>;

/** What paper and kiosks of each survey wait for. */
async function waitingOf(
  db: Db,
  campaign: Campaign,
  surveys: readonly OpenSurvey[],
  now: Date,
): Promise<(survey: string) => Waiting> {
  const conflicts = await openConflictSheets(db, campaign);
  const missing = await missingSheets(db, idsOf(surveys));
  const kiosks = (await listKiosks(db)).filter(({ state }) => state === 'active');
  const allotted = new Map<string, number>();
  for (const { id } of surveys)
    allotted.set(
      id,
      (await countAllotted(db, id)).reduce((sum, { sheets }) => sum + sheets, 0),
    );
  return (id) => {
    const own = kiosks.filter(({ survey }) => survey === id);
    return {
      kiosks: { count: own.filter((kiosk) => isSilent(kiosk, now)).length, of: own.length },
      conflicts: conflicts.get(id) ?? 0,
      missing: { count: missing.get(id) ?? 0, of: allotted.get(id) ?? 0 },
    };
  };
}
