/**
 * One question a screen. A question answered by one of its levels is answered by one tap, which goes on; the levels are
 * buttons, because a radio that the arrow keys move through would answer by itself.
 */
import {
  type Level,
  levelsOf,
  type MultiQuestion,
  type NumberQuestion,
  type Question,
  type ScaleQuestion,
  say,
  type TextQuestion,
} from '../../survey-forms/form.ts';
import { localDecimal, violationWords } from '../form/form-words.ts';
import { fill } from '../words/fill.ts';
import type { DeviceTask, KioskLanguage } from './kiosk-data.ts';
import { make, makeButton } from './make-element.ts';
import type { Sitting } from './sitting.ts';
import type { Stage } from './stage.ts';

export interface StepScreen {
  readonly stage: Stage;
  readonly language: KioskLanguage;
  readonly task: DeviceTask;
  readonly sitting: Sitting;
  /** Another step is to be shown. */
  readonly onStep: () => void;
  readonly onStop: () => void;
  readonly onSend: () => void;
}

/** More levels than this stand in two columns, or they would not fit a lying screen. */
const MOST_IN_A_COLUMN = 5;

/** Shows the step at which the sitting stands. */
export function showStep(screen: StepScreen): void {
  const { stage, language, sitting } = screen;
  const { step } = sitting;
  if (step.kind === 'send') {
    const { sendTitle, sendText, send } = language.kiosk;
    stage.show(
      'send',
      make('h1', { tabindex: '-1' }, sendTitle),
      make('p', { class: 'large' }, sendText),
      makeButton(send, screen.onSend, 'go'),
      foot(screen, []),
    );
    return;
  }
  const content = step.kind === 'group' ? groupStep(screen) : questionStep(screen, step.question);
  stage.show('question', progress(screen), ...content);
}

/** Where the sitting stands, and what the question belongs to. */
function progress({ language, task, sitting }: StepScreen): HTMLElement {
  const { step, steps } = sitting.progress;
  const at = sitting.step;
  const section =
    at.kind === 'question' && task.form.sections.find(({ questions }) => questions.includes(at.question));
  const place = [fill(language.kiosk.step, { step, steps }), section && say(section.title, language.lang)];
  const bar = make('progress', { value: String(step), max: String(steps), 'aria-hidden': 'true' });
  return make('div', { class: 'progress' }, bar, make('p', {}, place.filter(Boolean).join(' · ')));
}

/** Back, what the question adds, and the way out, always in the same places. */
function foot({ language: { kiosk: words }, sitting, onStep, onStop }: StepScreen, more: HTMLElement[]) {
  const back = makeButton(
    words.back,
    () => {
      sitting.back();
      onStep();
    },
    'quiet',
  );
  const stop = makeButton(words.stop, onStop, 'quiet');
  return make('div', { class: 'foot' }, ...(sitting.isFirst ? [] : [back]), stop, ...more);
}

/** Large buttons, one for each thing that can be chosen. */
function choices(label: string, buttons: HTMLElement[]): HTMLElement {
  const many = buttons.length > MOST_IN_A_COLUMN ? ' many' : '';
  return make('div', { class: `levels${many}`, role: 'group', 'aria-labelledby': label }, ...buttons);
}

function choice(text: string, chosen: boolean, onClick: () => void, face: number | null = null) {
  const attributes = { type: 'button', class: 'level', 'aria-pressed': String(chosen), onClick };
  return make('button', attributes, make('span', {}, text), face === null ? null : faceOf(face));
}

/** As many as are drawn in the page (`client/form/faces.tsx`). */
const facesDrawn = () => document.querySelectorAll('symbol[id^="face-"]').length;

/** Words are always beside it. */
function faceOf(place: number): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'face');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#face-${place}`);
  svg.append(use);
  return svg;
}

const TITLE = 'asked';
const title = (text: string) => make('h1', { id: TITLE, tabindex: '-1' }, text);

function groupStep(screen: StepScreen): HTMLElement[] {
  const { language, task, sitting, onStep } = screen;
  const buttons = task.form.respondentGroups.map(({ code, text }) =>
    choice(say(text, language.lang), sitting.group === code, () => {
      sitting.chooseGroup(code);
      onStep();
    }),
  );
  return [title(language.form.group), choices(TITLE, buttons), foot(screen, [])];
}

