/**
 * What the script adds to the citizen's form: one part at a time, the same checks as the server's before anything is
 * sent, a draft, and answers that are saved on the phone before they are sent, so that a weak network loses nothing.
 * Without it the page posts itself, and everything still works.
 */
import type { Violation } from '../../survey-forms/answer.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { fill } from '../words/fill.ts';
import { askToKeepAndSend, forgetPage, registerWorker } from './background.ts';
import { randomText } from './base64url.ts';
import { openOutbox } from './browser-outbox.ts';
import { startSync } from './browser-sync.ts';
import { draftKeeper, NO_DRAFT } from './draft.ts';
import { offerDraft } from './draft-offer.ts';
import { clearErrors, type ErrorHead, showErrors } from './error-view.ts';
import { CLIENT_ID_FIELD } from './field-names.ts';
import { addClearButtons, keepNoneApart, showAsked } from './live-choices.ts';
import { showOutbox } from './outbox-view.ts';
import { element, elementOf, readPageData } from './page-elements.ts';
import { startParts } from './parts.ts';
import { type PostedForm, readForm } from './read-form.ts';
import { type Outcome, postTo } from './send.ts';
import { type ShownError, shownErrors } from './shown-errors.ts';

const INTAKE = '/api/v1/responses';

/** Seconds; a form left open for longer says no more than that. */
const A_DAY = 86_400;

/** A good network has answered by then; whoever still waits is told that nothing can be lost any more. */
const SAY_SAVED_AFTER_MS = 4000;

const page = readPageData();
const { form, words } = page;
const fields = elementOf('survey-form', HTMLFormElement);
const openedAt = performance.now();
const clientId = randomText();
const draft = page.channel === 'kiosk' ? NO_DRAFT : draftKeeper(page);
const outbox = openOutbox();
const parts = startParts(clearErrors);
/** `sent`: the answers are in the outbox, or only on this page. */
let sent: 'saved' | 'unsaved' | null = null;
let sayingSaved: ReturnType<typeof setTimeout> | undefined;

const sync = startSync({
  outbox,
  post: postTo(INTAKE),
  onSettled: ({ id, outcome }) => {
    if (id === clientId) conclude(outcome);
  },
  onPause: (seconds) => {
    if (sent !== null) showSaved();
    element('saved-status').textContent = fill(page.outbox.trying, { seconds });
  },
  onChange: () => void view.refresh(),
});
const view = showOutbox(outbox, page, sync.wake);

