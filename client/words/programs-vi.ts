/** Words around the reference of the API, and of the page of a year, in Vietnamese. The reference itself is in English. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const programsVi = {
  title: 'API cho phần mềm',
  lead: 'Kết quả đã công bố mở cho mọi người. Số liệu khác cần khóa API của một tài khoản. Phần mô tả từng lệnh viết bằng tiếng Anh.',
  document: 'Mô tả cho máy đọc (OpenAPI 3.1)',
  contents: 'Mục lục',
  keyTitle: 'Khóa API',
  key: 'Đăng nhập trang cán bộ, mở “Khóa API”, tạo khóa và chép lại ngay: khóa chỉ hiện một lần. Gửi khóa trong tiêu đề Authorization của mỗi yêu cầu.',
  keyLimits:
    'Khóa chỉ có hiệu lực trong các phạm vi, đơn vị và thời hạn đã chọn, chỉ đọc trừ phạm vi send-dossiers, và không bao giờ vượt quyền hiện có của chủ khóa. Yêu cầu có cả khóa và cookie được tính theo khóa.',
  toKeys: 'Mở trang “Khóa API”',
  scopesTitle: 'Phạm vi của khóa',
  scope: 'Phạm vi',
  reaches: 'Dùng được',
  pagingTitle: 'Từng trang',
  paging:
    'Danh sách dài nhận limit và cursor. Giá trị next trong câu trả lời, cũng nằm ở tiêu đề Link, là cursor của trang sau; next là null ở trang cuối. Dòng thêm vào giữa chừng không làm lặp hay mất dòng nào. Con trỏ của danh sách khác bị từ chối với mã cursor-unknown.',
  errorsTitle: 'Lỗi',
  errors:
    'Mọi lỗi có cùng một dạng (RFC 9457): code cho phần mềm, title và detail cho người đọc, errors chỉ ra từng chỗ sai. Ngôn ngữ theo tiêu đề Accept-Language.',
  numbersTitle: 'Số liệu',
  numbers:
    'Điểm và chỉ số là số thập phân chính xác dạng văn bản, không làm tròn. null nghĩa là không có; số bị giữ lại vì quá ít người trả lời là null kèm withheld: true, không bao giờ là 0.',
  etagTitle: 'Hỏi lại không tải lại',
  etag: 'Câu trả lời công khai có ETag. Gửi lại giá trị đó trong If-None-Match: khi chưa có gì mới, máy chủ trả 304 không kèm nội dung. Trang web khác được đọc dữ liệu công khai (CORS).',
  rateTitle: 'Giới hạn',
  rate: (requests: number) =>
    `Mỗi khóa gửi được ${n(requests)} yêu cầu trong một phút. Nhiều hơn: 429 slow-down, tiêu đề Retry-After cho biết số giây cần chờ.`,
  yearsTitle: 'Dữ liệu mở theo năm',
  years: 'Địa chỉ của một năm không đổi, và liệt kê mọi kết quả đã công bố của năm đó cùng các tệp.',
  operations: 'Các lệnh',
  access: {
    open: 'Mở cho mọi người',
    key: 'Khóa API hoặc phiên đăng nhập',
    session: 'Chỉ phiên đăng nhập',
    kiosk: 'Máy tại quầy',
  },
  parameters: 'Tham số',
  required: 'bắt buộc',
  fields: 'Trường trong câu trả lời',
  statuses: 'Mã trả lời',
  example: 'Ví dụ',
  excerpt: 'Trích: câu trả lời thật còn các trường và dòng khác.',
  scopes: (scopes: string) => `Phạm vi: ${scopes}`,
  anyKey: 'khóa nào cũng được',

  yearTitle: (year: number) => `Kết quả công bố của năm ${year}`,
  yearLead: 'Địa chỉ của trang này không đổi. Mỗi kết quả có các tệp của bản đang có hiệu lực.',
  asData: 'Danh sách này dạng JSON',
  allOfYear: (year: number) => `Mọi kết quả của năm ${year}`,
};
