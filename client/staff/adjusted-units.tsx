import { say } from '../../survey-forms/form.ts';
import { AdjustmentList } from './adjustment-list.tsx';
import type { Preview } from './api.ts';
import { useLanguage } from './language.tsx';

/** Bonus and deduction of every unit that has some: both people who publish read them with their reasons. */
export function AdjustedUnits({ preview }: { readonly preview: Preview }) {
  const { lang, words } = useLanguage();
  const own = (code: string) => preview.adjustments.filter(({ unit }) => unit === code);
  const units = preview.units.filter(({ unit }) => own(unit).length > 0);
  if (units.length === 0) return null;
  return (
    <>
      <h3 class="block-s">{words.staff.publication.adjustmentsTitle}</h3>
      <ul class="places">
        {units.map(({ unit, name }) => (
          <li key={unit}>
            {say(name, lang)}
            <AdjustmentList adjustments={own(unit)} />
          </li>
        ))}
      </ul>
    </>
  );
}
