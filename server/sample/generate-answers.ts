/**
 * Simulated answers to any form, for trying the product out. The same seed gives the same answers, so that a load or a
 * test can be repeated. Units, questions and respondents differ in how content they are, as real ones do; nobody writes
 * a comment.
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
}

/** Numbers in [0;1). */
type Random = () => number;

/** What tells units and questions apart in this simulation. */
interface Traits {
  readonly units: ReadonlyMap<string, { readonly mood: number; readonly visitors: number }>;
  readonly ease: ReadonlyMap<string, number>;
}

const BLANK_SHARE = 0.08;
const NO_OPINION_SHARE = 0.05;

/** `count` responses that pass `validateAnswers`, one at a time. */
export function* generateAnswers({ seed, count, units, form }: Simulation): Generator<SimulatedResponse> {
  const random = randomFrom(seed);
  const traits = drawTraits(units, form, random);
  const rated = ratesManyUnits(form) ? units : null;
  const weights = units.map((unit) => traits.units.get(unit)?.visitors ?? 1);
  for (let made = 0; made < count; made += 1) {
    const unit = pick(units, weights, random);
    const group = pick(form.respondentGroups, [3, ...form.respondentGroups.slice(1).map(() => 1)], random);
    yield {
      unit: rated ? null : unit,
      respondentGroup: group.code,
      answers: respond(form, rated ?? [unit], traits, random),
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

function drawTraits(units: readonly string[], form: Form, random: Random): Traits {
  return {
    units: new Map(
      units.map((unit) => [unit, { mood: 0.6 + 0.3 * random(), visitors: 0.5 + 1.5 * random() }]),
    ),
    ease: new Map(questionsOf(form).map((question) => [question.key, 0.2 * random() - 0.1])),
  };
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

function respond(form: Form, units: readonly string[], traits: Traits, random: Random): Answers {
  const temper = 0.3 * random() - 0.15;
  const answers = new Map<string, AnswerValue | null>();
  for (const question of questionsOf(form)) {
    if (!isAsked(question, answers)) continue;
    const leaning = (unit: string) =>
      (traits.units.get(unit)?.mood ?? 0.5) + (traits.ease.get(question.key) ?? 0) + temper;
    const blank = !question.required && random() < BLANK_SHARE;
    answers.set(question.key, blank ? null : answerTo(form, question, units, leaning, random));
  }
  return Object.fromEntries(answers);
}

function answerTo(
  form: Form,
  question: Question,
  units: readonly string[],
  leaning: (unit: string) => number,
  random: Random,
): AnswerValue | null {
  switch (question.kind) {
    case 'text':
      return null;
    case 'number':
      return question.min ?? '0';
    case 'multi':
      return levelsOf(form, question)
        .map((level) => level.code)
        .filter(() => random() < 0.3)
        .sort((one, other) => one - other);
    case 'matrix':
      return Object.fromEntries(
        units.map((unit) => [unit, chooseLevel(levelsOf(form, question), leaning(unit), random)]),
      );
    default:
      return chooseLevel(levelsOf(form, question), leaning(units[0] ?? ''), random);
  }
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
