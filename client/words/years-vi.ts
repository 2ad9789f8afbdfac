/** Words of the comparison of years, of units that merged or split, and of what if, in Vietnamese. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const yearsVi = {
  title: 'So sánh các năm',
  hint: 'Chọn hai kết quả đã công bố của cùng một tỉnh: mỗi đơn vị được so với chính mình.',
  from: 'Từ kết quả',
  to: 'Đến kết quả',
  choose: 'Hãy chọn',
  none: 'Chưa có kết quả nào được công bố để so sánh.',
  noneNext: 'Trang này có số liệu sau khi đợt đánh giá đầu tiên được công bố.',
  toCampaigns: 'Xem các đợt đánh giá',
  oneOnly: 'Mới có một kết quả được công bố. So sánh được khi cùng tỉnh có thêm kết quả của một năm khác.',
  ready: 'Hãy chọn đủ hai kết quả.',
  toMapping: 'Bảng quy đổi đơn vị',
  toAll: 'Mọi đơn vị',
  pageTitle: (earlier: number, later: number) => `So sánh năm ${earlier} và năm ${later}`,
  publicLink: 'So với năm trước',
  first: 'Đây là kết quả được công bố sớm nhất của loạt này, nên chưa có năm trước để so sánh.',
  toResult: 'Xem kết quả',

  lead: {
    rose: (years: string, units: number, by: string, from: string, to: string) =>
      `${years}, chỉ số trung bình của ${n(units)} đơn vị có ở cả hai năm tăng ${by} điểm phần trăm, từ ${from} lên ${to}.`,
    fell: (years: string, units: number, by: string, from: string, to: string) =>
      `${years}, chỉ số trung bình của ${n(units)} đơn vị có ở cả hai năm giảm ${by} điểm phần trăm, từ ${from} xuống ${to}.`,
    same: (years: string, units: number, from: string) =>
      `${years}, chỉ số trung bình của ${n(units)} đơn vị có ở cả hai năm giữ nguyên ở ${from}.`,
    noCommon: (years: string) => `${years}, không đơn vị nào có chỉ số của chính mình ở cả hai năm.`,
    years: (earlier: number, later: number) => `Từ năm ${earlier} đến năm ${later}`,
    moves: (risers: number, fallers: number, level: number) =>
      `${n(risers)} đơn vị tăng, ${n(fallers)} đơn vị giảm${level > 0 ? `, ${n(level)} đơn vị giữ nguyên` : ''}.`,
    computed: (units: number, named: string | null) =>
      `Không kể ${n(units)} đơn vị sáp nhập, chia tách có chỉ số năm trước được tính từ đơn vị cũ${named === null ? '' : `: ${named}`}.`,
    mostUp: (name: string, by: string) => `Tăng nhiều nhất: ${name} (${by}).`,
    mostDown: (name: string, by: string) => `Giảm nhiều nhất: ${name} (${by}).`,
    unitRose: (by: string, from: string, to: string) =>
      `Chỉ số tăng ${by} điểm phần trăm, từ ${from} lên ${to}.`,
    unitFell: (by: string, from: string, to: string) =>
      `Chỉ số giảm ${by} điểm phần trăm, từ ${from} xuống ${to}.`,
    unitSame: (from: string) => `Chỉ số giữ nguyên ở ${from}.`,
    unitNone: 'Chưa so sánh được chỉ số của đơn vị này.',
    parts: (likeForLike: string, scale: string) =>
      `Trên cùng tiêu chí: ${likeForLike}; do thang điểm thay đổi: ${scale}.`,
    ceiling: (by: string) => `Do mức trần của chỉ số: ${by}.`,
  },

  units: {
    title: 'Từng đơn vị',
    unit: 'Đơn vị',
    change: 'Thay đổi',
    likeForLike: 'Cùng tiêu chí',
    scaleEffect: 'Do thang điểm',
    class: 'Xếp loại',
    rank: 'Hạng',
    hint: 'Thay đổi = phần trên cùng tiêu chí (những tiêu chí được chấm ở cả hai năm, theo điểm tối đa của năm sau) + phần do thang điểm thay đổi, tính bằng điểm phần trăm. Số trong bảng đã làm tròn; phép cộng đúng tuyệt đối trên số chưa làm tròn.',
    noMaxima:
      'Tài liệu của các năm này không in bảng tiêu chí, nên chỉ so được chỉ số và các phần của điểm; thay đổi không tách được.',
    computed: 'chỉ số năm trước được tính từ đơn vị cũ',
    scaleChanged: (from: string, to: string) => `thang điểm ${from} → ${to}`,
    places: (places: number) =>
      places > 0 ? `lên ${n(places)}` : places < 0 ? `xuống ${n(-places)}` : 'giữ hạng',
    otherList: 'bảng xếp hạng khác',
    better: 'tăng loại',
    worse: 'giảm loại',
  },
  noSplit: {
    'no-index': 'Một trong hai năm chưa có chỉ số, nên không tách được thay đổi.',
    'no-maxima':
      'Tài liệu của năm này không in bảng tiêu chí: chỉ so được chỉ số và các phần của điểm, không tách được thay đổi.',
    'no-shared-criterion': 'Không tiêu chí nào được chấm ở cả hai năm, nên không tách được thay đổi.',
  },
  why: {
    'no-mapping': (unit: string) =>
      `${unit} không có ở năm trước, và chưa có bảng quy đổi trong khoảng giữa hai năm cho biết đơn vị này từ đâu mà thành.`,
    'predecessor-not-rated': (unit: string) =>
      `Đơn vị cũ ${unit} không được đánh giá ở năm trước, và bảng quy đổi không dẫn tiếp từ đó.`,
    'predecessor-without-index': (unit: string) =>
      `Đơn vị cũ ${unit} chưa có chỉ số ở năm trước, nên không tính được bình quân.`,
    'other-level': (unit: string) =>
      `Đơn vị cũ ${unit} thuộc cấp khác. Hai cấp được chấm theo việc khác nhau, nên không so sánh.`,
    'unknown-level': (unit: string) => `Không rõ đơn vị cũ ${unit} thuộc cấp nào.`,
  },
  computedFrom: {
    title: 'Chỉ số năm trước được tính từ đơn vị cũ',
    text: 'Đơn vị này mới được sáp nhập hoặc chia tách. Chỉ số năm trước là bình quân chỉ số của các đơn vị cũ theo tỷ lệ trong bảng quy đổi; chưa cơ quan nào công bố con số này.',
    unit: 'Đơn vị cũ',
    share: 'Tỷ lệ',
    index: 'Chỉ số năm trước',
  },
  gone: {
    title: 'Đơn vị chỉ có ở năm trước',
    became: (names: string) => `trở thành ${names}`,
    unknown: 'không có bảng quy đổi cho biết đơn vị này trở thành đơn vị nào',
  },
  moves: {
    risers: 'Đơn vị tăng, nhiều nhất trước',
    fallers: 'Đơn vị giảm, nhiều nhất trước',
    noRisers: 'Không đơn vị nào tăng.',
    noFallers: 'Không đơn vị nào giảm.',
  },
  means: {
    title: 'Các số trung bình',
    which: 'Trung bình của',
    all: 'mọi đơn vị có chỉ số trong năm',
    common: 'các đơn vị có chỉ số ở cả hai năm',
    group: (group: string) => `${group}: chia nhóm theo năm sau, đơn vị có ở cả hai năm`,
    groups: 'các số trung bình nhóm ở trên',
    units: (earlier: number, later: number) =>
      earlier === later ? `${n(later)} đơn vị` : `${n(earlier)} → ${n(later)} đơn vị`,
    groupCount: (groups: number) => `${n(groups)} nhóm`,
    hint: 'Chỉ số tính từ đơn vị cũ không nằm trong số trung bình nào.',
  },
  areas: {
    title: 'Theo lĩnh vực',
    of: (units: number) => `Tỷ lệ điểm đạt được, trung bình cộng của ${n(units)} đơn vị có ở cả hai năm.`,
    ofUnit: 'Tỷ lệ điểm đạt được trên điểm tối đa áp dụng cho đơn vị.',
    area: 'Lĩnh vực',
    none: 'Không lĩnh vực nào có ở cả hai năm.',
    otherMax: 'điểm tối đa khác nhau',
  },
  parts: {
    title: 'Các phần của điểm',
    part: 'Phần',
    appraised: 'Điểm thẩm định',
    survey: 'Điểm điều tra xã hội học',
    bonus: 'Điểm thưởng',
    deduction: 'Điểm trừ',
    points: 'Tổng điểm đạt được',
  },
  criteria: {
    title: 'Theo tiêu chí',
    hint: 'Đóng góp của các tiêu chí, cùng với chênh lệch điểm thưởng và điểm trừ, cộng lại đúng bằng phần trên cùng tiêu chí.',
    criterion: 'Tiêu chí',
    contribution: 'Đóng góp',
    adjustments: 'Điểm thưởng, điểm trừ',
    sum: 'Cộng: trên cùng tiêu chí',
    notAssessed: 'không đánh giá',
    missing: {
      'not-in-earlier': 'năm trước không có tiêu chí này',
      'not-in-later': 'năm sau không có tiêu chí này',
      'not-assessed-earlier': 'năm trước không đánh giá',
      'not-assessed-later': 'năm sau không đánh giá',
      'not-assessed': 'không đánh giá ở cả hai năm',
      blank: 'có năm chưa có điểm',
    },
  },
  method:
    'Số liệu lấy từ kết quả đã công bố, không làm tròn khi tính. Thay đổi của chỉ số = phần trên cùng tiêu chí + phần do thang điểm thay đổi; chỉ số năm trước của đơn vị sáp nhập, chia tách là bình quân theo tỷ lệ của các đơn vị cũ.',

  mapping: {
    title: 'Bảng quy đổi đơn vị',
    lead: 'Đơn vị mới từ đâu mà thành, theo tỷ lệ nào, từ ngày nào. So sánh các năm dùng bảng này khi đơn vị sáp nhập hoặc chia tách, như đợt sắp xếp ngày 01/07/2025; kết quả đã công bố không thay đổi.',
    province: 'Tỉnh',
    noProvince: 'Chưa có đơn vị nào. Hãy nhập danh sách đơn vị trước.',
    none: 'Chưa có bảng quy đổi.',
    noneNext: 'Thêm đơn vị mới đầu tiên, hoặc nhập từ tệp CSV hay JSON.',
    noneWait: 'Người công bố kết quả thêm bảng quy đổi tại trang này.',
    newUnit: 'Đơn vị mới',
    oldUnit: 'Đơn vị cũ',
    effectiveOn: 'Ngày hiệu lực',
    share: 'Tỷ lệ (%)',
    shareHint:
      'Phần của đơn vị mới đến từ đơn vị cũ, thường theo dân số. Các tỷ lệ của một đơn vị mới cộng lại là 100 %.',
    document: 'Văn bản',
    documentHint: 'Nghị quyết hoặc quyết định sáp nhập, chia tách.',
    add: 'Thêm đơn vị mới',
    change: 'Sửa',
    edit: (name: string) => `Sửa ${name}`,
    remove: 'Xóa',
    removed: (name: string) => `Đã xóa quy đổi của ${name}.`,
    addRow: 'Thêm đơn vị cũ',
    removeRow: (name: string) => `Bỏ đơn vị cũ ${name}`,
    sum: (share: string) => `Cộng: ${share}`,
    saved: (name: string) => `Đã lưu quy đổi của ${name}.`,
    dialogTitle: 'Đơn vị mới gồm những đơn vị cũ nào',
    find: 'Tìm đơn vị',
    findNone: (text: string) => `Không có quy đổi nào có “${text}”.`,
    showAll: (count: number) => `Xem cả ${n(count)} đơn vị mới`,
    file: {
      title: 'Nhập từ tệp',
      share: 'Tỷ lệ',
      choose: 'Chọn tệp CSV hoặc JSON',
      drop: 'hoặc thả tệp vào đây',
      hint: 'Các cột: Đơn vị mới, Đơn vị cũ, Ngày hiệu lực, Tỷ lệ, Văn bản. Đơn vị ghi bằng mã, tên hoặc cách viết đã ghi nhận. Quy đổi của cùng đơn vị mới và cùng ngày được thay bằng nội dung tệp; phần còn lại giữ nguyên.',
      template: 'Tải bảng hiện có làm mẫu (CSV)',
      name: 'quy-doi-don-vi.csv',
      read: (rows: number, units: number) =>
        `Tệp có ${n(rows)} dòng cho ${n(units)} đơn vị mới. Chưa lưu gì cả.`,
      save: 'Lưu nội dung tệp',
      cancel: 'Bỏ',
      done: (added: number, removed: number) => `Đã lưu: thêm ${n(added)} dòng, bỏ ${n(removed)} dòng.`,
      row: (row: string, column: string) => `Dòng ${row}, cột ${column}`,
    },
  },

  whatIf: {
    title: 'Nếu thì sao?',
    lead: 'Thử điểm khác ở một vài tiêu chí để xem chỉ số, xếp loại và hạng sẽ ra sao; các đơn vị khác giữ như đã công bố. Không có gì được lưu.',
    add: 'Thêm tiêu chí để thử',
    choose: 'Chọn tiêu chí',
    points: (name: string) => `Điểm thử của ${name}`,
    ofMax: (now: string, max: string) => `đang có ${now}, tối đa ${max}`,
    now: (now: string) => `đang có ${now}`,
    remove: (name: string) => `Bỏ tiêu chí ${name}`,
    run: 'Tính thử',
    clear: 'Bỏ hết điểm thử',
    suggest: (name: string) => `Thử các tiêu chí đủ để đạt ${name}`,
    result: (index: string, name: string) => `Với điểm thử, chỉ số là ${index}, xếp loại ${name}.`,
    resultNone: 'Với điểm thử, đơn vị vẫn chưa có chỉ số.',
    figure: 'Số liệu',
    before: 'Đã công bố',
    after: 'Với điểm thử',
    figures: { points: 'Điểm đạt được', index: 'Chỉ số', class: 'Xếp loại', rank: 'Hạng' },
    rankOf: (rank: number, of: number) => `${n(rank)}/${n(of)}`,
    held: (name: string) => `bị giữ do cấp dưới; điểm thì đạt ${name}`,
    needs: (points: string, name: string) => `Cần thêm ${points} điểm nữa để đạt ${name}.`,
    top: 'Đã ở mức xếp loại cao nhất.',
    outdated: 'Điểm thử đã đổi. Hãy tính lại.',
    empty: 'Chưa chọn tiêu chí nào để thử.',
  },

  /** One place of what was sent. */
  places: {
    'mapping-unit-unknown': 'Không có đơn vị “{value}” trong danh sách của tỉnh.',
    'mapping-unit-ambiguous': 'Có nhiều đơn vị tên “{value}”. Hãy ghi mã đơn vị.',
    'mapping-same-unit': '“{value}” không thể từ chính mình mà thành. Đơn vị mới cần mã riêng.',
    'mapping-date': 'Thiếu ngày hiệu lực, hoặc “{value}” không phải là ngày có trong lịch.',
    'mapping-share-wrong': '“{value}” không phải là tỷ lệ lớn hơn 0 và không quá 100 %.',
    'mapping-document': 'Thiếu số, ký hiệu văn bản.',
    'mapping-twice': 'Đơn vị cũ “{value}” có hai lần cho cùng đơn vị mới và cùng ngày.',
    'mapping-shares': 'Các tỷ lệ của {unit} từ ngày {day} cộng lại là {total}, không phải 1 (100 %).',
    'mapping-cyclic': 'Quy đổi chạy vòng: {path}.',
    'mapping-column-missing': 'Tệp thiếu cột này ở dòng tiêu đề.',
    'trial-unknown-criterion': 'Bộ tiêu chí không có tiêu chí “{criterion}”.',
    'trial-not-a-leaf':
      'Tiêu chí {criterion} là nhóm, điểm của nhóm được cộng từ bên dưới. Hãy chọn tiêu chí thành phần.',
    'trial-not-applicable': 'Tiêu chí {criterion} không áp dụng cho đơn vị này.',
    'trial-twice': 'Tiêu chí {criterion} được thử hai lần.',
    'trial-not-a-number': 'Điểm thử của tiêu chí {criterion} không phải là số.',
    'trial-negative': 'Điểm thử của tiêu chí {criterion} không được nhỏ hơn 0.',
    'trial-above-max': 'Điểm thử của tiêu chí {criterion} vượt mức tối đa {max}.',
  },
};
