import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../server/core/framework.ts';
import { type CriterionPair, frameworkDiff } from '../../server/core/framework-diff.ts';
import { bands, criterion, framework } from './made-up.ts';

const named = (code: string, name: string, max: string, more: Partial<Criterion> = {}): Criterion =>
  criterion(code, code.includes('.') ? 'appraisal' : 'group', max, { name: { vi: name }, ...more });

const earlier = [
  named('1', 'Chỉ đạo', '10'),
  named('1.1', 'Kế hoạch', '4'),
  named('1.2', 'Báo cáo', '3'),
  named('1.3', 'Kiểm tra', '3'),
  named('2', 'Thể chế', '5'),
  named('2.1', 'Rà soát văn bản', '5'),
];

/** One line a pair: older code, newer code, what changed. */
const line = ({ before, after, changes }: CriterionPair) =>
  [before?.code ?? '–', after?.code ?? '–', ...changes].join(' ');

const diff = (later: readonly Criterion[]) =>
  frameworkDiff(framework(earlier, { max: '15' }), framework(later, { max: '15' })).pairs.map(line);

describe('two versions of a framework', () => {
  it('that are the same change nothing, whatever the case and blanks of a name and the zeros of a maximum', () => {
    const same = earlier.map((one) => (one.code === '1.2' ? named('1.2', ' báo  CÁO ', '3.00') : one));
    expect(diff(same)).toEqual(['1 1', '1.1 1.1', '1.2 1.2', '1.3 1.3', '2 2', '2.1 2.1']);
  });

  it('tell a new row from those that it pushed on', () => {
    const later = [
      named('1', 'Chỉ đạo', '10'),
      named('1.1', 'Sáng kiến', '2'),
      named('1.2', 'Kế hoạch', '2'),
      named('1.3', 'Báo cáo', '3'),
      named('1.4', 'Kiểm tra', '3'),
      named('2', 'Thể chế', '5'),
      named('2.1', 'Rà soát văn bản', '5'),
    ];
    expect(diff(later)).toEqual([
      '1 1',
      '– 1.1',
      '1.1 1.2 renumbered re-weighted',
      '1.2 1.3 renumbered',
      '1.3 1.4 renumbered',
      '2 2',
      '2.1 2.1',
    ]);
  });

  it('tell what moved to another area, what was dropped, and where it stood', () => {
    const later = [
      named('1', 'Chỉ đạo', '7'),
      named('1.1', 'Kế hoạch', '4'),
      named('1.3', 'Kiểm tra', '3'),
      named('2', 'Thể chế', '8'),
      named('2.1', 'Báo cáo', '3'),
      named('2.2', 'Rà soát', '5'),
    ];
    expect(diff(later)).toEqual([
      '1 1 re-weighted',
      '1.1 1.1',
      '1.3 1.3',
      '2 2 re-weighted',
      '2.1 –',
      '1.2 2.1 moved',
      '– 2.2',
    ]);
  });

  it('do not call children moved whose area has another number', () => {
    const later = [
      named('1', 'Thể chế', '5'),
      named('1.1', 'Rà soát văn bản', '5'),
      named('2', 'Chỉ đạo', '10'),
      named('2.1', 'Kế hoạch', '4'),
      named('2.2', 'Báo cáo', '3'),
      named('2.3', 'Kiểm tra', '3'),
    ];
    expect(diff(later)).toEqual([
      '2 1 renumbered',
      '2.1 1.1',
      '1 2 renumbered',
      '1.1 2.1',
      '1.2 2.2',
      '1.3 2.3',
    ]);
  });

  it('tell another rule, feed, kind, evidence and agency', () => {
    const later = earlier.map((one): Criterion => {
      if (one.code === '1.1') return { ...one, rule: { kind: 'proportional' }, evidence: { vi: 'Báo cáo' } };
      if (one.code === '1.2') return { ...one, agency: { vi: 'Sở Nội vụ' } };
      if (one.code !== '2.1') return one;
      return { ...one, kind: 'perception', feed: { form: 'mini', questions: ['p1'], items: 'pooled' } };
    });
    expect(diff(later)).toEqual([
      '1 1',
      '1.1 1.1 re-ruled other-evidence',
      '1.2 1.2 other-agency',
      '1.3 1.3',
      '2 2',
      '2.1 2.1 re-fed other-kind',
    ]);
  });

  it('guess nothing where a name stands twice', () => {
    const twice = (first: string, second: string) => [
      named('1', 'Nhóm', '2'),
      named(first, 'Cùng tên', '1'),
      named(second, 'Cùng tên', '1'),
    ];
    const { pairs } = frameworkDiff(framework(twice('1.1', '1.2')), framework(twice('1.3', '1.4')));
    expect(pairs.map(line)).toEqual(['1 1', '1.1 –', '1.2 –', '– 1.3', '– 1.4']);
  });

  it('tell what changed for the whole', () => {
    const before = framework(earlier, { max: '15', bonusCap: '2' });
    const after = framework(earlier, { max: '20', bands: bands.slice(1), title: { vi: 'Tên khác' } });
    expect(frameworkDiff(before, after).settings).toEqual(['title', 'max', 'bands', 'bonusCap']);
  });
});
