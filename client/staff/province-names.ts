/** What areas and groups of a result are called, and what of the page of a province stands in its address. */
import { type Lang, say } from '../../survey-forms/form.ts';
import type { OverviewResult } from './api.ts';

export const PROVINCE_FILTERS = { campaign: 'dot', sort: 'xep', class: 'loai' } as const;

/** Places on the page of a province. */
export const RANKING = 'xep-hang';
export const UNITS_BY_AREA = 'linh-vuc';

/** The name of an area with its code. */
export function areaName({ areas }: Pick<OverviewResult, 'areas'>, code: string, lang: Lang): string {
  const area = areas.find((one) => one.code === code);
  return area ? `${code}. ${say(area.name, lang)}` : code;
}
