import { Field } from './field.tsx';

interface ChoiceFieldProps<Choice extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: Choice;
  /** Value → what it is called, in the order of the list; as pairs where values look like numbers, which an object would sort. */
  readonly choices: Readonly<Record<Choice, string>> | readonly (readonly [Choice, string])[];
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  onChoose(value: Choice): void;
}

/** One of a few, from a list that opens. */
export function ChoiceField<Choice extends string>(props: ChoiceFieldProps<Choice>) {
  const { label, name, value, choices, hint, error, disabled, onChoose } = props;
  const pairs = Array.isArray(choices) ? choices : (Object.entries(choices) as [Choice, string][]);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          {...control}
          name={name}
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = pairs.find(([one]) => one === event.currentTarget.value);
            if (chosen) onChoose(chosen[0]);
          }}
        >
          {pairs.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
