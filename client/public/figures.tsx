import type { Framework } from '../../server/core/framework.ts';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';

/**
 * A thin bar for a value in percent, beside its figure and hidden from readers that cannot see it. `percent`: decimal
 * text; what lies outside 0…100 fills none or all of it. The length is an attribute, for no style may be inline.
 */
export function ThinBar({ percent }: { readonly percent: string }) {
  return (
    <svg class="thin-bar" aria-hidden="true" focusable="false">
      <rect width={`${withinHundred(percent)}%`} height="100%" />
    </svg>
  );
}

function withinHundred(percent: string): string {
  if (percent.startsWith('-')) return '0';
  return compareText(percent, '100') > 0 ? '100' : percent;
}

interface ClassTagProps {
  readonly name: Text;
  readonly framework: Pick<Framework, 'bands'>;
  readonly lang: Lang;
}

/** A class as a word with a tint by its place among the bands, never by colour alone. */
export function ClassTag({ name, framework, lang }: ClassTagProps) {
  const place = framework.bands.findIndex((band) => band.name.vi === name.vi);
  const tint = place < 2 ? 'top' : place === 2 ? 'mid' : 'low';
  return <span class={`tag ${tint}`}>{say(name, lang)}</span>;
}
