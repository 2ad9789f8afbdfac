/** Units in the order of their tree, for lists to choose from. */
import type { Unit } from './api.ts';

export interface UnitInTree {
  readonly code: string;
  readonly name: string;
  /** 0 for what stands under nothing. */
  readonly depth: number;
}

/** Each unit after the one above it, and those under the same one by name; a unit whose parent is not listed stands at the top. */
export function inTreeOrder(units: readonly Unit[]): UnitInTree[] {
  const codes = new Set(units.map((unit) => unit.code));
  const below = new Map<string, Unit[]>();
  for (const unit of [...units].sort((a, b) => a.name.localeCompare(b.name, 'vi'))) {
    const parent = unit.parent !== null && codes.has(unit.parent) ? unit.parent : '';
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const walk = (parent: string, depth: number): UnitInTree[] =>
    (below.get(parent) ?? []).flatMap(({ code, name }) => [{ code, name, depth }, ...walk(code, depth + 1)]);
  return walk('', 0);
}
