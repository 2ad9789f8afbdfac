/** What is told at a cell, column or sheet of a workbook that was brought, in Vietnamese; `sheets-en.ts` has the same shape. */
export const sheetsVi = {
  'sheet-missing-sheet':
    'tệp không có trang “{value}”, chỉ có: {others}; hãy giữ nguyên tên các trang như tệp tải về',
  'sheet-missing-column': 'thiếu cột “{value}”; hãy giữ nguyên tiêu đề các cột như tệp mẫu',
  'sheet-unknown-column': 'không có cột nào tên “{value}”; hãy đổi lại tiêu đề như tệp mẫu',
  'sheet-column-twice': 'cột “{value}” đứng hai lần',
  'sheet-no-headings':
    'trang “{value}” không có hàng tiêu đề ở đây; hàng này phải là tiêu đề các cột: {others}',
  'sheet-headings-below':
    'hàng này không phải hàng tiêu đề: tiêu đề các cột đang ở hàng {value}; hãy xóa các hàng phía trên hàng đó',
  'sheet-no-heading':
    'ô có nội dung “{value}” nhưng cột này không có tiêu đề; hãy chuyển nội dung sang cột phù hợp hoặc xóa đi',
  'sheet-error-in-cell': 'ô đang báo lỗi công thức; hãy sửa công thức hoặc ghi giá trị',
  'sheet-date-in-cell': 'bảng tính đã đổi chữ thành ngày; hãy định dạng ô là văn bản',
  'sheet-not-a-text': 'ở đây cần chữ',
  'sheet-code-is-a-number': 'mã là số nên 1.1 và 1.10 như nhau; hãy định dạng cột mã là văn bản rồi gõ lại',
  'sheet-ambiguous-number': '“{value}” có thể hiểu hai cách; hãy gõ thành số',
  'sheet-not-decimal': '“{value}” không phải số từ 0 trở lên',
  'sheet-not-a-choice': '“{value}” không nằm trong các giá trị cho phép: {others}',
  'sheet-not-a-day': '“{value}” không phải một ngày; viết như 30/12/2018, hoặc để trống',
  'sheet-not-a-year': '“{value}” không phải năm',
  'sheet-unknown-setting': 'trang này không có mục “{value}”',
  'sheet-missing-setting': 'thiếu dòng “{value}”',
  'sheet-missing': 'dòng “{value}” chưa ghi mục này',
  'sheet-unknown-criterion': 'không tiêu chí nào của tệp có mã “{value}”',
  'sheet-two-steps-needed': 'cách tính này cần đúng hai dòng ở trang “{value}”: mức cao trước, mức thấp sau',
};
