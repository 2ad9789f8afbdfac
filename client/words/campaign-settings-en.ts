/** Sentences of the screens on which campaigns are set up, in English. */
import { formatCount } from '../format.ts';
import type { campaignSettingsVi } from './campaign-settings-vi.ts';

const n = (count: number) => formatCount(count, 'en');
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

export const campaignSettingsEn: typeof campaignSettingsVi = {
  create: 'Create a campaign',
  createLead: 'The year that is evaluated, the framework, the units and the policies. Scores come later.',
  settings: 'Settings',
  settingsOf: (title) => `Settings: ${title}`,
  tabs: {
    head: 'Title and policies',
    units: 'Units',
    adjustments: 'Bonus and deduction',
    subordinates: 'Units below',
    applicability: 'Does not apply',
  },
  parts: 'Parts of the settings',
  saved: 'Saved.',
  save: 'Save',
  reload: 'Load the latest',

  head: {
    province: 'Province',
    year: 'Year that is evaluated',
    title: 'Title',
    titleEn: 'Title in English',
    id: 'Id',
    idHint: 'Stands in the address of the results: small letters without marks, digits and hyphens.',
    idWrong: 'Only small letters without marks, digits and hyphens, beginning with a letter or digit.',
    source: 'Document it rests on',
    framework: 'Framework',
    frameworkHint: 'Only a version without faults can be used. The one chosen is locked.',
    noFramework: 'No framework can be used yet. Make one, or mend the faults first.',
    choose: 'Choose a version',
    missing: 'Fill this in.',
    noUnits: 'Choose at least one unit.',
    noProvince:
      'There are no units yet for which this account may create campaigns. Import the list of units first.',
    send: 'Create the campaign',
    done: (title) => `“${title}” was created.`,
  },

  policies: {
    title: 'Policies',
    open: 'A published result records the policies it was made under. Every change goes into the audit trail.',
    published: (revision) =>
      `Revision ${n(revision)} is published and stays as it is. What is changed here applies to the next revision only, which takes a reason and two people.`,
    adjustments: {
      label: 'Bonus and deduction',
      choices: {
        'inside-the-points': 'enter the points, before the division by the standard scale',
        'after-scaling': 'enter the index, after the division by the standard scale',
      },
    },
    notApplicable: {
      label: 'Criteria that do not apply',
      choices: {
        flat: 'leave the standard scale of the unit',
        'level-by-level': 'are stood for by the others of their group, level by level',
      },
    },
    ranking: {
      label: 'Ranking',
      choices: {
        all: 'all units in one table, by index',
        groups: 'a table for each group, by index',
        'class-first': 'by class first, and by index within a class',
      },
    },
    ties: {
      label: 'Equal indices',
      choices: {
        shared: 'share a rank',
        'higher-appraisal-first': 'the higher appraised points stand first',
      },
    },
    openAnswers: {
      label: 'Answers without a code',
      choices: { excluded: 'are counted apart and leave the index alone', included: 'enter the index' },
    },
    flaggedAnswers: {
      label: 'Flagged answers',
      choices: { included: 'enter the index', excluded: 'are counted apart and leave the index alone' },
    },
    unbalancedUnits: {
      label: 'Units whose ledger of codes does not balance',
      choices: { ranked: 'are ranked', 'not-ranked': 'are not ranked, but have an index' },
    },
    indexCeiling: {
      label: 'An index above 100 %',
      choices: { none: 'stays', 'at-100': 'counts as 100 %' },
    },
    minimumResponses: 'Fewest responses of a survey criterion',
    minimumHint: 'With fewer, the criterion of that unit is not assessed and its standard scale is lower.',
    cap: 'Hold classes by those of the units below',
    capHint:
      'Such as: a district with less than 60 % of its communes Good or better is held at Fair. The index stays.',
    capReached: 'Units below count from the class',
    capLeast: 'Least share (%)',
    capHeldAt: 'Otherwise held at',
  },

  units: {
    lead: 'The ranked units, in the order of the table.',
    chosen: (count) => `${counted(count, 'unit', 'units')} in the campaign`,
    unit: 'Unit',
    group: 'Group',
    groupHint: 'Where groups are ranked, every unit needs one.',
    scale: 'Scale given directly',
    scaleHint: 'Blank: computed from the framework.',
    standardScale: 'Standard scale',
    remove: 'Take out',
    removeUnit: (name) => `Take ${name} out of the campaign`,
    up: (name) => `Move ${name} up one row`,
    inUse: 'has scores or documents, so it cannot be taken out',
    others: 'Units that are not in the campaign',
    otherCount: (count) => counted(count, 'unit', 'units'),
    addUnit: (name) => `Add ${name}`,
    addAll: (count) => `Add all ${n(count)} that are shown`,
    filter: 'Filter by name or code',
    kind: 'Kind of unit',
    allKinds: 'all kinds',
    kinds: {
      province: 'province',
      department: 'department',
      district: 'district',
      commune: 'commune',
      ward: 'ward',
      'post-office': 'post office',
      official: 'official',
    },
    none: 'No unit is chosen yet.',
    noOthers: 'There is no unit left to add.',
    ended: (day) => `ended on ${day}`,
    began: (day) => `began on ${day}`,
    part: 'only part of the year',
    keepOf: (name) => `Rank ${name} all the same`,
    askTitle: (count) =>
      count === 1 ? 'One unit did not last the year' : `${n(count)} units did not last the year`,
    ask: 'Keep each of them or take it out; nothing is dropped by itself.',
    outside: 'did not exist in that year',
    done: (added, removed) => `Saved: ${n(added)} added, ${n(removed)} taken out.`,
  },

  adjustments: {
    lead: 'Points given or taken outside the framework. Each needs a reason and a document.',
    caps: (bonus, deduction) => `Most bonus points: ${bonus}. Most points taken: ${deduction}.`,
    noCap: 'no limit',
    unit: 'Unit',
    kind: 'Kind',
    kinds: { bonus: 'Bonus', deduction: 'Deduction' },
    points: 'Points',
    reason: 'Reason',
    document: 'Document (number, date)',
    add: 'Record one',
    send: 'Record',
    done: (unit) => `Recorded for ${unit}.`,
    removed: (unit) => `One was taken back for ${unit}.`,
    remove: 'Remove',
    none: 'No points have been given or taken yet.',
    finalTitle: (unit) => `Propose other bonus or deduction points for ${unit}`,
    finalLead:
      'The scores of the unit are final, so this change needs a reason, and another person confirms it among the changes of final scores.',
    finalReason: 'Why they change',
    finalSend: 'Propose',
    proposed: (unit) => `Proposed for ${unit}; another person must confirm it.`,
    capped: (total, cap) => `${total} in all, ${cap} count`,
    pointsWrong: 'Write a number above 0, such as 0.5.',
  },

  subordinates: {
    lead: (reached, least, heldAt) =>
      `A unit with less than ${least} of the units below it in class ${reached} or better is held at ${heldAt}. A unit without a row here is not held.`,
    noCap: 'This campaign holds no class by the units below. It can be switched on among the policies.',
    countTitle: 'Count in a published result',
    countFrom: 'Result',
    count: 'Count',
    countHint: 'Units below are found by the tree of units. Rows of the same units are replaced.',
    noCountable: 'There is no other published result of the province to count in.',
    counted: (units, without) =>
      without === 0
        ? `Counted for ${counted(units, 'unit', 'units')}.`
        : `Counted for ${counted(units, 'unit', 'units')}; ${counted(without, 'unit', 'units')} below have no class yet and count as not reaching it.`,
    countedNone: 'No unit below was found in that result.',
    typed: 'From a document',
    unit: 'Unit',
    units: 'Units below',
    reaching: 'Reaching',
    share: 'Share',
    document: 'Document or result',
    none: 'There are no counts yet.',
    add: 'Add a row',
    remove: (name) => `Remove the row of ${name}`,
    enough: 'enough',
    short: 'too few',
    rowWrong: 'It needs at least 1 unit, no more reaching than there are, and a document.',
    done: 'The counts were saved.',
  },

  applicability: {
    lead: 'A criterion that does not apply to a unit is not assessed: no points, not 0, and the standard scale of the unit is lower.',
    by: 'Mark by',
    bys: { criterion: 'criterion', unit: 'unit' },
    criterion: 'Criterion',
    unit: 'Unit',
    chooseCriterion: 'Choose a criterion',
    chooseUnit: 'Choose a unit',
    pick: 'Choose a criterion or a unit above.',
    reason: 'Reason',
    reasonHint: 'For the boxes that were just ticked.',
    reasonMissing: 'Say why it does not apply.',
    send: (marks) => `Save ${counted(marks, 'change', 'changes')}`,
    nothing: 'Nothing changed yet',
    applies: 'applies',
    absent: 'does not apply',
    all: 'Tick all',
    noneOf: 'Untick all',
    done: (marked, cleared) => `${n(marked)} marked, ${n(cleared)} cleared.`,
    marked: 'Marked',
    markedNone: 'Every criterion applies to every unit.',
    scale: (scale, max) => `standard scale ${scale}/${max}`,
    matrix: 'The whole table',
    matrixWide: 'Too many units for a table; see the list below.',
    clear: (criterion, unit) => `Clear ${criterion} of ${unit}`,
    clearShort: 'Clear',
  },

  places: {
    'feed-unknown-form': 'criterion {criterion} is fed from the form “{named}”, which is not stored',
    'feed-unknown-question':
      'criterion {criterion} is fed from the question “{named}”, which the form does not ask',
    'feed-unfit-question': 'the question “{named}” gives no score of the kind of criterion {criterion}',
    'feed-unknown-group': 'criterion {criterion} counts the group “{named}”, which the form is not for',
    'changed-by': '{who} saved at {at}',
    'counts-final':
      'The scores of the unit are final: one person cannot change or remove what stands of {unit}. It can only be counted anew in a published result.',
  },
  changedBy: 'Changed by',
};
