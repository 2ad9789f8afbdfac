import { useState } from 'preact/hooks';
import type { Lang } from '../../../survey-forms/form.ts';
import { compareText } from '../../decimal-text.ts';
import { formatExact } from '../../format.ts';
import { readDecimal } from '../assessment-draft.ts';
import { useLanguage } from '../language.tsx';
import { Field } from './field.tsx';

interface DecimalFieldProps {
  readonly label: string;
  readonly name: string;
  /** Machine notation; what was typed, where that is no number; '' for blank. */
  readonly value: string;
  readonly mark?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  onInput(value: string): void;
}

const MACHINE = /^\d+(\.\d+)?$/;

const shown = (value: string, lang: Lang) => (MACHINE.test(value) ? formatExact(value, lang) : value);

/** What is typed, in machine notation where it is a number in the reader's. */
const machineOf = (text: string, lang: Lang) => readDecimal(text.trim(), lang) ?? text;

/** "60.0" on its way to "60.05" is 60: what is being typed stays as it is typed. */
const isSame = (typed: string, value: string) =>
  typed === value || (MACHINE.test(typed) && MACHINE.test(value) && compareText(typed, value) === 0);

/** A decimal in the reader's notation, kept in machine notation. */
export function DecimalField({
  label,
  name,
  value,
  mark,
  hint,
  error,
  disabled,
  onInput,
}: DecimalFieldProps) {
  const { lang, words } = useLanguage();
  const [text, setText] = useState(() => shown(value, lang));
  // Another value from outside, by undo or another row, takes the place of what was typed.
  const typed = isSame(machineOf(text, lang), value) ? text : shown(value, lang);
  const wrong =
    value.trim() !== '' && !MACHINE.test(value) ? words.staff.frameworks.criterion.decimalWrong : undefined;
  return (
    <Field label={label} mark={mark} hint={hint} error={error ?? wrong}>
      {(control) => (
        <input
          {...control}
          name={name}
          class="decimal"
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          disabled={disabled}
          onInput={(event) => {
            setText(event.currentTarget.value);
            onInput(machineOf(event.currentTarget.value, lang));
          }}
        />
      )}
    </Field>
  );
}
