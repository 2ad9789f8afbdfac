/** Two invented quarters of a rating for tests of the staff pages: three agencies, of which one lacks what it must enter. */
import { readFileSync } from 'node:fs';
import { type DossierCounts, NO_DOSSIERS } from '../../server/core/dossier-time.ts';
import type { Framework } from '../../server/core/framework.ts';
import { rateQuarter } from '../../server/core/procedure-rating.ts';
import type { QuarterInputs, RatingResult } from '../../server/core/rating-result.ts';
import { DEFAULT_RATING_RULES } from '../../server/core/rating-rules.ts';

const file = new URL('../../server/sample/dien-bien-2022-procedure-framework.json', import.meta.url);
export const framework: Framework = JSON.parse(readFileSync(file, 'utf8')).framework;

export const indicatorNames = Object.fromEntries(framework.criteria.map(({ code, name }) => [code, name]));

/** No answers are counted here, so that indicators 3, 4 and 7 are entered like the others. */
const rules = {
  ...DEFAULT_RATING_RULES,
  officialIndicators: ['1', '2'],
  indicators: DEFAULT_RATING_RULES.indicators.map((rule) =>
    rule.source === 'answers' ? ({ indicator: rule.indicator, source: 'entered' } as const) : rule,
  ),
};

const units = [
  { code: 'AN', name: { vi: 'Sở An', en: 'Department An' }, officials: [] },
  { code: 'BI', name: { vi: 'Sở Bình', en: 'Department Bình' }, officials: [] },
  { code: 'CA', name: { vi: 'Sở Cát', en: 'Department Cát' }, officials: [] },
];

export const counts = (change: Partial<DossierCounts>): DossierCounts => ({ ...NO_DOSSIERS, ...change });

/** @param points of each entered indicator by unit; a unit that is not named has entered nothing */
export function quarterOf(
  quarter: number,
  dossiers: Readonly<Record<string, DossierCounts>>,
  points: Readonly<Record<string, string>>,
): RatingResult {
  const entered = rules.indicators.filter(({ source }) => source === 'entered');
  const inputs: QuarterInputs = {
    ...{ campaign: 'thu-2026', year: 2026, quarter, framework, rules, units, forms: [], tallies: [] },
    policies: { openAnswers: 'excluded', flaggedAnswers: 'included' },
    dossiers: Object.entries(dossiers).map(([unit, one]) => ({ unit, official: 'Lò Văn Hạc', counts: one })),
    entries: Object.entries(points).flatMap(([unit, each]) =>
      entered.map(({ indicator }) => ({ unit, indicator, state: 'scored' as const, points: each })),
    ),
  };
  return rateQuarter(inputs);
}

/** An: 3 early, 1 on the day, 1 late is 7 points of 5 dossiers. */
const AN = counts({ early: 3, onTheDay: 1, late: 1, ownEarly: 4, ownOnTheDay: 0, ownLate: 1 });
const BI = counts({ early: 8, ownEarly: 8, open: 2, overdue: 1, online: 4, onlineOnTime: 3 });
const CA = counts({ late: 2, ownLate: 2 });

/** An 2 × … see the tests; Cát has entered nothing. */
export const first = quarterOf(1, { AN, BI, CA }, { AN: '1.5', BI: '2' });
/** An falls, Bình stays, Cát is whole now. */
export const second = quarterOf(2, { AN, BI, CA }, { AN: '1.25', BI: '2', CA: '1' });
