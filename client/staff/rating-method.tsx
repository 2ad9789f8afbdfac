import type { RatingRules } from '../../server/core/rating-rules.ts';
import { useLanguage } from './language.tsx';
import { PrintNote } from './print-frame.tsx';
import { pointsOfDossiers } from './rating-rules-view.ts';

/** At the end of the paper: how the points came about. @param rules null: of several quarters, which may differ */
export function RatingMethod({ rules }: { readonly rules: RatingRules | null }) {
  const { lang, words } = useLanguage();
  const { print: text } = words.staff.ratings;
  return (
    <PrintNote>
      {(rules && pointsOfDossiers(rules, { lang, words })) ?? text.byRules} {text.method}
    </PrintNote>
  );
}
