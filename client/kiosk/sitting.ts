/**
 * One person at the kiosk, from the first question to the last: which is asked next, and what is sent in the end. Kept in
 * memory only: a public device keeps no draft. Pure but for its own state.
 */
import type { Answers, AnswerValue, Violation } from '../../survey-forms/answer.ts';
import { type Form, type Question, questionsOf } from '../../survey-forms/form.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import type { DeviceTask } from './kiosk-data.ts';

export type Step =
  | { readonly kind: 'group' }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'send' };

/** Seconds; a screen left open for longer says no more than that. */
const A_DAY = 86_400;

export class Sitting {
  readonly #answers = new Map<string, AnswerValue>();
  #group: string | null;
  #place = 0;

  constructor(private readonly form: Form) {
    const [only, ...others] = form.respondentGroups;
    this.#group = only && others.length === 0 ? only.code : null;
  }

  /** A form with a single respondent group does not ask for it. What is asked hangs on the answers so far. */
  get steps(): readonly Step[] {
    const asked = askedQuestions(this.form, this.answers);
    return [
      ...(this.form.respondentGroups.length > 1 ? [{ kind: 'group' as const }] : []),
      ...asked.map((question) => ({ kind: 'question' as const, question })),
      { kind: 'send' },
    ];
  }

  get step(): Step {
    return this.steps[this.#place] ?? { kind: 'send' };
  }

  /** From 1, of the steps that are questions. */
  get progress(): { readonly step: number; readonly steps: number } {
    return { step: this.#place + 1, steps: this.steps.length - 1 };
  }

  get isFirst(): boolean {
    return this.#place === 0;
  }

  get group(): string | null {
    return this.#group;
  }

  get answers(): Answers {
    return Object.fromEntries(this.#answers);
  }

  chooseGroup(code: string): void {
    this.#group = code;
    this.#place += 1;
  }

  /**
   * Answers the question at hand and goes on; null: left blank.
   * @returns what is wrong with the answer, and then stays; null when it went on
   */
  answer(value: AnswerValue | null): Violation | null {
    const { step } = this;
    if (step.kind !== 'question') return null;
    const { key } = step.question;
    const checked = validateAnswers(this.form, { ...this.answers, [key]: value });
    const wrong = checked.ok ? undefined : checked.violations.find(({ question }) => question === key);
    if (wrong) return wrong;
    if (value === null || value === '') this.#answers.delete(key);
    else this.#answers.set(key, value);
    this.#place += 1;
    return null;
  }

  back(): void {
    this.#place = Math.max(0, this.#place - 1);
  }

  /** @param seconds since the first question was shown; decides a flag on the server, is never stored (decision 19) */
  submission(task: DeviceTask, clientId: string, seconds: number): Submission {
    const asked = new Set(askedQuestions(this.form, this.answers).map(({ key }) => key));
    return {
      clientId,
      survey: task.survey,
      formVersion: this.form.version,
      unit: task.unit.code,
      respondentGroup: this.#group ?? '',
      channel: 'kiosk',
      seconds: Math.min(Math.floor(seconds), A_DAY),
      answers: Object.fromEntries([...this.#answers].filter(([key]) => asked.has(key))),
    };
  }
}

/** Questions that a person goes through at most. */
export const questionCount = (form: Form): number =>
  questionsOf(form).length + (form.respondentGroups.length > 1 ? 1 : 0);
