import { useLanguage } from './language.tsx';
import type { differences } from './rating-rules-view.ts';

interface RatingRulesLeadProps {
  /** From the shipped table; null: none suits this year. */
  readonly differing: ReturnType<typeof differences> | null;
}

/** In one sentence what is special about the table. */
export function RatingRulesLead({ differing }: RatingRulesLeadProps) {
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  if (!differing) return null;
  const places = [
    ...(differing.indicators.length > 0 ? [text.ofIndicators(differing.indicators.join(', '))] : []),
    ...(differing.common ? [text.ofCommon] : []),
  ];
  return <p class="lead">{places.length === 0 ? text.asShipped : text.differsIn(places.join('; '))}</p>;
}
