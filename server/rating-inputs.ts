/** Gathers all that the rating of a quarter depends on, from the database: what its close freezes. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, findCampaign, readUnits } from '../db/queries/campaigns.ts';
import { type CountedDossiers, countDossiers } from '../db/queries/dossiers.ts';
import { findForm } from '../db/queries/forms.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { type IndicatorEntry, listEntries } from '../db/queries/indicator-entries.ts';
import type { Rating } from '../db/queries/ratings.ts';
import { findSurvey, type OpenSurvey } from '../db/queries/surveys.ts';
import { readTallies } from '../db/queries/tallies.ts';
import { listUnits, officialUnits } from '../db/queries/units.ts';
import type { Form } from '../survey-forms/form.ts';
import { surveyTallies } from './campaign-inputs.ts';
import { dayOf } from './core/calendar.ts';
import type { SurveyTally } from './core/campaign.ts';
import { unitFinder } from './core/check-units.ts';
import { quarterDays } from './core/dossier-time.ts';
import type { Framework } from './core/framework.ts';
import { type RatingResult, rateQuarter } from './core/procedure-rating.ts';
import type { QuarterInputs, RatedUnit } from './core/rating-result.ts';
import { entryStanding } from './entry-standing.ts';
import { Problem } from './problem.ts';

export interface RatingStanding {
  readonly rating: Rating;
  readonly campaign: Campaign;
  readonly framework: Framework;
  readonly surveys: readonly OpenSurvey[];
  /** Those of them that still take answers. */
  readonly running: readonly OpenSurvey[];
  readonly entries: readonly IndicatorEntry[];
  /** Frozen where the rating is closed, else as it is now. */
  readonly result: RatingResult;
}

/**
 * Where a rating stands now.
 * @param open figures may still come, so that what is missing is blank; false: the result as its close would freeze it
 * @throws Problem `not-found`
 */
export async function ratingStanding(
  db: Db,
  rating: Rating | null,
  now: Date,
  open = rating?.state === 'open',
): Promise<RatingStanding> {
  const campaign = rating && (await findCampaign(db, rating.campaign));
  const framework = campaign && (await findFramework(db, campaign.framework, campaign.frameworkVersion));
  if (!rating || !framework) throw new Problem('not-found', [{ field: 'rating', code: 'not-found' }]);
  const surveys = await surveysOf(db, rating);
  const running = surveys.filter(({ acceptsUntil }) => dayOf(now) <= acceptsUntil);
  const entries = await listEntries(db, rating.id);
  const head = { rating, campaign, framework, surveys, running, entries };
  if (rating.result) return { ...head, result: rating.result };
  const { tallies, forms } = await answersOf(db, surveys);
  const units = await ratedUnits(db, campaign);
  const { id, year, policies } = campaign;
  const dossiers = await countDossiers(db, rating.province, quarterDays(rating));
  const result = rateQuarter({
    ...{ campaign: id, year, quarter: rating.quarter, framework, rules: rating.rules, policies, forms, open },
    units: units.map(({ unit }) => unit),
    dossiers: dossiers.map((counted) => named(counted, units)),
    entries: entries.filter(isAccepted).map(({ unit, indicator, state, points }) => ({
      ...{ unit, indicator: String(indicator), state, points },
    })),
    tallies: running.length > 0 ? null : tallies,
  });
  return { ...head, result };
}

const isAccepted = (entry: IndicatorEntry): boolean => entryStanding(entry) === 'verified';

async function surveysOf(db: Db, { surveys }: Rating): Promise<OpenSurvey[]> {
  const found = await Promise.all(surveys.map((id) => findSurvey(db, id)));
  return found.filter((survey) => survey !== null);
}

async function answersOf(
  db: Db,
  surveys: readonly OpenSurvey[],
): Promise<{ tallies: SurveyTally[]; forms: Form[] }> {
  const tallies: SurveyTally[] = [];
  const forms = new Map<string, Form>();
  for (const survey of surveys) {
    const versions = await Promise.all(
      survey.formVersions.map((version) => findForm(db, survey.form, version)),
    );
    const known = versions.filter((form) => form !== null);
    for (const form of known) forms.set(`${form.id} ${form.version}`, form);
    tallies.push(...surveyTallies(survey, known, await readTallies(db, survey.province, survey.id)));
  }
  return { tallies, forms: [...forms.values()] };
}

interface NamedUnit {
  readonly unit: RatedUnit;
  /** Its officials by code, name or alias (decision 3). */
  readonly find: (spelling: string) => readonly string[];
}

async function ratedUnits(db: Db, campaign: Campaign): Promise<NamedUnit[]> {
  const codes = await officialUnits(db, campaign.province);
  const officials = (await listUnits(db, campaign.province)).filter(({ code }) => codes.has(code));
  return (await readUnits(db, campaign.id)).map(({ code, name }) => {
    const own = officials.filter(({ parent }) => parent === code);
    return {
      unit: { code, name, officials: own.map((one) => ({ code: one.code, name: one.name })) },
      find: unitFinder(own),
    };
  });
}

/** The official by his code where he is recorded as a unit, and no other has his name; else as the one-stop software calls him. */
function named(
  { unit, official, ...counts }: CountedDossiers,
  units: readonly NamedUnit[],
): QuarterInputs['dossiers'][number] {
  const [found, ...others] = units.find((one) => one.unit.code === unit)?.find(official) ?? [];
  return { unit, official: found !== undefined && others.length === 0 ? found : official, counts };
}

/** Units that a survey of a rating may list: the agencies, and officials below them. */
export async function surveyableUnits(db: Db, campaign: Campaign): Promise<ReadonlySet<string>> {
  const units = await ratedUnits(db, campaign);
  return new Set(units.flatMap(({ unit }) => [unit.code, ...unit.officials.map(({ code }) => code)]));
}
