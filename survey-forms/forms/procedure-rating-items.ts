/**
 * What forms 4 (paper, at the one-stop desk) and 5 (online) of the rating of procedure handling share (domain §6): one
 * question for each of the indicators 3 to 8, whose levels pay 2, 1 and 0 points. A key names the same indicator in both
 * forms, so that a rating pools them. Filled for one dossier; no question asks for its code, because nothing may lead from
 * an answer to a dossier (decision 17).
 *
 * Assumed, and therefore data that a province may change by importing a form of its own: the wording of the levels.
 */
import { defineForm } from '../check-form.ts';
import type { Form, Question, Scale, Text } from '../form.ts';

/** The three levels of an indicator, best first. */
const levels = (two: Text, one: Text, none: Text): Scale => ({
  levels: [
    { code: 1, text: two, payOut: '1' },
    { code: 2, text: one, payOut: '0.5' },
    { code: 3, text: none, payOut: '0' },
  ],
});

const item = (key: string, text: Text, scale = key): Question => ({
  key,
  kind: 'levels',
  text,
  scale,
  required: true,
});

const scales: Readonly<Record<string, Scale>> = {
  contacts: levels(
    { vi: 'Không lần nào, hồ sơ được nhận ngay', en: 'Not at all: it was accepted at once' },
    { vi: 'Một lần', en: 'Once' },
    { vi: 'Từ hai lần trở lên', en: 'Twice or more' },
  ),
  agencies: levels(
    { vi: 'Chỉ nơi tiếp nhận hồ sơ', en: 'Only the office that received it' },
    { vi: 'Thêm một cơ quan khác', en: 'One further office' },
    { vi: 'Thêm từ hai cơ quan khác trở lên', en: 'Two or more further offices' },
  ),
  quality: levels(
    { vi: 'Tốt', en: 'Good' },
    { vi: 'Bình thường', en: 'Fair' },
    { vi: 'Chưa tốt', en: 'Poor' },
  ),
  publication: levels(
    { vi: 'Đầy đủ, dễ tìm', en: 'Complete and easy to find' },
    { vi: 'Có nhưng chưa đầy đủ hoặc khó tìm', en: 'There, but incomplete or hard to find' },
    { vi: 'Không thấy công khai', en: 'Not to be found' },
  ),
  complaints: levels(
    {
      vi: 'Được trả lời rõ ràng, đúng hạn; hoặc không có ý kiến nào phải gửi',
      en: 'Answered clearly and in time, or there was nothing to complain about',
    },
    { vi: 'Được trả lời nhưng chậm hoặc chưa rõ', en: 'Answered, but late or unclear' },
    { vi: 'Không được trả lời', en: 'Not answered' },
  ),
};

interface Wording {
  readonly id: string;
  readonly title: Text;
  readonly intro: Text;
  /** Where the dossier was received and the result given, for indicator 5. */
  readonly reception: Text;
  /** Where the procedure is made public, for indicator 6. */
  readonly publication: Text;
}

const PRIVACY = {
  vi: 'Phiếu không ghi tên, không ghi mã hồ sơ và không ảnh hưởng đến việc giải quyết hồ sơ.',
  en: 'It asks for no name and no dossier number, and does not affect how your dossier is handled.',
};

export function procedureRatingForm({ id, title, intro, reception, publication }: Wording): Form {
  return defineForm({
    id,
    version: 1,
    title,
    intro: { vi: `${intro.vi} ${PRIVACY.vi}`, en: `${intro.en} ${PRIVACY.en}` },
    respondentGroups: [
      { code: 'citizen', text: { vi: 'Người dân', en: 'Citizen' } },
      { code: 'organisation', text: { vi: 'Tổ chức, doanh nghiệp', en: 'Organisation or business' } },
    ],
    scales,
    sections: [
      {
        key: 'dossier',
        title: { vi: 'Việc giải quyết hồ sơ', en: 'The handling of the dossier' },
        questions: [
          item('contacts', {
            vi: 'Sau lần nộp đầu tiên, Ông/Bà phải liên hệ lại bao nhiêu lần để hoàn thiện hồ sơ?',
            en: 'After handing it in, how often did you have to come back to complete your dossier?',
          }),
          item('agencies', {
            vi: 'Để hoàn thiện hồ sơ, Ông/Bà phải liên hệ với những cơ quan, đơn vị nào?',
            en: 'Which offices did you have to contact to complete your dossier?',
          }),
          item('reception', reception, 'quality'),
          item('publication', publication),
          item(
            'attitude',
            {
              vi: 'Thái độ của cán bộ, công chức khi hướng dẫn, tiếp nhận và giải quyết hồ sơ thế nào?',
              en: 'How was the attitude of the officials who guided you and handled your dossier?',
            },
            'quality',
          ),
          item('complaints', {
            vi: 'Ý kiến phản ánh, kiến nghị của Ông/Bà (nếu có) được tiếp thu, giải trình thế nào?',
            en: 'How were your complaints or suggestions, if any, received and answered?',
          }),
        ],
      },
    ],
  });
}
