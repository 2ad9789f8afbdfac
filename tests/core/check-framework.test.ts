import { describe, expect, test } from 'vitest';
import { checkFramework } from '../../server/core/check-framework.ts';

const criterion = (code: string, parent: string | null, kind: string, max: unknown, more: object = {}) => ({
  code,
  parent,
  name: { vi: `Tiêu chí ${code}` },
  kind,
  max,
  ...more,
});

const bands = (...from: string[]) =>
  from.map((value, at) => ({ name: { vi: `Hạng ${at + 1}` }, from: value }));

const feed = { form: 'f', questions: ['q1', 'q2'], items: 'pooled' };

/** 100 = 40 (10 + 30) + 60 (fed); 0.1 + 0.2 = 0.3 only in exact decimals. */
const criteria = [
  criterion('1', null, 'group', '40'),
  criterion('1.1', '1', 'appraisal', '10.1'),
  criterion('1.2', '1', 'appraisal', '29.9'),
  criterion('2', null, 'perception', '60', { feed }),
];

const file = (more: object = {}) => ({
  kind: 'framework',
  framework: {
    id: 'test',
    version: 1,
    title: { vi: 'Bộ tiêu chí thử' },
    max: '100',
    bandsOn: 'index',
    bands: bands('80', '50', '0'),
    criteria,
    ...more,
  },
});

const withCriteria = (...changed: object[]) => file({ criteria: changed });

/** The criteria above with some fields of one row changed. */
const changed = (at: number, more: object) =>
  file({ criteria: criteria.map((row, position) => (position === at ? { ...row, ...more } : row)) });

const noMaxima = criteria.map((row) => ({ ...row, max: null, feed: undefined }));

function faults(definition: unknown): string[] {
  const checked = checkFramework(definition);
  return checked.ok
    ? []
    : checked.faults.map(({ path, code }) => `${path.replace('framework.', '')} ${code}`);
}

function messages(definition: unknown): string[] {
  const checked = checkFramework(definition);
  return checked.ok ? [] : checked.faults.map(({ message }) => message);
}

test('a blank field in one row hides no wrong sum in another', () => {
  const rows = criteria.map((row, at) => ({ ...row, ...[{}, { name: { vi: '' } }, {}, { max: '50' }][at] }));
  expect(faults(file({ criteria: rows }))).toEqual(['criteria[1].name.vi empty-text', 'max max-not-the-sum']);
  expect(
    faults(file({ criteria: rows.map((row) => ({ ...row, max: row.max === '10.1' ? '' : row.max })) })),
  ).toEqual(['criteria[1].name.vi empty-text', 'criteria[1].max not-decimal', 'max max-not-the-sum']);
});

describe('a framework that may be loaded', () => {
  test('comes back as it was', () => {
    const definition = file({
      leafRounding: { decimals: 4, kinds: ['appraisal'] },
      bonusCap: '2',
      deductionCap: '0',
    });
    expect(checkFramework(definition)).toEqual({ ok: true, framework: definition.framework });
  });

  test.each([
    ['no maxima at all, as where only totals are printed', file({ max: null, criteria: noMaxima })],
    [
      'tenths that add up exactly',
      withCriteria(
        criterion('1', null, 'group', '0.3'),
        criterion('1.1', '1', 'appraisal', '0.1'),
        criterion('1.2', '1', 'appraisal', '0.2'),
        criterion('2', null, 'appraisal', '99.7'),
      ),
    ],
    [
      'two areas that are scored themselves',
      withCriteria(criterion('1', null, 'appraisal', '64'), criterion('2', null, 'satisfaction', '36.0')),
    ],
    ['a survey leaf without a feed', changed(3, { feed: undefined })],
    [
      'all groups weighted',
      changed(3, {
        feed: {
          ...feed,
          groups: [
            { code: 'a', weight: '2' },
            { code: 'b', weight: '1' },
          ],
        },
      }),
    ],
    ['one class for all', file({ bands: bands('0.00') })],
  ])('%s', (_, definition) => {
    expect(faults(definition)).toEqual([]);
  });
});

