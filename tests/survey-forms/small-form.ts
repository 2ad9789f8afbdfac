import { type Form, type Question, questionsOf } from '../../survey-forms/form.ts';

const text = (vi: string) => ({ vi });
const level = (code: number, more: object = {}) => ({ code, text: text(`Mức ${code}`), ...more });

/** A form with every kind but matrix: small enough to see whole. `other` is asked after "no", `why` after `other`. */
export const smallForm: Form = {
  id: 'small',
  version: 3,
  title: text('Phiếu nhỏ'),
  intro: text('Hỏi để thử'),
  respondentGroups: [{ code: 'citizen', text: text('Người dân') }],
  scales: {
    five: { levels: [1, 2, 3, 4, 5].map((code) => level(code, { satisfied: code >= 4 })) },
    paying: { levels: [level(1, { payOut: '1' }), level(2, { payOut: '0.25' }), level(9, { payOut: null })] },
    'yes-no': { levels: [level(1), level(2)] },
    many: { levels: [level(10), level(20), level(35)] },
  },
  sections: [
    {
      key: 'first',
      title: text('Phần một'),
      questions: [
        { key: 'item', kind: 'satisfaction', text: text('Hài lòng'), scale: 'five', required: true },
        { key: 'grade', kind: 'levels', text: text('Đánh giá'), scale: 'paying' },
        { key: 'done', kind: 'yes-no', text: text('Xong chưa'), scale: 'yes-no' },
      ],
    },
    {
      key: 'second',
      title: text('Phần hai'),
      questions: [
        {
          key: 'other',
          kind: 'single',
          text: text('Cách khác'),
          scale: 'many',
          required: true,
          askIf: { question: 'done', is: [2] },
        },
        { key: 'why', kind: 'multi', text: text('Lý do'), scale: 'many', askIf: { answered: 'other' } },
        { key: 'days', kind: 'number', text: text('Số ngày'), min: '-1', max: '30.5', decimals: 1 },
        { key: 'remark', kind: 'text', text: text('Góp ý'), maxLength: 5 },
      ],
    },
  ],
};

/** Two items on which units are rated; the first is required. */
export const matrixForm: Form = {
  ...smallForm,
  id: 'rating',
  scales: { paying: smallForm.scales.paying ?? { levels: [] } },
  sections: [
    {
      key: 'only',
      title: text('Phần một'),
      questions: [
        { key: 'm1', kind: 'matrix', text: text('Tham mưu'), scale: 'paying', required: true },
        { key: 'm2', kind: 'matrix', text: text('Phối hợp'), scale: 'paying' },
        { key: 'remark', kind: 'text', text: text('Góp ý'), maxLength: 5 },
      ],
    },
  ],
};

/** The form with one question replaced by a variant of itself. */
export function withQuestion(form: Form, key: string, more: Partial<Question>): Form {
  const variant = (question: Question) =>
    question.key === key ? ({ ...question, ...more } as Question) : question;
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, questions: section.questions.map(variant) })),
  };
}

/** A form of `count` satisfaction items s1, s2, … */
export function itemsForm(count: number): Form {
  const [item] = questionsOf(smallForm);
  if (!item) throw new Error('the small form has questions');
  const questions = Array.from({ length: count }, (_, i) => ({ ...item, key: `s${i + 1}` }));
  return {
    ...smallForm,
    scales: { five: smallForm.scales.five ?? { levels: [] } },
    sections: [{ key: 'items', title: { vi: 'Các câu' }, questions }],
  };
}
