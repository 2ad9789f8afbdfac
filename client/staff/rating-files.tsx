import { ratingTable } from './api.ts';
import { useLanguage } from './language.tsx';

/** The tables of a page as files. @param of `ratings/<id>` or `campaigns/<id>/rating-year` */
export function RatingFiles({ of }: { readonly of: string }) {
  const { lang, words } = useLanguage();
  const { sheet: text } = words.staff.ratings;
  const links = [
    [text.workbook, { format: 'xlsx' }],
    [text.csv, { format: 'csv' }],
    [text.officialsCsv, { format: 'csv', table: 'officials' }],
  ] as const;
  return (
    <p class="year-links small after-table">
      {links.map(([name, choice]) => (
        <a key={name} href={ratingTable(of, lang, choice)} download>
          {name}
        </a>
      ))}
    </p>
  );
}
