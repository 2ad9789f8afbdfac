import { type Lang, say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { fill } from '../words/fill.ts';
import type { Device } from './device-store.ts';
import type { KioskLanguage, KioskPageData } from './kiosk-data.ts';
import { make, makeButton } from './make-element.ts';
import { questionCount } from './sitting.ts';
import type { Stage } from './stage.ts';

interface StartScreen {
  readonly stage: Stage;
  readonly page: KioskPageData;
  readonly language: KioskLanguage;
  readonly device: Device;
  readonly onLanguage: (lang: Lang) => void;
  readonly onStart: () => void;
  readonly onStaff: () => void;
}

/** The way to the part for staff: small, seen, and reached by keyboard too. */
export const staffLink = (words: KioskLanguage['kiosk'], onStaff: () => void) =>
  make(
    'p',
    { class: 'staff' },
    make('button', { type: 'button', class: 'link', onClick: onStaff }, words.staff),
  );

/** Waits for the next person: who is rated, in which language, and that no name is asked. */
export function showStart(screen: StartScreen): void {
  const { stage, page, language, device, onLanguage, onStaff } = screen;
  const { lang, kiosk: words } = language;
  const { task, standing } = device;
  if (standing !== 'active') {
    showRefused(stage, words, onStaff);
    return;
  }
  const languages = page.languages.map((one) =>
    make(
      'button',
      {
        type: 'button',
        class: 'button quiet',
        lang: one.lang,
        'aria-pressed': String(one.lang === lang),
        onClick: () => onLanguage(one.lang),
      },
      one.name,
    ),
  );
  stage.show(
    'start',
    ...(task.sample ? [sampleLine(language)] : []),
    make('p', { class: 'where' }, `${say(task.unit.name, lang)} · ${task.counter}`),
    make('h1', { tabindex: '-1' }, say(task.form.title, lang)),
    make('div', { class: 'choices', role: 'group', 'aria-label': words.choose }, ...languages),
    ...offer(screen),
    staffLink(words, onStaff),
  );
}

/** As on every page of a sample system. */
const sampleLine = ({ sample }: KioskLanguage) =>
  make('p', { class: 'sample' }, make('strong', {}, sample.label), ` ${sample.text}`);

/** The start, or why there is none today. */
function offer({ language: { lang, kiosk: words }, device: { task }, onStart }: StartScreen): HTMLElement[] {
  if (task.state === 'not-open')
    return [make('p', { class: 'large' }, fill(words.notOpen, { date: formatDate(task.opensOn, lang) }))];
  if (task.state === 'closed') return [make('p', { class: 'large' }, words.closed)];
  const lead = fill(words.lead, { count: questionCount(task.form), unit: say(task.unit.name, lang) });
  return [
    make('p', { class: 'large' }, lead),
    make('p', { class: 'privacy' }, words.anonymous),
    makeButton(words.start, onStart, 'go'),
  ];
}

function showRefused(stage: Stage, words: KioskLanguage['kiosk'], onStaff: () => void): void {
  stage.show(
    'revoked',
    make('h1', { tabindex: '-1' }, words.revokedTitle),
    make('p', { class: 'large' }, words.revoked),
    staffLink(words, onStaff),
  );
}
