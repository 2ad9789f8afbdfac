import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import type { DossierFiles } from './api.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { changedAddress } from './use-filters.ts';

const PROVINCE_IN_ADDRESS = 'tinh';

type Provinces = DossierFiles['provinces'];

/** The province whose files are brought: what the address says, else the first. */
export function useRatingProvince(provinces: Provinces): string {
  const { query } = useLocation();
  return (provinces.find(({ code }) => code === query[PROVINCE_IN_ADDRESS]) ?? provinces[0])?.code ?? '';
}

interface RatingProvinceProps {
  readonly provinces: Provinces;
  readonly chosen: string;
}

/** The choice of the province, for who works for several. */
export function RatingProvince({ provinces, chosen }: RatingProvinceProps) {
  const { lang, words } = useLanguage();
  const { url, route } = useLocation();
  if (provinces.length < 2) return null;
  return (
    <div class="fields block-s">
      <Field label={words.staff.ratings.files.province}>
        {(control) => (
          <select
            {...control}
            value={chosen}
            onChange={({ currentTarget }) =>
              route(changedAddress(url, { [PROVINCE_IN_ADDRESS]: currentTarget.value }), true)
            }
          >
            {provinces.map(({ code, name }) => (
              <option key={code} value={code}>
                {say(name, lang)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
