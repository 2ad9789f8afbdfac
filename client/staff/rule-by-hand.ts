import type { Rule } from '../../server/core/rule.ts';

/** Kinds of rule by which somebody writes the points himself: nothing is counted for them (`inputsOf` on the server). */
export const isByHand = (kind: Rule['kind']): boolean => kind === 'manual' || kind === 'external';
