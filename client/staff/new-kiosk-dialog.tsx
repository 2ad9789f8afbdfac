import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type Kiosks, kiosks } from './api.ts';
import type { KioskCode } from './kiosk-code-dialog.tsx';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface NewKioskDialogProps {
  readonly places: Kiosks['places'];
  onClose(): void;
  onGiven(given: KioskCode): void;
}

/** A new kiosk: survey, unit, counter and PIN. */
export function NewKioskDialog({ places, onClose, onGiven }: NewKioskDialogProps) {
  const { lang, words } = useLanguage();
  const { kiosks: text } = words.staff;
  const [survey, setSurvey] = useState(places[0]?.survey ?? '');
  const units = places.find((place) => place.survey === survey)?.units ?? [];
  const [chosen, setUnit] = useState('');
  const [counter, setCounter] = useState('');
  const [pin, setPin] = useState('');
  const { busy, trouble, run } = useSend();
  // Another survey may not have the unit that was chosen for the one before.
  const unit = units.some(({ code }) => code === chosen) ? chosen : (units[0]?.code ?? '');
  const errorOf = (field: string) => fieldError(trouble, field, words);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const made = await answerOf(kiosks.kiosks.$post({ json: { survey, unit, counter, pin } }));
      onGiven({ counter: counter.trim(), code: made.code });
    });
  };
  return (
    <Dialog title={text.addTitle} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <TroubleNotice
          trouble={trouble}
          fields={{ survey: text.survey, unit: text.unit, counter: text.counter, pin: text.pin }}
        />
        <Field label={text.survey} error={errorOf('survey')}>
          {(control) => (
            <select {...control} value={survey} onChange={(event) => setSurvey(event.currentTarget.value)}>
              {places.map((place) => (
                <option key={place.survey} value={place.survey}>
                  {say(place.title, lang)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={text.unit} error={errorOf('unit')}>
          {(control) => (
            <select {...control} value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
              {units.map(({ code, name }) => (
                <option key={code} value={code}>
                  {say(name, lang)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextInput
          label={text.counter}
          hint={text.counterHint}
          name="counter"
          required
          value={counter}
          onInput={setCounter}
          error={errorOf('counter')}
        />
        <TextInput
          label={text.pin}
          hint={text.pinHint}
          name="pin"
          required
          value={pin}
          onInput={setPin}
          error={errorOf('pin')}
        />
        <DialogActions action={text.add} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
