/**
 * The rating of procedure handling (domain §6): what dossiers, answers and entries earn on nine indicators, for an agency
 * and for each of its officials, in a quarter and over a year. Exact decimals; each indicator is the agency's mean rounded
 * half up to 2 decimals, the total is the sum of the rounded ones, and the class cuts that total: exactly 15.00 of 18 is
 * Xuất sắc.
 */
import type { SurveyTally } from './campaign.ts';
import { bandOf } from './classify.ts';
import { type Decimal, decimalText, fixedText, HUNDRED, mean, parseDecimal, ratio, sum } from './decimal.ts';
import { NO_DOSSIERS } from './dossier-time.ts';
import type { Framework } from './framework.ts';
import { type OfficialBasis, rateOfficials } from './rate-officials.ts';
import {
  addAnswerSums,
  addApart,
  addDossiers,
  answerSums,
  answersApart,
  poolQuarters,
} from './rating-basis.ts';
import type {
  AgencyRating,
  AgencyScore,
  EntryScore,
  QuarterInputs,
  RatedUnit,
  RatingBasis,
  RatingResult,
} from './rating-result.ts';
import type { RatingRules } from './rating-rules.ts';
import { maxOf, RATING_DECIMALS, type Rated, scoreIndicator } from './score-indicator.ts';

export { rateOfficials } from './rate-officials.ts';
export type {
  AgencyRating,
  AgencyScore,
  EntryScore,
  IndicatorCheck,
  IndicatorScore,
  OfficialRating,
  QuarterInputs,
  RatedUnit,
  RatingBasis,
  RatingResult,
} from './rating-result.ts';

/** Indicators, total and class of one agency. */
export function rateAgency(basis: RatingBasis, { rules, framework, open = false }: Rated): AgencyScore {
  const indicators = rules.indicators.map((rule) =>
    scoreIndicator(rule, maxOf(framework, rule.indicator), basis, rules.minimumAnswers.agency, open),
  );
  const assessed = indicators.filter(({ state }) => state !== 'not-assessed');
  const scale = sum(assessed.map(({ max }) => parseDecimal(max)));
  const whole = sum(indicators.map(({ max }) => parseDecimal(max)));
  const incomplete = assessed.some(({ points }) => points === null) || assessed.length === 0;
  const head = { indicators, scale: decimalText(scale) };
  if (incomplete) return { ...head, total: null, class: null, unclassed: 'incomplete' };
  const total = sum(assessed.map(({ points }) => parseDecimal(points ?? '0')));
  const cut = total.mul(whole).div(scale);
  const reduced = scale.lt(whole) && rules.reducedScale === 'no-class';
  return {
    ...head,
    total: fixedText(total, RATING_DECIMALS),
    class: reduced ? null : (bandOf(framework.bands, cut)?.name ?? null),
    ...(reduced ? { unclassed: 'reduced-scale' as const } : {}),
  };
}

/** The rating of a quarter. */
export function rateQuarter(inputs: QuarterInputs): RatingResult {
  const rated = new Set(inputs.units.map(({ code }) => code));
  const strays = inputs.dossiers.filter(({ unit }) => !rated.has(unit)).map(({ counts }) => counts);
  const { early, onTheDay, late } = addDossiers(strays);
  return resultOf(
    inputs,
    inputs.quarter,
    [inputs.quarter],
    early + onTheDay + late,
    inputs.units.map(rateUnit(inputs)),
  );
}

type Unranked = Omit<AgencyRating, 'rank'>;

const rateUnit =
  (inputs: QuarterInputs) =>
  ({ code, name, officials: recorded }: RatedUnit): Unranked => {
    const own = inputs.dossiers.filter(({ unit }) => unit === code);
    const talliesOf = (units: readonly string[]) =>
      inputs.tallies?.filter(({ unit }) => units.includes(unit)) ?? null;
    const answersOf = (tallies: readonly SurveyTally[] | null) =>
      tallies && answerSums(inputs.rules, tallies, inputs.forms, inputs.policies);
    const tallies = talliesOf([code, ...recorded.map((one) => one.code)]);
    const answers = answersOf(tallies);
    const apart = answersApart(inputs.rules, tallies ?? [], inputs.policies);
    const entries = inputs.entries.filter(({ unit }) => unit === code);
    const basis = {
      dossiers: addDossiers(own.map(({ counts }) => counts)),
      answers,
      entries: Object.fromEntries(
        entries.map(({ indicator, state, points }) => [indicator, { state, points }]),
      ),
      ...(apart && { apart }),
    };
    const officials = namedOfficials(recorded, own).map(({ official, name: theirs }) => ({
      official,
      name: theirs,
      dossiers: addDossiers(own.filter((one) => one.official === official).map(({ counts }) => counts)),
      answers: answersOf(talliesOf(recorded.some((one) => one.code === official) ? [official] : [])),
    }));
    return {
      ...{ unit: code, name, ...basis },
      ...rateAgency(basis, inputs),
      officials: rateOfficials(officials, answers, inputs),
    };
  };

/** Recorded officials first, then those that only the dossiers name. */
function namedOfficials(
  recorded: RatedUnit['officials'],
  dossiers: QuarterInputs['dossiers'],
): Pick<OfficialBasis, 'official' | 'name'>[] {
  const known = new Set(recorded.map(({ code }) => code));
  const others = [...new Set(dossiers.map(({ official }) => official))]
    .filter((official) => official !== '' && !known.has(official))
    .sort();
  return [
    ...recorded.map(({ code, name }) => ({ official: code, name })),
    ...others.map((official) => ({ official, name: { vi: official } })),
  ];
}

