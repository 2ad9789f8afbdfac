/** What is due in a campaign, the nearest day first: days of stages and surveys, and what waits for somebody. */
import type { Text } from '../../survey-forms/form.ts';
import { type AssessmentState, type Deadlines, STAGES, type Stage, stageAt } from './assessment.ts';
import { daysBetween, windowAt } from './calendar.ts';

export type DueKind =
  | 'stage'
  | 'survey-opens'
  | 'survey-closes'
  | 'survey-accepts'
  | 'batches-out'
  | 'batches-open'
  | 'publication-proposed'
  | 'score-changes';

export interface Due {
  readonly kind: DueKind;
  /** The last day, inclusive (decision 10); null: it waits without one. */
  readonly day: string | null;
  /** Days after today; 0: today; negative: so many days late. */
  readonly daysLeft: number | null;
  /** Units that have not handed in, sheets that are out, batches that are not closed, proposals that wait. */
  readonly count: number;
  /** Since which day the oldest of them waits, where that is known. */
  readonly since: string | null;
  readonly stage: Stage | null;
  readonly survey: { readonly id: string; readonly title: Text } | null;
}

export interface DueInputs {
  readonly deadlines: Deadlines;
  /** One entry a unit; an extension is its own last day for the stage it is in. */
  readonly assessments: readonly { readonly state: AssessmentState; readonly extendedUntil: string | null }[];
  readonly surveys: readonly {
    readonly id: string;
    readonly title: Text;
    readonly opensOn: string;
    readonly closesOn: string;
    readonly acceptsUntil: string;
  }[];
  readonly batches: readonly {
    readonly state: 'allotted' | 'handed-out' | 'returned' | 'closed';
    readonly sheets: number;
    readonly handedOutOn: string | null;
    readonly returnedOn: string | null;
  }[];
  /** Days on which proposals were made that nobody has decided. */
  readonly proposed: { readonly publication: readonly string[]; readonly scoreChanges: readonly string[] };
}

const NOTHING = { day: null, daysLeft: null, count: 0, since: null, stage: null, survey: null };

export function dueOf(inputs: DueInputs, today: string): Due[] {
  const dated = [...stagesDue(inputs, today), ...surveysDue(inputs, today)];
  const byDay = dated.toSorted((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0));
  return [...byDay, ...batchesWaiting(inputs), ...proposalsWaiting(inputs)];
}

/** Stages at which a unit still works; the day is that of all, unless every such unit has a later one of its own. */
function stagesDue({ deadlines, assessments }: DueInputs, today: string): Due[] {
  return STAGES.flatMap((stage): Due[] => {
    const day = deadlines[stage];
    const at = assessments.filter(({ state }) => stageAt(state) === stage);
    if (day === undefined || at.length === 0) return [];
    const days = at.map(({ extendedUntil }) => (extendedUntil && extendedUntil > day ? extendedUntil : day));
    const next = earliest(days) ?? day;
    return [
      { ...NOTHING, kind: 'stage', stage, day: next, daysLeft: daysBetween(today, next), count: at.length },
    ];
  });
}

const NEXT_DAY = {
  before: ['survey-opens', 'opensOn'],
  open: ['survey-closes', 'closesOn'],
  accepting: ['survey-accepts', 'acceptsUntil'],
} as const;

function surveysDue({ surveys }: DueInputs, today: string): Due[] {
  return surveys.flatMap((survey): Due[] => {
    const state = windowAt(survey, today);
    if (state === 'over') return [];
    const [kind, field] = NEXT_DAY[state];
    const { id, title, [field]: day } = survey;
    return [{ ...NOTHING, kind, day, daysLeft: daysBetween(today, day), survey: { id, title } }];
  });
}

/** Sheets that are out at post offices, and batches that came back and are not closed. */
function batchesWaiting({ batches }: DueInputs): Due[] {
  const out = batches.filter(({ state }) => state === 'handed-out');
  const back = batches.filter(({ state }) => state === 'returned');
  const sheets = out.reduce((sum, one) => sum + one.sheets, 0);
  return [
    ...waiting(
      'batches-out',
      sheets,
      out.map(({ handedOutOn }) => handedOutOn),
    ),
    ...waiting(
      'batches-open',
      back.length,
      back.map(({ returnedOn }) => returnedOn),
    ),
  ];
}

function proposalsWaiting({ proposed: { publication, scoreChanges } }: DueInputs): Due[] {
  return [
    ...waiting('publication-proposed', publication.length, publication),
    ...waiting('score-changes', scoreChanges.length, scoreChanges),
  ];
}

const waiting = (kind: DueKind, count: number, days: readonly (string | null)[]): Due[] =>
  count === 0 ? [] : [{ ...NOTHING, kind, count, since: earliest(days) }];

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null;