function entries(): [string, string][] {
  return [...new FormData(fields)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

const posted = (): PostedForm => readForm(form, entries());

/** Everything wrong with the form as it stands, in the order of its questions. */
function faults({ answers, respondentGroup }: PostedForm): ShownError[] {
  const units = page.units.map((unit) => unit.code);
  const validation = validateAnswers(form, answers, units);
  const groupKnown = form.respondentGroups.some((group) => group.code === respondentGroup);
  return shownErrors(page, validation.ok ? [] : validation.violations, !groupKnown);
}

/** Shows faults on the part that holds the first of them. */
function show(head: ErrorHead, errors: readonly ShownError[]): void {
  const part = parts.of(errors[0]?.box ?? null);
  if (part >= 0 && part !== parts.current()) parts.show(part);
  const here = errors.filter((error) => [-1, parts.current()].includes(parts.of(error.box)));
  showErrors(head, here, words.errorMark);
}

function onContinue(): void {
  const here = faults(posted()).filter((error) => parts.of(error.box) === parts.current());
  if (here.length > 0) show({ title: words.errorPartTitle }, here);
  else {
    parts.next();
    keepDraft();
  }
}

/** Saved first, then sent: whatever happens to the network or the phone, the answer is not lost (decision 12). */
async function onSend(): Promise<void> {
  const read = posted();
  const errors = faults(read);
  if (errors.length > 0) return show({ title: words.errorTitle }, errors);
  clearErrors();
  lock(true);
  say(words.sending);
  const saved = await outbox.put({ id: clientId, body: JSON.stringify(submissionOf(read)) });
  sent = saved ? 'saved' : 'unsaved';
  if (saved) {
    draft.drop();
    void askToKeepAndSend();
  }
  sayingSaved = setTimeout(showSaved, saved ? SAY_SAVED_AFTER_MS : 0);
  sync.wake();
  await view.refresh();
}

function submissionOf({ formVersion, respondentGroup, answers }: PostedForm): Submission {
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

function conclude(outcome: Outcome): void {
  clearTimeout(sayingSaved);
  sent = null;
  say('');
  if (outcome.kind === 'received') thank(outcome.receipt);
  else refuse(outcome.code, outcome.violations);
}

/** Back to the form with the reason: what the citizen can mend goes under the same id, the rest stays counted. */
function refuse(code: string, violations: readonly Violation[]): void {
  const { title, what } = page.problems[code] ?? { title: words.refused, what: '' };
  const errors = shownErrors(page, violations, code === 'unknown-respondent-group');
  lock(false);
  element('saved').hidden = true;
  element('form-box').hidden = false;
  document.body.classList.toggle('later', parts.current() > 0);
  show({ title, text: what }, errors);
}

/** In the place of the form: nothing more is to be done, and nothing can be lost. */
function showSaved(): void {
  clearTimeout(sayingSaved);
  if (!element('saved').hidden) return;
  const { outbox: said } = page;
  element('saved-title').textContent = sent === 'unsaved' ? said.full : said.savedTitle;
  element('saved-text').textContent = sent === 'unsaved' ? said.unsaved : said.saved;
  element('saved-another').hidden = sent === 'unsaved' || page.token !== null;
  element('form-box').hidden = true;
  element('saved').hidden = false;
  document.body.classList.add('later');
  window.scrollTo(0, 0);
  element('saved-title').focus();
}

/** Puts the receipt in the place of the form. */
function thank(receipt: string): void {
  draft.drop();
  if (page.token !== null) void forgetPage().catch(() => undefined);
  parts.stop();
  const template = elementOf('receipt-template', HTMLTemplateElement);
  element('main').replaceChildren(template.content.cloneNode(true));
  element('receipt-code').textContent = receipt;
  const title = document.querySelector('h1');
  document.title = title?.textContent ?? '';
  window.scrollTo(0, 0);
  title?.focus();
}

function say(text: string): void {
  element('send-status').textContent = text;
}

/** While sending, the answers stay as they were sent. */
function lock(on: boolean): void {
  fields.setAttribute('aria-busy', String(on));
  for (const section of document.querySelectorAll<HTMLElement>('.part')) section.inert = on;
  for (const id of ['send', 'back', 'next']) elementOf(id, HTMLButtonElement).disabled = on;
}

function keepDraft(): void {
  if (sent !== null) return;
  const hidden = [...fields.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(({ name }) => name);
  const given = entries().filter(([name, value]) => value !== '' && !hidden.includes(name));
  if (given.length === 0) draft.drop();
  else draft.save({ entries: given, part: parts.current() });
}

function refresh(): void {
  showAsked(form, posted().answers);
  parts.refresh();
}

function start(): void {
  elementOf('survey-form', HTMLFormElement)
    .querySelector(`input[name=${CLIENT_ID_FIELD}]`)
    ?.setAttribute('value', clientId);
  addClearButtons(form, words.clear, () => {
    refresh();
    keepDraft();
  });
  refresh();
  document.body.classList.add('live');
  fields.addEventListener('change', (event) => {
    keepNoneApart(event.target);
    refresh();
    keepDraft();
  });
  element('next').addEventListener('click', onContinue);
  fields.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sent !== null) return;
    if (parts.isLast()) void onSend();
    else onContinue();
  });
  for (const link of document.querySelectorAll('a.language'))
    link.addEventListener('click', () => {
      keepDraft();
      draft.carryOver();
    });
  window.addEventListener('beforeunload', (event) => {
    if (sent === 'unsaved') event.preventDefault();
  });
  offerDraft(draft, fields, parts, refresh);
  void view.refresh();
  registerWorker();
}

start();
