/** Every sentence of the product in English, in the shape of `vi.ts`, which is the language of record. */
import { formatCount } from '../format.ts';
import { staffEn } from './staff-en.ts';
import type { Words } from './vi.ts';

const n = (count: number) => formatCount(count, 'en');
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

export const en: Words = {
  common: {
    product: 'Thước Đo',
    tagline: 'Administrative-reform index',
    skip: 'Skip to main content',
    navigation: 'Main navigation',
    home: 'Home',
    goHome: 'Go to the home page',
    surveys: 'Surveys',
    results: 'Results',
    method: 'Method',
    comparison: 'Comparison',
    otherLanguage: 'Tiếng Việt',
    footer:
      'Thước Đo counts survey answers exactly as people gave them and computes the administrative-reform index (PAR INDEX) of every unit. Each figure can be looked up and computed again.',
    footerNames: 'Answers carry no name. The public pages use no cookies.',
    unit: 'Unit',
    units: (count) => counted(count, 'unit', 'units'),
    responses: (count) => counted(count, 'response', 'responses'),
    year: (year) => `Year evaluated ${year}`,
    noValue: 'not yet',
    notAssessed: 'not assessed',
    incomplete: 'incomplete',
    noAnswers: 'no answers yet',
    points: (points, scale) => `${points}/${scale} points`,
  },

  sample: {
    label: 'Sample data.',
    text: 'This system runs on sample data for trying it out: the answers are simulated; figures taken from published documents name their source.',
  },

  home: {
    title: 'People judge, the figures stay honest',
    intro:
      'Citizens and officials answer surveys on how public offices serve them. The answers are counted exactly as given and, together with appraised scores, make up the administrative-reform index of every unit.',
    surveysTitle: 'Open surveys',
    answer: 'Answer the survey',
    closing: (date) => `Open until the end of ${date}`,
    noSurveys: 'No survey is open at present.',
    noSurveysNext:
      'When a province opens one, the way to answer it will be here. Published results are below.',
    resultsTitle: 'Latest results',
    lead: (units, mean) => `${counted(units, 'unit', 'units')}, mean index ${mean}`,
    best: (name, index) => `highest ${name} ${index}`,
    single: (name, index) => `${name}: index ${index}`,
    noIndex: (units) => `${counted(units, 'unit', 'units')}, none with an index yet`,
    noResults: 'No results have been published yet.',
    noResultsNext: 'Results appear here once the council has decided and they are published.',
    seeResults: 'See the results',
  },

  survey: {
    choose: 'Which office served you?',
    hint: 'Choose the unit where you handed in your file or received the result. The form opens right away.',
    manyUnits: 'This one form rates many units.',
    start: 'Start answering',
    otherUnits: 'Other units',
    find: 'The list is long: use your browser’s “find in page” to look for a unit by name.',
    notOpen: (date) => `The survey opens on ${date}. Please come back then.`,
    closed: (date) => `The survey stopped taking answers on ${date}. Thank you for your interest.`,
    noUnits: 'This survey has no unit to choose from yet. Please come back later.',
  },

  form: {
    part: 'Part {part} of {parts}',
    about: 'About you',
    group: 'In what capacity do you answer?',
    groupMissing: 'Choose in what capacity you answer',
    optional: '(optional)',
    question: 'Question {number}',
    anonymous: 'The form does not ask for your name and does not record your device.',
    final:
      'Once it is sent, nobody can tell which answers are yours, so they can be neither changed nor withdrawn.',
    send: 'Send answers',
    next: 'Continue',
    back: 'Back',
    clear: 'Clear choice',
    noneOfThese: 'None of the above',
    multiHint: 'You can choose more than one.',
    numberHint: 'Figures only; use a point for decimals.',
    wholeNumberHint: 'A whole number only.',
    textHint: 'At most {limit} characters.',
    matrixHint: 'Choose one level for each unit. Leave a unit blank if you do not know it.',
    onlyIf: 'Answer only if {condition}.',
    conditionIs: 'question {number} is “{levels}”',
    conditionAnswered: 'question {number} is answered',
    conditionNot: 'not: {condition}',
    and: ' and ',
    or: ' or ',
    errorMark: 'Error:',
    errorTitle: 'Your answers have not been sent',
    errorPartTitle: 'Please look at these questions again',
    required: 'Choose one answer',
    requiredMulti: 'Choose at least one answer, or “None of the above”',
    requiredNumber: 'Enter a number',
    requiredText: 'Write an answer',
    requiredMatrix: 'Rate at least one unit',
    notInScale: 'Choose one of the answers given',
    notInScaleMulti: 'Choose the answers that apply, or only “None of the above”',
    wrongType: 'This answer could not be read; please answer again',
    notANumber: 'Enter a number in figures, such as 12 or 12.5',
    tooSmall: 'The number must be {limit} or more',
    tooLarge: 'The number must be {limit} or less',
    tooManyDecimals: 'Give at most {limit} digits after the point',
    wholeNumber: 'Enter a whole number, without decimals',
    tooLong: 'Shorten this to at most {limit} characters',
    unknownQuestion: 'This question is not in the form; please reload the page',
    unknownUnit: 'This unit is not in the survey; please reload the page',
    notAsked: 'Given your other answers this question is not asked; please remove the answer',
    sending: 'Sending your answers…',
    waiting:
      'The network is weak or the server is busy. Your answers are still on this screen and will be sent again in {seconds} seconds. Please keep this page open.',
    gaveUp:
      'Your answers could not be sent yet. They are all still here; once you are online, press “Send answers” again. However often you send, they count once.',
    refused: 'Your answers were not accepted',
  },

  receipt: {
    title: 'We have received your answers. Thank you!',
    code: 'Receipt code',
    means:
      'The code proves that your answers were received and counted once. It does not tell what you answered and does not lead to them.',
    keep: 'You may take a screenshot or copy the code. Nothing is lost if you do not keep it.',
  },

  results: {
    published: (date, revision) => `Published ${date} · Revision ${n(revision)}`,
    leadClass: (count, of, name) => `${n(count)} of ${counted(of, 'unit', 'units')} rated ${name}`,
    leadClassUp: (count, of, name) =>
      `${n(count)} of ${counted(of, 'unit', 'units')} rated ${name} or better`,
    leadRest: (of, mean, best, bestIndex, worst, worstIndex) =>
      `; the mean of the ${counted(of, 'unit', 'units')} is ${mean}, highest ${best} ${bestIndex}, lowest ${worst} ${worstIndex}.`,
    leadSingle: (name, index, className) => `${name} has an index of ${index}, rated ${className}.`,
    leadNone: 'No unit has an index yet: some criteria still await their score.',
    without: (count) => `${counted(count, 'unit has', 'units have')} no index yet.`,
    disagreements: (count) =>
      `${counted(count, 'value', 'values')} printed in the document ${count === 1 ? 'disagrees' : 'disagree'} with the arithmetic.`,
    roundings: (count) =>
      `${counted(count, 'printed value is', 'printed values are')} off in the last digit through rounding.`,
    missings: (count) =>
      `${counted(count, 'printed value has', 'printed values have')} nothing computed to compare with yet.`,
    seeComparison: 'See the comparison',
    allUnits: 'All units',
    groupScale: (scale) => `Group with the scale ${scale}`,
    groupFull: 'Group with the full scale',
    groupSpecial: 'Group with special scales',
    groupNamed: (name) => `Group ${name}`,
    rank: 'Rank',
    index: 'Index (%)',
    appraisal: 'Appraisal',
    survey: 'Survey',
    pointsScale: 'Points/scale',
    class: 'Class',
    tableHint: 'Choose a unit to see the score of each criterion.',
    source: (source) => `Source: ${source}`,
    howComputed: 'How these figures are computed',
    fingerprint: (hash) => `Verification code ${hash}`,
    noUnits: 'This campaign has no units yet.',
    order: {
      all: 'All units ranked together by index.',
      groups: 'Ranked by index within each group.',
      'class-first': 'Ranked by class first, then by index.',
    },
  },

  unit: {
    back: 'All results',
    index: 'Index',
    rankAll: (rank, of) => `Rank ${n(rank)} of ${counted(of, 'unit', 'units')}`,
    rankGroup: (rank, of) => `Rank ${n(rank)} of ${counted(of, 'unit', 'units')} in its group`,
    noIndex:
      'This unit has no index yet: some criteria still await their score. The scores given so far are in the table below.',
    arithmetic: 'The arithmetic',
    appraised: 'appraised',
    bonus: 'bonus',
    deduction: 'deduction',
    survey: 'survey',
    earned: 'points earned',
    scale: 'standard scale',
    afterScaling: 'bonus and deduction added after the division by the scale',
    lostMost: (name, points) => `Most points lost in ${name}: ${points}.`,
    treeTitle: 'Score of each criterion',
    treeHint: 'Open a row to see the appraiser’s note, figures and source.',
    criterion: 'Criterion',
    pointsMax: 'Points/maximum',
    points: 'Points',
    lost: 'Lost',
    share: 'Share reached',
    kinds: {
      group: 'group of criteria',
      appraisal: 'appraised score',
      perception: 'sociological survey',
      satisfaction: 'satisfaction survey',
    },
    selfPoints: (points) => `Self-score: ${points}`,
    note: (note) => `Appraiser’s note: ${note}`,
    figures: (numerator, denominator, percent) => `Figures: ${numerator}/${denominator} = ${percent}`,
    printedPercent: (percent) => `the document prints ${percent}`,
    source: (source) => `Source: ${source}`,
    outside: (max) => `Maximum ${max} in the framework, does not apply to this unit`,
    basis: (share, answers, responses) =>
      `${share} · ${counted(answers, 'answer', 'answers')} · ${counted(responses, 'response', 'responses')}`,
    fewResponses: (responses) => `${counted(responses, 'response', 'responses')}, too few to show a share`,
    byGroup: 'By respondent group',
    respondentGroup: 'Respondent group',
    shareValue: 'Value',
    responses: 'Responses',
    answers: 'Answers',
    adjustmentsTitle: 'Bonus and deduction',
    adjustmentKinds: { bonus: 'Bonus', deduction: 'Deduction' },
    reason: 'Reason',
    document: 'Document',
    kind: 'Kind',
  },

  method: {
    title: 'How it was computed',
    lead: 'From answers and appraised scores to the rank, in the order of the computation. Anyone with the published file can compute it again.',
    steps: 'The steps',
    countTitle: 'Counting answers',
    count:
      'Each response is counted once for the unit it rates, apart by respondent group. A question left blank does not count as a level.',
    openAnswers: {
      excluded: 'Walk-in responses (without a token) are counted apart and do not enter the index.',
      included: 'Walk-in responses (without a token) enter the index too.',
    },
    flaggedAnswers: {
      included:
        'Flagged responses (answered too fast, all answers alike) are counted apart but do enter the index.',
      excluded:
        'Flagged responses (answered too fast, all answers alike) are counted apart and do not enter the index.',
    },
    surveyTitle: 'Survey scores',
    satisfaction:
      'Satisfaction survey: the maximum times the share of answers “Satisfied” and “Very satisfied”. The middle level does not count as satisfied.',
    perception:
      'Sociological survey: the maximum times the mean pay-out of the answers; “Don’t know, no opinion” leaves the denominator.',
    minimum: (count) =>
      `A survey criterion of a unit with fewer than ${counted(count, 'response', 'responses')} is not assessed, which is decided before the ranking.`,
    noMinimum: 'No minimum number of responses is set.',
    appraisalTitle: 'Appraised scores',
    appraisal:
      'Each criterion takes its final appraised score. Blank, zero and not assessed are three things: only “not assessed” lowers the scale.',
    leafRounding: (kinds, decimals) =>
      `The framework rounds to ${counted(decimals, 'decimal', 'decimals')}, half up: ${kinds}. Other scores stay as they are.`,
    noRounding: 'Scores are not rounded at any step.',
    adjustTitle: 'Bonus and deduction',
    adjustments: {
      'inside-the-points':
        'The bonus is added to and the deduction taken from the points, before the division by the scale.',
      'after-scaling':
        'The bonus is added to and the deduction taken from the index, after the division by the scale.',
    },
    bonusCap: (points) => `The bonus is at most ${points}.`,
    deductionCap: (points) => `The deduction is at most ${points}.`,
    scaleTitle: 'Standard scale',
    scaleGiven: 'The standard scale of each unit is given directly in the document.',
    notApplicable: {
      flat: 'The maximum of a criterion that does not apply to a unit is taken off its scale.',
      'level-by-level':
        'Where a criterion does not apply to a unit, its siblings stand for its part, level by level.',
    },
    indexTitle: 'Index',
    index: 'Index = 100 × points earned ÷ standard scale of the unit. It is rounded for print only.',
    classTitle: 'Class',
    bandsOn: {
      index: 'Classes are decided on the unrounded index: 69.96 is still below 70.',
      points: 'Classes are decided on the unrounded total of points.',
    },
    bandFrom: (from) => `from ${from}`,
    bandBelow: (below) => `below ${below}`,
    rankTitle: 'Rank',
    ranking: {
      all: 'All units stand in one list by index.',
      groups: 'Each group is ranked by itself, by index.',
      'class-first': 'By class first, within a class by index.',
    },
    ties: {
      shared: 'Two units that are equal in every digit share a rank.',
      'higher-appraisal-first':
        'Of two units that are equal in every digit, the one with the higher appraised score stands first.',
    },
    recipeTitle: 'Record of publication',
    framework: 'Framework',
    frameworkVersion: (id, version) => `${id}, version ${n(version)}`,
    forms: 'Forms',
    cutOff: 'Answers counted until',
    noCutOff: 'no answers were counted, survey scores come from the document',
    publishedAt: 'Published at',
    revision: 'Revision',
    inputsHash: 'SHA-256 of the inputs',
    source: 'Source',
    verifyTitle: 'Verify it yourself',
    verify:
      'Download the published file and run this command on any computer with this software. It computes everything again and names every difference from what was published.',
    download: 'Download the published file',
  },

  comparison: {
    title: 'Compared with the printed document',
    leadDifferent: (count, of) =>
      `${n(count)} of ${counted(of, 'printed value', 'printed values')} ${count === 1 ? 'disagrees' : 'disagree'} with the arithmetic on the document’s own figures.`,
    leadEqual: (of) =>
      of === 1
        ? 'The one printed value agrees with the arithmetic.'
        : `All ${n(of)} printed values agree with the arithmetic.`,
    explain: 'The printed value is kept, the computed one stands beside it; nothing is corrected silently.',
    none: 'This campaign has no printed values to compare with.',
    verdicts: {
      different: 'Disagrees',
      rounding: 'Off by rounding',
      missing: 'Nothing computed',
      equal: 'Agrees',
    },
    explainVerdicts: {
      different: 'The document and the arithmetic come to different results.',
      rounding:
        'Less than one unit of the last printed digit apart: the document was computed from longer numbers.',
      missing: 'Nothing was computed that could stand beside the printed value.',
    },
    equalCount: (count) =>
      `${counted(count, 'other value agrees', 'other values agree')} with the arithmetic and ${count === 1 ? 'is' : 'are'} not listed here.`,
    whole: 'Whole campaign',
    what: 'Value',
    printed: 'Printed',
    computed: 'Computed',
    difference: 'Difference',
    effect: 'Effect',
    noEffect: 'no change of rank or class',
    effectClass: (printed, computed) => `class: printed ${printed}, computed ${computed}`,
    effectRank: (printed, computed) => `rank: printed ${n(printed)}, computed ${n(computed)}`,
    fields: {
      points: 'Points earned',
      appraised: 'Appraised score',
      survey: 'Survey score',
      scale: 'Standard scale',
      index: 'Index',
      class: 'Class',
      rank: 'Rank',
      order: 'Place in the table',
      criterion: 'Score of criterion',
      'self-points': 'Total of self-scores',
      'mean-index': 'Mean index',
      percent: 'Percentage',
    },
  },

  staff: staffEn,

  problems: {
    'not-found': {
      title: 'There is no such page',
      what: 'The address may be mistyped or may have changed. Check it, or start from the home page.',
    },
    'unknown-form': {
      title: 'There is no such form',
      what: 'The form has not been loaded into the system. Open the survey again from the home page.',
    },
    'unknown-survey': {
      title: 'There is no such survey',
      what: 'Check the address, or see the open surveys on the home page.',
    },
    'survey-closed': {
      title: 'The survey has ended',
      what: 'It takes no more answers. Thank you; results will be on the home page once they are published.',
    },
    'survey-not-open': {
      title: 'The survey is not open yet',
      what: 'Please come back when it starts; the opening date is on the page of the survey.',
    },
    'unknown-form-version': {
      title: 'The form on the screen is no longer in use',
      what: 'Reload the page to get the present form and answer again.',
    },
    'unknown-unit': {
      title: 'There is no such unit',
      what: 'The unit is not on the list. Go back to the list and choose one.',
    },
    'unknown-respondent-group': {
      title: 'There is no such respondent group',
      what: 'Choose one of the groups on the form.',
    },
    'unknown-token': {
      title: 'The code on the slip is not right',
      what: 'Check every character on the slip, or scan the QR code again.',
    },
    'token-used': {
      title: 'The code has been used',
      what: 'Each code sends one form, and that form has been received. You need not do anything more.',
    },
    'answers-invalid': {
      title: 'Some answers need another look',
      what: 'Correct the questions named below and send again.',
    },
    'conflicting-submission': {
      title: 'These answers were received before',
      what: 'What came first has been counted. Answers carry no name, so they cannot be replaced; you need not send again.',
    },
    'malformed-json': {
      title: 'What was sent cannot be read',
      what: 'The content must be well-formed JSON. Reload the page and try again.',
    },
    'malformed-request': {
      title: 'The request lacks information or has it wrong',
      what: 'Reload the page and try again.',
    },
    'body-too-large': {
      title: 'What was sent is too large',
      what: 'Shorten the comment, or split the file.',
    },
    'unsupported-media-type': {
      title: 'This kind of content is not accepted',
      what: 'Send from the pages of the system, or send JSON with the right content type.',
    },
    'not-signed-in': {
      title: 'You are not signed in',
      what: 'There is no session, or it has expired. Sign in and do it again.',
    },
    'wrong-credentials': {
      title: 'The user name or password is wrong',
      what: 'Check the keyboard layout and Caps Lock and enter them again.',
    },
    'too-many-attempts': {
      title: 'Too many attempts',
      what: 'Wait a few minutes and try again.',
    },
    forbidden: {
      title: 'You may not do this',
      what: 'This account does not have the right. Ask the administrator if you need it.',
    },
    'definition-invalid': {
      title: 'The file has faults; nothing was saved',
      what: 'Correct the faults listed and import the whole file again.',
    },
    'already-published': {
      title: 'Published, so it cannot be changed',
      what: 'A publication is kept as it is. To correct it, publish a new revision.',
    },
    'not-ready-to-publish': {
      title: 'Not ready to publish',
      what: 'Some scores are undecided or a survey is still open. Finish them and publish then.',
    },
    'already-exists': {
      title: 'There is one with the same code already',
      what: 'Use another code, or open the existing one.',
    },
    'storage-unavailable': {
      title: 'Nothing can be saved at the moment',
      what: 'Nothing was written. Please wait a few minutes and send again; however often you send, it counts once.',
    },
    internal: {
      title: 'Something went wrong',
      what: 'It has been recorded for those who run the system. Please try again in a few minutes.',
    },
  },
};
