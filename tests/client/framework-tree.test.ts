import { describe, expect, it } from 'vitest';
import { sumText } from '../../client/decimal-text.ts';
import { type History, historyOf, redone, step, undone } from '../../client/staff/framework-history.ts';
import {
  addAfter,
  addBelow,
  branchOf,
  type Criteria,
  depthOf,
  moveBranch,
  moveUnder,
  recode,
  removeBranch,
  renumber,
  sumBelow,
} from '../../client/staff/framework-tree.ts';
import { criterion, framework } from '../core/made-up.ts';

const tree: Criteria = [
  criterion('1', 'group', '8.5'),
  criterion('1.1', 'appraisal', '2'),
  criterion('1.2', 'group', '6.5'),
  criterion('1.2.1', 'appraisal', '6.25'),
  criterion('1.2.2', 'appraisal', '0.25'),
  criterion('2', 'appraisal', '1.5', { rule: { kind: 'proportional' } }),
];

const codes = (criteria: Criteria) => criteria.map(({ code, parent }) => `${parent ?? ''}>${code}`).join(' ');

describe('the tree of a draft', () => {
  it('adds up exactly what stands below a row, and says by how much it is off', () => {
    expect(sumText([])).toBe('0');
    expect(sumText(['0.1', '0.2', '10'])).toBe('10.3');
    expect(sumBelow(tree, '1', '8.5')).toEqual({ sum: '8.5', off: '0.0' });
    expect(sumBelow(tree, '1.2', '6.75')).toEqual({ sum: '6.50', off: '-0.25' });
    expect(sumBelow(tree, null, '10')).toEqual({ sum: '10.0', off: '0.0' });
    expect(sumBelow(tree, '2', '1.5')).toBe(null);
    expect(sumBelow([...tree, criterion('3', 'appraisal', 'một')], null, '10')).toBe(null);
  });

  it('adds a row with the next number, and makes a group of what was scored', () => {
    expect(codes(addBelow(tree, '1').criteria)).toBe('>1 1>1.1 1>1.2 1.2>1.2.1 1.2>1.2.2 1>1.3 >2');
    expect(addBelow(tree, null).code).toBe('3');
    const { criteria, code } = addBelow(tree, '2');
    expect([code, criteria.at(-2)]).toEqual(['2.1', { ...criterion('2', 'group', '1.5') }]);
    expect(codes(addAfter(tree, '1.1').criteria)).toBe('>1 1>1.1 1>1.3 1>1.2 1.2>1.2.1 1.2>1.2.2 >2');
  });

  it('takes a row out with all below it', () => {
    expect(codes(removeBranch(tree, '1.2'))).toBe('>1 1>1.1 >2');
    expect([...branchOf(tree, '1')]).toHaveLength(5);
  });

  it('moves a row among its siblings with all below it, and no further than they go', () => {
    expect(codes(moveBranch(tree, '1.2', -1))).toBe('>1 1>1.2 1.2>1.2.1 1.2>1.2.2 1>1.1 >2');
    expect(codes(moveBranch(tree, '1', 1))).toBe('>2 >1 1>1.1 1>1.2 1.2>1.2.1 1.2>1.2.2');
    expect(moveBranch(tree, '1', -1)).toBe(tree);
    expect(moveBranch(tree, '1.2.2', 1)).toBe(tree);
  });

  it('moves a row under another, numbered there', () => {
    const { criteria, code } = moveUnder(tree, '1.2', '2');
    expect(code).toBe('2.1');
    expect(codes(criteria)).toBe('>1 1>1.1 >2 2>2.1 2.1>2.1.1 2.1>2.1.2');
    expect(codes(moveUnder(tree, '1.2', null).criteria)).toBe('>1 1>1.1 >2 >3 3>3.1 3>3.2');
  });

  it('gives a row another code, and what is numbered after it', () => {
    expect(codes(recode(tree, '1.2', '1.9'))).toBe('>1 1>1.1 1>1.9 1.9>1.9.1 1.9>1.9.2 >2');
    // 1.10 is not below 1.1.
    const ten = [...tree, criterion('1.10', 'appraisal', '1')];
    expect(codes(recode(ten, '1.1', '1.8'))).toContain('1>1.10');
  });

  it('numbers all rows anew in their order', () => {
    const moved = moveBranch(removeBranch(tree, '1.1'), '1', 1);
    expect(codes(renumber(moved))).toBe('>1 >2 2>2.1 2.1>2.1.1 2.1>2.1.2');
  });

  it('does not run for ever where a draft has a circle', () => {
    const circle = [
      { ...criterion('1', 'group', '1'), parent: '2' },
      { ...criterion('2', 'group', '1'), parent: '1' },
    ];
    expect([...branchOf(circle, '1')]).toEqual(['1', '2']);
    expect(depthOf(new Map(circle.map((one) => [one.code, one])), '1')).toBe(2);
    expect(renumber(circle)).toEqual(circle);
  });
});

describe('steps', () => {
  const named = (name: string) => framework([], { title: { vi: name } });
  const names = ({ past, now, future }: History) =>
    [past, [now], future].map((some) => some.map(({ title }) => title.vi).join(' '));

  it('are taken back and done again; typing in one field is one step', () => {
    let history = historyOf(named('a'));
    history = step(history, named('b'), 'title');
    history = step(history, named('bc'), 'title');
    history = step(history, named('bcd'), 'max');
    expect(names(history)).toEqual(['a bc', 'bcd', '']);
    history = undone(history);
    expect(names(history)).toEqual(['a', 'bc', 'bcd']);
    history = undone(undone(history));
    expect(names(history)).toEqual(['', 'a', 'bc bcd']);
    history = redone(history);
    expect(names(step(history, named('x')))).toEqual(['a bc', 'x', '']);
    expect(redone(historyOf(named('a'))).now.title.vi).toBe('a');
  });
});
