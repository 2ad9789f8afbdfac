import { Field } from './field.tsx';

interface TextAreaProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly rows?: number | undefined;
  readonly required?: boolean | undefined;
  onInput(value: string): void;
}

/** A field of some lines. */
export function TextArea(props: TextAreaProps) {
  const { label, name, value, hint, error, rows = 3, required = false, onInput } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          {...control}
          name={name}
          required={required}
          rows={rows}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
