/** The rule table of a quarter on the screen: its sentences, its steps while it is changed, and where its faults belong. */
import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { RatingRulesShown } from '../../client/staff/api.ts';
import { RatingRuleForm } from '../../client/staff/rating-rule-form.tsx';
import {
  differences,
  draftOf,
  faultName,
  faultSentence,
  placeOfFault,
  pointsOfDossiers,
  questionFault,
  questionsOffered,
  ruleSentences,
  rulesOf,
  sameRules,
  withForm,
  withOfficial,
  withRule,
  withSource,
} from '../../client/staff/rating-rules-view.ts';
import { en } from '../../client/words/en.ts';
import { vi } from '../../client/words/vi.ts';
import {
  checkRatingRules,
  DEFAULT_RATING_RULES,
  type EntryRule,
  type IndicatorRule,
  type RatingRules,
} from '../../server/core/rating-rules.ts';
import type { Rule } from '../../server/core/rule.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { textOf } from './markup.ts';
import { framework } from './rating-fixture.ts';

const forms: RatingRulesShown['forms'] = shippedForms
  .filter(({ id }) => id.startsWith('procedure-rating'))
  .map(({ id, title, sections }) => ({
    ...{ id, title },
    questions: sections.flatMap(({ questions }) => questions).filter(({ kind }) => kind === 'levels'),
  }));
const shown = {
  ...{ id: 'r', forms, shipped: DEFAULT_RATING_RULES, rules: DEFAULT_RATING_RULES },
  indicators: framework.criteria.map(({ code, name, max }) => ({ code, name, max })),
} as unknown as RatingRulesShown;

const draft = draftOf(DEFAULT_RATING_RULES);
const ruleOf = (code: string, rules: Pick<RatingRules, 'indicators'> = draft): IndicatorRule => {
  const found = rules.indicators.find(({ indicator }) => indicator === code);
  if (!found) throw new Error(code);
  return found;
};
const told = { lang: 'vi', words: vi, forms, chosen: draft.forms, max: '2' } as const;
const entered = (rule: Rule): EntryRule => ({ indicator: '5', source: 'entered', rule });

describe('a rule in sentences', () => {
  it('says where the points come from, in the notation of the reader', () => {
    expect(ruleSentences(ruleOf('1'), told)).toEqual([
      'Từ hồ sơ đã trả trong quý (cả thời gian, theo lịch).',
      'Sớm hạn 2 điểm, đúng hạn 1 điểm, trễ hạn 0 điểm; lấy trung bình các hồ sơ.',
    ]);
    const mild = withRule(draft, {
      ...{ indicator: '2', source: 'dossiers', time: 'own' },
      points: { early: '2', onTheDay: '1.25', late: '' },
    });
    expect(ruleSentences(ruleOf('2', mild), told)[1]).toContain('đúng hạn 1,25 điểm, trễ hạn … điểm');
    expect(ruleSentences(ruleOf('2', mild), { ...told, lang: 'en', words: en })[1]).toContain('1.25');
    const question = forms[0]?.questions.find(({ key }) => key === 'attitude')?.text.vi ?? '?';
    expect(ruleSentences(ruleOf('7'), told)).toEqual([
      `Từ phiếu, câu “${question}”: trung bình điểm của các câu trả lời, tối đa 2 điểm.`,
    ]);
    expect(ruleSentences(ruleOf('9'), told).slice(1)).toEqual([
      'Điểm ghi tay.',
      'Để đối chiếu: tỷ lệ hồ sơ trực tuyến đúng hạn hoặc sớm.',
    ]);
  });

  it('says every number of a rule for entered figures', () => {
    const said = (rule: Rule) => ruleSentences(entered(rule), told)[1];
    expect(said({ kind: 'manual' })).toBe('Điểm ghi tay.');
    expect(
      said({
        ...{ kind: 'steps', on: 'percent', noCase: 'full-marks' },
        steps: [
          { from: '90', points: '2' },
          { from: '72.5', points: '1' },
        ],
      }),
    ).toBe(
      'Điểm tính từ số liệu: theo mức; từ 90 % được 2 điểm; từ 72,5 % được 1 điểm; Không phát sinh trường hợp nào thì được điểm tối đa.',
    );
    expect(said({ kind: 'steps', on: 'number', steps: [{ from: '3', points: '1' }] })).toContain('từ 3 được');
    expect(said({ kind: 'to-target', target: '95' })).toContain('Chỉ tiêu (%): 95');
    expect(said({ kind: 'count', least: '4' })).toContain('Ít nhất: 4');
    expect(said({ kind: 'against-last-year', better: 'lower' })).toContain('thấp hơn năm trước');
    expect(
      said({
        kind: 'interpolated',
        low: { from: '50', points: '0' },
        high: { from: '80', points: '2' },
      }),
    ).toContain('từ 80 % được 2 điểm; từ 50 % được 0 điểm');
    expect(
      said({ kind: 'weighted-mix', parts: [{ key: 'part-1', name: { vi: 'Đúng hạn' }, weight: '0.5' }] }),
    ).toContain('Đúng hạn × 0,5');
    expect(said({ kind: 'proportional' })).toContain('theo tỷ lệ');
  });

  it('says on paper what a dossier earns, where all indicators agree', () => {
    expect(pointsOfDossiers(DEFAULT_RATING_RULES, told)).toContain('sớm hạn 2 điểm, đúng hạn 1 điểm');
    const one = withRule(draft, {
      ...ruleOf('1'),
      points: { early: '2', onTheDay: '2', late: '0' },
    } as never);
    expect(pointsOfDossiers(rulesOf(one), told)).toBeNull();
  });
});

