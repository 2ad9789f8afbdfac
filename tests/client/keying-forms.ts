/** Forms and packs for tests of the keying screen. */

import type { Task } from '../../client/keying/keying-state.ts';
import type { Pack, Standing } from '../../client/keying/pack.ts';
import type { Form } from '../../survey-forms/form.ts';
import { serialOf } from '../../survey-forms/serial.ts';

/** Those of the pack, by number. */
export const SERIALS = Array.from({ length: 12 }, (_, number) => serialOf(number + 421));
export const [FIRST = '', SECOND = ''] = SERIALS;

export function packOf(form: Form, more: Partial<Pack> = {}): Pack {
  return {
    campaign: 'thu-2026',
    batch: 14,
    pass: 1,
    survey: 'hai-long',
    title: { vi: 'Hài lòng' },
    postOffice: { vi: 'Bưu điện Thử' },
    unit: { vi: 'Sở An' },
    respondentGroup: 'citizen',
    form,
    units: [],
    sheets: SERIALS.map((serial) => ({ serial, keyed: 'no' as const })),
    ...more,
  };
}

export function taskOf(
  pack: Pack,
  keyed: Readonly<Record<string, Standing>> = {},
  elsewhere: Readonly<Record<string, string>> = {},
): Task {
  const standings = new Map(pack.sheets.map((sheet) => [sheet.serial, sheet.keyed]));
  return {
    pack,
    units: pack.units.map(({ code }) => code),
    standing: (serial) => keyed[serial] ?? standings.get(serial) ?? null,
    elsewhere: (serial) => elsewhere[serial] ?? null,
  };
}
