import { describe, expect, it } from 'vitest';
import { sampleForms, shippedForms } from '../../survey-forms/catalogue.ts';
import { checkForm } from '../../survey-forms/check-form.ts';
import { type Form, levelsOf, questionsOf, ratesManyUnits } from '../../survey-forms/form.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';

function form(id: string): Form {
  const found = shippedForms.find((shipped) => shipped.id === id);
  if (!found) throw new Error(`no form ${id}`);
  return found;
}
/** Code and pay-out of each level of a named scale. */
const payOuts = (id: string, scale: string) =>
  form(id).scales[scale]?.levels.map(({ code, payOut }) => [code, payOut]);

/** Every text of a form, as [where it came from, Vietnamese, English]. */
function textsOf(node: unknown, path = ''): [string, string, unknown][] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.entries(node).flatMap(([name, value]) => textsOf(value, `${path}/${name}`));
  return 'vi' in node ? [[path, String(node.vi), 'en' in node ? node.en : undefined]] : below;
}

describe('the shipped forms', () => {
  it('are these, each once', () => {
    expect(shippedForms.map(({ id, version }) => [id, version])).toEqual([
      ['satisfaction', 1],
      ['province-perception', 1],
      ['department-matrix', 1],
      ['deputies-on-districts', 1],
      ['deputies-on-departments', 1],
      ['departments-on-districts', 1],
      ['districts-on-departments', 1],
      ['offices-on-departments', 1],
      ['communes-on-districts', 1],
      ['procedure-rating-paper', 1],
      ['procedure-rating-online', 1],
    ]);
  });

  const all = [...shippedForms, ...sampleForms].map((one) => [`${one.id} ${one.version}`, one] as const);

  it.each(all)('%s passes the check', (_id, shipped) => {
    expect(checkForm(shipped)).toEqual({ ok: true, form: shipped });
  });

  it.each(all)('%s is whole in both languages', (_id, shipped) => {
    const texts = textsOf(shipped);
    expect(texts.length).toBeGreaterThan(10);
    for (const [path, vi, en] of texts) {
      expect(en, path).toEqual(expect.any(String));
      expect(en, path).not.toBe(vi);
      expect(en, `${path} in English`).not.toMatch(/[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]/i);
    }
    expect(texts.map(([, vi]) => vi).join()).toMatch(/[ăâđêôơư]/i);
  });
});

describe('the satisfaction form', () => {
  it('has 22 required items on five factors: 4+5+6+3+4 (domain §2)', () => {
    const factors = form('satisfaction').sections.map((section) => {
      const items = section.questions.filter(
        (question) => question.kind === 'satisfaction' && question.required,
      );
      return [section.key, items.map((item) => item.key).join(' ')];
    });
    expect(factors).toEqual([
      ['access', 'q01 q02 q03 q04'],
      ['procedure', 'q05 q06 q07 q08 q09'],
      ['official', 'q10 q11 q12 q13 q14 q15'],
      ['result', 'q16 q17 q18'],
      ['feedback', 'q19 q20 q21 q22'],
    ]);
  });

  it('ends with one optional comment and asks nothing else', () => {
    const rest = questionsOf(form('satisfaction')).slice(22);
    expect(rest).toMatchObject([{ key: 'comment', kind: 'text', maxLength: 1000 }]);
    expect(rest[0]?.required ?? false).toBe(false);
    expect(rest[0]?.hint?.vi).toMatch(/đừng ghi họ tên, số điện thoại/);
  });

  it('counts levels 4 and 5 as satisfied', () => {
    const levels = form('satisfaction').scales.satisfaction?.levels ?? [];
    expect(levels.map(({ code, text, satisfied }) => [code, text.vi, satisfied])).toEqual([
      [1, 'Rất không hài lòng', false],
      [2, 'Không hài lòng', false],
      [3, 'Bình thường', false],
      [4, 'Hài lòng', true],
      [5, 'Rất hài lòng', true],
    ]);
  });

  it('asks citizens and organisations', () => {
    expect(form('satisfaction').title.vi).toBe('Ông/Bà có hài lòng với việc giải quyết hồ sơ không?');
    expect(form('satisfaction').respondentGroups.map(({ code, text }) => [code, text.vi])).toEqual([
      ['citizen', 'Người dân'],
      ['organisation', 'Tổ chức, doanh nghiệp'],
    ]);
  });
});

