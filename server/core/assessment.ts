/**
 * The yearly assessment of a unit: from its own scores over two rounds of appraisal to the council's (domain §5). Which
 * stage is at work, where it goes next, what it waits for, and which score stands. Pure: days are given.
 */

import { daysBetween } from './calendar.ts';
import type { Score } from './campaign.ts';
import { parseDecimal } from './decimal.ts';
import type { Criterion, DecimalText } from './framework.ts';
import { isComputed, type RuleInputs } from './rule.ts';

export const STAGES = ['self', 'round-1', 'explanation', 'round-2', 'council'] as const;

export type Stage = (typeof STAGES)[number];

export type AssessmentState = 'open' | 'submitted' | 'explaining' | 'explained' | 'appraised' | 'final';

/** What is written down for a leaf at a stage. Blank, zero and not assessed are three things (decision 9). */
export interface ScoreEntry {
  readonly state: Score['state'];
  /** Present exactly when scored. */
  readonly points: DecimalText | null;
  /** What was counted; half-filled while the score is blank. For a score by hand: the ratio shown beside it. */
  readonly inputs: RuleInputs | null;
  readonly note: string | null;
  /** The document the points come from, where it is not the unit's own. */
  readonly source: string | null;
}

export const NOTHING: ScoreEntry = { state: 'blank', points: null, inputs: null, note: null, source: null };

export type StageEntries = Partial<Readonly<Record<Stage, ScoreEntry>>>;

/** The stage that is worked at; null once the assessment is final. */
const WORK: Readonly<Record<AssessmentState, Stage | null>> = {
  open: 'self',
  submitted: 'round-1',
  explaining: 'explanation',
  explained: 'round-2',
  appraised: 'council',
  final: null,
};

export const stageAt = (state: AssessmentState): Stage | null => WORK[state];

/** `finish`: appraisers end the round; `pass`: the unit's day for explaining has gone by without a word from it. */
export type Step = 'submit' | 'return' | 'explain' | 'pass' | 'finish' | 'decide';

const STEPS: Readonly<Record<Step, Partial<Readonly<Record<AssessmentState, AssessmentState>>>>> = {
  submit: { open: 'submitted' },
  return: { submitted: 'explaining' },
  explain: { explaining: 'explained' },
  pass: { explaining: 'explained' },
  // From round 1 only where it changed nothing: then there is nothing to explain (`maySkipExplanation`).
  finish: { submitted: 'appraised', explained: 'appraised' },
  decide: { appraised: 'final' },
};

/** The state after a step; null where the step cannot be taken. */
export const stateAfter = (step: Step, state: AssessmentState): AssessmentState | null =>
  STEPS[step][state] ?? null;

/** The score that stands: council, else round 2, else round 1; never the unit's own claim. */
export function standingEntry(
  entries: StageEntries,
): { readonly stage: Stage; readonly entry: ScoreEntry } | null {
  for (const stage of ['council', 'round-2', 'round-1'] as const) {
    const entry = entries[stage];
    if (entry && entry.state !== 'blank') return { stage, entry };
  }
  return null;
}

/** The score as the result is computed from it: figures beside a score by hand are shown, they give no points. */
export function standingScore(
  { rule }: Criterion,
  { state, points, inputs, note, source }: ScoreEntry,
): Pick<Score, 'state' | 'points' | 'note' | 'source' | 'figures' | 'inputs'> {
  const { numerator, denominator } = inputs?.values ?? {};
  const shown = !isComputed(rule) && numerator !== undefined && denominator !== undefined;
  return {
    state,
    points,
    ...(note === null ? {} : { note }),
    ...(source === null ? {} : { source }),
    ...(inputs && isComputed(rule) ? { inputs } : {}),
    ...(shown ? { figures: { numerator, denominator } } : {}),
  };
}

/** A leaf the unit claims points for; what surveys say about it is not its to claim. */
export const isSelfScored = ({ kind }: Criterion): boolean => kind === 'appraisal';

/** A leaf whose points somebody writes: appraised ones, and surveys held elsewhere, with their document. */
export const isAppraised = ({ kind, feed }: Criterion): boolean => kind !== 'group' && feed === undefined;

/** A leaf whose points come from a report or survey that is not the unit's: its document must be named. */
export const needsSource = ({ kind, rule }: Criterion): boolean =>
  kind !== 'appraisal' || rule?.kind === 'external';

/** Whether two scores are worth the same. */
export function isSameScore(
  one: Pick<ScoreEntry, 'state' | 'points'>,
  other: Pick<ScoreEntry, 'state' | 'points'>,
): boolean {
  if (one.state !== other.state) return false;
  if (one.points === null || other.points === null) return one.points === other.points;
  return parseDecimal(one.points).equals(parseDecimal(other.points));
}

/** The first-level area above each code, by code; an area is its own. */
export function areasOf(criteria: readonly Criterion[]): Map<string, string> {
  const areas = new Map<string, string>();
  for (const { code, parent } of criteria)
    areas.set(code, parent === null ? code : (areas.get(parent) ?? code));
  return areas;
}

/** Last day of a stage, for all units. */
export type Deadlines = Partial<Readonly<Record<Stage, string>>>;

/** The stages that have a day, in their order. */
export const dayRows = (deadlines: Deadlines): { stage: Stage; day: string }[] =>
  STAGES.flatMap((stage) => {
    const day = deadlines[stage];
    return day === undefined ? [] : [{ stage, day }];
  });

export interface Deadline {
  readonly stage: Stage;
  /** Inclusive (decision 10). */
  readonly day: string;
  /** Days after today; 0: today is the last one; negative: so many days late. */
  readonly daysLeft: number;
}

/** The last day of the stage at work, the unit's own extension included; null where none is set. */
export function deadlineOf(
  state: AssessmentState,
  deadlines: Deadlines,
  extendedUntil: string | null,
  today: string,
): Deadline | null {
  const stage = stageAt(state);
  if (stage === null) return null;
  const days = [deadlines[stage], extendedUntil].filter((day) => day != null).sort();
  const day = days.at(-1);
  return day === undefined ? null : { stage, day, daysLeft: daysBetween(today, day) };
}

/** Units are bound by their days; the office's own stages show theirs and go on, or a late round would lock everybody out. */
export const isClosed = (deadline: Deadline | null): boolean =>
  deadline !== null && deadline.daysLeft < 0 && ['self', 'explanation'].includes(deadline.stage);

/** From which reader's side an assessment is seen; a person may stand on both. */
export type Side = 'unit' | 'office';

const ORDER: readonly AssessmentState[] = [
  'open',
  'submitted',
  'explaining',
  'explained',
  'appraised',
  'final',
];

/** First state in which a stage shows itself to a side: drafts belong to who writes them (decision 24). */
const SHOWN_FROM: Readonly<Record<Side, Readonly<Record<Stage, AssessmentState>>>> = {
  unit: {
    self: 'open',
    'round-1': 'explaining',
    explanation: 'explaining',
    'round-2': 'appraised',
    council: 'final',
  },
  office: {
    self: 'submitted',
    'round-1': 'submitted',
    explanation: 'explained',
    'round-2': 'explained',
    council: 'appraised',
  },
};

/** The stages a reader may see now. */
export function visibleStages(state: AssessmentState, sides: readonly Side[]): Stage[] {
  const reached = (from: AssessmentState) => ORDER.indexOf(from) <= ORDER.indexOf(state);
  return STAGES.filter((stage) => sides.some((side) => reached(SHOWN_FROM[side][stage])));
}
