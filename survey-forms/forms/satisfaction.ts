/**
 * The satisfaction form: 22 items on five factors (domain §2). A section is a factor. Every item is required, none
 * is pre-selected (domain §9.7). Version 1 never changes once a survey was opened with it; a change is a new version.
 */
import { defineForm } from '../check-form.ts';
import type { Question, Text } from '../form.ts';

const item = (key: string, vi: string, en: string): Question => ({
  key,
  kind: 'satisfaction',
  text: { vi, en },
  scale: 'satisfaction',
  required: true,
});

const level = (code: number, vi: string, en: string) => ({
  code,
  text: { vi, en } satisfies Text,
  satisfied: code >= 4,
});

export const satisfaction = defineForm({
  id: 'satisfaction',
  version: 1,
  title: {
    vi: 'Ông/Bà có hài lòng với việc giải quyết hồ sơ không?',
    en: 'Are you satisfied with how your application was handled?',
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh hỏi ý kiến Ông/Bà để cơ quan nhà nước phục vụ người dân và tổ chức tốt hơn. Phiếu không ghi tên và không ảnh hưởng đến hồ sơ của Ông/Bà.',
    en: "The provincial People's Committee asks for your opinion so that public offices serve people and organisations better. The form asks for no name and does not affect your application.",
  },
  respondentGroups: [
    { code: 'citizen', text: { vi: 'Người dân', en: 'Citizen' } },
    { code: 'organisation', text: { vi: 'Tổ chức, doanh nghiệp', en: 'Organisation or business' } },
  ],
  scales: {
    satisfaction: {
      levels: [
        level(1, 'Rất không hài lòng', 'Very dissatisfied'),
        level(2, 'Không hài lòng', 'Dissatisfied'),
        level(3, 'Bình thường', 'Neutral'),
        level(4, 'Hài lòng', 'Satisfied'),
        level(5, 'Rất hài lòng', 'Very satisfied'),
      ],
    },
  },
  sections: [
    {
      key: 'access',
      title: { vi: 'Tiếp cận dịch vụ', en: 'Access to the service' },
      questions: [
        item(
          'q01',
          'Nơi ngồi chờ giải quyết công việc có đủ chỗ ngồi',
          'There are enough seats in the waiting area',
        ),
        item(
          'q02',
          'Trang thiết bị phục vụ người dân, tổ chức đầy đủ',
          'The equipment provided for the public is complete',
        ),
        item(
          'q03',
          'Trang thiết bị phục vụ người dân, tổ chức hiện đại',
          'The equipment provided for the public is modern',
        ),
        item(
          'q04',
          'Trang thiết bị phục vụ người dân, tổ chức dễ sử dụng',
          'The equipment provided for the public is easy to use',
        ),
      ],
    },
    {
      key: 'procedure',
      title: { vi: 'Thủ tục hành chính', en: 'Administrative procedure' },
      questions: [
        item(
          'q05',
          'Thủ tục hành chính được niêm yết công khai đầy đủ',
          'The procedure is publicly posted in full',
        ),
        item(
          'q06',
          'Thủ tục hành chính được niêm yết công khai chính xác',
          'The procedure is publicly posted without errors',
        ),
        item(
          'q07',
          'Thành phần hồ sơ Ông/Bà phải nộp đúng quy định',
          'The documents you had to submit are those the rules require',
        ),
        item(
          'q08',
          'Phí, lệ phí Ông/Bà phải nộp đúng quy định',
          'The fees and charges you had to pay are those the rules set',
        ),
        item(
          'q09',
          'Thời hạn giải quyết hồ sơ của Ông/Bà đúng quy định',
          'Your application was handled within the time the rules set',
        ),
      ],
    },
    {
      key: 'official',
      title: { vi: 'Công chức trực tiếp giải quyết công việc', en: 'The official who served you' },
      questions: [
        item('q10', 'Công chức có thái độ giao tiếp lịch sự', 'The official is polite'),
        item('q11', 'Công chức chú ý lắng nghe ý kiến của Ông/Bà', 'The official listens to you attentively'),
        item(
          'q12',
          'Công chức trả lời, giải đáp đầy đủ ý kiến của Ông/Bà',
          'The official answers your questions fully',
        ),
        item(
          'q13',
          'Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo',
          'The official helps you fill in the application with care',
        ),
        item(
          'q14',
          'Công chức hướng dẫn hồ sơ dễ hiểu',
          'The guidance of the official is easy to understand',
        ),
        item(
          'q15',
          'Công chức tuân thủ đúng quy định trong giải quyết công việc',
          'The official follows the rules when handling the work',
        ),
      ],
    },
    {
      key: 'result',
      title: { vi: 'Kết quả giải quyết', en: 'The result' },
      questions: [
        item(
          'q16',
          'Kết quả Ông/Bà nhận được đúng quy định',
          'The result you received is what the rules provide for',
        ),
        item(
          'q17',
          'Kết quả Ông/Bà nhận được có thông tin đầy đủ',
          'The information in the result you received is complete',
        ),
        item(
          'q18',
          'Kết quả Ông/Bà nhận được có thông tin chính xác',
          'The information in the result you received is correct',
        ),
      ],
    },
    {
      key: 'feedback',
      title: { vi: 'Tiếp nhận và xử lý phản ánh, kiến nghị', en: 'Handling of complaints and suggestions' },
      questions: [
        item(
          'q19',
          'Cơ quan có bố trí hình thức tiếp nhận phản ánh, kiến nghị',
          'The office offers ways to make complaints and suggestions',
        ),
        item(
          'q20',
          'Ông/Bà dễ dàng thực hiện phản ánh, kiến nghị',
          'It is easy for you to make a complaint or suggestion',
        ),
        item(
          'q21',
          'Cơ quan tích cực xử lý phản ánh, kiến nghị',
          'The office acts on complaints and suggestions',
        ),
        item(
          'q22',
          'Cơ quan thông báo kịp thời kết quả xử lý phản ánh, kiến nghị',
          'The office tells you in time how complaints and suggestions were settled',
        ),
        {
          key: 'comment',
          kind: 'text',
          text: {
            vi: 'Ông/Bà có góp ý gì thêm để cơ quan phục vụ tốt hơn không?',
            en: 'Is there anything else we could do to serve you better?',
          },
          hint: {
            vi: 'Không bắt buộc. Xin đừng ghi họ tên, số điện thoại hay điều gì giúp nhận ra Ông/Bà hoặc người khác.',
            en: 'Optional. Please do not write names, phone numbers or anything that identifies you or someone else.',
          },
          maxLength: 1000,
        },
      ],
    },
  ],
});
