/**
 * The satisfaction form with two questions on the respondent, by which results may be broken down: version 2 of
 * `satisfaction.ts`, the same 22 items under the same keys, so that both feed the same criteria. Whoever would rather not
 * say may say so, or leave both blank. The comment stands last, as before.
 */
import { defineForm } from '../check-form.ts';
import type { Level, Question } from '../form.ts';
import { satisfaction } from './satisfaction.ts';

const level = (code: number, vi: string, en: string): Level => ({ code, text: { vi, en } });

const isComment = (question: Question) => question.kind === 'text';

export const satisfactionWithTraits = defineForm({
  ...satisfaction,
  version: 2,
  scales: {
    ...satisfaction.scales,
    gender: {
      levels: [
        level(1, 'Nam', 'Male'),
        level(2, 'Nữ', 'Female'),
        level(3, 'Khác', 'Other'),
        level(4, 'Không trả lời', 'Prefer not to say'),
      ],
    },
    age: {
      levels: [
        level(1, 'Dưới 25 tuổi', 'Under 25'),
        level(2, 'Từ 25 đến 34 tuổi', '25 to 34'),
        level(3, 'Từ 35 đến 49 tuổi', '35 to 49'),
        level(4, 'Từ 50 đến 60 tuổi', '50 to 60'),
        level(5, 'Trên 60 tuổi', 'Over 60'),
      ],
    },
  },
  sections: [
    ...satisfaction.sections.map((section) => ({
      ...section,
      questions: section.questions.filter((question) => !isComment(question)),
    })),
    {
      key: 'about',
      title: { vi: 'Thông tin chung', en: 'About you' },
      questions: [
        {
          key: 'gender',
          kind: 'single',
          text: { vi: 'Giới tính của Ông/Bà', en: 'Your gender' },
          hint: { vi: 'Không bắt buộc.', en: 'Optional.' },
          scale: 'gender',
        },
        {
          key: 'age',
          kind: 'single',
          text: { vi: 'Độ tuổi của Ông/Bà', en: 'Your age group' },
          hint: { vi: 'Không bắt buộc.', en: 'Optional.' },
          scale: 'age',
        },
        ...satisfaction.sections.flatMap((section) => section.questions.filter(isComment)),
      ],
    },
  ],
});
