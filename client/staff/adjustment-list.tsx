import { formatExact } from '../format.ts';
import { useLanguage } from './language.tsx';

interface AdjustmentListProps {
  readonly adjustments: readonly {
    readonly kind: 'bonus' | 'deduction';
    readonly points: string;
    readonly reason: string;
    readonly document: string;
  }[];
}

/** Points given to a unit and taken from it, each with its reason and document (domain §4). */
export function AdjustmentList({ adjustments }: AdjustmentListProps) {
  const { lang, words } = useLanguage();
  const { kinds } = words.staff.campaignSettings.adjustments;
  return (
    <ul class="places small">
      {adjustments.map(({ kind, points, reason, document }) => (
        <li key={`${kind} ${points} ${reason} ${document}`}>
          {kinds[kind]} {formatExact(points, lang)}: {reason} ({document})
        </li>
      ))}
    </ul>
  );
}