function questionStep(screen: StepScreen, question: Question): HTMLElement[] {
  const { lang } = screen.language;
  const hint = question.hint ? [make('p', { class: 'hint' }, say(question.hint, lang))] : [];
  return [title(say(question.text, lang)), ...hint, ...controls(screen, question)];
}

function controls(screen: StepScreen, question: Question): HTMLElement[] {
  switch (question.kind) {
    case 'multi':
      return severalOf(screen, question);
    case 'number':
    case 'text':
      return written(screen, question);
    case 'matrix':
      // A kiosk stands for one unit; no survey that rates many has one (server/actions/manage-kiosks.ts).
      return [foot(screen, [skip(screen)])];
    default:
      return oneOf(screen, question);
  }
}

const skip = ({ language, sitting, onStep }: StepScreen) =>
  makeButton(
    language.kiosk.skip,
    () => {
      sitting.answer(null);
      onStep();
    },
    'quiet',
  );

const optional = (screen: StepScreen, question: Question) => (question.required ? [] : [skip(screen)]);

function oneOf(screen: StepScreen, question: ScaleQuestion): HTMLElement[] {
  const { language, task, sitting, onStep } = screen;
  const levels = levelsOf(task.form, question);
  const faces = question.kind === 'satisfaction' && levels.length === facesDrawn();
  const answer = (level: Level) => {
    sitting.answer(level.code);
    onStep();
  };
  const buttons = levels.map((level, place) =>
    choice(
      say(level.text, language.lang),
      sitting.answers[question.key] === level.code,
      () => answer(level),
      faces ? place + 1 : null,
    ),
  );
  return [choices(TITLE, buttons), foot(screen, optional(screen, question))];
}

function severalOf(screen: StepScreen, question: MultiQuestion): HTMLElement[] {
  const { language, task, sitting, onStep } = screen;
  const before = sitting.answers[question.key];
  const chosen = new Set<number>(Array.isArray(before) ? before : []);
  const buttons = levelsOf(task.form, question).map(({ code, text }) => {
    const button = choice(say(text, language.lang), chosen.has(code), () => {
      const on = !chosen.has(code);
      if (on) chosen.add(code);
      else chosen.delete(code);
      button.setAttribute('aria-pressed', String(on));
    });
    return button;
  });
  const goOn = (codes: readonly number[]) => {
    sitting.answer(codes);
    onStep();
  };
  const none = choice(language.form.noneOfThese, Array.isArray(before) && before.length === 0, () =>
    goOn([]),
  );
  const next = makeButton(language.kiosk.next, () => {
    if (chosen.size > 0) goOn([...chosen]);
  });
  return [
    make('p', { class: 'hint' }, language.form.multiHint),
    choices(TITLE, [...buttons, none]),
    foot(screen, [...optional(screen, question), next]),
  ];
}

/** A number or a text. What is wrong is said beside it, before anybody goes on. */
function written(screen: StepScreen, question: NumberQuestion | TextQuestion): HTMLElement[] {
  const { language, task, sitting, onStep } = screen;
  const { form: words, lang } = language;
  const before = sitting.answers[question.key];
  const text = typeof before === 'string' ? before : '';
  const isText = question.kind === 'text';
  const whole = !isText && (question.decimals ?? 0) === 0;
  const input = isText
    ? make('textarea', { 'aria-labelledby': TITLE, rows: '4', 'aria-describedby': 'written-hint' })
    : make('input', {
        type: 'text',
        inputmode: whole ? 'numeric' : 'decimal',
        'aria-labelledby': TITLE,
        'aria-describedby': 'written-hint',
        autocomplete: 'off',
      });
  input.value = isText ? text : localDecimal(text, lang);
  const hint = isText
    ? fill(words.textHint, { limit: question.maxLength })
    : whole
      ? words.wholeNumberHint
      : words.numberHint;
  const said = make('p', { class: 'said', role: 'alert' });
  const goOn = () => {
    const given = isText ? input.value.trim() : input.value.trim().replace(',', '.');
    const wrong = sitting.answer(given === '' ? null : given);
    if (wrong === null) return onStep();
    said.textContent = violationWords(task.form, wrong, words, lang);
    input.focus();
  };
  return [
    make('p', { class: 'hint', id: 'written-hint' }, hint),
    input,
    said,
    foot(screen, [...optional(screen, question), makeButton(language.kiosk.next, goOn)]),
  ];
}
