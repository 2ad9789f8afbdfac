/** What a public page says first of the classes, and what a cap took of a bonus. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { leadSentence } from '../../client/public/lead-sentence.ts';
import { UnitPage } from '../../client/public/unit-page.tsx';
import { computeResult } from '../../server/core/compute-result.ts';
import { inputs, publishedView } from './campaign-fixture.ts';
import { textOf } from './markup.ts';

const view = publishedView();
const assets = { styles: [], scripts: [] };

const given = (more: Partial<typeof inputs>) => {
  const changed = { ...inputs, ...more };
  return { ...view, published: { ...view.published, inputs: changed, result: computeResult(changed) } };
};

describe('the first sentence', () => {
  /** As many units as there are, in these classes, the best first. */
  const heads = (units: readonly number[]) => {
    const { published } = view;
    const classes = published.result.classes.map((one, at) => ({ ...one, units: units[at] ?? 0 }));
    return leadSentence(
      { ...view, published: { ...published, result: { ...published.result, classes } } },
      'vi',
    ).head;
  };

  test('counts the highest class that somebody reached, and none that nobody did', () => {
    expect(heads([0, 0, 2])).toBe('2 trên 2 đơn vị xếp loại Khá');
    expect(heads([0, 2])).toBe('2 trên 2 đơn vị xếp loại Tốt');
    expect(heads([1, 0, 1])).toBe('1 trên 2 đơn vị xếp loại Tốt trở lên');
    expect(heads([])).toBe('');
  });
});

test('what the cap took of a bonus is said beside it', () => {
  const adjustments = [
    { unit: 'A', kind: 'bonus', points: '3', reason: 'Sáng kiến', document: 'QĐ 1' },
  ] as const;
  const page = (one: ReturnType<typeof given>) =>
    textOf(renderToString(<UnitPage lang="vi" sample={false} assets={assets} unit="A" {...one} />));
  const capped = given({ adjustments, framework: { ...inputs.framework, bonusCap: '1' } });
  expect(page(capped)).toContain(
    'Tổng điểm thưởng là 3, vượt mức tối đa của bộ tiêu chí nên chỉ tính 1 điểm.',
  );
  expect(page(given({}))).not.toContain('vượt mức tối đa');
});
