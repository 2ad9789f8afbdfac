/** Words of the screen where the report of a published result is written, in Vietnamese. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const reportsVi = {
  title: 'Báo cáo',
  lead: 'Báo cáo lấy mọi con số từ kết quả đã công bố, câu chữ do cơ quan soạn. Văn bản tải về bằng tiếng Việt, thể thức theo Nghị định 30/2020/NĐ-CP.',
  none: 'Chưa có kết quả nào được công bố để viết báo cáo.',
  noneNext: 'Trang này dùng được sau khi đợt đánh giá đầu tiên được công bố.',
  toCampaigns: 'Xem các đợt đánh giá',
  campaign: 'Đợt đánh giá',
  revision: 'Lần công bố',
  revisionNamed: (revision: number, day: string) => `Phiên bản ${n(revision)}, công bố ${day}`,
  compared: 'So với năm',
  notCompared: 'Không so sánh',
  noEarlier: 'Chưa có năm trước nào so sánh được.',
  download: 'Tải báo cáo (DOCX)',
  downloaded: (name: string) => `Đã tải ${name}.`,
  signatures: 'Chữ ký số',

  previewTitle: 'Xem trước',
  previewHint: 'Nội dung của văn bản, chưa dàn trang. Câu đang soạn được xem thử trước khi lưu.',
  previewDrafts: 'Xem thử câu đang soạn',
  previewShows: (drafts: number) => `Đang xem thử ${n(drafts)} câu chưa lưu.`,
  annex: 'PHỤ LỤC',

  sentencesTitle: 'Câu chữ của báo cáo',
  sentencesLead:
    'Mỗi chỗ điền như {{tong_so_don_vi}} được thay bằng số liệu đã công bố. Mỗi dòng là một đoạn. Câu để trống thì không có trong báo cáo.',
  readOnly: 'Người công bố kết quả mới sửa được câu chữ.',
  edited: 'câu của cơ quan',
  shipped: 'câu mẫu',
  unsaved: 'chưa lưu',
  save: 'Lưu câu này',
  saved: (part: string) => `Đã lưu “${part}”.`,
  reset: 'Trở về câu mẫu',
  wasReset: (part: string) => `“${part}” đã trở về câu mẫu.`,
  leave: 'Bỏ sửa',
  body: 'Nội dung câu',
  insert: 'Chèn chỗ điền',
  choosePlaceholder: 'Chọn chỗ điền',

  valuesTitle: 'Các chỗ điền và giá trị',
  valuesHint: 'Giá trị của báo cáo đang chọn. Gõ đúng tên trong hai dấu ngoặc nhọn.',
  placeholder: 'Chỗ điền',
  value: 'Giá trị',

  parts: {
    'co-quan-chu-quan': 'Cơ quan cấp trên (góc trái)',
    'co-quan-ban-hanh': 'Cơ quan ban hành',
    'dia-danh': 'Địa danh',
    'trich-yeu': 'Trích yếu',
    'mo-dau': 'Mở đầu',
    'ket-qua-chung': 'Kết quả chung',
    'cao-thap': 'Cao nhất, thấp nhất',
    'trung-binh-nhom': 'Trung bình từng nhóm',
    'xep-loai': 'Xếp loại',
    'so-sanh': 'So với năm trước',
    'luu-y-so-sanh': 'Lưu ý khi so sánh',
    'linh-vuc': 'Lĩnh vực',
    'phieu-bao-cao': 'Phiếu phát ra, thu về',
    'phieu-dem': 'Phiếu đã đếm',
    'phuong-phap': 'Phương pháp tính',
    'kien-nghi': 'Kiến nghị, đề xuất',
    'noi-nhan': 'Nơi nhận',
    'nguoi-ky': 'Chức vụ người ký',
    'phu-luc': 'Tên phụ lục',
    'phu-luc-kem-theo': 'Phụ lục kèm theo',
  },

  places: {
    'unknown-placeholder': 'Không có chỗ điền nào tên “{name}”. Gần giống: {known}.',
    'stray-braces': 'Có hai dấu ngoặc nhọn không mở hoặc không đóng chỗ điền nào.',
    'sentence-too-long': 'Câu dài quá 4.000 ký tự.',
    unprintable: 'Có ký tự không in được; hãy gõ lại đoạn đã dán vào.',
    'not-earlier': '“{left}” không phải năm trước của “{right}”.',
  },
};
