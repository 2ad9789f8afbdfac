/**
 * What a framework's survey leaves leave open. A leaf without a feed takes its points from an external survey, with its
 * document: what its author must know, no more. A feed that the stored forms cannot serve would stop the computation at
 * the end of the year; the framework does not know the forms (decision 2), so that it is a fault where both meet: when a
 * campaign is made.
 */
import type { Fault } from '../../survey-forms/fault.ts';
import { type Form, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';
import { fault } from './fault-list.ts';
import type { Criterion, Framework, SurveyFeed } from './framework.ts';

/** A feed that no stored form serves. */
export interface FeedFault extends Fault {
  readonly code: 'unknown-form' | 'unknown-question' | 'unfit-question' | 'unknown-group';
  readonly criterion: string;
  /** The form, question or group that is meant. */
  readonly named: string;
}

const isFed = ({ kind }: Criterion): boolean => kind === 'perception' || kind === 'satisfaction';

/** @param forms the newest version of every stored form */
export function feedWarnings({ criteria }: Framework, forms: readonly Form[]): Fault[] {
  return criteria.flatMap((criterion, at) => {
    const path = pathOf(at);
    if (isFed(criterion) && !criterion.feed)
      return [
        fault(path, 'external-survey', `"${criterion.code}" takes its points from a survey held elsewhere`),
      ];
    return leafFaults(criterion, forms, path).map((one) => fault(one.path, one.code, one.message));
  });
}

/** @param forms the newest version of every stored form */
export function feedFaults({ criteria }: Framework, forms: readonly Form[]): FeedFault[] {
  return criteria.flatMap((criterion, at) => leafFaults(criterion, forms, pathOf(at)));
}

const pathOf = (at: number): string => `framework.criteria[${at}].feed`;

const leafFaults = (criterion: Criterion, forms: readonly Form[], path: string): FeedFault[] =>
  isFed(criterion) && criterion.feed ? [...faultsOf(criterion, criterion.feed, forms, path)] : [];

function* faultsOf(
  { code: criterion, kind }: Criterion,
  { form: id, questions, groups = [] }: SurveyFeed,
  forms: readonly Form[],
  path: string,
): Generator<FeedFault> {
  const at = (place: string, code: FeedFault['code'], named: string, message: string): FeedFault => ({
    ...{ path: `${path}.${place}`, code, message, criterion, named },
  });
  const form = forms.find((one) => one.id === id);
  if (!form) return yield at('form', 'unknown-form', id, `no form "${id}" is stored yet`);
  for (const [position, key] of questions.entries()) {
    const question = questionsOf(form).find((one) => one.key === key);
    const place = `questions[${position}]`;
    if (!question) yield at(place, 'unknown-question', key, `"${id}" asks no question "${key}"`);
    else if (!serves(form, question, kind))
      yield at(place, 'unfit-question', key, `"${key}" gives no ${kind} score to "${criterion}"`);
  }
  for (const [position, { code }] of groups.entries())
    if (!form.respondentGroups.some((one) => one.code === code))
      yield at(`groups[${position}].code`, 'unknown-group', code, `"${id}" is not for "${code}"`);
}

/** Satisfaction counts the satisfied levels; perception needs a scale that pays out (domain §2, §3). */
function serves(form: Form, question: Question, kind: Criterion['kind']): boolean {
  if (kind === 'satisfaction') return question.kind === 'satisfaction';
  if (question.kind === 'number' || question.kind === 'text' || question.kind === 'multi') return false;
  return levelsOf(form, question).some((level) => level.payOut !== undefined);
}
