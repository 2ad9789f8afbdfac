import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeyedContent, keyedContent } from '../../survey-forms/keyed-content.ts';
import { keyedFrom } from './made-keyings.ts';
import { matrixForm, smallForm } from './small-form.ts';

const content = (more: Partial<KeyedContent> = {}): KeyedContent => ({
  ...{ campaign: 'thu-2026', serial: '000018', pass: 1, formVersion: 3 },
  answers: { item: 5, why: [20, 10], days: null, m1: { B: '?', A: 1 } },
  ...more,
});

test('is one text for one keying, in whatever order it was put together', () => {
  expect(keyedContent(content())).toBe(
    '{"answers":{"days":null,"item":5,"m1":{"A":1,"B":"?"},"why":[10,20]},' +
      '"campaign":"thu-2026","formVersion":3,"pass":1,"serial":"000018"}',
  );
  const turned = { m1: { A: 1, B: '?' }, days: null, why: [10, 20], item: 5 };
  expect(keyedContent(content({ answers: turned }))).toBe(keyedContent(content()));
});

test.each<Partial<KeyedContent>>([
  { campaign: 'khac' },
  { serial: '000026' },
  { pass: 2 },
  { formVersion: 4 },
  { answers: { ...content().answers, item: 4 } },
  { answers: { ...content().answers, days: '?' } },
])('another keying is another text: %j', (more) => {
  expect(keyedContent(content(more))).not.toBe(keyedContent(content()));
});

test('says nothing of free text', () => {
  const comments = { remark: 'Cảm ơn' };
  expect(keyedContent({ ...content(), comments } as KeyedContent)).toBe(keyedContent(content()));
});

test('survives the way through JSON', () => {
  const numbers = fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(numbers, fc.boolean(), (picks, matrix) => {
      const answers = matrix ? keyedFrom(matrixForm, ['A', 'B'], picks) : keyedFrom(smallForm, [], picks);
      const sent = JSON.parse(JSON.stringify(content({ answers })));
      expect(keyedContent(sent)).toBe(keyedContent(content({ answers })));
    }),
  );
});
