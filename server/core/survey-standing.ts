/**
 * How a survey stands, from counters alone: what came in by channel against what was aimed at, and signs of the quality
 * of its figures. Arrivals may be known at any time; what is read from answers comes from the releases (decision 22).
 */
import { type Form, questionsOf } from '../../survey-forms/form.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import type { QuestionCount } from './campaign.ts';
import { standingOf } from './disclose.ts';

export interface ChannelStanding {
  readonly channel: Channel;
  readonly responses: number;
  /** Responses wanted; null: none were named. */
  readonly target: number | null;
}

const CHANNELS: readonly Channel[] = ['web', 'kiosk', 'paper'];

/** The channels a survey takes, and any other by which answers came. */
export function channelStandings(
  survey: { readonly channels: readonly Channel[] },
  received: readonly { readonly channel: Channel; readonly responses: number }[],
  targets: Partial<Readonly<Record<Channel, number>>>,
): ChannelStanding[] {
  return CHANNELS.map((channel) => ({
    channel,
    responses: received.reduce((sum, one) => sum + (one.channel === channel ? one.responses : 0), 0),
    target: targets[channel] ?? null,
  })).filter(({ channel, responses }) => survey.channels.includes(channel) || responses > 0);
}

/** So many of so many. */
export interface Part {
  readonly count: number;
  readonly of: number;
}

/** As `Part`, behind the gate: both null where fewer people stand behind it than may be shown (decision 23). */
export interface GatedPart {
  readonly count: number | null;
  readonly of: number | null;
  readonly withheld: boolean;
}

/** @param people who stand behind it, at least */
export const gatedPart = (part: Part, people: number): GatedPart =>
  standingOf(people, 'inside') === 'withheld'
    ? { count: null, of: null, withheld: true }
    : { ...part, withheld: false };

/** Answers left blank, of all that were asked for. Several choices at once and free text may rightly be left out. */
export function blanksOf(form: Form, questions: Readonly<Record<string, QuestionCount>>): Part {
  let [count, answered] = [0, 0];
  for (const { key, kind } of questionsOf(form)) {
    const counts = questions[key];
    if (!counts || kind === 'text' || kind === 'multi' || kind === 'number') continue;
    count += counts.blank;
    answered += Object.values(counts.codes).reduce((sum, one) => sum + one, 0);
  }
  return { count, of: count + answered };
}

/** Answers of a unit by what stands behind them (decision 6). */
export interface UnitBases {
  readonly unit: string;
  readonly token: number;
  readonly open: number;
  readonly sheet: number;
}

/**
 * Units in which day book and counters part, of those that stand in either. Both are raised in one transaction, so none
 * ever should. For forms that rate one unit: the day book knows no units of the others.
 */
export function partedUnits(book: readonly UnitBases[], counters: readonly UnitBases[]): Part {
  const texts = (bases: readonly UnitBases[]) =>
    new Map(bases.map(({ unit, token, open, sheet }) => [unit, [token, open, sheet].join(' ')]));
  const [one, other] = [texts(book), texts(counters)];
  const units = [...new Set([...one.keys(), ...other.keys()])];
  const NONE = '0 0 0';
  return {
    count: units.filter((unit) => (one.get(unit) ?? NONE) !== (other.get(unit) ?? NONE)).length,
    of: units.length,
  };
}
