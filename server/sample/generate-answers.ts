/**
 * Simulated answers to any form, for trying the product out. The same seed gives the same answers, so that a load or a
 * test can be repeated. Units, questions and respondents differ in how content they are, as real ones do; a comment is
 * written where there are some to write.
 */
import type { Answers, AnswerValue } from '../../survey-forms/answer.ts';
import { isLess } from '../../survey-forms/decimal-text.ts';
import {
  type Form,
  type Level,
  levelsOf,
  type Question,
  questionsOf,
  ratesManyUnits,
} from '../../survey-forms/form.ts';
import { isAsked } from '../../survey-forms/relevance.ts';

export interface SimulatedResponse {
  /** Null for a form on which one respondent rates many units. */
  readonly unit: string | null;
  readonly respondentGroup: string;
  readonly answers: Answers;
}

export interface Simulation {
  /** Whole number; the same seed gives the same answers. */
  readonly seed: number;
  readonly count: number;
  /** Codes of the rated units, at least one. */
  readonly units: readonly string[];
  readonly form: Form;
  /** What is not left to chance. */
  readonly given?: Given | undefined;
}

/** What a simulation is told beforehand; whatever it is not told is drawn. */
export interface Given {
  /** By unit: how content people are with it, in [0;1], and how many come, as a weight among the units. */
  readonly units?: Readonly<Record<string, Partial<UnitTraits>>> | undefined;
  /** How much more (or less, below zero) content people are with a question everywhere, by question. */
  readonly ease?: Readonly<Record<string, number>> | undefined;
  /** The same for one question at one unit alone. */
  readonly shifts?: readonly { readonly unit: string; readonly question: string; readonly by: number }[];
  /** How often each level of a plain choice is taken, as weights in the order of its scale, by question. */
  readonly choices?: Readonly<Record<string, readonly number[]>> | undefined;
  /** Texts that some respondents write in answer to a text question. */
  readonly comments?: readonly string[] | undefined;
}

/** Numbers in [0;1). */
type Random = () => number;

/** What tells units and questions apart in this simulation. */
interface Traits {
  readonly units: ReadonlyMap<string, UnitTraits>;
  readonly ease: ReadonlyMap<string, number>;
}

interface UnitTraits {
  readonly mood: number;
  readonly visitors: number;
}

/** One respondent at work: the form, the units that he rates, and how content he is with a question at a unit. */
interface Sitting {
  readonly form: Form;
  readonly units: readonly string[];
  readonly leaning: (question: string, unit: string) => number;
  readonly given: Given;
  readonly random: Random;
}

const BLANK_SHARE = 0.08;
const NO_OPINION_SHARE = 0.05;
const COMMENT_SHARE = 0.3;

/** `count` responses that pass `validateAnswers`, one at a time. */
export function* generateAnswers({
  seed,
  count,
  units,
  form,
  given = {},
}: Simulation): Generator<SimulatedResponse> {
  const random = randomFrom(seed);
  const traits = drawTraits(units, form, given, random);
  const rated = ratesManyUnits(form) ? units : null;
  const weights = units.map((unit) => traits.units.get(unit)?.visitors ?? 1);
  for (let made = 0; made < count; made += 1) {
    const unit = pick(units, weights, random);
    const group = pick(form.respondentGroups, [3, ...form.respondentGroups.slice(1).map(() => 1)], random);
    const leaning = leaningOf(traits, given, 0.3 * random() - 0.15);
    yield {
      unit: rated ? null : unit,
      respondentGroup: group.code,
      answers: respond({ form, units: rated ?? [unit], leaning, given, random }),
    };
  }
}

/** mulberry32: 32 bits of state, enough for simulated answers and alike on every machine. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawTraits(units: readonly string[], form: Form, given: Given, random: Random): Traits {
  const drawn = () => ({ mood: 0.6 + 0.3 * random(), visitors: 0.5 + 1.5 * random() });
  return {
    units: new Map(units.map((unit) => [unit, { ...drawn(), ...given.units?.[unit] }])),
    ease: new Map(
      questionsOf(form).map(({ key }) => {
        const drawn = 0.2 * random() - 0.1;
        return [key, given.ease?.[key] ?? drawn];
      }),
    ),
  };
}

/** @param temper how much more content than others this respondent is with everything */
function leaningOf(traits: Traits, { shifts = [] }: Given, temper: number): Sitting['leaning'] {
  return (question, unit) =>
    shifts
      .filter((shift) => shift.unit === unit && shift.question === question)
      .reduce(
        (leaning, shift) => leaning + shift.by,
        (traits.units.get(unit)?.mood ?? 0.5) + (traits.ease.get(question) ?? 0) + temper,
      );
}

function pick<T>(list: readonly T[], weights: readonly number[], random: Random): T {
  let rest = random() * weights.reduce((total, weight) => total + weight, 0);
  const found = list.find((_, position) => {
    rest -= weights[position] ?? 0;
    return rest < 0;
  });
  const chosen = found ?? list[0];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

function respond(sitting: Sitting): Answers {
  const answers = new Map<string, AnswerValue | null>();
  for (const question of questionsOf(sitting.form)) {
    if (!isAsked(question, answers)) continue;
    const blank = !question.required && sitting.random() < BLANK_SHARE;
    answers.set(question.key, blank ? null : answerTo(question, sitting));
  }
  return Object.fromEntries(answers);
}

function answerTo(question: Question, { form, units, leaning, given, random }: Sitting): AnswerValue | null {
  switch (question.kind) {
    case 'text':
      return writeComment(given.comments ?? [], random);
    case 'number':
      return question.min ?? '0';
    case 'multi':
      return levelsOf(form, question)
        .map((level) => level.code)
        .filter(() => random() < 0.3)
        .sort((one, other) => one - other);
    case 'matrix':
      return Object.fromEntries(
        units.map((unit) => [
          unit,
          chooseLevel(levelsOf(form, question), leaning(question.key, unit), random),
        ]),
      );
    default: {
      const levels = levelsOf(form, question);
      const weights = given.choices?.[question.key];
      if (weights) return pick(levels, weights, random).code;
      return chooseLevel(levels, leaning(question.key, units[0] ?? ''), random);
    }
  }
}

function writeComment(comments: readonly string[], random: Random): string | null {
  if (comments.length === 0 || random() >= COMMENT_SHARE) return null;
  return comments[Math.floor(random() * comments.length)] ?? null;
}

/** From the worst level upwards, one step for every draw that falls to the leaning: many in the middle, fewer at the ends. */
function chooseLevel(levels: readonly Level[], leaning: number, random: Random): number {
  const noOpinion = levels.find((level) => level.payOut === null);
  if (noOpinion && random() < NO_OPINION_SHARE) return noOpinion.code;
  const ladder = levels.filter((level) => level.payOut !== null).sort(worstFirst);
  const steps = ladder.slice(1).filter(() => random() < leaning).length;
  const level = ladder[steps];
  if (!level) throw new Error('a scale without levels');
  return level.code;
}

function worstFirst(one: Level, other: Level): number {
  const [a, b] = [one.payOut ?? '', other.payOut ?? ''];
  if (a === '' || b === '' || a === b) return one.code - other.code;
  return isLess(a, b) ? -1 : 1;
}
