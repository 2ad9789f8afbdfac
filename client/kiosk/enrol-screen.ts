import { storePin } from './device-pin.ts';
import { type Device, saveDevice } from './device-store.ts';
import { ENROL_PROBLEMS, type KioskLanguage } from './kiosk-data.ts';
import { enrol } from './kiosk-server.ts';
import { make } from './make-element.ts';
import type { Stage } from './stage.ts';

interface EnrolScreen {
  readonly stage: Stage;
  readonly language: KioskLanguage;
  readonly onEnrolled: (device: Device) => void;
}

interface FieldSpec {
  readonly id: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly mode: 'text' | 'numeric';
}

/** A labelled field of one line that no browser fills in. */
export function makeField({ id, label, type, mode }: FieldSpec): {
  field: HTMLElement;
  input: HTMLInputElement;
} {
  const input = make('input', {
    id,
    type,
    inputmode: mode,
    required: true,
    autocomplete: type === 'password' ? 'one-time-code' : 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
  });
  return { field: make('p', { class: 'field' }, make('label', { for: id }, label), input), input };
}

/** Code and PIN turn this device into the kiosk they were made for. A queue that waits on it stays. */
export function showEnrol({ stage, language, onEnrolled }: EnrolScreen): void {
  const { kiosk: words } = language;
  const code = makeField({ id: 'enrol-code', label: words.enrolCode, type: 'text', mode: 'text' });
  const pin = makeField({ id: 'enrol-pin', label: words.pin, type: 'password', mode: 'numeric' });
  const said = make('p', { class: 'said', role: 'alert' });
  const send = make('button', { type: 'submit', class: 'button' }, words.enrol);
  const form = make('form', { class: 'fields' }, code.field, pin.field, said, send);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    said.textContent = words.working;
    void takePlace(code.input.value, pin.input.value).then((trouble) => {
      send.disabled = false;
      said.textContent = trouble;
    });
  });

  /** @returns what went wrong; '' when the device is enrolled */
  async function takePlace(given: string, digits: string): Promise<string> {
    const told = await enrol(given, digits);
    if (told.is === 'unreachable') return words.unreachable;
    if (told.is === 'refused') return refusalWords(told.code, language);
    const { secret, device: task } = told.body;
    const device: Device = { secret, task, standing: 'active', pin: await storePin(digits) };
    await saveDevice(device).catch(() => undefined);
    // What the queue and the secret lie in should not be cleared away; the browser may say no.
    await navigator.storage?.persist?.().catch(() => false);
    onEnrolled(device);
    return '';
  }

  stage.show('enrol', make('h1', { tabindex: '-1' }, words.enrolTitle), make('p', {}, words.enrolLead), form);
}

/** What is wrong and what to do; a code of a newer server counts as a request it could not read. */
function refusalWords(code: string, { problems }: KioskLanguage): string {
  const known = ENROL_PROBLEMS.find((one) => one === code) ?? 'malformed-request';
  return `${problems[known].title}. ${problems[known].what}`;
}
