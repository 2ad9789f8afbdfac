import { formatDate } from '../format.ts';
import { useLanguage } from './language.tsx';

interface LastingProps {
  readonly unit: {
    readonly standing: 'whole' | 'part' | 'outside';
    /** First day of the year that it had, and first day without it. */
    readonly from: string | null;
    readonly to: string | null;
  };
}

/** How a unit stood in the year of its campaign, in words. */
export function Lasting({ unit }: LastingProps) {
  const { lang, words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  if (unit.standing === 'outside') return <>{text.outside}</>;
  const days = [
    unit.from && text.began(formatDate(unit.from, lang)),
    unit.to && text.ended(formatDate(unit.to, lang)),
  ];
  return <>{days.filter(Boolean).join(', ') || text.part}</>;
}
