/** What the check of a framework found, as its author reads it: the row, the field, what is wrong; in one language. */
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { FaultList } from '../../client/staff/framework-faults.tsx';
import { checkFramework } from '../../server/core/check-framework.ts';
import { feedWarnings } from '../../server/core/feed-warnings.ts';
import type { Framework } from '../../server/core/framework.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { framework } from '../walk/hand-computed.ts';

const changed = (code: string, more: Partial<Framework['criteria'][number]>): Framework => ({
  ...framework,
  criteria: framework.criteria.map((one) => (one.code === code ? { ...one, ...more } : one)),
});

function told(given: Framework): string {
  const checked = checkFramework({ kind: 'framework', framework: given });
  const html = render(
    <FaultList
      faults={checked.ok ? [] : checked.faults}
      warnings={feedWarnings(given, shippedForms)}
      framework={given}
      onOpen={() => {}}
    />,
  );
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

const feed = { form: 'satisfaction', questions: ['q99'], items: 'pooled' } as const;

test('an empty target and a feed without questions are told as the editor means them', () => {
  expect(told(changed('1.1', { rule: { kind: 'to-target', target: '' } }))).toMatch(
    /Dòng 1\.1 · chỉ tiêu: Chưa có số, .* dấu phẩy thập phân/,
  );
  expect(told(changed('2.2', { feed: { ...feed, questions: [] } }))).toMatch(
    /Dòng 2\.2 · câu hỏi: Chưa chọn mục nào/,
  );
});

test('no English sentence stands under a Vietnamese one', () => {
  const text = told(changed('1.1', { max: '24' }));
  expect(text).toContain('Dòng 1 · điểm tối đa: Điểm tối đa khác tổng điểm của các tiêu chí con');
  expect(text).not.toMatch(/children|add up/);
});

test('a feed that no form serves is no “không còn lỗi”, and names the question', () => {
  const text = told(changed('2.2', { feed }));
  expect(text).toContain('1 nguồn phiếu chưa dùng được');
  expect(text).toContain('Không có câu hỏi này (satisfaction, q99)');
  expect(text).not.toContain('Không còn lỗi');
  expect(told(framework)).toContain('Không còn lỗi');
});

test('a survey held elsewhere stops nothing', () => {
  expect(told(changed('2.2', { feed: undefined }))).toContain('Không còn lỗi');
});