describe('the satisfaction form of the sample', () => {
  const [traits] = sampleForms;

  it('is a further version of the one that ships, with the same items under the same keys', () => {
    expect(sampleForms.map(({ id, version }) => [id, version])).toEqual([['satisfaction', 2]]);
    const items = (one: Form | undefined) =>
      one?.sections
        .slice(0, 5)
        .map(({ key, questions }) => [key, questions.filter(({ kind }) => kind !== 'text')]);
    expect(items(traits)).toEqual(items(form('satisfaction')));
    expect(traits?.scales.satisfaction).toEqual(form('satisfaction').scales.satisfaction);
  });

  it('asks last, and leaves free, who the respondent is; the comment stays at the end', () => {
    const about = traits?.sections.at(-1);
    expect(about?.title.vi).toBe('Thông tin chung');
    expect(about?.questions.map(({ key, kind, required }) => [key, kind, required ?? false])).toEqual([
      ['gender', 'single', false],
      ['age', 'single', false],
      ['comment', 'text', false],
    ]);
    expect(traits?.scales.gender?.levels.map(({ text }) => text.vi)).toEqual([
      'Nam',
      'Nữ',
      'Khác',
      'Không trả lời',
    ]);
  });
});

describe('the perception form of a province', () => {
  const LEAVES = [
    '2.4.1 2.4.2 2.4.3 2.4.4',
    '4.4.1 4.4.2 4.4.3',
    '5.8.1 5.8.2 5.9.1 5.9.2 5.9.3 5.9.4',
    '6.4.1 6.4.2 6.4.3 6.4.4',
    '7.5.1 7.5.2 7.5.3 7.5.4',
  ].map((area) => area.split(' '));

  it('asks one question for each of the 21 perception leaves of the 2020 sheet, by area', () => {
    expect(LEAVES.flat()).toHaveLength(21);
    const keys = form('province-perception').sections.map((section) =>
      section.questions.map(({ key }) => key),
    );
    expect(keys).toEqual(LEAVES.map((area) => area.map((code) => `p${code.replaceAll('.', '_')}`)));
  });

  it('asks all of them as required levels that pay 100/60/20/0 %, "no opinion" aside (domain §3)', () => {
    const perception = form('province-perception');
    for (const question of questionsOf(perception)) {
      expect(question).toMatchObject({ kind: 'levels', required: true });
      if (question.kind !== 'levels') continue;
      const payOut = levelsOf(perception, question).map((level) => level.payOut);
      expect(payOut).toEqual(['1', '0.6', '0.2', '0', null]);
    }
  });

  it('pays "not at all" most where the question names an evil', () => {
    const asked = questionsOf(form('province-perception'));
    const evils = asked.filter((question) => 'scale' in question && question.scale === 'misconduct');
    expect(evils.map(({ key }) => key)).toEqual(['p5_8_1', 'p5_9_3']);
    expect(evils.every(({ text }) => /tiêu cực|trục lợi/.test(text.vi))).toBe(true);
    const [best] = form('province-perception').scales.misconduct?.levels ?? [];
    expect(best).toMatchObject({ text: { vi: 'Không có' }, payOut: '1' });
  });
});

describe('the matrix form of the departments', () => {
  it('has three items on which deputies rate many units at 100/75/50/25/0 %', () => {
    const matrix = form('department-matrix');
    expect(ratesManyUnits(matrix)).toBe(true);
    expect(questionsOf(matrix).map(({ key, kind }) => [key, kind])).toEqual([
      ['advice', 'matrix'],
      ['coordination', 'matrix'],
      ['responsibility', 'matrix'],
    ]);
    expect(payOuts('department-matrix', 'quality')).toEqual([
      [1, '1'],
      [2, '0.75'],
      [3, '0.5'],
      [4, '0.25'],
      [5, '0'],
      [9, null],
    ]);
    expect(matrix.respondentGroups.map(({ code, text }) => [code, text.vi])).toEqual([
      ['deputy', 'Đại biểu HĐND'],
    ]);
  });

  it('takes a sitting in which a deputy left out a department he does not know', () => {
    const answers = { advice: { SNV: 1, STC: 9 }, coordination: { SNV: 2 }, responsibility: { SNV: 5 } };
    expect(validateAnswers(form('department-matrix'), answers, ['SNV', 'STC'])).toEqual({
      ok: true,
      answers,
    });
  });
});

