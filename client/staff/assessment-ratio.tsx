import { ratioText } from '../ratio-text.ts';
import type { StageEntry } from './assessment-draft.ts';
import { useLanguage } from './language.tsx';

interface RatioLineProps {
  readonly entry: Pick<StageEntry, 'state' | 'inputs' | 'arithmetic'>;
}

/** The ratio beside points given by hand, for which no threshold is printed (domain §5, "manual with note"). */
export function RatioLine({ entry }: RatioLineProps) {
  const { lang } = useLanguage();
  const { numerator, denominator } = entry.inputs?.values ?? {};
  if (entry.state !== 'scored' || entry.arithmetic || !numerator || !denominator) return null;
  return <p class="small">{ratioText(numerator, denominator, lang)}</p>;
}
