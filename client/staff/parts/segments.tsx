interface SegmentsProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly T[];
  /** Null: none of them is taken. */
  readonly chosen: T | null;
  label(choice: T): string;
  choose(choice: T): void;
}

/** A few choices side by side, one of them taken. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { name, legend, choices, label, chosen, choose } = props;
  return (
    <fieldset class="segments">
      <legend class="small muted">{legend}</legend>
      {choices.map((one) => (
        <label key={one} class={one === chosen ? 'on' : undefined}>
          <input type="radio" name={name} checked={one === chosen} onChange={() => choose(one)} />
          {label(one)}
        </label>
      ))}
    </fieldset>
  );
}