describe('the six perception forms of a province (domain §3)', () => {
  /** Who rates whom. */
  const SIX: readonly [id: string, group: RegExp, rated: RegExp][] = [
    ['deputies-on-districts', /Đại biểu HĐND tỉnh.*MTTQ/, /huyện, thành phố/],
    ['deputies-on-departments', /Đại biểu HĐND tỉnh.*MTTQ/, /sở, ban, ngành/],
    ['departments-on-districts', /^Lãnh đạo sở, ban, ngành$/, /huyện, thành phố/],
    ['districts-on-departments', /^Lãnh đạo UBND cấp huyện$/, /sở, ban, ngành/],
    ['offices-on-departments', /^Trưởng phòng .*cấp huyện$/, /sở, ban, ngành/],
    ['communes-on-districts', /^Lãnh đạo UBND cấp xã$/, /huyện, thành phố/],
  ];

  it.each(SIX)('%s asks its one group about its units, on five to eight items', (id, group, rated) => {
    const asked = form(id);
    expect(asked.respondentGroups).toHaveLength(1);
    expect(asked.respondentGroups[0]?.text.vi).toMatch(group);
    for (const { vi } of [asked.title, asked.intro, ...asked.sections.map(({ title }) => title)])
      expect(vi).toMatch(rated);
    expect(asked.intro.vi).toMatch(/Ông\/Bà.*không ghi tên; .*để trống\./);
    const items = questionsOf(asked);
    expect(items.length).toBeGreaterThanOrEqual(5);
    expect(items.length).toBeLessThanOrEqual(8);
    expect(items.every(({ kind, required }) => kind === 'matrix' && required === true)).toBe(true);
    expect(payOuts(id, 'quality')).toEqual(payOuts('department-matrix', 'quality'));
  });

  it('are told apart by their titles, and no two ask the same', () => {
    const six = SIX.map(([id]) => form(id));
    expect(new Set(six.map(({ title }) => title.vi)).size).toBe(6);
    expect(
      new Set(
        six.map((one) =>
          questionsOf(one)
            .map(({ text }) => text.vi)
            .join(),
        ),
      ).size,
    ).toBe(6);
  });

  it('name an aspect alike wherever they ask for it', () => {
    const keys = SIX.map(([id]) => questionsOf(form(id)).map(({ key }) => key));
    for (const aspect of ['responsibility', 'digital', 'coordination'])
      expect(keys.filter((all) => all.includes(aspect)).length, aspect).toBeGreaterThanOrEqual(5);
  });
});

describe('forms 4 and 5 of the rating of procedure handling (domain §6)', () => {
  const BOTH = ['procedure-rating-paper', 'procedure-rating-online'] as const;

  it.each(BOTH)('%s asks one required question for each of the indicators 3 to 8', (id) => {
    expect(questionsOf(form(id)).map(({ key, kind, required }) => [key, kind, required])).toEqual([
      ['contacts', 'levels', true],
      ['agencies', 'levels', true],
      ['reception', 'levels', true],
      ['publication', 'levels', true],
      ['attitude', 'levels', true],
      ['complaints', 'levels', true],
    ]);
  });

  it.each(BOTH)('%s pays 2, 1 and 0 of 2 points for its levels', (id) => {
    for (const question of questionsOf(form(id)))
      expect(question.kind === 'levels' && levelsOf(form(id), question).map(({ payOut }) => payOut)).toEqual([
        '1',
        '0.5',
        '0',
      ]);
  });

  it.each(BOTH)('%s has no room for a name or the code of a dossier', (id) => {
    expect(questionsOf(form(id)).filter(({ kind }) => kind === 'text' || kind === 'number')).toEqual([]);
    expect(form(id).intro.vi).toContain('không ghi tên, không ghi mã hồ sơ');
  });
});
