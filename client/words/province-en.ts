/** Words of the page of a province, in English. */
import { formatCount } from '../format.ts';
import type { provinceVi } from './province-vi.ts';

const n = (count: number) => formatCount(count, 'en');
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

export const provinceEn: typeof provinceVi = {
  title: 'Overview',
  campaign: 'Campaign',
  notPublished: 'not published',
  published: (day, revision) => `published ${day}, revision ${n(revision)}`,
  units: (count) => counted(count, 'unit', 'units'),
  running: 'Under way:',
  compareYears: (earlier, later) => `Compare ${earlier} and ${later}`,

  toNewest: 'See the newest campaign',

  none: 'There is no campaign within the reach of this account.',
  noneCreate: 'Create the first campaign, or import it from a file.',
  noneWait: 'This page fills once a publisher of the province has created a campaign.',
  create: 'Create a campaign',
  import: 'Import a file',
  toSurveys: 'See the surveys',
  noResult: 'No result of this campaign is published, so there is no index and no ranking yet.',
  noResultPublish: 'The page of the campaign says what is missing, and proposes the publication.',
  noResultWait: 'Index, ranking and areas stand here as soon as the result is published.',
  toCampaign: 'Open the campaign',
  toAssessments: 'See how far the assessment is',

  lead: {
    reaching: (count, of, name) => `${n(count)} of ${counted(of, 'unit is', 'units are')} ${name} or better`,
    best: (count, of, name) => `${n(count)} of ${counted(of, 'unit is', 'units are')} ${name}`,
    noIndex: 'No unit has an index yet',
    mean: (index) => `mean ${index}`,
    rose: (points, year) => `units rose by ${points} percentage points on average since ${year}`,
    fell: (points, year) => `units fell by ${points} percentage points on average since ${year}`,
    same: (year) => `units kept their average of ${year}`,
    costliest: (area, lost, share) =>
      `Most points were lost in “${area}”: ${lost}, with ${share} of the maximum reached.`,
    fellMost: (area, points, year) => `Fell most since ${year}: “${area}” (${points} percentage points).`,
    lowest: (unit, index, area) => `Lowest is ${unit} (${index}), which lost most in “${area}”.`,
    lowestOnly: (unit, index) => `Lowest is ${unit} (${index}).`,
    without: (count) => `${counted(count, 'unit has', 'units have')} no index yet.`,
    arrived: (count) => `${counted(count, 'answer', 'answers')} received`,
    arrivedToday: (count) => `, ${n(count)} today`,
    target: (share) => `, ${share} of the target`,
  },

  stats: {
    mean: 'Mean index',
    meanOf: (units) => `of the ${counted(units, 'unit', 'units')} that have one`,
    meanOfGroup: (group) => `Mean, ${group}`,
    highest: 'Highest',
    lowest: 'Lowest',
    classes: 'Classes',
    change: (year) => `On ${year}`,
    changeOf: (units) => `mean change of ${counted(units, 'unit', 'units')} rated in both years`,
    points: (points) => `${points} percentage points`,
    more: (count) => `and ${n(count)} more`,
  },

  change: {
    framework: (year) => `The framework is not that of ${year}.`,
    settings: (year) => `Bands or scale are not those of ${year}.`,
    policies: (year) => `Rules of computing are not those of ${year}.`,
    newUnits: (names) => `New: ${names}.`,
    goneUnits: (names) => `No longer rated: ${names}.`,
    reasons: {
      'same-campaign': 'it is the same campaign',
      'other-province': 'it is the result of another province',
      'same-year': 'both are of one year',
      'no-common-unit': 'they have no unit in common',
      'other-kind': 'they measure different things',
    },
    not: (title, year, reason) => `Not compared with “${title}” (${year}): ${reason}.`,
  },

  ranking: {
    title: 'Ranking',
    hint: 'Open a unit to see where it lost points, and what it lacks of the next class.',
    rank: 'Rank',
    unit: 'Unit',
    index: 'Index (%)',
    class: 'Class',
    change: (year) => `On ${year}`,
    costliest: 'Lost most in',
    lost: (points) => `−${points} points`,
    up: (places) => `up ${counted(places, 'place', 'places')}`,
    down: (places) => `down ${counted(places, 'place', 'places')}`,
    level: 'same rank',
    isNew: 'new',
    sort: (column) => `Sort by: ${column}`,
    nothingLost: 'nothing lost',
  },

  spread: {
    title: 'How the indices are spread',
    unit: 'units by range of the index, %',
    step: 'Range of the index',
    range: (from, to) => `${from} to below ${to}`,
    rangeTo: (from, to) => `${from} to ${to}`,
    count: 'Units',
    class: 'Class',
    from: (from) => `from ${from}`,
  },

  areas: {
    title: 'Which areas cost points',
    unit: 'points lost by all units together',
    area: 'Area',
    lost: 'Points lost',
    share: 'Reached (% of all maxima)',
    change: (year) => `On ${year}`,
    lowest: 'Lowest unit',
    n: (units) => `${counted(units, 'unit', 'units')} with a score`,
    bar: (lost, share) => `${lost} points · ${share} reached`,
    noMaxima:
      'This framework prints no maximum for its areas, so points lost and shares cannot be worked out.',
  },

  heat: {
    title: 'Areas × units',
    unit: '% of the maximum that applies to the unit',
    key: (least, most) =>
      `The darker, the higher: palest ${least} %, darkest ${most} %. Hatched: not assessed (–) or not there yet (…).`,
    some: (shown, of) =>
      `The picture shows the ${n(shown)} units with the lowest index of ${n(of)}; the table has all.`,
    label: (units, areas) => `Tints of ${n(units)} units × ${n(areas)} areas; every figure is in the table.`,
    columns: 'Areas:',
  },

  surveys: {
    title: 'Surveys of the campaign',
    none: 'No survey has been opened for this campaign.',
    noneNext: 'A fieldwork manager opens one under Surveys; what comes in stands here at once.',
    received: (count) => `${counted(count, 'answer', 'answers')} received`,
    today: (count) => `${n(count)} today`,
    from: (from, to) => `${from} to ${to}`,
    channel: 'Channel',
    responses: 'Received',
    target: 'Target',
    progress: 'Reached',
    noTarget: 'none set',
    stale: 'The server cannot be reached: these counts may be old.',
  },

  signals: {
    title: 'Quality of the data',
    hint: 'Counts that say where to look closer. While a survey runs, flagged and blank answers are those of the last release.',
    survey: 'Survey',
    kinds: {
      flagged: 'Flagged',
      blank: 'Left blank',
      open: 'Walk-ins',
      late: 'Late',
      parted: 'Books apart',
      kiosks: 'Silent kiosks',
      conflicts: 'To settle',
      missing: 'Missing sheets',
    },
    explained: {
      flagged: 'answers flagged by published rules, of all answers',
      blank: 'questions left blank, of all that were asked',
      open: 'answers without a token, of all that were received',
      late: 'answers that came after the last day and do not count',
      parted: 'units in which day book and counters differ',
      kiosks: 'devices not heard of for 2 hours, of those in use',
      conflicts: 'paper sheets that two clerks read differently, not settled yet',
      missing: 'paper sheets that were not back when their batch was closed, of those allotted',
    },
    notApplicable: 'does not apply',
    withheld: 'hidden: fewer than 5 answers',
    empty: 'none yet',
    whatIs: 'What these signs are',
  },

  due: {
    title: 'What is due',
    none: 'Nothing is due, and nothing waits.',
    what: 'What',
    day: 'Last day',
    left: 'Left',
    since: (day) => `since ${day}`,
    days: (days) => `${counted(days, 'day', 'days')} left`,
    today: 'ends today',
    late: (days) => `${counted(days, 'day', 'days')} late`,
    waits: 'waits',
    stage: (stage, units) => `${stage}: ${counted(units, 'unit is', 'units are')} not done`,
    'survey-opens': (survey) => `“${survey}” opens`,
    'survey-closes': (survey) => `“${survey}” closes`,
    'survey-accepts': (survey) => `Last answers to “${survey}” are taken`,
    'batches-out': (sheets) => `${counted(sheets, 'paper sheet is', 'paper sheets are')} at post offices`,
    'batches-open': (batches) => `${counted(batches, 'batch', 'batches')} of sheets came back and not closed`,
    'publication-proposed': 'A proposed publication waits for a second person',
    'score-changes': (count) =>
      `${counted(count, 'change of a score waits', 'changes of scores wait')} for a second person`,
  },

  dateOf: (day) => `published ${day}`,
  method:
    'Index, class and rank are those of the published result; comparisons use unrounded values. Points lost are the maximum that applies to a unit less the points it earned. The share of an area is the points of all units with a score over their maxima, added up. The mean index is the mean of all units that have one. Counts of answers are those of the day book.',
};
