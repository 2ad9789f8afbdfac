/** What the page of a unit makes of its figures: order of rows, the sentence at the top, and points rounded up. Pure. */
import type { DashboardNode } from '../../server/core/unit-dashboard.ts';
import type { UnitItem } from '../../server/core/unit-items.ts';
import { compareText, roundText, sumText } from '../decimal-text.ts';

const DECIMALS = 2;
const SMALLEST_STEP = '0.01';

/** Two decimals, never less than the text: whoever gains the points that are shown has gained enough. */
export function roundedUp(text: string): string {
  const rounded = roundText(text, DECIMALS);
  return compareText(rounded, text) < 0 ? sumText([rounded, SMALLEST_STEP]) : rounded;
}

export const isNegative = (text: string): boolean => compareText(text, '0') < 0;

/** Without its sign. */
export const sizeOf = (text: string): string => text.replace('-', '');

/** The most first; what has no figure last, else in the order given. */
export function mostFirst<T>(list: readonly T[], figure: (one: T) => string | null): T[] {
  return list.toSorted((a, b) => {
    const [one, other] = [figure(a), figure(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return compareText(other, one);
  });
}

/** Every node before its children; siblings that lost most first. */
export function byLoss(tree: readonly DashboardNode[], parent: string | null = null): DashboardNode[] {
  const siblings = tree.filter((node) => node.parent === parent);
  return mostFirst(siblings, ({ lost }) => lost).flatMap((node) => [node, ...byLoss(tree, node.code)]);
}

/** The area that lost most; undefined where nothing was lost, or there is only one. */
export function costliestArea(tree: readonly DashboardNode[]): DashboardNode | undefined {
  const areas = tree.filter(({ parent }) => parent === null);
  const [most] = mostFirst(areas, ({ lost }) => lost);
  return areas.length > 1 && most?.lost && compareText(most.lost, '0') > 0 ? most : undefined;
}

/** The biggest fall first; items that rose or have no change behind, in the order of the form. */
export function byFall<T extends Pick<UnitItem, 'change'>>(items: readonly T[]): T[] {
  const fallen = items.filter(({ change }) => change !== null && isNegative(change));
  const others = items.filter((item) => !fallen.includes(item));
  return [...mostFirst(fallen, ({ change }) => sizeOf(change ?? '0')), ...others];
}

/** The item that fell most over all forms; undefined where none fell. */
export function fellMost(forms: readonly { readonly items: readonly UnitItem[] }[]): UnitItem | undefined {
  const [first] = byFall(forms.flatMap(({ items }) => items));
  return first?.change && isNegative(first.change) ? first : undefined;
}

/** Where on the page a criterion stands, and an item. */
export const nodeAnchor = (code: string) => `tc-${code.replaceAll('.', '-')}`;
export const itemAnchor = (form: string, question: string) => `muc-${form}-${question}`;

/** A share in [0;1] or percent, for the length of a bar only; never computed with. */
export const lengthOf = (text: string | null): number | null => (text === null ? null : Number(text));
