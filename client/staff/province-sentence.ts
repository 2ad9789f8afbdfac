/** The findings of a province in sentences: how many reach a class, the mean and its change, what cost most, who is last. */
import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatCount, formatDecimal, formatPercent, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import type { CampaignOverview, OverviewResult, OverviewSurvey } from './api.ts';
import { areaName } from './province-names.ts';

/** Decimals of points and of percentage points; more where these would say 0 of what is not. */
const DECIMALS = [2, 4, 8, 16] as const;

/** Points as short as they still say something: "1.2500" → "1,25", "0.0004" → "0,0004". */
export function pointsText(points: string, lang: Lang): string {
  const tries = DECIMALS.map((decimals) => formatShort(points, decimals, lang));
  return tries.find((text) => /[1-9]/.test(text)) ?? '0';
}

export interface Findings {
  /** Printed bold. */
  readonly head: string;
  readonly rest: string;
  /** What is asked next, below the sentence. */
  readonly more: string;
}

/** "−1,25", "+3" or "0": a change as it is read. */
export const signed = (change: string, lang: Lang): string =>
  `${compareText(change, '0') > 0 ? '+' : ''}${pointsText(change, lang)}`;

/** The same as tables have it, with two decimals. */
export const signedFixed = (change: string, lang: Lang): string => {
  const text = formatDecimal(change, 2, lang);
  return compareText(change, '0') > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

const withoutSign = (change: string) => change.replace('-', '');

/** The findings of a published result. */
export function resultFindings({ result, change }: CampaignOverview, lang: Lang): Findings {
  const { lead } = wordsOf(lang).staff.province;
  if (!result || result.mean.index === null) return { head: lead.noIndex, rest: '.', more: '' };
  const { index, units } = result.mean;
  const reach = reaching(result, lang);
  const mean = lead.mean(formatPercent(index, lang));
  const trend = change?.mean?.change == null ? [] : [trendOf(change.mean.change, change.earlier.year, lang)];
  const first = [...(reach === '' ? [] : [mean]), ...trend].map((one) => `, ${one}`).join('');
  const without = result.units.length - units;
  const more = [
    ...fellMost(result, change, lang),
    ...lowest(result, lang),
    ...(without > 0 ? [lead.without(without)] : []),
  ];
  return {
    head: reach || capital(mean),
    rest: [`${first}.`, ...costliest(result, lang)].join(' '),
    more: more.join(' '),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How many are in the second class or better; '' where the bands are fewer. */
function reaching({ classes, mean }: OverviewResult, lang: Lang): string {
  const { lead } = wordsOf(lang).staff.province;
  const [first, second, third] = classes;
  if (!first || !second) return '';
  if (!third) return lead.best(first.units, mean.units, say(first.name, lang));
  return lead.reaching(first.units + second.units, mean.units, say(second.name, lang));
}

function trendOf(change: string, year: number, lang: Lang): string {
  const { lead } = wordsOf(lang).staff.province;
  const points = pointsText(withoutSign(change), lang);
  const side = compareText(change, '0');
  if (side === 0) return lead.same(year);
  return side > 0 ? lead.rose(points, year) : lead.fell(points, year);
}

function costliest(result: OverviewResult, lang: Lang): string[] {
  const { lead } = wordsOf(lang).staff.province;
  const area = result.areas.find(({ code }) => code === result.costliest);
  if (!area?.lost || !area.share) return [];
  return [
    lead.costliest(
      areaName(result, area.code, lang),
      pointsText(area.lost, lang),
      formatPercent(area.share, lang),
    ),
  ];
}

function fellMost(result: OverviewResult, change: CampaignOverview['change'], lang: Lang): string[] {
  const { lead } = wordsOf(lang).staff.province;
  const fell = change?.areas?.find(({ area }) => area === change.fellMost);
  if (!change || !fell?.change) return [];
  return [lead.fellMost(areaName(result, fell.area, lang), signed(fell.change, lang), change.earlier.year)];
}

/** The last unit and what cost it most; none where several are last, or there is but one. */
function lowest(result: OverviewResult, lang: Lang): string[] {
  const { lead } = wordsOf(lang).staff.province;
  const [code, second] = result.lowest;
  const unit = result.units.find((one) => one.unit === code);
  if (!unit?.index || second !== undefined || result.mean.units < 2) return [];
  const [name, index] = [say(unit.name, lang), formatPercent(unit.index, lang)];
  return [
    unit.costliest === null
      ? lead.lowestOnly(name, index)
      : lead.lowest(name, index, areaName(result, unit.costliest, lang)),
  ];
}

type Arrived = Pick<OverviewSurvey, 'received' | 'today' | 'channels'>;

/** Answers of all channels that have a target, of these targets, in percent; null without any. */
export function targetShare(channels: Arrived['channels']): number | null {
  const aimed = channels.filter(({ target }) => target !== null);
  const target = aimed.reduce((sum, one) => sum + (one.target ?? 0), 0);
  const got = aimed.reduce((sum, { responses }) => sum + responses, 0);
  return target === 0 ? null : (100 * got) / target;
}

/** What came in so far, over all surveys of a campaign that has no result yet. */
export function arrivalFindings(surveys: readonly Arrived[], lang: Lang): Findings {
  const { lead } = wordsOf(lang).staff.province;
  const sum = (of: (survey: Arrived) => number) => surveys.reduce((total, one) => total + of(one), 0);
  const today = sum((one) => one.today);
  const share = targetShare(surveys.flatMap(({ channels }) => channels));
  const rest = [
    ...(today > 0 ? [lead.arrivedToday(today)] : []),
    ...(share === null ? [] : [lead.target(`${formatCount(Math.floor(share), lang)}\u00a0%`)]),
  ];
  return { head: lead.arrived(sum((one) => one.received)), rest: `${rest.join('')}.`, more: '' };
}
