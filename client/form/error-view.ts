/** Shows what is wrong, in the places the page keeps for it: the summary on top and a message beside each question. */
import { errorId } from './field-names.ts';
import { controlsOf, element } from './page-elements.ts';
import type { ShownError } from './shown-errors.ts';

/** What the summary says above its list. */
export interface ErrorHead {
  readonly title: string;
  readonly text?: string | undefined;
}

/** Replaces whatever was shown before, and moves the focus to the summary. */
export function showErrors(
  { title, text = '' }: ErrorHead,
  errors: readonly ShownError[],
  mark: string,
): void {
  clearErrors();
  element('error-title').textContent = title;
  element('error-text').textContent = text;
  element('error-list').append(...errors.map(summaryLine));
  for (const error of errors) showBeside(error, mark);
  const summary = element('error-summary');
  summary.hidden = false;
  summary.focus();
}

export function clearErrors(): void {
  element('error-summary').hidden = true;
  element('error-list').replaceChildren();
  for (const box of document.querySelectorAll('.question.wrong')) {
    box.classList.remove('wrong');
    box.querySelector('.error')?.remove();
    for (const described of [box, ...controlsOf(box)]) undescribe(described, errorId(box.id));
  }
}

function summaryLine({ control, line }: ShownError): HTMLLIElement {
  const item = document.createElement('li');
  if (control === null) item.append(line);
  else {
    const link = document.createElement('a');
    link.href = `#${control}`;
    link.textContent = line;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      element(control).focus();
    });
    item.append(link);
  }
  return item;
}

/** The same markup as the server's `InlineError`. A question with several faults shows the first. */
function showBeside({ box, message }: ShownError, mark: string): void {
  const question = box === null ? null : document.getElementById(box);
  if (!question || question.classList.contains('wrong')) return;
  const hidden = document.createElement('span');
  hidden.className = 'visually-hidden';
  hidden.textContent = mark;
  const error = document.createElement('p');
  error.className = 'error';
  error.id = errorId(question.id);
  error.append(hidden, ` ${message}`);
  question.classList.add('wrong');
  question.querySelector('.levels, .row, input, textarea')?.before(error);
  const described = question instanceof HTMLFieldSetElement ? [question] : controlsOf(question);
  for (const one of described) describe(one, error.id);
}

const described = (one: Element) => (one.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);

function describe(one: Element, id: string): void {
  one.setAttribute('aria-describedby', [...described(one), id].join(' '));
  if (!(one instanceof HTMLFieldSetElement)) one.setAttribute('aria-invalid', 'true');
}

function undescribe(one: Element, id: string): void {
  const rest = described(one).filter((other) => other !== id);
  if (rest.length > 0) one.setAttribute('aria-describedby', rest.join(' '));
  else one.removeAttribute('aria-describedby');
  one.removeAttribute('aria-invalid');
}
