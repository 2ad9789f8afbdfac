import type { Form } from '../../survey-forms/form.ts';

const text = (vi: string, en: string) => ({ vi, en });

/** A form with every kind of question and a condition; questions 1 to 7 in order. */
export const everyKind: Form = {
  id: 'every-kind',
  version: 4,
  title: text('Ông/Bà nghĩ gì?', 'What do you think?'),
  intro: text('Tỉnh hỏi ý kiến.', 'The province asks.'),
  respondentGroups: [
    { code: 'citizen', text: text('Người dân', 'Citizen') },
    { code: 'business', text: text('Doanh nghiệp', 'Business') },
  ],
  scales: {
    five: {
      levels: [
        { code: 1, text: text('Rất không hài lòng', 'Very dissatisfied') },
        { code: 2, text: text('Không hài lòng', 'Dissatisfied') },
        { code: 3, text: text('Bình thường', 'Neutral') },
        { code: 4, text: text('Hài lòng', 'Satisfied'), satisfied: true },
        { code: 5, text: text('Rất hài lòng', 'Very satisfied'), satisfied: true },
      ],
    },
    yesNo: {
      levels: [
        { code: 1, text: text('Có', 'Yes') },
        { code: 2, text: text('Không', 'No') },
      ],
    },
    where: {
      levels: [
        { code: 1, text: text('Một cửa', 'One-stop desk') },
        { code: 2, text: text('Cổng dịch vụ', 'Portal') },
      ],
    },
  },
  sections: [
    {
      key: 'first',
      title: text('Phần đầu', 'First part'),
      questions: [
        {
          key: 'mood',
          kind: 'satisfaction',
          scale: 'five',
          text: text('Hài lòng?', 'Satisfied?'),
          required: true,
        },
        { key: 'again', kind: 'yes-no', scale: 'yesNo', text: text('Đi lại nhiều lần?', 'Several trips?') },
        {
          key: 'trips',
          kind: 'number',
          text: text('Mấy lần?', 'How many?'),
          min: '2',
          max: '50',
          required: true,
          askIf: { question: 'again', is: [1] },
        },
        { key: 'km', kind: 'number', decimals: 1, text: text('Bao xa?', 'How far?') },
      ],
    },
    {
      key: 'second',
      title: text('Phần sau', 'Second part'),
      questions: [
        { key: 'where', kind: 'multi', scale: 'where', text: text('Ở đâu?', 'Where?'), required: true },
        {
          key: 'comment',
          kind: 'text',
          maxLength: 20,
          text: text('Góp ý', 'Comment'),
          hint: text('Đừng viết tên.', 'No names.'),
        },
        {
          key: 'units',
          kind: 'matrix',
          scale: 'yesNo',
          text: text('Phối hợp tốt?', 'Good partner?'),
          required: true,
        },
      ],
    },
  ],
};

/** Units that the matrix rates; a code may hold a dot. */
export const ratedUnits = [
  { code: 'XX-01', name: text('Sở Nội vụ', 'Home Affairs') },
  { code: 'XX.02', name: text('Sở Tư pháp', 'Justice') },
];
