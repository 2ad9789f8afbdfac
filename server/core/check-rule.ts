/** The rule of a criterion as a framework file writes it, checked (domain §5). */
import { z } from 'zod';
import type { Fault } from '../../survey-forms/fault.ts';
import { parseDecimal, ZERO } from './decimal.ts';
import { decimalField, fault, filledField, repeats, textField } from './fault-list.ts';
import type { Criterion } from './framework.ts';
import type { Rule, RuleStep } from './rule.ts';

const noCase = z.literal('full-marks').optional();
const step = z.strictObject({ from: decimalField, points: decimalField });
const plain = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind), noCase });

/** The structure. Which inputs a rule needs is `inputsOf`. */
export const ruleFields: z.ZodType<Rule> = z.discriminatedUnion('kind', [
  plain('manual'),
  plain('proportional'),
  plain('capped-ratio'),
  plain('all-or-nothing'),
  plain('external'),
  z.strictObject({ kind: z.literal('to-target'), target: decimalField, noCase }),
  z.strictObject({
    kind: z.literal('weighted-mix'),
    parts: z
      .array(z.strictObject({ key: filledField, name: textField, weight: decimalField }))
      .min(1, 'no parts'),
    noCase,
  }),
  z.strictObject({
    kind: z.literal('steps'),
    on: z.enum(['percent', 'number']),
    steps: z.array(step).min(1, 'no steps'),
    noCase,
  }),
  z.strictObject({ kind: z.literal('interpolated'), low: step, high: step, noCase }),
  z.strictObject({ kind: z.literal('count'), least: decimalField, noCase }),
  z.strictObject({ kind: z.literal('against-last-year'), better: z.enum(['higher', 'lower']), noCase }),
]);

/** Rules stand on appraised leaves with a maximum, and never give more than it. */
export function* ruleFaults({ code, kind, max, rule }: Criterion, path: string): Generator<Fault> {
  if (rule === undefined) return;
  if (kind !== 'appraisal')
    yield fault(path, 'rule-not-allowed', `"${code}" is of kind ${kind}: only appraised leaves have a rule`);
  if (max === null) yield fault(path, 'rule-without-max', `"${code}" has no maximum to earn`);
  if (rule.kind === 'to-target' && parseDecimal(rule.target).equals(ZERO))
    yield fault(`${path}.target`, 'target-zero', `the target of "${code}" is 0: nothing could miss it`);
  if (rule.kind === 'steps') yield* stepFaults(rule.steps, `${path}.steps`, code);
  if (rule.kind === 'interpolated') yield* stepFaults([rule.high, rule.low], path, code);
  if (rule.kind === 'weighted-mix') {
    yield* repeats(
      rule.parts,
      (part) => part.key,
      ({ key }, at) =>
        fault(`${path}.parts[${at}].key`, 'duplicate-part', `two parts of "${code}" are named "${key}"`),
    );
    for (const [at, { key, weight }] of rule.parts.entries()) {
      if (key === 'denominator')
        yield fault(
          `${path}.parts[${at}].key`,
          'reserved-name',
          `"denominator" is what the parts are divided by`,
        );
      if (parseDecimal(weight).gt(1))
        yield fault(
          `${path}.parts[${at}].weight`,
          'weight-above-one',
          `a part of "${code}" would count ${weight} times`,
        );
    }
  }
  yield* aboveMaxFaults(rule, max, path, code);
}

function* stepFaults(steps: readonly RuleStep[], path: string, code: string): Generator<Fault> {
  for (const [at, { from, points }] of steps.entries()) {
    const higher = steps[at - 1];
    if (!higher) continue;
    if (parseDecimal(higher.from).lte(parseDecimal(from)))
      yield fault(
        path,
        'steps-not-descending',
        `in "${code}" the step from ${from} is not below ${higher.from}`,
      );
    if (parseDecimal(higher.points).lt(parseDecimal(points)))
      yield fault(
        path,
        'steps-reward-less',
        `in "${code}" the step from ${higher.from} earns less than the one below it`,
      );
  }
}

function* aboveMaxFaults(rule: Rule, max: string | null, path: string, code: string): Generator<Fault> {
  if (max === null) return;
  const steps =
    rule.kind === 'steps' ? rule.steps : rule.kind === 'interpolated' ? [rule.low, rule.high] : [];
  for (const { points } of steps)
    if (parseDecimal(points).gt(parseDecimal(max)))
      yield fault(path, 'step-above-max', `a step of "${code}" earns ${points} of ${max}`);
}
