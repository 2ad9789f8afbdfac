/** Words of the screen on which files are made, and of the files themselves, in Vietnamese; `files-en.ts` has the same shape. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const filesVi = {
  title: 'Tệp số liệu',
  lead: 'Tệp được lập từ một trạng thái của cơ sở dữ liệu, đối chiếu số dòng, kèm mã kiểm SHA-256 và được giữ 24 giờ.',

  ask: 'Lập tệp mới',
  kind: 'Nội dung',
  kinds: {
    answers: 'Câu trả lời từng phiếu',
    tallies: 'Bảng đếm',
    codebook: 'Bảng mã (biến và mã trả lời)',
    questionnaire: 'Mẫu phiếu để in',
    results: 'Kết quả đã công bố',
    everything: 'Toàn bộ đợt đánh giá',
  },
  kindHints: {
    answers:
      'Mỗi phiếu một dòng: tháng thay cho ngày, không có ý kiến tự do, không có số phiếu. Mỗi lần lập được ghi vào nhật ký.',
    tallies: 'Số trả lời từng mức theo đơn vị, nhóm, kênh. Số nhỏ được ẩn, cùng những số có thể làm lộ nó.',
    codebook: 'Tên cột, câu hỏi, mã và nghĩa của mã, bằng tiếng Việt và tiếng Anh.',
    questionnaire: 'Phiếu giấy như khi phát, đóng dấu “MẪU”, không có số phiếu.',
    results: 'Xếp hạng, điểm từng tiêu chí và số phiếu của bản công bố mới nhất.',
    everything:
      'Kết quả, bảng đếm, bảng mã và mẫu phiếu của mọi khảo sát trong đợt, kèm danh mục tệp có mã kiểm.',
  },
  survey: 'Khảo sát',
  campaign: 'Đợt đánh giá',
  format: 'Định dạng',
  formats: {
    csv: 'CSV (mã, cho chương trình thống kê)',
    xlsx: 'XLSX (chữ, cho bảng tính)',
    json: 'JSON (cho chương trình)',
    html: 'HTML (để đọc và in)',
    pdf: 'PDF (để in)',
    zip: 'ZIP (nhiều tệp)',
  },
  part: 'Bảng',
  parts: { ranking: 'Xếp hạng', scores: 'Điểm từng tiêu chí', answers: 'Số phiếu' },
  mark: 'Mở được bằng Excel (có dấu BOM)',
  markHint: 'Bỏ chọn nếu tệp dùng cho chương trình thống kê.',
  language: 'Ngôn ngữ',
  withAnswers: 'Kèm câu trả lời từng phiếu của các khảo sát đã hết hạn',
  insideAnswers: 'kèm câu trả lời từng phiếu',
  withoutMark: 'không có dấu BOM',
  make: 'Lập tệp',
  again: 'Lập lại',
  againOf: (name: string) => `Lập lại ${name}`,
  unknownKind: (value: string) =>
    `Không có nội dung “${value}”, hoặc tài khoản này không được lập. Hãy chọn ở danh sách.`,
  unknownSubject: (value: string) =>
    `Không có “${value}” để lập tệp có nội dung này, hoặc nằm ngoài phạm vi của tài khoản. Hãy chọn ở danh sách.`,
  choose: 'Hãy chọn',
  asked: (name: string) => `Đã nhận yêu cầu lập ${name}.`,
  notOver: (day: string) =>
    `Khảo sát còn nhận phiếu đến hết ngày ${day}; tệp câu trả lời lập được sau ngày đó. Khi đang chạy, hai tệp lập trước và sau một phiếu sẽ làm lộ phiếu ấy.`,
  notPublished: 'Đợt đánh giá này chưa công bố kết quả. Tệp kết quả lập được sau khi công bố.',
  limit: 'XLSX chứa tối đa 200.000 dòng; nhiều hơn, hãy dùng CSV.',
  nothing: 'Chưa có khảo sát hoặc đợt đánh giá nào để lập tệp.',
  nothingNext:
    'Khi người quản lý khảo sát mở một khảo sát, hoặc một kết quả được công bố, bạn lập tệp ở đây.',

  own: 'Tệp của bạn',
  none: 'Bạn chưa lập tệp nào. Chọn nội dung ở trên rồi bấm “Lập tệp”.',
  file: 'Tệp',
  state: 'Tình trạng',
  rows: 'Số dòng',
  size: 'Dung lượng',
  checksum: 'Mã kiểm SHA-256',
  until: 'Giữ đến',
  states: {
    waiting: 'đang chờ đến lượt',
    running: 'đang lập',
    done: 'đã xong',
    failed: 'không lập được',
    removed: 'đã xóa',
  },
  progress: (done: number, rows: number) => `${n(done)} trên ${n(rows)} dòng`,
  counting: 'đang đếm dòng',
  download: 'Tải về',
  downloadOf: (name: string) => `Tải về ${name}`,
  remove: 'Xóa',
  stop: 'Dừng',
  removeOf: (name: string) => `Xóa ${name}`,
  stopOf: (name: string) => `Dừng lập ${name}`,
  removed: (name: string) => `Đã xóa ${name}.`,
  finished: (name: string) => `${name} đã xong.`,
  failedNow: (name: string) => `${name} không lập được.`,
  copyChecksum: 'Chép mã kiểm',
  troubles: {
    interrupted: 'Bị ngắt giữa chừng vì máy chủ dừng; không giữ lại phần dở. Hãy lập lại.',
    'disk-full': 'Máy chủ sắp hết chỗ trên đĩa nên đã dừng, không giữ lại phần dở. Hãy báo người quản trị.',
    'rows-differ': 'Số dòng trong tệp không bằng số dòng trong cơ sở dữ liệu nên tệp bị bỏ. Hãy lập lại.',
    'too-many-rows': 'Nhiều hơn 200.000 dòng, không lập được XLSX. Hãy chọn CSV.',
    'too-many-columns': 'Nhiều cột hơn một bảng tính chứa được. Hãy chọn CSV.',
    'nothing-to-export': 'Khảo sát hoặc kết quả này không còn. Hãy tải lại trang.',
    failed: 'Có lỗi khi lập tệp; không giữ lại phần dở. Hãy lập lại, nếu vẫn lỗi hãy báo người quản trị.',
  },

  /** Cells of a workbook. */
  cells: { blank: 'để trống', notAsked: 'không hỏi' },
  /** Sheets of a workbook. */
  sheets: { rows: 'Số liệu', codebook: 'Bảng mã' },

  codebook: {
    title: 'Bảng mã',
    heads: 'Cột chung của mọi phiếu',
    cells: (notAsked: string) =>
      `Ô trống: câu được hỏi nhưng để trống. Ô “${notAsked}”: câu không được hỏi. Số 0 là một mã hoặc một số, không phải là trống.`,
    noText: (questions: string) =>
      `Ý kiến tự do (${questions}) không có trong tệp câu trả lời: được giữ riêng và chỉ đọc theo đợt.`,
    askedIf: 'Chỉ hỏi khi',
    satisfied: 'tính là hài lòng',
    leaves: 'không tính vào mẫu số',
    pays: (share: string) => `hưởng ${share} điểm tối đa`,
  },

  /** The note in an archive. */
  archive: {
    title: (campaign: string, made: string) => `${campaign} – toàn bộ số liệu, lập lúc ${made}`,
    lines: [
      'manifest.csv liệt kê từng tệp với số dòng, số byte và mã kiểm SHA-256.',
      'CSV: dấu phẩy, UTF-8; số viết theo máy, dấu chấm thập phân. Nghĩa của cột và mã có trong codebook.html và codebook.csv.',
      'Bảng đếm và kết quả đã ẩn những số nhỏ: withheld = 1 nghĩa là bị ẩn, không phải là 0.',
      'Văn bản bắt đầu như một công thức có dấu nháy đơn ở trước để bảng tính không tính nó.',
    ],
    rows: (rows: number) => `${n(rows)} dòng`,
    missing: {
      'not-over': (survey: string) => `Không có câu trả lời của ${survey}: khảo sát còn nhận phiếu.`,
      'no-right': (survey: string) =>
        `Không có câu trả lời từng phiếu của ${survey}: không được chọn, hoặc người lập không có quyền.`,
    },
  },
};
