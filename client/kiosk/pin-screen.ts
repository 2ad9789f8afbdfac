import { fill } from '../words/fill.ts';
import { countTries, pinMatches } from './device-pin.ts';
import type { Device } from './device-store.ts';
import { makeField } from './enrol-screen.ts';
import type { KioskLanguage } from './kiosk-data.ts';
import { checkPinOnline } from './kiosk-server.ts';
import { make, makeButton } from './make-element.ts';
import type { Stage } from './stage.ts';

interface PinScreen {
  readonly stage: Stage;
  readonly words: KioskLanguage['kiosk'];
  readonly device: Device;
  readonly onRight: () => void;
  readonly onBack: () => void;
}

const tries = countTries(() => performance.now());

/** @returns what is wrong; null for the right PIN. The server checks where it can; else the hash on the device does. */
async function troubleOf(pin: string, device: Device, words: KioskLanguage['kiosk']): Promise<string | null> {
  const told = device.standing === 'active' ? await checkPinOnline(device.secret, pin) : null;
  if (told?.is === 'done') return null;
  if (told?.is === 'refused' && told.code === 'wrong-pin') return words.pinWrong;
  if (told?.is === 'refused' && told.code === 'too-many-attempts')
    return fill(words.pinLater, { minutes: Math.ceil((told.retryAfter ?? 60) / 60) });
  // No network, or the server does not know the device any more: its queue must still be reached.
  const minutes = tries.minutesToWait();
  if (minutes > 0) return fill(words.pinLater, { minutes });
  if (device.pin === null) return words.pinOffline;
  if (await pinMatches(device.pin, pin)) {
    tries.forget();
    return null;
  }
  tries.noteWrong();
  return words.pinWrong;
}

/** Asks for the PIN before anything for staff is shown. */
export function showPin({ stage, words, device, onRight, onBack }: PinScreen): void {
  const pin = makeField({ id: 'staff-pin', label: words.pin, type: 'password', mode: 'numeric' });
  const said = make('p', { class: 'said', role: 'alert' });
  const enter = make('button', { type: 'submit', class: 'button' }, words.enter);
  const actions = make('div', { class: 'foot' }, makeButton(words.back, onBack, 'quiet'), enter);
  const form = make('form', { class: 'fields' }, pin.field, said, actions);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (enter.disabled) return;
    enter.disabled = true;
    void troubleOf(pin.input.value, device, words).then((trouble) => {
      enter.disabled = false;
      if (trouble === null) return onRight();
      said.textContent = trouble;
      pin.input.value = '';
      pin.input.focus();
    });
  });
  stage.show('pin', make('h1', { tabindex: '-1' }, words.pinTitle), make('p', {}, words.pinLead), form);
}
