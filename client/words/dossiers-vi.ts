/** What the server says of dossiers and procedures that are imported, in Vietnamese; `dossiers-en.ts` has the same shape. */
export const dossiersVi = {
  /** Stands where nothing is stored. */
  nothing: '(để trống)',
  /** What is wrong with a row, by code; the server fills the gaps. */
  faults: {
    'cell-blank': 'Ô này phải có, đang để trống.',
    'cell-too-long': 'Dài quá {limit} ký tự.',
    'cells-too-many': 'Dòng có nhiều ô hơn hàng tiêu đề: có thể thừa dấu ngăn cột.',
    'date-unreadable': 'Không đọc được thành ngày. Viết như 31/03/2026, 31/03/2026 16:45 hoặc 2026-03-31.',
    'date-not-in-calendar': 'Lịch không có ngày này.',
    'date-unlikely': 'Ngày phải từ năm 2000 đến năm 2099.',
    'date-ahead': 'Ngày này chưa đến.',
    'before-receipt': 'Trước ngày tiếp nhận ({limit}).',
    'procedure-unknown': 'Mã này không có trong danh mục thủ tục. Hãy sửa mã, hoặc nạp danh mục mới.',
    'unit-unknown':
      'Không có cơ quan nào mang mã hoặc tên này. Hãy sửa, hoặc nhờ người công bố, quản trị thêm tên gọi khác ở “Danh sách đơn vị” (mục Nhập tệp).',
    'unit-name-shared': 'Nhiều cơ quan cùng tên này. Hãy ghi mã.',
    'pause-unreadable':
      'Không đọc được các lần tạm dừng. Viết từng cặp ngày dừng và ngày tiếp tục, như 03/01/2026 – 05/01/2026; 10/01/2026 – 12/01/2026.',
    'pause-upside-down': 'Ngày tiếp tục đứng trước ngày dừng ({limit}).',
    'pause-outside': 'Ngày {limit} nằm ngoài thời gian từ khi tiếp nhận đến khi trả.',
    'not-yes-or-no': 'Ghi 1 hoặc 0, có hoặc không, hoặc để trống.',
    'twice-otherwise': 'Hồ sơ này còn ở dòng {limit} của tệp với nội dung khác. Chỉ giữ dòng đúng.',
    'stored-otherwise': 'Hồ sơ này đã lưu với nội dung khác: {limit}.',
    'quarter-closed': 'Quý của hồ sơ này đã chốt nên không nhận và không sửa được nữa.',
    'level-unknown': 'Ghi none, partial hoặc full; không, một phần hoặc toàn trình.',
    'ends-before-it-begins': 'Ngày hết hiệu lực phải sau ngày bắt đầu ({limit}).',
    'procedure-twice': 'Thủ tục này còn ở dòng {limit} với nội dung khác.',
  },
  /** The same of many rows together, where a sentence above names what is in one. */
  kinds: {
    'cell-too-long': 'Ô dài quá số ký tự cho phép.',
    'before-receipt': 'Trước ngày tiếp nhận của chính hồ sơ.',
    'pause-upside-down': 'Ngày tiếp tục đứng trước ngày dừng.',
    'pause-outside': 'Lần tạm dừng nằm ngoài thời gian từ khi tiếp nhận đến khi trả.',
    'twice-otherwise': 'Hồ sơ còn ở dòng khác của tệp với nội dung khác. Chỉ giữ dòng đúng.',
    'stored-otherwise': 'Hồ sơ đã lưu với nội dung khác.',
  },
  /** What is wrong with a file as a whole. */
  files: {
    'column-missing': 'Thiếu cột này ở hàng tiêu đề.',
    'column-twice': 'Hàng tiêu đề có hai cột cùng nghĩa này. Chỉ giữ một.',
    'too-many-dossiers': 'Tệp nhận tối đa 2.000.000 dòng. Hãy chia theo tháng.',
    'dossier-file-too-large': 'Tệp nhận tối đa 512 MB. Hãy chia theo tháng.',
    'too-many-procedures': 'Danh mục nhận tối đa 20.000 thủ tục.',
  },
  /** Names of files that are handed out. */
  fileNames: { sample: 'mau-ho-so', badRows: 'dong-sai' },
  faultHeading: 'Lỗi',
  /** Two rows of the layout, as examples. */
  example: {
    official: 'Nguyễn Văn A',
    yes: 'có',
    no: 'không',
  },
};
