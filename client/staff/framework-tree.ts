/** The criteria of a draft as a tree: what is below what, and the ways in which it is changed. Plain functions. */
import type { Criterion } from '../../server/core/framework.ts';
import { compareText, minusText, sumText } from '../decimal-text.ts';

export type Criteria = readonly Criterion[];

const MACHINE = /^\d+(\.\d+)?$/;

/** Whether a maximum can be counted with; a draft may hold any text. */
export const isDecimal = (text: string | null | undefined): text is string =>
  typeof text === 'string' && MACHINE.test(text);

export const childrenOf = (criteria: Criteria, parent: string | null): Criterion[] =>
  criteria.filter((one) => one.parent === parent);

/** Codes of a row and all below it. A draft may have a circle: each is visited once. */
export function branchOf(criteria: Criteria, code: string): ReadonlySet<string> {
  const found = new Set([code]);
  for (const one of found)
    for (const child of childrenOf(criteria, one)) if (child.code !== one) found.add(child.code);
  return found;
}

/** Steps from the top; 0 for an area. */
export function depthOf(criteria: ReadonlyMap<string, Criterion>, code: string): number {
  const seen = new Set<string>();
  let at = criteria.get(code)?.parent ?? null;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    at = criteria.get(at)?.parent ?? null;
  }
  return seen.size;
}

/** The sum of the maxima below a row, and by how much it misses the row's own; null while one is no number. */
export function sumBelow(
  criteria: Criteria,
  parent: string | null,
  max: string | null,
): { readonly sum: string; readonly off: string } | null {
  const maxima = childrenOf(criteria, parent).map((one) => one.max);
  if (maxima.length === 0 || !maxima.every(isDecimal) || !isDecimal(max)) return null;
  const sum = sumText(maxima);
  return { sum, off: minusText(sum, max) };
}

export const isRight = (off: string) => compareText(off, '0') === 0;

/** The number behind the last sibling: "1.4" after "1.3". */
function nextCode(criteria: Criteria, parent: string | null): string {
  const last = childrenOf(criteria, parent)
    .map(({ code }) => Number(code.split('.').at(-1)))
    .filter(Number.isInteger);
  const step = Math.max(0, ...last) + 1;
  const code = parent === null ? String(step) : `${parent}.${step}`;
  return criteria.some((one) => one.code === code) ? `${code}.1` : code;
}

/** Place behind the last row of a branch, in the order of the sheet. */
function behind(criteria: Criteria, code: string): number {
  const branch = branchOf(criteria, code);
  return criteria.findLastIndex((one) => branch.has(one.code)) + 1;
}

const empty = (code: string, parent: string | null): Criterion => ({
  code,
  parent,
  name: { vi: '' },
  kind: 'appraisal',
  max: '',
});

export interface Added {
  readonly criteria: Criteria;
  readonly code: string;
}

/** A new last row under another; a row that was scored itself becomes a group. */
export function addBelow(criteria: Criteria, parent: string | null): Added {
  const code = nextCode(criteria, parent);
  const at = parent === null ? criteria.length : behind(criteria, parent);
  const grouped = criteria.map((one): Criterion => {
    if (one.code !== parent || one.kind === 'group') return one;
    const { feed: _, rule: __, ...rest } = one;
    return { ...rest, kind: 'group' };
  });
  return { criteria: grouped.toSpliced(at, 0, empty(code, parent)), code };
}

/** A new row behind another and all below it. */
export function addAfter(criteria: Criteria, sibling: string): Added {
  const parent = criteria.find((one) => one.code === sibling)?.parent ?? null;
  const code = nextCode(criteria, parent);
  return { criteria: criteria.toSpliced(behind(criteria, sibling), 0, empty(code, parent)), code };
}

export function removeBranch(criteria: Criteria, code: string): Criteria {
  const branch = branchOf(criteria, code);
  return criteria.filter((one) => !branch.has(one.code));
}

/** One place up or down among its siblings, with all below it. Codes stay. */
export function moveBranch(criteria: Criteria, code: string, by: -1 | 1): Criteria {
  const own = criteria.find((one) => one.code === code);
  const siblings = own ? childrenOf(criteria, own.parent).map((one) => one.code) : [];
  const other = siblings[siblings.indexOf(code) + by];
  if (other === undefined) return criteria;
  const [upper, lower] = by < 0 ? [other, code] : [code, other];
  const [above, below] = [branchOf(criteria, upper), branchOf(criteria, lower)];
  const at = criteria.findIndex((one) => above.has(one.code));
  const rest = criteria.filter((one) => !above.has(one.code) && !below.has(one.code));
  const rows = (branch: ReadonlySet<string>) => criteria.filter((one) => branch.has(one.code));
  return rest.toSpliced(at, 0, ...rows(below), ...rows(above));
}

/** Under another row, as its last child and with the next number there. @returns also the branch's new code */
export function moveUnder(criteria: Criteria, code: string, parent: string | null): Added {
  const branch = branchOf(criteria, code);
  const rows = criteria.filter((one) => branch.has(one.code));
  const rest = criteria.filter((one) => !branch.has(one.code));
  const place = addBelow(rest, parent);
  const at = place.criteria.findIndex((one) => one.code === place.code);
  const moved = recode(rows, code, place.code).map((one) =>
    one.code === place.code ? { ...one, parent } : one,
  );
  return { criteria: place.criteria.toSpliced(at, 1, ...moved), code: place.code };
}

/** Another code, for the row and for what is numbered after it below. */
export function recode(criteria: Criteria, code: string, next: string): Criteria {
  const branch = branchOf(criteria, code);
  const codeOf = (old: string) =>
    old === code ? next : old.startsWith(`${code}.`) ? next + old.slice(code.length) : old;
  return criteria.map((one) => {
    const parent = one.parent !== null && branch.has(one.parent) ? codeOf(one.parent) : one.parent;
    return branch.has(one.code) ? { ...one, code: codeOf(one.code), parent } : { ...one, parent };
  });
}

/** Every row by its place: 1, 1.1, 1.2, … in the order in which they stand. */
export function renumber(criteria: Criteria): Criteria {
  const codes = new Map<string, string>();
  const number = (parent: string | null, prefix: string) => {
    for (const [at, child] of childrenOf(criteria, parent).entries()) {
      if (codes.has(child.code)) continue;
      codes.set(child.code, `${prefix}${at + 1}`);
      number(child.code, `${prefix}${at + 1}.`);
    }
  };
  number(null, '');
  return criteria.map((one) => ({
    ...one,
    code: codes.get(one.code) ?? one.code,
    parent: one.parent === null ? null : (codes.get(one.parent) ?? one.parent),
  }));
}