describe('a table that is changed', () => {
  it('goes to the fields and back unchanged', () => {
    expect(rulesOf(draft)).toEqual(DEFAULT_RATING_RULES);
    const typed = { ...draft, minimumAnswers: { agency: ' 12 ', official: '1,5' } };
    // No count is 0: the server names the place.
    expect(rulesOf(typed).minimumAnswers).toEqual({ agency: 12, official: 0 });
  });

  it('keeps what another source can use, and takes entered indicators out of an official’s points', () => {
    const asEntered = withSource(draft, ruleOf('7'), 'entered');
    expect(ruleOf('7', asEntered)).toEqual({
      ...{ indicator: '7', source: 'entered', check: { source: 'answers', question: 'attitude' } },
    });
    expect(asEntered.officialIndicators).toEqual(['1', '2', '3', '4']);
    const back = withSource(asEntered, ruleOf('7', asEntered), 'answers');
    expect(ruleOf('7', back)).toEqual(ruleOf('7'));
    // What an office took out by a change of source it puts in itself.
    expect(back.officialIndicators).toEqual(['1', '2', '3', '4']);
    expect(withOfficial(back, '7', true)).toEqual(draft);
    expect(ruleOf('5', withSource(draft, ruleOf('5'), 'dossiers'))).toMatchObject({
      ...{ time: 'total', points: { early: '2', onTheDay: '1', late: '0' } },
    });
    expect(ruleOf('9', withSource(draft, ruleOf('9'), 'answers'))).toMatchObject({ question: '' });
    expect(withSource(draft, ruleOf('1'), 'dossiers')).toBe(draft);
  });

  it('is the same whatever the order of fields and codes', () => {
    const off = withForm(draft, 'procedure-rating-paper', false);
    expect(off.forms).toEqual(['procedure-rating-online']);
    expect(sameRules(off, draft)).toBe(false);
    const on = withForm(off, 'procedure-rating-paper', true);
    expect(on.forms).not.toEqual(draft.forms);
    expect(sameRules(on, draft)).toBe(true);
    expect(differences(rulesOf(on), DEFAULT_RATING_RULES)).toEqual({ indicators: [], common: false });
    const unset = withRule(draft, { ...ruleOf('5'), rule: undefined } as EntryRule);
    expect(sameRules(unset, draft)).toBe(true);
    const other = withSource(draft, ruleOf('3'), 'entered');
    expect(differences(rulesOf(other), DEFAULT_RATING_RULES)).toEqual({ indicators: ['3'], common: true });
  });

  it('offers questions that every chosen form has, and says which has gone', () => {
    const extra = { id: 'x', title: { vi: 'X' }, questions: [{ key: 'attitude', text: { vi: 'Thái độ' } }] };
    const with3 = [...forms, extra];
    expect(questionsOffered(with3, draft.forms).map(({ key }) => key)).toContain('contacts');
    expect(questionsOffered(with3, [...draft.forms, 'x']).map(({ key }) => key)).toEqual(['attitude']);
    expect(questionsOffered(with3, [])).toEqual([]);
    const gone = { question: 'contacts' };
    expect(questionFault(gone, with3, draft.forms)).toBeNull();
    expect(questionFault(gone, with3, ['x'])).toBe('unfit');
    expect(questionFault({ question: '' }, with3, ['x'])).toBe('missing');
  });
});

