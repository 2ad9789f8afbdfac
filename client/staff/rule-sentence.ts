/** How a criterion earns its points, as a sentence with its own figures: officers do not read the framework. */
import type { Rule } from '../../server/core/rule.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import type { Words } from '../words/words-of.ts';

/** @param max points of the criterion, null where the framework prints none */
export function ruleSentence(rule: Rule, max: string | null, lang: Lang, { staff }: Words): string {
  const { rule: text } = staff.assessment;
  const most = max === null ? text.most : text.points(formatExact(max, lang));
  const sentence = shapeSentence(rule, most, lang, staff);
  return rule.noCase === undefined ? sentence : `${sentence} ${text.noCase(most)}`;
}

function shapeSentence(rule: Rule, most: string, lang: Lang, staff: Words['staff']): string {
  const { rule: text } = staff.assessment;
  const number = (value: string) => formatExact(value, lang);
  const percent = (value: string) => `${number(value)}\u00a0%`;
  const points = (value: string) => text.points(number(value));
  switch (rule.kind) {
    case 'manual':
    case 'external':
      return staff.frameworks.rule.explain[rule.kind];
    case 'proportional':
      return text.proportional(most);
    case 'capped-ratio':
      return text.capped(most);
    case 'to-target':
      return text.toTarget(most, percent(rule.target));
    case 'weighted-mix': {
      const sum = rule.parts.map(({ name, weight }) => `${say(name, lang)} × ${number(weight)}`);
      return text.mix(most, sum.join(' + '));
    }
    case 'steps': {
      const shown = rule.on === 'percent' ? percent : number;
      const steps = rule.steps.map((step) => text.step(shown(step.from), points(step.points)));
      return text.stepsOf(rule.on === 'percent' ? text.share : text.number, steps.join(', '));
    }
    case 'interpolated': {
      const { low, high } = rule;
      return text.interpolated(
        percent(low.from),
        points(low.points),
        percent(high.from),
        points(high.points),
      );
    }
    case 'count':
      return text.count(most, number(rule.least));
    case 'against-last-year':
      return rule.better === 'higher' ? text.higher(most) : text.lower(most);
    case 'all-or-nothing':
      return text.allOrNothing(most);
  }
}
