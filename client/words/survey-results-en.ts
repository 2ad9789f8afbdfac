/** Words of the survey page for analysts, and of the figures on all their pages, in English. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'en');
const responses = (count: number) => `${n(count)} ${count === 1 ? 'response' : 'responses'}`;

/** What every figure has. */
export const figureEn = {
  table: 'Data table',
  source: (source: string, date: string) => `Source: ${source}, ${date}.`,
  printed: (time: string) => `figures as of ${time}`,
  method: 'Method.',
  withheldShort: 'withheld',
};

export const surveyResultsEn = {
  source: (survey: string, release: string) => `${survey} – ${release}`,

  release: {
    running: (name: string, count: number) => `release ${name} · ${responses(count)}`,
    exact: (name: string, count: number) => `exact figures ${name} · ${responses(count)}`,
    none: 'no release yet',
    waiting: (count: number) => `${responses(count)} for the next release`,
    runningHint:
      'Figures of a unit, respondent group and channel change once at least 10 more responses came in there. Exact figures come once no answers are taken any more.',
    exactHint: 'No answers are taken any more; every response is in the figures.',
  },

  follow: {
    connecting: 'connecting',
    following: 'following live',
    lost: 'connection lost, trying again',
  },

  filters: {
    label: 'Filter the results',
    names: {
      unit: 'Unit',
      channel: 'Channel',
      group: 'Respondents',
      basis: 'Kind of response',
      flagged: 'Flagged responses',
      breakdown: 'Broken down by',
    },
    allUnits: 'all units',
    allChannels: 'all channels',
    allGroups: 'all groups',
    channels: { web: 'online', kiosk: 'counter device', paper: 'paper' },
    bases: {
      counted: 'with a slip or on paper',
      open: 'walk-ins',
      all: 'all responses',
    },
    flags: { with: 'included', without: 'left out' },
    /** What the figures are narrowed to, on paper and in their source. */
    narrowed: (filters: string) => `filtered by ${filters}`,
    search: (search: string) => `comments with “${search}”`,
    clear: 'Clear filters',
  },

  lead: {
    none: 'No figures to show yet.',
    noneRunning: 'Results appear here once there are 10 responses. Responses by day are below.',
    noneFiltered: 'No responses within these filters. Take some of them away.',
    noneOver: 'The survey is over and no response was counted.',
    onlyAfter: 'Results of your unit come once no answers are taken any more.',
    responses,
    withheld: 'The number of responses is withheld: a group has fewer than 5',
    overall: (share: string) => `overall satisfaction ${share}`,
    best: (factor: string, share: string) => `highest ${factor} ${share}`,
    worst: (factor: string, share: string) => `lowest ${factor} ${share}`,
    worstItem: (item: string, share: string) => `Lowest question: “${item}” ${share}.`,
  },

  stats: {
    counted: 'Responses in the figures',
    pooled: 'Overall, pooled',
    pooledHint: 'mean of the factors, each over all its answers',
    mean: 'Overall, by question',
    meanHint: 'mean of the factors, each the mean of its questions',
    received: 'Responses received',
    receivedHint: (today: number) => `${n(today)} today`,
  },

  withheld: 'withheld: a group under 5 responses',
  none: 'no answers yet',
  legend:
    'Withheld: too few responses, or a group of fewer than 5 could be computed from it. A withheld cell is neither 0 nor empty.',

  items: {
    title: 'How people answered each question',
    unit: '% of the answers to the question; left of the middle mark dissatisfied, right of it satisfied',
  },
  factorsTitle: 'Satisfaction index by factor',

  groups: {
    title: 'How each group of respondents rates',
    unit: '% satisfied, or % of the pay-out of the question',
    columns: 'Group of respondents',
    answers: (count: number) => `${n(count)} ${count === 1 ? 'answer' : 'answers'}`,
  },

  breakdown: {
    title: (question: string) => `Broken down by “${question}”`,
    plainTitle: 'Broken down by a question of the form',
    choose: 'Break down by',
    chooseNone: 'choose a question…',
    undeclared: 'No question has been chosen to break down this survey by.',
    undeclaredNext: 'A fieldwork manager chooses them with “Breakdown questions” before the survey is over.',
    responses: 'Responses',
    column: 'Answer',
    reasons: {
      'not-closed': 'This breakdown can be seen once no answers are taken any more.',
      'not-counted':
        'The responses have not been counted by this question yet. It happens by itself within minutes.',
      'too-few': 'Too few responses to break them down by this question without giving anybody away.',
      filtered: 'There is no breakdown while a channel or a group is chosen. Take these two filters away.',
    },
  },

  arrivals: {
    title: 'Responses received by day',
    unit: 'responses a day',
    lead: (total: number, day: string) => `${responses(total)} received, most on ${day}.`,
    leadOnly: (total: number) => `${responses(total)} received.`,
    none: 'Nothing received yet.',
    noneNext: 'Responses of each day appear here as soon as somebody sends one.',
    noneRange: 'Nothing was received on the chosen days.',
    kinds: { slips: 'With a slip', sheets: 'On paper', open: 'Walk-in, online', kiosk: 'Walk-in, counter' },
    late: 'Too late, not taken',
    received: 'Received',
    day: 'Day',
    everyKind: 'all channels, all respondents, all kinds of response',
    from: 'From',
    to: 'Until',
    chart: (days: number, total: number) =>
      `Columns for ${n(days)} ${days === 1 ? 'day' : 'days'}, ${responses(total)} in all.`,
    source: (survey: string) => `day book of “${survey}”`,
    byUnit: 'Responses received by unit',
    byUnitUnit: 'responses',
  },

  targets: {
    title: 'Against target',
    none: 'No targets have been set.',
    ofSurvey: 'Targets, if any, are set for the whole survey, not for each unit.',
    reached: (count: number, target: number) => `${n(count)} of ${responses(target)}`,
    noTarget: (count: number) => `${responses(count)}, no target set`,
    set: 'Targets',
    dialog: 'Target responses by channel',
    dialogLead: 'How many responses the survey needs. Leave a channel blank that has no target.',
    save: 'Save targets',
    saved: 'Targets saved.',
    whole: 'Enter a whole number from 1, or leave it blank.',
  },

  declare: {
    open: 'Breakdown questions',
    dialog: 'Questions to break results down by',
    lead: 'Once the survey is over, its results can be seen broken down by these questions. They are chosen beforehand, so that nobody looks for the one that shows what he wants. At most 5.',
    none: 'No question of this form will do: it takes one choice out of 2 to 12 that earns no points.',
    save: 'Save choice',
    saved: 'Breakdown questions saved.',
    over: 'The survey is over: these questions cannot change any more.',
  },

  comments: {
    title: 'What respondents wrote',
    lead: (batches: number, waiting: number) =>
      `${n(batches)} ${batches === 1 ? 'batch' : 'batches'} released, each of at least 10 comments in mixed order; ${n(waiting)} wait for a full batch.`,
    search: 'Search the comments',
    searchHint: 'Marks on letters do not matter.',
    find: 'Search',
    found: (count: number, more: boolean) =>
      `${more ? 'More than ' : ''}${n(count)} ${count === 1 ? 'comment' : 'comments'}.`,
    none: 'No batch of comments has been released yet.',
    noneNext: 'Comments on a unit appear once there are 10, so that nobody can guess who wrote them.',
    notFound: (search: string) => `No comment contains “${search}”.`,
    more: 'Show more',
    month: (month: string) => `month ${month}`,
  },

  method:
    'Satisfaction with a question is the answers at levels 4 and 5 over the valid answers; level 3 is not satisfied. A factor is read two ways: over all its answers, or as the mean of its questions. Walk-ins are counted apart. Figures that rest on fewer than 5 responses are withheld, together with any that would give them away.',
};
