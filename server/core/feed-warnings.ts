/**
 * What a framework's survey leaves leave open: no fault of the framework, but what its author must know. A leaf without
 * a feed takes its points from an external survey, with its document; a feed that the stored forms cannot serve stops
 * the computation later (decision 2).
 */
import type { Fault } from '../../survey-forms/fault.ts';
import { type Form, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';
import { fault } from './fault-list.ts';
import type { Criterion, Framework, SurveyFeed } from './framework.ts';

/** @param forms the newest version of every stored form */
export function feedWarnings({ criteria }: Framework, forms: readonly Form[]): Fault[] {
  return criteria.flatMap((criterion, at) => {
    const path = `framework.criteria[${at}].feed`;
    if (criterion.kind !== 'perception' && criterion.kind !== 'satisfaction') return [];
    if (!criterion.feed)
      return [
        fault(path, 'external-survey', `"${criterion.code}" takes its points from a survey held elsewhere`),
      ];
    return [...feedFaults(criterion, criterion.feed, forms, path)];
  });
}

function* feedFaults(
  { code, kind }: Criterion,
  { form: id, questions, groups = [] }: SurveyFeed,
  forms: readonly Form[],
  path: string,
): Generator<Fault> {
  const form = forms.find((one) => one.id === id);
  if (!form) return yield fault(`${path}.form`, 'unknown-form', `no form "${id}" is stored yet`);
  for (const [at, key] of questions.entries()) {
    const question = questionsOf(form).find((one) => one.key === key);
    if (!question)
      yield fault(`${path}.questions[${at}]`, 'unknown-question', `"${id}" asks no question "${key}"`);
    else if (!serves(form, question, kind))
      yield fault(
        `${path}.questions[${at}]`,
        'unfit-question',
        `"${key}" gives no ${kind} score to "${code}"`,
      );
  }
  for (const [at, group] of groups.entries())
    if (!form.respondentGroups.some((one) => one.code === group.code))
      yield fault(`${path}.groups[${at}].code`, 'unknown-group', `"${id}" is not for "${group.code}"`);
}

/** Satisfaction counts the satisfied levels; perception needs a scale that pays out (domain §2, §3). */
function serves(form: Form, question: Question, kind: Criterion['kind']): boolean {
  if (kind === 'satisfaction') return question.kind === 'satisfaction';
  if (question.kind === 'number' || question.kind === 'text' || question.kind === 'multi') return false;
  return levelsOf(form, question).some((level) => level.payOut !== undefined);
}
