/** Small comforts while answering: questions that come and go, choices that can be taken back. */
import type { Answers } from '../../survey-forms/answer.ts';
import { type Form, questionsOf } from '../../survey-forms/form.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import { boxId, NONE_OF_THESE } from './field-names.ts';
import { controlsOf, element } from './page-elements.ts';

/** Hides the questions that are not asked, given the answers; their fields are not posted. */
export function showAsked(form: Form, answers: Answers): void {
  const asked = new Set(askedQuestions(form, answers).map((question) => question.key));
  for (const { key, askIf } of questionsOf(form)) {
    if (!askIf) continue;
    const box = element(boxId(key));
    box.hidden = !asked.has(key);
    for (const control of controlsOf(box)) control.disabled = box.hidden;
  }
}

/** "None of these" and the other choices of a list exclude each other. */
export function keepNoneApart(changed: EventTarget | null): void {
  if (!(changed instanceof HTMLInputElement) || changed.type !== 'checkbox' || !changed.checked) return;
  const none = String(NONE_OF_THESE);
  for (const other of controlsOf(changed.closest('fieldset') ?? document)) {
    if (other instanceof HTMLInputElement && other.name === changed.name && other !== changed)
      other.checked = other.checked && changed.value !== none && other.value !== none;
  }
}

/** Gives every group of radio buttons that may stay blank a way back to blank; `onClear` follows each use. */
export function addClearButtons(form: Form, label: string, onClear: () => void): void {
  for (const { key, required, kind } of questionsOf(form)) {
    const box = element(boxId(key));
    const groups = kind === 'matrix' ? [...box.querySelectorAll<HTMLElement>('.row')] : required ? [] : [box];
    for (const group of groups) addClearButton(group, label, onClear);
  }
}

function addClearButton(group: HTMLElement, label: string, onClear: () => void): void {
  const radios = [...group.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  if (radios.length === 0) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'clear';
  button.textContent = label;
  const refresh = () => {
    button.hidden = !radios.some((radio) => radio.checked);
  };
  button.addEventListener('click', () => {
    for (const radio of radios) radio.checked = false;
    radios[0]?.focus();
    refresh();
    onClear();
  });
  group.addEventListener('change', refresh);
  group.append(button);
  refresh();
}
