/**
 * What the script adds to the citizen's form: one part at a time, the same checks as the server's before anything is
 * sent, and sending that survives a weak network. Without it the page posts itself, and everything still works.
 */
import type { Violation } from '../../survey-forms/answer.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { fill } from '../words/fill.ts';
import { clearErrors, type ErrorHead, showErrors } from './error-view.ts';
import { addClearButtons, keepNoneApart, showAsked } from './live-choices.ts';
import { element, elementOf, readPageData } from './page-elements.ts';
import { type Parts, startParts } from './parts.ts';
import { type PostedForm, readForm } from './read-form.ts';
import { type Outcome, postTo, send } from './send.ts';
import { type ShownError, shownErrors } from './shown-errors.ts';

const INTAKE = '/api/v1/responses';

/** Seconds; a form left open for longer says no more than that. */
const A_DAY = 86_400;

const page = readPageData();
const { form, words } = page;
const fields = elementOf('survey-form', HTMLFormElement);
const openedAt = performance.now();
let busy = false;

function posted(): PostedForm {
  const entries = [...new FormData(fields)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return readForm(form, entries);
}

/** Everything wrong with the form as it stands, in the order of its questions. */
function faults({ answers, respondentGroup }: PostedForm): ShownError[] {
  const units = page.units.map((unit) => unit.code);
  const validation = validateAnswers(form, answers, units);
  const groupKnown = form.respondentGroups.some((group) => group.code === respondentGroup);
  return shownErrors(page, validation.ok ? [] : validation.violations, !groupKnown);
}

/** Shows faults on the part that holds the first of them. */
function show(parts: Parts, head: ErrorHead, errors: readonly ShownError[]): void {
  const part = parts.of(errors[0]?.box ?? null);
  if (part >= 0 && part !== parts.current()) parts.show(part);
  const here = errors.filter((error) => [-1, parts.current()].includes(parts.of(error.box)));
  showErrors(head, here, words.errorMark);
}

function onContinue(parts: Parts): void {
  const here = faults(posted()).filter((error) => parts.of(error.box) === parts.current());
  if (here.length > 0) show(parts, { title: words.errorPartTitle }, here);
  else parts.next();
}

async function onSend(parts: Parts): Promise<void> {
  const read = posted();
  const errors = faults(read);
  if (errors.length > 0) return show(parts, { title: words.errorTitle }, errors);
  clearErrors();
  lock(true);
  say(words.sending);
  const outcome = await send(JSON.stringify(submissionOf(read)), {
    post: postTo(INTAKE),
    wait: waiting,
    random: Math.random,
  });
  lock(false);
  conclude(parts, outcome);
}

function submissionOf({ clientId, formVersion, respondentGroup, answers }: PostedForm): Submission {
  return {
    clientId,
    survey: page.survey,
    formVersion: formVersion ?? form.version,
    unit: page.unit ?? undefined,
    respondentGroup: respondentGroup ?? '',
    channel: page.channel,
    token: page.token ?? undefined,
    seconds: Math.min(Math.floor((performance.now() - openedAt) / 1000), A_DAY),
    answers,
  };
}

function conclude(parts: Parts, outcome: Outcome): void {
  say(outcome.kind === 'gave-up' ? words.gaveUp : '');
  if (outcome.kind === 'received') thank(parts, outcome.receipt);
  else if (outcome.kind === 'refused') refuse(parts, outcome.code, outcome.violations);
}

function refuse(parts: Parts, code: string, violations: readonly Violation[]): void {
  const { title, what } = page.problems[code] ?? { title: words.refused, what: '' };
  const errors = shownErrors(page, violations, code === 'unknown-respondent-group');
  show(parts, { title, text: what }, errors);
}

/** Puts the receipt in the place of the form. */
function thank(parts: Parts, receipt: string): void {
  parts.stop();
  const template = elementOf('receipt-template', HTMLTemplateElement);
  element('main').replaceChildren(template.content.cloneNode(true));
  element('receipt-code').textContent = receipt;
  const title = document.querySelector('h1');
  document.title = title?.textContent ?? '';
  window.scrollTo(0, 0);
  title?.focus();
}

/** Calm, visible, and spoken once: the answers are safe and will be sent again. Being online again cuts it short. */
function waiting(seconds: number): Promise<void> {
  say(fill(words.waiting, { seconds }));
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, seconds * 1000);
    window.addEventListener('online', go);
  });
}

function say(text: string): void {
  element('send-status').textContent = text;
}

/** While sending, the answers stay as they were sent. */
function lock(on: boolean): void {
  busy = on;
  fields.setAttribute('aria-busy', String(on));
  for (const section of document.querySelectorAll<HTMLElement>('.part')) section.inert = on;
  for (const id of ['send', 'back', 'next']) elementOf(id, HTMLButtonElement).disabled = on;
}

function start(): void {
  const parts = startParts(clearErrors);
  const refresh = () => {
    showAsked(form, posted().answers);
    parts.refresh();
  };
  addClearButtons(form, words.clear, refresh);
  refresh();
  document.body.classList.add('live');
  fields.addEventListener('change', (event) => {
    keepNoneApart(event.target);
    refresh();
  });
  element('next').addEventListener('click', () => onContinue(parts));
  fields.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    if (parts.isLast()) void onSend(parts);
    else onContinue(parts);
  });
}

start();