describe('the tree', () => {
  test.each([
    ['a code twice', changed(2, { code: '1.1' }), ['criteria[2].code duplicate-code']],
    [
      'an unknown parent',
      changed(2, { parent: '9', max: '10' }),
      ['criteria[2].parent unknown-parent', 'criteria[0].max max-not-the-sum'],
    ],
    [
      'a leaf under itself',
      changed(2, { parent: '1.2' }),
      ['criteria[2].parent parent-below', 'criteria[0].max max-not-the-sum'],
    ],
    [
      'a parent below its child',
      withCriteria(criterion('1.1', '1', 'appraisal', '100'), criterion('1', null, 'group', '100')),
      ['criteria[0].parent parent-below'],
    ],
    [
      'a parent that is scored itself',
      withCriteria(criterion('1', null, 'appraisal', '100'), criterion('1.1', '1', 'appraisal', '100')),
      ['criteria[1].parent parent-not-a-group'],
    ],
    [
      'a group without children',
      withCriteria(criterion('1', null, 'group', '100')),
      ['criteria[0].kind group-without-children'],
    ],
    ['no area', file({ criteria: [] }), ['criteria out-of-bounds']],
  ])('%s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });

  test.each(['5.5.1.', '1,1', '.1', '1..1', 'a', '1.1 ', ''])('"%s" is no code, and is named', (code) => {
    expect(faults(changed(1, { code }))).toEqual(['criteria[1].code not-a-criterion-code']);
    expect(messages(changed(1, { code }))[0]).toContain(`"${code}"`);
  });
});

describe('maxima', () => {
  test.each([
    [
      'children that do not add up to their group',
      changed(1, { max: '10.0999' }),
      ['criteria[0].max max-not-the-sum'],
    ],
    ['areas that do not add up to the whole', file({ max: '100.01' }), ['max max-not-the-sum']],
    [
      'zero',
      withCriteria(criterion('1', null, 'appraisal', '100'), criterion('2', null, 'appraisal', '0.0')),
      ['criteria[1].max max-not-positive'],
    ],
    ['one missing', changed(1, { max: null }), ['criteria[1].max max-missing']],
    ['the whole missing', file({ max: null }), ['max max-missing']],
    ['a JSON number', changed(1, { max: 10.1 }), ['criteria[1].max number-not-text']],
    ['a decimal comma', changed(1, { max: '10,1' }), ['criteria[1].max not-decimal']],
    ['an exponent', changed(1, { max: '1e1' }), ['criteria[1].max not-decimal']],
    ['a negative one', changed(1, { max: '-10.1' }), ['criteria[1].max not-decimal']],
    ['a negative cap', file({ bonusCap: '-1' }), ['bonusCap not-decimal']],
    ['a cap that is no number', file({ deductionCap: 'none' }), ['deductionCap not-decimal']],
  ])('%s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });

  test('say what the children add up to', () => {
    expect(messages(changed(1, { max: '10.0999' }))).toEqual([
      '"1" has 40, but its children add up to 39.9999',
    ]);
  });

  test('a JSON number is told to be written as text', () => {
    expect(messages(changed(1, { max: 10.1 }))[0]).toContain('write it as text, "10.1"');
  });
});

describe('classes', () => {
  test.each([
    ['equal limits', file({ bands: bands('80', '80.0', '0') }), ['bands[1].from classes-not-descending']],
    ['rising limits', file({ bands: bands('9', '10', '0') }), ['bands[1].from classes-not-descending']],
    ['no class for the lowest', file({ bands: bands('80', '50') }), ['bands[1].from last-class-not-zero']],
    ['a name twice', file({ bands: [...bands('80'), ...bands('0')] }), ['bands[1].name.vi duplicate-class']],
    ['none', file({ bands: [] }), ['bands out-of-bounds']],
    ['on something else', file({ bandsOn: 'rank' }), ['bandsOn not-a-choice']],
  ])('%s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });
});

describe('feeds and rounding', () => {
  const fed = (more: object) => changed(3, { feed: { ...feed, ...more } });
  test.each([
    ['no questions', fed({ questions: [] }), ['criteria[3].feed.questions out-of-bounds']],
    [
      'a question twice',
      fed({ questions: ['q1', 'q1'] }),
      ['criteria[3].feed.questions[1] duplicate-question'],
    ],
    ['an appraised leaf', changed(1, { feed }), ['criteria[1].feed feed-not-allowed']],
    ['a group', changed(0, { feed }), ['criteria[0].feed feed-not-allowed']],
    [
      'no maximum to take a share of',
      file({ max: null, criteria: noMaxima.map((row, at) => (at === 3 ? { ...row, feed } : row)) }),
      ['criteria[3].feed feed-without-max'],
    ],
    ['no groups, written down', fed({ groups: [] }), ['criteria[3].feed.groups out-of-bounds']],
    [
      'a group twice',
      fed({ groups: [{ code: 'a' }, { code: 'a' }] }),
      ['criteria[3].feed.groups[1].code duplicate-group'],
    ],
    [
      'a weight missing',
      fed({ groups: [{ code: 'a', weight: '1' }, { code: 'b' }] }),
      ['criteria[3].feed.groups[1].weight weight-missing'],
    ],
    [
      'a weight of nothing',
      fed({ groups: [{ code: 'a', weight: '0' }] }),
      ['criteria[3].feed.groups[0].weight weight-not-positive'],
    ],
    ['items counted another way', fed({ items: 'median' }), ['criteria[3].feed.items not-a-choice']],
    [
      'rounding to half a decimal',
      file({ leafRounding: { decimals: 1.5, kinds: ['appraisal'] } }),
      ['leafRounding.decimals wrong-type'],
    ],
    [
      'rounding below the point',
      file({ leafRounding: { decimals: -1, kinds: ['appraisal'] } }),
      ['leafRounding.decimals out-of-bounds'],
    ],
    [
      'rounding of nothing',
      file({ leafRounding: { decimals: 4, kinds: [] } }),
      ['leafRounding.kinds out-of-bounds'],
    ],
    [
      'rounding of groups',
      file({ leafRounding: { decimals: 4, kinds: ['group'] } }),
      ['leafRounding.kinds[0] not-a-choice'],
    ],
    [
      'rounding of one kind twice',
      file({ leafRounding: { decimals: 4, kinds: ['appraisal', 'appraisal'] } }),
      ['leafRounding.kinds[1] duplicate-kind'],
    ],
  ])('%s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });
});

test('faults of every section are told at once', () => {
  const definition = file({
    max: '99',
    bands: bands('80', '50'),
    criteria: criteria.map((row) => (row.code === '1.2' ? { ...row, code: '1.1' } : row)),
  });
  expect(faults(definition)).toEqual([
    'criteria[2].code duplicate-code',
    'max max-not-the-sum',
    'bands[1].from last-class-not-zero',
  ]);
});
