import { expect, it } from 'vitest';
import { ruleSentence } from '../../client/staff/rule-sentence.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { Rule } from '../../server/core/rule.ts';

const vi = (rule: Rule, max: string | null = '1.5') =>
  ruleSentence(rule, max, 'vi', wordsOf('vi')).replaceAll('\u00a0', ' ');
const part = (key: string, name: string, weight: string) => ({ key, name: { vi: name }, weight });

it.each<[Rule, string]>([
  [{ kind: 'proportional' }, '1,5 điểm × tử số ÷ mẫu số.'],
  [
    { kind: 'to-target', target: '92.5' },
    'tử số ÷ mẫu số từ 92,5 % trở lên được 1,5 điểm; chưa đạt thì được 1,5 điểm × (tử số ÷ mẫu số) ÷ 92,5 %.',
  ],
  [
    { kind: 'weighted-mix', parts: [part('a', 'Đúng hạn', '1'), part('b', 'Trễ dưới 5 ngày', '0.5')] },
    '1,5 điểm × (Đúng hạn × 1 + Trễ dưới 5 ngày × 0,5) ÷ tổng số.',
  ],
  [
    {
      ...{ kind: 'steps', on: 'percent' },
      steps: [
        { from: '80', points: '1.5' },
        { from: '60', points: '0.5' },
      ],
    },
    'theo tử số ÷ mẫu số: từ 80 % được 1,5 điểm, từ 60 % được 0,5 điểm, thấp hơn thì 0 điểm.',
  ],
  [
    { kind: 'interpolated', low: { from: '60', points: '0.5' }, high: { from: '90', points: '1' } },
    'theo tử số ÷ mẫu số: dưới 60 % thì 0 điểm; từ 60 % đến 90 % được từ 0,5 điểm đến 1 điểm, tăng đều; từ 90 % trở lên được 1 điểm.',
  ],
  [
    { kind: 'count', least: '3', noCase: 'full-marks' },
    'từ 3 trở lên được 1,5 điểm; ít hơn thì 0 điểm. Trong năm không phát sinh trường hợp nào thì được 1,5 điểm.',
  ],
  [
    { kind: 'against-last-year', better: 'lower' },
    'thấp hơn năm trước được 1,5 điểm; bằng hoặc cao hơn thì 0 điểm.',
  ],
  [{ kind: 'all-or-nothing' }, 'tử số bằng mẫu số được 1,5 điểm; còn thiếu thì 0 điểm.'],
])('a rule is said with its own figures: $kind', (rule, sentence) => expect(vi(rule)).toBe(sentence));

it('says “the maximum” where the framework prints none, and speaks English', () => {
  expect(vi({ kind: 'capped-ratio' }, null)).toBe(
    'điểm tối đa × tử số ÷ mẫu số; đạt trên 100 % cũng chỉ tính 100 %.',
  );
  const rule: Rule = { kind: 'count', least: '1000' };
  expect(ruleSentence(rule, '1', 'en', wordsOf('en'))).toBe(
    '1,000 or more earn 1 point; fewer earn 0 points.',
  );
});
