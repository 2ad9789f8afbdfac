import { say } from '../../survey-forms/form.ts';
import type { KeyedField } from '../../survey-forms/keyed-answers.ts';
import { useLanguage } from '../staff/language.tsx';
import type { Pack } from './pack.ts';

interface ItemLineProps {
  readonly pack: Pack;
  readonly field: KeyedField;
  /** Absent: not keyed yet. */
  readonly value?: string | undefined;
}

/** One line of the sheet: item, text, and what was keyed. */
export function ItemLine({ pack, field, value }: ItemLineProps) {
  const { lang } = useLanguage();
  const unit = unitName(pack, field);
  return (
    <li class="item">
      <span class="item-number">{field.item}</span>
      <span class="item-text">
        {unit && `${say(unit, lang)}: `}
        {say(field.question.text, lang)}
      </span>
      <b class="item-value">{value}</b>
    </li>
  );
}

/** The unit a field of a matrix rates; null elsewhere. */
export const unitName = ({ units }: Pack, { unit }: KeyedField) =>
  unit === '' ? null : (units.find(({ code }) => code === unit)?.name ?? { vi: unit });