describe('a fault of the table', () => {
  const draw = (code: string, faults: Record<string, string>, of = draft) =>
    textOf(
      renderToString(
        <RatingRuleForm
          {...{ shown, draft: of, rule: ruleOf(code, of), faults, onChange: () => undefined }}
        />,
      ),
    );

  it('belongs to an indicator and its field, as they were sent', () => {
    expect(placeOfFault({ field: 'rules.indicators[1].points.early' }, draft)).toEqual({
      ...{ indicator: '2', field: 'points.early' },
    });
    expect(placeOfFault({ field: 'rules.indicators' }, draft)).toEqual({
      indicator: null,
      field: 'indicators',
    });
    const nameOf = (field: string) =>
      faultName({ field, code: 'x', sentence: '' }, draft, { lang: 'vi', words: vi });
    expect(nameOf('rules.indicators[0].points')).toBe('Chỉ số 1');
    expect(nameOf('rules.indicators[0].points.late')).toBe('Chỉ số 1, Điểm hồ sơ trễ hạn');
    expect(nameOf('rules.indicators[4].rule.steps')).toBe('Chỉ số 5, Cách tính điểm');
    expect(nameOf('rules.forms[1]')).toBe('Mẫu phiếu được tính');
    expect(nameOf('surveys.mau-04')).toBe('Mẫu phiếu được tính');
    expect(nameOf('rules.minimumAnswers.agency')).toBe('Số phiếu ít nhất của một cơ quan');
    expect(nameOf('rules.')).toBe('Quy tắc chấm điểm');
  });

  it('stands at its field', () => {
    expect(draw('1', { points: 'Phải giảm dần.' })).toMatch(/Phải giảm dần\..*Điểm hồ sơ sớm hạn/);
    expect(draw('1', { 'points.late': 'Không phải số.' })).toMatch(/trễ hạn.*Không phải số\./);
    const blank = withSource(draft, ruleOf('9'), 'answers');
    expect(draw('9', {}, blank)).not.toContain('Hãy chọn câu hỏi.');
    expect(draw('9', { question: 'trống' }, blank)).toContain('Hãy chọn câu hỏi.');
    expect(draw('5', { 'rule.steps': 'Sai mức.' })).toContain('Sai mức.');
  });

  it('has a sentence in both languages, whatever its code', () => {
    const source = ['rating-rules', 'check-rule', 'fault-list']
      .map((name) => readFileSync(new URL(`../../server/core/${name}.ts`, import.meta.url), 'utf8'))
      .join('\n');
    // Codes stand in `fault(path, 'code', …)` and in `patterned(…, 'code', …)`.
    const written = [...source.matchAll(/(?:fault\(\s*[^']*?|, |^\s*|\? |: )'([a-z]+(?:-[a-z]+)+)',/gm)].map(
      ([, code]) => code ?? '',
    );
    const structure = [
      'missing',
      'wrong-type',
      'unknown-field',
      'not-a-choice',
      'out-of-bounds',
      'number-not-text',
    ];
    // A value of the table, and formats that it does not use.
    const others = new Set(['no-class', 'not-an-id', 'not-a-code', 'not-a-date']);
    const unspoken = (words: typeof vi) =>
      [...new Set([...written, ...structure])].filter(
        (code) => !others.has(code) && faultSentence({ field: 'rules.x', code }, words) === undefined,
      );
    expect(written.length).toBeGreaterThan(20);
    expect(unspoken(vi)).toEqual([]);
    expect(unspoken(en)).toEqual([]);
  });

  it('of a real check finds its sentence', () => {
    const wrong = {
      ...rulesOf({ ...draft, minimumAnswers: { agency: '3', official: 'x' } }),
      indicators: DEFAULT_RATING_RULES.indicators.with(0, {
        ...{ indicator: '1', source: 'dossiers', time: 'total' },
        points: { early: '', onTheDay: '1', late: '0' },
      }),
    };
    const checked = checkRatingRules(wrong, framework, shippedForms);
    const said = checked.ok
      ? []
      : checked.faults.map(({ path, code }) => faultSentence({ field: `rules.${path}`, code }, vi));
    expect(said).toEqual([
      'Hãy ghi một số từ 0 trở lên.',
      'Hãy ghi số nguyên từ 5 đến 1.000.',
      'Hãy ghi số nguyên từ 5 đến 1.000.',
    ]);
  });
});
