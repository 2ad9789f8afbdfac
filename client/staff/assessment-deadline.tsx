import { formatDate } from '../format.ts';
import type { Assessment } from './api.ts';
import { useLanguage } from './language.tsx';

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
