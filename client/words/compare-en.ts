/** Words of the page that holds two published results against each other, in English. */
import { formatCount } from '../format.ts';
import type { compareVi } from './compare-vi.ts';

const n = (count: number) => formatCount(count, 'en');
const counted = (count: number, one: string, many = `${one}s`) => `${n(count)} ${count === 1 ? one : many}`;

export const compareEn: typeof compareVi = {
  title: 'Compare',
  lead: 'Choose two years, two units or two groups to see where the difference lies.',
  kind: 'Compare',
  kinds: { years: 'Two years', units: 'Two units', groups: 'Two groups' },
  campaign: 'Campaign',
  unit: 'Unit',
  allUnits: 'All units of both years',
  left: { years: 'First year', units: 'First unit', groups: 'First group' },
  right: { years: 'Second year', units: 'Second unit', groups: 'Second group' },
  choose: 'Choose',
  swap: 'Swap the sides',
  none: 'No result has been published yet that could be compared.',
  noneNext: 'There are figures here once the first campaign has been published.',
  toCampaigns: 'See the campaigns',
  unknownKind: (value: string) =>
    `There is no kind of comparison “${value}”. Choose two years, two units or two groups above.`,
  oneOnly: 'Only one result has been published. Two units or two groups of it can be compared.',
  noGroups: 'The units of this campaign fall into no groups: one kind of unit, one class.',
  ready: 'Choose both sides.',

  rankingGroups: { full: 'Full scale', special: 'Special scale' },
  classGroup: (name) => `Class ${name}`,
  kindGroup: {
    country: 'Central level',
    province: 'Provinces',
    department: 'Departments',
    district: 'Districts',
    commune: 'Communes',
    'post-office': 'Post offices',
    official: 'Officials',
    other: 'Others',
  },
  unitsIn: (name, units) => `${name} (${counted(units, 'unit')})`,

  lower: (right, left, points) => `${right} is ${points} percentage points below ${left}.`,
  higher: (right, left, points) => `${right} is ${points} percentage points above ${left}.`,
  equal: (right, left) => `${right} equals ${left}.`,
  noIndex: 'The indices cannot be compared: one side has none.',
  mostLower: (area, points) => `Furthest behind in “${area}”: ${points} points.`,
  mostHigher: (area, points) => `Furthest ahead in “${area}”: ${points} points.`,
  meanOf: (units) => `mean of ${counted(units, 'unit')}`,
  ofYear: (year) => `Year ${year}`,

  figureTitle: (left, right) => `Share of points earned by area: ${left} and ${right}`,
  figureUnit: '% of the maximum that applies',
  source: 'published results',
  published: (year, day, revision) => `${year} published ${day}, revision ${n(revision)}`,
  area: 'Area',
  areas: 'By area, the biggest difference first',
  criteria: 'By criterion, the biggest difference first',
  criterion: 'Criterion',
  difference: 'Difference',
  differenceHint:
    'The difference is the second side less the first, in percentage points of the maximum; below it what that is in points.',
  worth: (points) => `${points} points`,
  otherMax: 'another maximum',
  index: 'Index',
  all: (count) => `Show all ${counted(count, 'criterion', 'criteria')}`,
  unitsTitle: 'Unit by unit, the biggest change first',
  unitColumn: 'Unit',
  classColumn: 'Class',
  rankColumn: 'Rank',
  places: (places) => (places > 0 ? `up ${n(places)}` : places < 0 ? `down ${n(-places)}` : 'same rank'),
  otherList: 'ranked in another table',

  changed: {
    title: 'What to know when reading this',
    framework:
      'The two years use different frameworks: only areas and criteria that stand in both are compared.',
    settings: {
      max: 'The maximum of the framework is another one.',
      leafRounding: 'Points of criteria are rounded in another way.',
      bandsOn: 'Classes are cut from another figure.',
      bands: 'The bounds of the classes are other ones.',
      bonusCap: 'The cap on bonus points is another one.',
      deductionCap: 'The cap on deductions is another one.',
    },
    policies: {
      adjustments: 'Bonus and deduction are counted in another way.',
      notApplicable: 'Criteria that do not apply are treated in another way.',
      ranking: 'Units are ranked in another way, so ranks are not compared.',
      ties: 'Ties are broken in another way.',
      openAnswers: 'Walk-in answers are counted in another way.',
      flaggedAnswers: 'Flagged answers are counted in another way.',
      minimumResponses: 'The fewest responses needed are another number.',
      unbalancedUnits: 'Units whose ledger does not balance are ranked in another way.',
      indexCeiling: 'The ceiling of the index is another one.',
      classCap: 'Classes are held down by units below in another way.',
    },
    newUnits: (units) => `Only in the later year: ${units}.`,
    goneUnits: (units) => `Only in the earlier year: ${units}.`,
  },

  groupUnits: 'The units of both groups',

  printTitle: 'Comparison of published results',
  method:
    'The figures come from published results and are not rounded on the way. A share is the points earned of the maximum that applies to the unit; of a group it is the mean of the units with points.',

  reasons: {
    'same-campaign': '“{left}” is chosen on both sides. Choose another year for one of them.',
    'other-province':
      '“{left}” and “{right}” are of two provinces, which are scored under different conditions.',
    'same-year': '“{left}” and “{right}” are of the same evaluated year. Choose two years.',
    'no-common-unit': '“{left}” and “{right}” have no unit in common.',
    'other-kind':
      '“{left}” and “{right}” score different things: no criterion in common, or classes cut from another figure.',
    'same-unit': '“{left}” is chosen on both sides. Choose another unit for one of them.',
    'same-group': '“{left}” is chosen on both sides. Choose another group for one of them.',
    'not-published': '“{title}” has no published result yet. Choose a campaign that is published.',
    'not-rated-then':
      '{unit} is not on the list of “{title}”, so there is nothing to compare. Choose a unit of both years, or no unit.',
    'other-grouping':
      '“{left}” and “{right}” are groups made in two ways. Choose two groups that are made in the same way.',
  },
};
