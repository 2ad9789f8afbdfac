import type { Assessment } from './api.ts';
import { useLanguage } from './language.tsx';

/** Which leaves the page shows: all, those where stages differ, or those that the stage still waits for. */
export type Shown = 'all' | 'different' | 'missing';

interface LeafFilterProps {
  readonly data: Assessment;
  readonly shown: Shown;
  onShow(shown: Shown): void;
}

export function LeafFilter({ data, shown, onShow }: LeafFilterProps) {
  const { words } = useLanguage();
  const { filter } = words.staff.assessment;
  const choices: readonly Shown[] = [
    'all',
    ...(data.state === 'open' ? [] : (['different'] as const)),
    ...(data.writes === null || data.writes === 'explanation' ? [] : (['missing'] as const)),
  ];
  if (choices.length < 2) return null;
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{filter.label}</legend>
      {choices.map((choice) => (
        <label key={choice} class={choice === shown ? 'on' : undefined}>
          <input type="radio" name="shown" checked={choice === shown} onChange={() => onShow(choice)} />
          {filter[choice]}
        </label>
      ))}
    </fieldset>
  );
}
