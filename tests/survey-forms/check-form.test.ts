import { describe, expect, it } from 'vitest';
import { checkForm, defineForm } from '../../survey-forms/check-form.ts';
import type { Form } from '../../survey-forms/form.ts';
import { matrixForm, smallForm } from './small-form.ts';

/** Sets one field of a copy: `set('sections[0].key', 'x')`. `undefined` takes the field away. */
function set(path: string, value: unknown, form: Form = smallForm): unknown {
  const copy = structuredClone(form);
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Record<string, unknown>>(
    (node, step) => node[step] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** What is wrong, as "path code". */
function faultsOf(definition: unknown): string[] {
  const check = checkForm(definition);
  return check.ok ? [] : check.faults.map((fault) => `${fault.path} ${fault.code}`);
}

const FIRST = 'sections[0].questions[0]';
const OTHER = 'sections[1].questions[0]';
const DAYS = 'sections[1].questions[2]';
const REMARK = 'sections[1].questions[3]';
/** Nested `not` around a sound condition. */
const nested = (depth: number): object =>
  depth === 0 ? { question: 'done', is: [1] } : { not: nested(depth - 1) };

describe('checkForm', () => {
  it('accepts sound forms and returns the very object', () => {
    for (const form of [smallForm, matrixForm]) {
      const check = checkForm(form);
      expect(check.ok && check.form).toBe(form);
    }
  });

  it.each<[what: string, path: string, value: unknown, faults: string[]]>([
    ['a form without version', 'version', undefined, ['version missing']],
    ['a version as text', 'version', '1', ['version wrong-type']],
    ['version 0', 'version', 0, ['version out-of-range']],
    ['version 1.5', 'version', 1.5, ['version wrong-type']],
    ['an id with capitals', 'id', 'Form', ['id bad-key']],
    ['a key every object inherits', 'id', 'constructor', ['id reserved-key']],
    ['an unknown field', 'colour', 'red', ['colour unknown-field']],
    ['an unknown field with odd signs', 'a b', 1, ['["a b"] unknown-field']],
    ['a title that is no object', 'title', 'Phiếu', ['title not-an-object']],
    ['no Vietnamese', 'title', { en: 'Form' }, ['title.vi missing']],
    ['blank Vietnamese', 'title.vi', '  ', ['title.vi empty-text']],
    ['empty English', 'intro.en', '', ['intro.en empty-text']],
    ['text that is a number', 'intro.vi', 5, ['intro.vi wrong-type']],
    ['a third language', 'intro.mww', 'Nyob zoo', []],
    ['an empty text in a third language', 'intro.mww', ' ', ['intro.mww empty-text']],
    ['a language that is no code', 'intro.French', 'Bonjour', ['intro.French unknown-field']],
    ['no respondent groups', 'respondentGroups', [], ['respondentGroups empty-list']],
    ['groups as an object', 'respondentGroups', {}, ['respondentGroups not-a-list']],
    ['a group that is null', 'respondentGroups[0]', null, ['respondentGroups[0] not-an-object']],
    ['a group code with a space', 'respondentGroups[0].code', 'a b', ['respondentGroups[0].code bad-key']],
    [
      'a group twice',
      'respondentGroups[1]',
      { code: 'citizen', text: { vi: 'Dân' } },
      ['respondentGroups[1].code duplicate-key'],
    ],
    [
      'no sections',
      'sections',
      [],
      [
        'sections empty-list',
        'scales.five unused-scale',
        'scales.paying unused-scale',
        'scales.yes-no unused-scale',
        'scales.many unused-scale',
      ],
    ],
    ['a section twice', 'sections[1].key', 'first', ['sections[1].key duplicate-key']],
    ['a section key with a point', 'sections[1].key', 'a.b', ['sections[1].key bad-key']],
    ['a question twice', `${DAYS}.key`, 'item', [`${DAYS}.key duplicate-key`]],
    [
      'a second question with a key that a condition names',
      `${DAYS}.key`,
      'done',
      [`${DAYS}.key duplicate-key`],
    ],
    ['a question key led by an underscore', `${DAYS}.key`, '_days', [`${DAYS}.key bad-key`]],
    ['an unknown kind', `${DAYS}.kind`, 'date', [`${DAYS}.kind unknown-kind`]],
    ['an inherited name as kind', `${DAYS}.kind`, 'toString', [`${DAYS}.kind unknown-kind`]],
    ['a field of another kind', `${DAYS}.maxLength`, 5, [`${DAYS}.maxLength unknown-field`]],
    ['required as text', `${FIRST}.required`, 'yes', [`${FIRST}.required wrong-type`]],
    ['an empty hint', `${FIRST}.hint`, { vi: '' }, [`${FIRST}.hint.vi empty-text`]],
    ['no scale', `${FIRST}.scale`, undefined, [`${FIRST}.scale missing`, 'scales.five unused-scale']],
    [
      'an unknown scale',
      `${FIRST}.scale`,
      'six',
      [`${FIRST}.scale unknown-scale`, 'scales.five unused-scale'],
    ],
    [
      'an inherited name as scale',
      `${FIRST}.scale`,
      'constructor',
      [`${FIRST}.scale unknown-scale`, 'scales.five unused-scale'],
    ],
    ['a code of 0', 'scales.many.levels[0].code', 0, ['scales.many.levels[0].code out-of-range']],
    ['a code of 36', 'scales.many.levels[0].code', 36, ['scales.many.levels[0].code out-of-range']],
    ['a code as text', 'scales.many.levels[0].code', '1', ['scales.many.levels[0].code wrong-type']],
    ['a code twice', 'scales.many.levels[0].code', 20, ['scales.many.levels[1].code duplicate-code']],
    [
      'an empty level text',
      'scales.many.levels[0].text.vi',
      '',
      ['scales.many.levels[0].text.vi empty-text'],
    ],
    ['satisfied as 1', 'scales.many.levels[0].satisfied', 1, ['scales.many.levels[0].satisfied wrong-type']],
    [
      'a pay-out as number',
      'scales.paying.levels[0].payOut',
      1,
      ['scales.paying.levels[0].payOut bad-decimal'],
    ],
    [
      'a pay-out with a comma',
      'scales.paying.levels[0].payOut',
      '0,5',
      ['scales.paying.levels[0].payOut bad-decimal'],
    ],
    [
      'a pay-out above 1',
      'scales.paying.levels[0].payOut',
      '1.001',
      ['scales.paying.levels[0].payOut out-of-range'],
    ],
    [
      'a pay-out below 0',
      'scales.paying.levels[0].payOut',
      '-0.1',
      ['scales.paying.levels[0].payOut out-of-range'],
    ],
    ['some pay-outs', 'scales.many.levels[0].payOut', '1', ['scales.many.levels incomplete-pay-outs']],
    [
      'five levels with 3 satisfied',
      'scales.five.levels[2].satisfied',
      true,
      [`${FIRST}.scale satisfaction-scale`],
    ],
    [
      'five levels with 5 unsatisfied',
      'scales.five.levels[4].satisfied',
      false,
      [`${FIRST}.scale satisfaction-scale`],
    ],
    ['satisfied levels 4 and 6', 'scales.five.levels[4].code', 6, [`${FIRST}.scale satisfaction-scale`]],
    [
      'six satisfaction levels',
      'scales.five.levels[5]',
      { code: 6, text: { vi: 'Khác' } },
      [`${FIRST}.scale satisfaction-scale`],
    ],
    [
      'yes, no and perhaps',
      'scales.yes-no.levels[2]',
      { code: 3, text: { vi: 'Có thể' } },
      ['sections[0].questions[2].scale yes-no-scale'],
    ],
    [
      'levels without pay-outs',
      'sections[0].questions[1].scale',
      'many',
      ['sections[0].questions[1].scale missing-pay-outs', 'scales.paying unused-scale'],
    ],
    [
      'a scale nobody uses',
      'scales.spare',
      { levels: [{ code: 1, text: { vi: 'Một' } }] },
      ['scales.spare unused-scale'],
    ],
    [
      'a scale with a bad name',
      'scales.Spare',
      { levels: [{ code: 1, text: { vi: 'Một' } }] },
      ['scales.Spare bad-key', 'scales.Spare unused-scale'],
    ],
    ['a scale without levels', 'scales.many.levels', [], ['scales.many.levels empty-list']],
    ['a scale as a list', 'scales.many', [], ['scales.many not-an-object']],
    ['text of length 0', `${REMARK}.maxLength`, 0, [`${REMARK}.maxLength out-of-range`]],
    ['text of length 4001', `${REMARK}.maxLength`, 4001, [`${REMARK}.maxLength out-of-range`]],
    ['a bound as number', `${DAYS}.min`, 0, [`${DAYS}.min bad-decimal`]],
    ['a bound in exponents', `${DAYS}.max`, '1e3', [`${DAYS}.max bad-decimal`]],
    ['max below min', `${DAYS}.max`, '-1.5', [`${DAYS}.max bad-bounds`]],
    ['a bound finer than the answers', `${DAYS}.max`, '30.55', [`${DAYS}.max bad-bounds`]],
    ['negative decimals', `${DAYS}.decimals`, -1, [`${DAYS}.decimals out-of-range`]],
    ['decimals unset with a fine bound', `${DAYS}.decimals`, undefined, [`${DAYS}.max bad-bounds`]],
    [
      'a condition on itself',
      `${OTHER}.askIf`,
      { answered: 'other' },
      [`${OTHER}.askIf.answered forward-reference`],
    ],
    [
      'a condition on a later question',
      `${OTHER}.askIf.question`,
      'why',
      [`${OTHER}.askIf.question forward-reference`],
    ],
    ['a condition on nothing', `${OTHER}.askIf.question`, 'x', [`${OTHER}.askIf.question unknown-question`]],
    ['a code outside the scale', `${OTHER}.askIf.is`, [2, 3], [`${OTHER}.askIf.is[1] unknown-code`]],
    ['a code as text', `${OTHER}.askIf.is`, ['2'], [`${OTHER}.askIf.is[0] unknown-code`]],
    ['no codes', `${OTHER}.askIf.is`, [], [`${OTHER}.askIf.is empty-list`]],
    ['no condition in all', `${OTHER}.askIf`, { all: [] }, [`${OTHER}.askIf.all empty-list`]],
    [
      'two conditions in one',
      `${OTHER}.askIf`,
      { answered: 'done', not: {} },
      [`${OTHER}.askIf.not unknown-field`],
    ],
    ['a condition as text', `${OTHER}.askIf`, 'always', [`${OTHER}.askIf not-an-object`]],
    [
      'an empty condition',
      `${OTHER}.askIf`,
      { any: [{}] },
      [`${OTHER}.askIf.any[0].question missing`, `${OTHER}.askIf.any[0].is missing`],
    ],
    [
      'codes of a number',
      `${REMARK}.askIf`,
      { question: 'days', is: [1] },
      [`${REMARK}.askIf.question unfit-condition`],
    ],
    ['a condition nine deep', `${OTHER}.askIf`, nested(8), [`${OTHER}.askIf${'.not'.repeat(8)} too-deep`]],
  ])('names %s', (_what, path, value, faults) => {
    expect(faultsOf(set(path, value))).toEqual(faults);
  });

  it('accepts a condition eight deep, on a number answered, and on a code of a multi question', () => {
    expect(faultsOf(set(`${OTHER}.askIf`, nested(7)))).toEqual([]);
    expect(faultsOf(set(`${REMARK}.askIf`, { answered: 'days' }))).toEqual([]);
    expect(faultsOf(set(`${REMARK}.askIf`, { any: [{ question: 'why', is: [35] }] }))).toEqual([]);
  });

  it('refuses conditions on free text and on a matrix', () => {
    const late = { key: 'late', kind: 'text', text: { vi: 'Thêm' }, maxLength: 9 };
    const onText = set('sections[1].questions[4]', { ...late, askIf: { answered: 'remark' } });
    expect(faultsOf(onText)).toEqual(['sections[1].questions[4].askIf.answered unfit-condition']);
    const onMatrix = set('sections[0].questions[2].askIf', { question: 'm1', is: [1] }, matrixForm);
    expect(faultsOf(onMatrix)).toEqual(['sections[0].questions[2].askIf.question unfit-condition']);
  });

  it('keeps single answers out of a form that rates many units', () => {
    const mixed = { key: 'me', kind: 'levels', text: { vi: 'Chung' }, scale: 'paying' };
    expect(faultsOf(set('sections[0].questions[3]', mixed, matrixForm))).toEqual([
      'sections[0].questions[3].kind mixed-with-matrix',
    ]);
  });

  it('names every culprit of a definition, not the first', () => {
    const broken = set('title.vi', '') as Form;
    Object.assign(broken, { version: -1, extra: true });
    const faults = faultsOf(broken);
    expect(faults).toEqual(['extra unknown-field', 'version out-of-range', 'title.vi empty-text']);
  });

  it('says in a sentence who the culprit is', () => {
    const check = checkForm(set(`${FIRST}.scale`, 'six'));
    expect(check.ok ? [] : check.faults[0]).toEqual({
      path: 'sections[0].questions[0].scale',
      code: 'unknown-scale',
      message: '"six" is not a scale of this form.',
    });
  });

  it('survives what is no definition at all', () => {
    const circle: Record<string, unknown> = { id: 'c' };
    circle.title = circle;
    for (const hostile of [null, undefined, 5, 'form', [], () => 1, 1n, Symbol('x')])
      expect(faultsOf(hostile)).toEqual([' not-an-object']);
    expect(faultsOf(Object.create(smallForm))).toContain('sections missing');
    expect(faultsOf(circle)).toContain('title.title unknown-field');
    expect(faultsOf({ ...smallForm, sections: { length: 3 } })).toContain('sections not-a-list');
    expect(faultsOf({ ...smallForm, sections: [null, [], { questions: [7] }] })).toContain(
      'sections[2].questions[0] not-an-object',
    );
  });

  it('takes "__proto__" for a name like any other, and a bad one', () => {
    const fed = JSON.parse(JSON.stringify(smallForm).replace('"many":{', '"__proto__":{'));
    const faults = faultsOf(fed);
    expect(faults).toContain('scales.__proto__ bad-key');
    expect(faults).toContain(`${OTHER}.scale unknown-scale`);
    expect(({} as Record<string, unknown>).levels).toBeUndefined();
  });
});

describe('defineForm', () => {
  it('returns a sound form and throws with every fault of another', () => {
    expect(defineForm(smallForm)).toBe(smallForm);
    const broken = { ...smallForm, id: 'Bad Id', version: 0 };
    expect(() => defineForm(broken)).toThrow(
      /"Bad Id" has 2 fault.*\n- id \[bad-key\].*\n- version \[out-of-range\]/,
    );
  });
});
