import { useLayoutEffect, useRef } from 'preact/hooks';
import { Field } from './field.tsx';

/** One object a kind: which attributes an input may have hangs on its type. */
const KINDS = {
  text: { type: 'text' },
  password: { type: 'password' },
  date: { type: 'date' },
  number: { type: 'number' },
} as const;

interface TextInputProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly type?: keyof typeof KINDS | undefined;
  readonly mark?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  /** What a browser may fill in by itself. */
  readonly complete?: string | undefined;
  /** Id of a list of suggestions; for plain text. */
  readonly list?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Takes the focus at first and each time this changes, except to null. */
  readonly focusOn?: unknown;
  onInput(value: string): void;
  onFocus?: (() => void) | undefined;
  /** The field is left. */
  onLeave?: (() => void) | undefined;
}

/** A field of one line. */
export function TextInput(props: TextInputProps) {
  const { label, mark, hint, error, type = 'text', complete = 'off', focusOn = null, onInput } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (focusOn !== null) input.current?.focus();
  }, [focusOn]);
  return (
    <Field label={label} mark={mark} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          ref={input}
          {...(props.list === undefined ? KINDS[type] : { ...KINDS.text, list: props.list })}
          name={props.name}
          value={props.value}
          required={props.required === true}
          autocomplete={complete}
          autocapitalize="none"
          spellcheck={false}
          min={props.min ?? ''}
          max={props.max ?? ''}
          onInput={(event) => onInput(event.currentTarget.value)}
          onFocus={() => props.onFocus?.()}
          onBlur={() => props.onLeave?.()}
        />
      )}
    </Field>
  );
}
