import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { isSerial } from '../../survey-forms/serial.ts';
import { sheetScreen } from './addresses.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';

/** The digits of a serial, however it was written: "004 217", with a line end of the scanner. */
export const serialDigits = (text: string): string => text.replace(/\D/g, '').slice(0, 6);

/** A field that takes a serial and opens its sheet; a wrong check digit is told here, before anybody is asked. */
export function FindSheet({ campaign }: { readonly campaign: string }) {
  const { words } = useLanguage();
  const { route } = useLocation();
  const { paper } = words.staff;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const serial = serialDigits(text);
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (isSerial(serial)) route(sheetScreen(campaign, serial));
  };
  const wrong = (tried || serial.length === 6) && !isSerial(serial);
  return (
    <form class="find-sheet" onSubmit={open}>
      <Field label={paper.find} hint={paper.findHint} error={wrong ? paper.wrongSerial : undefined}>
        {(control) => (
          <input
            {...control}
            type="text"
            class="serial"
            inputMode="numeric"
            autocomplete="off"
            maxLength={7}
            value={text}
            onInput={(event) => {
              setTried(false);
              setText(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      <button type="submit" class="button quiet">
        {paper.findSend}
      </button>
    </form>
  );
}
