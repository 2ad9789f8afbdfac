import { formatDate } from '../format.ts';
import type { Assessment } from './api.ts';
import { useLanguage } from './language.tsx';
import './assessment.css';

type Deadline = Assessment['deadline'];

/** Days from which on a day is near. */
const NEAR_DAYS = 3;

interface DeadlineProps {
  readonly deadline: Deadline;
  /** The unit's own later day, where it has one. */
  readonly extendedUntil: string | null;
}

/** How long a stage still runs, in words. */
export function useDeadlineWords() {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  return ({ day, daysLeft }: NonNullable<Deadline>): string => {
    if (daysLeft < 0) return text.late(formatDate(day, lang), -daysLeft);
    return daysLeft === 0
      ? text.lastDay(formatDate(day, lang))
      : text.daysLeft(formatDate(day, lang), daysLeft);
  };
}

/** The last day of the stage at work: near, gone by, put off. */
export function DeadlineBanner({ deadline, extendedUntil }: DeadlineProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const say = useDeadlineWords();
  if (!deadline) return null;
  const kind = deadline.daysLeft < 0 ? 'bad' : deadline.daysLeft <= NEAR_DAYS ? 'warn' : 'info';
  return (
    <p class={`note ${kind} deadline`}>
      <strong>{text.stageNames[deadline.stage]}:</strong> {say(deadline)}
      {extendedUntil === deadline.day && ` ${text.extendedNote}`}
      {deadline.closed && ` ${text.closedNote}`}
    </p>
  );
}

interface StageDaysProps {
  readonly deadlines: Assessment['deadlines'];
  readonly today: string;
}

/** The last day of every stage, on each page of the work: who is in one stage plans for the next. */
export function StageDays({ deadlines, today }: StageDaysProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  if (deadlines.length === 0) return null;
  return (
    <dl class="stats stage-days">
      {deadlines.map(({ stage, day }) => (
        <div key={stage} class={day < today ? 'gone' : undefined}>
          <dt>{text.stageNames[stage]}</dt>
          <dd>
            {text.until(formatDate(day, lang))}
            {day < today && ` ${text.goneBy}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
