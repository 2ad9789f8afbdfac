import { describe, expect, it } from 'vitest';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { type Form, levelsOf, questionsOf, ratesManyUnits } from '../../survey-forms/form.ts';
import { fieldsOf } from '../../survey-forms/keyed-answers.ts';
import { type PaperBlock, type PaperForm, paperForm } from '../../survey-forms/paper-layout.ts';
import { everyKind } from '../client/every-kind.ts';
import { matrixForm, smallForm, withQuestion } from './small-form.ts';

const UNITS = ['A', 'B', 'C'].map((code) => ({ code, name: { vi: `Sở ${code}`, en: `Department ${code}` } }));

const paper = (form: Form, lang: 'vi' | 'en' = 'vi'): PaperForm =>
  paperForm(form, {
    lang,
    units: ratesManyUnits(form) ? UNITS : [],
    notes: (question) => (question.hint ? [question.hint.vi] : []),
    noneOfThese: 'Không có ý nào',
  });

const blocks = (form: Form): PaperBlock[] => [...paper(form).sections.flatMap((section) => section.blocks)];
const questionsIn = (block: PaperBlock) => {
  if (block.kind === 'grid') return block.questions;
  return block.kind === 'matrix' ? block.columns.map((column) => column.question) : [block.question];
};

/** What can be keyed on the sheet: item, question, unit, and the digits of its boxes. */
function printedFields(form: Form): [item: string, question: string, unit: string, digits: string[]][] {
  return blocks(form).flatMap((block) => {
    if (block.kind === 'lines') return [];
    if (block.kind === 'matrix')
      return block.rows.flatMap(({ code, row }) =>
        block.columns.map(({ question, boxes }): [string, string, string, string[]] => [
          `${row}.${question.item}`,
          question.key,
          code,
          boxes.map((box) => box.digit),
        ]),
      );
    const digits = block.kind === 'number' ? [] : block.boxes.map((box) => box.digit);
    return questionsIn(block).map((question): [string, string, string, string[]] => [
      question.item,
      question.key,
      '',
      digits,
    ]);
  });
}

const forms = [...shippedForms, smallForm, matrixForm];

describe('the printed sheet', () => {
  it.each(forms.map((form) => [form.id, form] as const))(
    'of %s has the fields that are keyed, in their order and under their numbers',
    (_, form) => {
      const units = ratesManyUnits(form) ? UNITS.map((unit) => unit.code) : [];
      const keyed = fieldsOf(form, units).map(({ item, question, unit }) => {
        const codes = 'scale' in question ? levelsOf(form, question).map(({ code }) => String(code)) : [];
        return [item, question.key, unit, question.kind === 'multi' ? [...codes, '0'] : codes];
      });
      expect(keyed.length).toBeGreaterThan(1);
      expect(printedFields(form)).toEqual(keyed);
    },
  );

  it.each(forms.map((form) => [form.id, form] as const))('of %s says every word of the form', (_, form) => {
    const printed = blocks(form).flatMap(questionsIn);
    expect(printed.map(({ key, text }) => [key, text])).toEqual(
      questionsOf(form).map(({ key, text }) => [key, text.vi]),
    );
    const { title, intro, sections } = paper(form);
    expect([title, intro]).toEqual([form.title.vi, form.intro.vi]);
    expect(sections.map((section) => section.title).join()).toContain(form.sections[0]?.title.vi);
  });

  it('speaks the language it is asked for', () => {
    expect(paper(everyKind, 'en').sections.map((section) => section.title)).toEqual(['Second part', '']);
  });

  it('numbers questions as the online form does, a free text in between counted', () => {
    const [matrix] = fieldsOf(everyKind, ['A']).filter(({ unit }) => unit === 'A');
    expect(matrix?.item).toBe('1.7');
  });

  it('puts questions of one scale into one table, and a lone choice into a list', () => {
    expect(blocks(smallForm).map(({ kind }) => kind)).toEqual([
      'grid',
      'grid',
      'choices',
      'choices',
      'choices',
      'number',
      'lines',
    ]);
    const [grid] = blocks(shippedForms[0] ?? smallForm);
    expect(grid?.kind === 'grid' && grid.questions.length).toBe(4);
  });

  it('lists the boxes of a scale too wide for columns', () => {
    const levels = Array.from({ length: 9 }, (_, i) => ({ code: i + 1, text: { vi: `Mức ${i + 1}` } }));
    const wide: Form = { ...withQuestion(smallForm, 'grade', { scale: 'wide' }) };
    const form = { ...wide, scales: { ...wide.scales, wide: { levels } } };
    expect(blocks(form).map(({ kind }) => kind)).toEqual([
      'grid',
      'choices',
      'choices',
      'choices',
      'choices',
      'number',
      'lines',
    ]);
  });

  it('lets a multiple choice say that none fits, as the online form does', () => {
    const [several] = blocks(smallForm).filter((block) => block.kind === 'choices' && block.several);
    expect(several?.kind === 'choices' && several.boxes.at(-1)).toEqual({
      digit: '0',
      label: 'Không có ý nào',
    });
  });

  it.each([
    [
      { min: '-1', max: '30.5', decimals: 1 },
      { whole: 2, decimals: 1, negative: true },
    ],
    [
      { min: '0', max: '0', decimals: undefined },
      { whole: 1, decimals: 0, negative: false },
    ],
    [
      { min: '2', max: '50', decimals: undefined },
      { whole: 2, decimals: 0, negative: false },
    ],
    [
      { min: undefined, max: undefined, decimals: undefined },
      { whole: 6, decimals: 0, negative: false },
    ],
    [
      { min: '-1200', max: '5', decimals: 2 },
      { whole: 4, decimals: 2, negative: true },
    ],
  ])('gives a number %j the squares it needs', (bounds, squares) => {
    const [number] = blocks(withQuestion(smallForm, 'days', bounds)).filter(({ kind }) => kind === 'number');
    expect(number).toMatchObject(squares);
  });

  it('gives free text lines by its length', () => {
    const lines = (maxLength: number) => {
      const [text] = blocks(withQuestion(smallForm, 'remark', { maxLength })).filter(
        ({ kind }) => kind === 'lines',
      );
      return text?.kind === 'lines' && text.lines;
    };
    expect([5, 300, 4000].map(lines)).toEqual([2, 4, 8]);
  });

  it('has a table without rows where no unit is rated', () => {
    const empty = paperForm(matrixForm, { lang: 'vi', units: [], notes: () => [], noneOfThese: '' });
    const [table] = empty.sections.flatMap((section) => section.blocks);
    expect(table?.kind === 'matrix' && table.rows).toEqual([]);
  });
});
