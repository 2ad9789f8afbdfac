/**
 * Council deputies rate the departments, all in one sitting (domain §3). Pay-outs of five levels: domain §3, common
 * practice. A department that a deputy does not know may be left out, or answered with "no opinion".
 */
import { defineForm } from '../check-form.ts';
import type { Question } from '../form.ts';

const item = (key: string, vi: string, en: string): Question => ({
  key,
  kind: 'matrix',
  text: { vi, en },
  scale: 'quality',
  required: true,
});

export const departmentMatrix = defineForm({
  id: 'department-matrix',
  version: 1,
  title: {
    vi: 'Ông/Bà đánh giá thế nào về các sở, ban, ngành của tỉnh?',
    en: 'How do you rate the departments of the province?',
  },
  intro: {
    vi: 'Tỉnh lấy ý kiến đại biểu Hội đồng nhân dân để xác định Chỉ số cải cách hành chính của từng sở, ban, ngành. Phiếu không ghi tên; Ông/Bà có thể bỏ qua cơ quan mà mình không biết rõ.',
    en: "The province asks deputies of the People's Council in order to determine the administrative-reform index of each department. The form asks for no name; you may leave out a department you do not know well.",
  },
  respondentGroups: [{ code: 'deputy', text: { vi: 'Đại biểu HĐND', en: "Deputy of the People's Council" } }],
  scales: {
    quality: {
      levels: [
        { code: 1, text: { vi: 'Rất tốt', en: 'Very good' }, payOut: '1' },
        { code: 2, text: { vi: 'Tốt', en: 'Good' }, payOut: '0.75' },
        { code: 3, text: { vi: 'Trung bình', en: 'Fair' }, payOut: '0.5' },
        { code: 4, text: { vi: 'Kém', en: 'Poor' }, payOut: '0.25' },
        { code: 5, text: { vi: 'Rất kém', en: 'Very poor' }, payOut: '0' },
        {
          code: 9,
          text: { vi: 'Không biết / không có ý kiến', en: 'Do not know / no opinion' },
          payOut: null,
        },
      ],
    },
  },
  sections: [
    {
      key: 'work',
      title: { vi: 'Chất lượng công tác của sở, ban, ngành', en: 'How the departments work' },
      questions: [
        item(
          'advice',
          'Chất lượng tham mưu, đề xuất cho lãnh đạo tỉnh về lĩnh vực được giao quản lý',
          'Quality of advice and proposals to the leaders of the province in its field',
        ),
        item(
          'coordination',
          'Sự phối hợp với các cơ quan, đơn vị và chính quyền cấp dưới trong giải quyết công việc',
          'Cooperation with other bodies and lower levels of government',
        ),
        item(
          'responsibility',
          'Tinh thần trách nhiệm và kỷ luật, kỷ cương hành chính trong thực hiện nhiệm vụ',
          'Responsibility and administrative discipline in its duties',
        ),
      ],
    },
  ],
});
