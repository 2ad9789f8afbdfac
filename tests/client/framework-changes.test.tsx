/** Two versions of a framework side by side: what has changed stands on both sides in its own words. */
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { ChangeTable } from '../../client/staff/framework-changes-screen.tsx';
import type { Framework } from '../../server/core/framework.ts';
import { frameworkDiff } from '../../server/core/framework-diff.ts';
import { framework } from '../walk/hand-computed.ts';

const changed = (code: string, more: Partial<Framework['criteria'][number]>): Framework => ({
  ...framework,
  criteria: framework.criteria.map((one) => (one.code === code ? { ...one, ...more } : one)),
});

const cells = (before: Framework, after: Framework) =>
  [...render(<ChangeTable diff={frameworkDiff(before, after)} />).matchAll(/<td>(.*?)<\/td>/gs)].map(
    ([, cell = '']) =>
      cell
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
  );

test('another target, another feed, another agency', () => {
  const target = (target: string) => changed('1.1', { rule: { kind: 'to-target', target } });
  const [before, after, what] = cells(target('50'), target('60'));
  expect(before).toMatch(/50\s%/);
  expect(after).toMatch(/60\s%/);
  expect(what).toBe('đổi cách tính');

  const [byHand] = cells(changed('1.1', { rule: undefined }), target('60'));
  expect(byHand).toContain('chấm tay, không quy tắc');

  const fed = { form: 'satisfaction', questions: ['q01', 'q02'], items: 'pooled' } as const;
  const [old, now] = cells(
    changed('2.2', { feed: fed }),
    changed('2.2', { feed: { ...fed, questions: ['q01'], groups: [{ code: 'citizen', weight: '2' }] } }),
  );
  expect(old).toContain('satisfaction: q01, q02; gộp chung mọi câu trả lời; mọi nhóm, gộp chung');
  expect(now).toContain('satisfaction: q01; citizen × 2');

  const [nobody, agency] = cells(
    changed('1.1', { agency: undefined }),
    changed('1.1', { agency: { vi: 'Sở Nội vụ' } }),
  );
  expect([nobody, agency]).toMatchObject(
    [/không ghi$/, /Sở Nội vụ$/].map((end) => expect.stringMatching(end)),
  );
});
