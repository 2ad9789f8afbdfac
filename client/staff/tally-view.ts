/**
 * From a live tally to what is drawn: items that share a scale, and bars of their levels. Plain functions; the lengths
 * are for drawing only, every figure that is read comes from the counts or from the server's exact values.
 */

import type { ItemView, LiveView } from '../../server/core/live-view.ts';
import type { Text } from '../../survey-forms/form.ts';
import { percentText } from '../decimal-text.ts';

export type LiveTally = LiveView;
export type Item = ItemView;
export type Level = Item['levels'][number];

/** Levels of the satisfaction scale; the middle one is neither satisfied nor not (domain §2). */
const SATISFACTION_LEVELS = 5;

/** Items of one section on one scale: they share a key of levels and a table. */
export interface ItemGroup {
  readonly key: string;
  /** Title of the factor; null for a section that is none. */
  readonly title: Text | null;
  /** Five levels from bad to good, drawn apart from the middle. Other scales say no direction and are drawn in line. */
  readonly diverging: boolean;
  readonly levels: readonly Pick<Level, 'code' | 'text'>[];
  readonly items: readonly Item[];
}

const scaleOf = (item: Item) => item.levels.map(({ code, text }) => `${code} ${text.vi}`).join('\n');

/** Neighbouring items of one section and scale, in the order of the form. */
export function itemGroups({ items, factors }: Pick<LiveTally, 'items' | 'factors'>): ItemGroup[] {
  const groups: (ItemGroup & { items: Item[] })[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const [neighbour] = last?.items ?? [];
    if (last && neighbour?.section === item.section && scaleOf(neighbour) === scaleOf(item)) {
      last.items.push(item);
      continue;
    }
    const factor = factors.find((one) => one.key === item.section);
    groups.push({
      key: item.key,
      title: neighbour?.section === item.section ? null : (factor?.title ?? null),
      diverging: factor !== undefined && item.levels.length === SATISFACTION_LEVELS,
      levels: item.levels.map(({ code, text }) => ({ code, text })),
      items: [item],
    });
  }
  return groups;
}

/** One level of a bar: where it is drawn, in percent of all answers, and its share as text. */
export interface Segment {
  readonly code: number;
  readonly from: number;
  readonly to: number;
  /** "52.00"; exact to two decimals, half up. */
  readonly percent: string;
}

/**
 * The bar of an item: every level, also those at 0. Diverging: what lies left of 0 is dissatisfied, right of it
 * satisfied, and the middle level stands astride. Null where counts are withheld or nothing was answered.
 */
export function levelBar({ levels, withheld }: Item, diverging: boolean): Segment[] | null {
  const counts = levels.map((level) => level.count ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (withheld || total === 0) return null;
  const middle = (levels.length - 1) / 2;
  const left = counts.reduce(
    (sum, count, at) => sum + (at < middle ? count : at === middle ? count / 2 : 0),
    0,
  );
  let at = diverging ? -left : 0;
  return levels.map(({ code }, level) => {
    const count = counts[level] ?? 0;
    const from = at;
    at += count;
    return {
      code,
      from: (100 * from) / total,
      to: (100 * at) / total,
      percent: percentText(String(count), String(total)),
    };
  });
}

/** What all bars have room in, so that they compare: out to the next ten percent on both sides of 0. */
export function commonRange(bars: readonly (readonly Segment[] | null)[]): { min: number; max: number } {
  const ends = bars.flatMap((bar) => (bar ?? []).flatMap(({ from, to }) => [from, to]));
  const toTen = (value: number, round: (x: number) => number) => round(value / 10) * 10 + 0;
  return {
    min: Math.min(0, ...ends.map((end) => toTen(end, Math.floor))),
    max: Math.max(0, ...ends.map((end) => toTen(end, Math.ceil))),
  };
}
