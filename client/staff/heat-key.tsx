import { say, type Text } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import type { HeatRange } from './charts/heat-step.ts';
import { useLanguage } from './language.tsx';

interface HeatKeyProps {
  readonly range: HeatRange;
  /** What the hatched cells are. */
  readonly gaps: string;
  readonly areas: readonly { readonly code: string; readonly name: Text }[];
}

/** What the tints of a heat table stand for, and the numbers at the head of its columns. */
export function HeatKey({ range, gaps, areas }: HeatKeyProps) {
  const { lang, words } = useLanguage();
  const { heat: text } = words.staff.province;
  return (
    <>
      <p class="small muted">
        {text.key(formatCount(range.min, lang), formatCount(range.max, lang))} {gaps}
      </p>
      <p class="small area-key">
        {text.columns}{' '}
        {areas.map(({ code, name }, at) => (
          <span key={code}>
            {at > 0 && ' · '}
            <b>{code}</b> {say(name, lang)}
          </span>
        ))}
      </p>
    </>
  );
}