/**
 * The year so far: dossiers and answers of its closed quarters pooled, entries as the mean of the quarters that have one
 * (domain §6). Rated by the rules of the last quarter.
 * @param quarters in their order, at least one
 */
export function rateYear(quarters: readonly RatingResult[], framework: Framework): RatingResult {
  const last = quarters.at(-1);
  if (!last) throw new Error('a year without quarters');
  const rated = { rules: last.rules, framework };
  const units = last.units.map((unit) => rateUnitYear(unit, quarters, rated));
  const unrated = quarters.reduce((total, one) => total + one.unrated, 0);
  const { campaign, year } = last;
  return resultOf(
    { campaign, year, ...rated },
    null,
    quarters.flatMap((one) => one.quarters),
    unrated,
    units,
  );
}

function rateUnitYear(
  { unit, name }: Pick<AgencyRating, 'unit' | 'name'>,
  quarters: readonly RatingResult[],
  rated: Rated,
): Unranked {
  const own = quarters.flatMap(({ units }) => units.filter((one) => one.unit === unit));
  const apart = addApart(own.map((one) => one.apart));
  const basis = {
    dossiers: poolQuarters(own.map(({ dossiers }) => dossiers)),
    answers: addAnswerSums(own.map(({ answers }) => answers)),
    entries: meanEntries(own, rated.rules),
    ...(apart && { apart }),
  };
  const names = new Map(
    own.flatMap(({ officials }) => officials.map((one) => [one.official, one.name] as const)),
  );
  const officials = [...names].map(([official, theirs]) => {
    const known = own.map((one) => one.officials.find((each) => each.official === official));
    const present = known.filter((one) => one !== undefined);
    return {
      official,
      name: theirs,
      dossiers: poolQuarters(known.map((one) => one?.dossiers ?? NO_DOSSIERS)),
      answers: addAnswerSums(present.map(({ answers }) => answers)),
      untold: addAnswerSums(present.filter((one) => !one.answersShown).map(({ answers }) => answers)) ?? {},
    };
  });
  return {
    ...{ unit, name, ...basis },
    ...rateAgency(basis, rated),
    officials: rateOfficials(officials, basis.answers, rated),
  };
}

/** Mean of the quarters in which the indicator was entered; one that was never assessed stays so. */
function meanEntries(
  quarters: readonly AgencyRating[],
  { indicators }: RatingRules,
): Record<string, EntryScore> {
  const entered = indicators.filter(({ source }) => source === 'entered');
  return Object.fromEntries(
    entered.map(({ indicator }): [string, EntryScore] => {
      const scores = quarters.map(({ entries }) => entries[indicator]).filter((one) => one !== undefined);
      const given = scores.flatMap((one) => (one.points === null ? [] : [parseDecimal(one.points)]));
      const points = mean(given);
      if (points !== null)
        return [indicator, { state: 'scored', points: decimalText(points), quarters: given.length }];
      const declared = scores.some(({ state }) => state === 'not-assessed');
      return [indicator, { state: declared ? 'not-assessed' : 'blank', points: null }];
    }),
  );
}

function resultOf(
  { campaign, year, rules, framework }: Rated & Pick<QuarterInputs, 'campaign' | 'year'>,
  quarter: number | null,
  quarters: readonly number[],
  unrated: number,
  units: readonly Unranked[],
): RatingResult {
  const max = sum(rules.indicators.map(({ indicator }) => parseDecimal(maxOf(framework, indicator))));
  const whole = units.flatMap(({ total, scale }) =>
    total !== null && parseDecimal(scale).equals(max) ? [parseDecimal(total)] : [],
  );
  const average = mean(whole);
  return {
    ...{ campaign, year, quarter, quarters, rules, unrated },
    max: decimalText(max),
    units: ranked(units),
    classes: framework.bands.map(({ name }) => ({
      name,
      units: units.filter((one) => one.class?.vi === name.vi).length,
    })),
    mean: { total: average && decimalText(average), units: whole.length },
  };
}

/** Equal ones share a rank, and the next one counts all before it. */
function ranked(units: readonly Unranked[]): AgencyRating[] {
  const shareOf = ({ total, scale }: Unranked) => parseDecimal(total ?? '0').div(parseDecimal(scale));
  const classed = units.filter((one) => one.class !== null);
  return units.map((unit) => ({
    ...unit,
    rank: unit.class === null ? null : 1 + classed.filter((one) => shareOf(one).gt(shareOf(unit))).length,
  }));
}

/** Of which agencies a share is taken: of all that are rated, or of those that have a class. */
export type CountedAgencies = 'all' | 'classed';

/**
 * How many agencies reached a class or a better one: what a criterion of the index is fed with (domain §1: the share of
 * agencies rated Tốt or better). One without a class did not reach any, unless only those with one are counted.
 * Null where the framework has no such class.
 * @param reached Vietnamese name of the class
 */
export function reachingShare(
  { units }: RatingResult,
  { bands }: Framework,
  reached: string,
  counted: CountedAgencies = 'all',
): ReachingShare | null {
  const place = bands.findIndex(({ name }) => name.vi === reached);
  if (place < 0) return null;
  const good = new Set(bands.slice(0, place + 1).map(({ name }) => name.vi));
  const unclassed = units.filter((one) => one.class === null);
  const reaching = units.filter((one) => good.has(one.class?.vi ?? '')).length;
  const agencies = counted === 'all' ? units.length : units.length - unclassed.length;
  const percent = agencies === 0 ? null : HUNDRED.mul(ratio(reaching)).div(ratio(agencies));
  return { reaching, agencies, unclassed, percent };
}

export interface ReachingShare {
  readonly reaching: number;
  /** Of how many. */
  readonly agencies: number;
  readonly unclassed: readonly AgencyRating[];
  readonly percent: Decimal | null;
}
