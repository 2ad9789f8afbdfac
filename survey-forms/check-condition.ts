/** Checks when a question is asked: by earlier questions only, hence without circles, and by codes of their scales. */
import type { ScaleFacts } from './check-scale.ts';
import type { Question } from './form.ts';
import { type Place, quote } from './place.ts';

/** What could be read of a question, faults left out. */
export interface QuestionFacts {
  readonly place: Place;
  readonly key: string | undefined;
  readonly kind: Question['kind'] | undefined;
  readonly scale: ScaleFacts | undefined;
}

/** A question and its place in the order asked. */
export interface AskedAt {
  readonly order: number;
  readonly facts: QuestionFacts;
}

type Questions = ReadonlyMap<string, AskedAt>;

/** Deeper than any form needs; a bound on the work a hostile definition can cause. */
const DEEPEST = 8;

/** Checks the condition of the question that stands at `order`. */
export function checkCondition(place: Place, order: number, questions: Questions, depth = 1): void {
  if (depth > DEEPEST) {
    place.fault('too-deep', `${place} is nested more than ${DEEPEST} deep.`);
    return;
  }
  const within = (part: Place) => checkCondition(part, order, questions, depth + 1);
  const shape = ['answered', 'all', 'any', 'not'].find((name) => place.field(name));
  const part = shape && place.field(shape);
  if (!part) checkChoice(place, order, questions);
  else if (place.object([shape])) {
    if (shape === 'answered') refer(part, order, questions);
    else if (shape === 'not') within(part);
    else part.items().forEach(within);
  }
}

/** `{ question, is }`: one of these codes was chosen. */
function checkChoice(place: Place, order: number, questions: Questions): void {
  if (!place.object(['question', 'is'])) return;
  const question = place.field('question');
  const codes = place.field('is')?.items() ?? [];
  const target = question && refer(question, order, questions);
  if (!target) return;
  if (target.kind === 'number')
    question.fault('unfit-condition', `${quote(target.key)} is a number and has no codes to compare.`);
  const levels = target.scale?.levels;
  for (const code of codes) {
    if (levels && !levels.some((level) => level.code === code.value))
      code.fault('unknown-code', `${quote(target.key)} has no level with the code ${quote(code.value)}.`);
  }
}

/**
 * The question a condition refers to. Free text is not kept beside the answers (decision 21) and a matrix is many
 * answers: what depends on them could not be told from a stored response.
 */
function refer(place: Place, order: number, questions: Questions): QuestionFacts | undefined {
  const key = place.string();
  if (key === undefined) return undefined;
  const found = questions.get(key);
  if (!found) return place.fault('unknown-question', `${quote(key)} is not a question of this form.`);
  const { kind } = found.facts;
  if (found.order >= order)
    return place.fault(
      'forward-reference',
      `${quote(key)} is not asked before the question that depends on it.`,
    );
  if (kind === 'text' || kind === 'matrix')
    return place.fault(
      'unfit-condition',
      `No condition can refer to ${quote(key)}, which is of kind ${kind}.`,
    );
  return found.facts;
}
