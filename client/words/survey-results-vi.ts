/** Words of the survey page for analysts, and of the figures on all their pages, in Vietnamese. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

/** What every figure has. */
export const figureVi = {
  table: 'Bảng số liệu',
  source: (source: string, date: string) => `Nguồn: ${source}, ${date}.`,
  printed: (time: string) => `số liệu lúc ${time}`,
  method: 'Cách tính.',
  withheldShort: 'ẩn',
};

export const surveyResultsVi = {
  source: (survey: string, release: string) => `${survey}, ${release}`,

  release: {
    running: (name: string, responses: number) => `số liệu phát hành ${name} · ${n(responses)} phiếu`,
    exact: (name: string, responses: number) => `số liệu chính xác ${name} · ${n(responses)} phiếu`,
    none: 'chưa có đợt số liệu nào',
    waiting: (count: number) => `${n(count)} phiếu chờ đợt sau`,
    runningHint:
      'Số liệu của từng đơn vị, nhóm người trả lời và kênh đổi khi nơi đó có thêm ít nhất 10 phiếu. Số chính xác có sau khi hết thời hạn nhận phiếu.',
    exactHint: 'Khảo sát đã hết thời hạn nhận phiếu; mọi phiếu đều có trong số liệu.',
  },

  follow: {
    connecting: 'đang kết nối',
    following: 'đang theo dõi',
    lost: 'mất kết nối, đang thử lại',
  },

  filters: {
    label: 'Lọc kết quả',
    names: {
      unit: 'Đơn vị',
      channel: 'Kênh',
      group: 'Người trả lời',
      basis: 'Loại phiếu',
      flagged: 'Phiếu bị đánh dấu',
      breakdown: 'Chia theo câu',
    },
    allUnits: 'mọi đơn vị',
    allChannels: 'mọi kênh',
    allGroups: 'mọi nhóm',
    channels: { web: 'trên mạng', kiosk: 'máy tại quầy', paper: 'phiếu giấy' },
    bases: {
      counted: 'phiếu có mã và phiếu giấy',
      open: 'phiếu vãng lai',
      all: 'tất cả các phiếu',
    },
    flags: { with: 'có tính', without: 'không tính' },
    clear: 'Bỏ lọc',
    /** What the figures are narrowed to, on paper and in their source. */
    narrowed: (filters: string) => `lọc theo ${filters}`,
    search: (search: string) => `ý kiến có “${search}”`,
  },

  lead: {
    none: 'Chưa có số liệu để xem.',
    noneRunning: 'Kết quả hiện ở đây khi có ít nhất 10 phiếu. Số phiếu nhận từng ngày ở bên dưới.',
    noneFiltered: 'Không có phiếu nào trong phần đang lọc. Hãy bỏ bớt điều kiện lọc.',
    noneOver: 'Khảo sát đã kết thúc mà không có phiếu nào được tính.',
    onlyAfter: 'Kết quả của đơn vị có sau khi khảo sát hết thời hạn nhận phiếu.',
    responses: (count: number) => `${n(count)} phiếu`,
    withheld: 'Số phiếu được ẩn vì có nhóm dưới 5 phiếu',
    overall: (share: string) => `hài lòng chung ${share}`,
    best: (factor: string, share: string) => `cao nhất ${factor} ${share}`,
    worst: (factor: string, share: string) => `thấp nhất ${factor} ${share}`,
    worstItem: (item: string, share: string) => `Câu thấp nhất: “${item}” ${share}.`,
  },

  stats: {
    counted: 'Phiếu trong số liệu',
    pooled: 'Hài lòng chung, gộp',
    pooledHint: 'trung bình các yếu tố, mỗi yếu tố gộp mọi câu trả lời',
    mean: 'Hài lòng chung, theo mục',
    meanHint: 'trung bình các yếu tố, mỗi yếu tố là trung bình các câu',
    received: 'Phiếu đã nhận',
    receivedHint: (today: number) => `hôm nay ${n(today)}`,
  },

  withheld: 'ẩn: có nhóm dưới 5 phiếu',
  none: 'chưa có trả lời',
  legend:
    'Ẩn: số phiếu quá ít, hoặc từ đó suy ra được một nhóm dưới 5 phiếu. Ô ẩn không phải là 0 và cũng không phải là chưa có trả lời.',

  items: {
    title: 'Mọi người trả lời từng câu thế nào',
    unit: '% số trả lời của câu; từ vạch giữa sang trái là không hài lòng, sang phải là hài lòng',
  },
  factorsTitle: 'Chỉ số hài lòng theo yếu tố',

  groups: {
    title: 'Từng nhóm người trả lời đánh giá thế nào',
    unit: '% hài lòng hoặc % mức điểm của câu',
    columns: 'Nhóm người trả lời',
    answers: (count: number) => `${n(count)} trả lời`,
  },

  breakdown: {
    title: (question: string) => `Chia theo câu “${question}”`,
    plainTitle: 'Chia theo một câu hỏi của phiếu',
    choose: 'Câu dùng để chia',
    chooseNone: 'chọn một câu…',
    undeclared: 'Khảo sát này chưa chọn câu hỏi nào để chia kết quả.',
    undeclaredNext:
      'Cán bộ quản lý điều tra chọn câu ở nút “Câu để chia kết quả”, trước khi khảo sát kết thúc.',
    responses: 'Số phiếu',
    column: 'Câu trả lời',
    reasons: {
      'not-closed': 'Chia theo câu này chỉ xem được sau khi khảo sát hết thời hạn nhận phiếu.',
      'not-counted': 'Phiếu chưa được đếm theo câu này. Hệ thống tự đếm trong vài phút tới.',
      'too-few': 'Có quá ít phiếu để chia theo câu này mà không lộ người trả lời.',
      filtered:
        'Không chia theo câu này khi đang lọc theo kênh hoặc nhóm người trả lời. Hãy bỏ hai điều kiện đó.',
    },
  },

  arrivals: {
    title: 'Phiếu nhận từng ngày',
    unit: 'số phiếu mỗi ngày',
    lead: (total: number, day: string) => `${n(total)} phiếu đã nhận, nhiều nhất ngày ${day}.`,
    leadOnly: (total: number) => `${n(total)} phiếu đã nhận.`,
    none: 'Chưa nhận phiếu nào.',
    noneNext: 'Số phiếu của từng ngày hiện ở đây ngay khi có người gửi.',
    noneRange: 'Không có phiếu nào trong các ngày đã chọn.',
    kinds: { slips: 'Có mã', sheets: 'Phiếu giấy', open: 'Vãng lai trên mạng', kiosk: 'Vãng lai tại quầy' },
    late: 'Quá hạn, không nhận',
    received: 'Đã nhận',
    day: 'Ngày',
    everyKind: 'mọi kênh, mọi người trả lời, mọi loại phiếu',
    from: 'Từ ngày',
    to: 'Đến ngày',
    chart: (days: number, total: number) => `Biểu đồ cột ${n(days)} ngày, tổng ${n(total)} phiếu.`,
    source: (survey: string) => `sổ nhận phiếu của “${survey}”`,
    byUnit: 'Phiếu nhận theo đơn vị',
    byUnitUnit: 'số phiếu',
  },

  targets: {
    title: 'So với mục tiêu',
    none: 'Chưa đặt mục tiêu số phiếu.',
    ofSurvey: 'Mục tiêu số phiếu, nếu có, đặt cho cả khảo sát, không cho từng đơn vị.',
    reached: (count: number, target: number) => `${n(count)} trên ${n(target)} phiếu`,
    noTarget: (count: number) => `${n(count)} phiếu, chưa đặt mục tiêu`,
    set: 'Mục tiêu số phiếu',
    dialog: 'Mục tiêu số phiếu theo kênh',
    dialogLead: 'Số phiếu khảo sát cần đạt. Để trống nếu kênh đó không có mục tiêu.',
    save: 'Lưu mục tiêu',
    saved: 'Đã lưu mục tiêu số phiếu.',
    whole: 'Hãy nhập một số nguyên từ 1 trở lên, hoặc để trống.',
  },

  declare: {
    open: 'Câu để chia kết quả',
    dialog: 'Câu dùng để chia kết quả',
    lead: 'Sau khi khảo sát kết thúc, kết quả có thể xem chia theo các câu này. Chọn trước để không ai đi tìm câu cho ra điều mình muốn. Nhiều nhất 5 câu.',
    none: 'Mẫu phiếu này không có câu nào chia được: cần câu chọn một trong 2 đến 12 ý và không dùng để chấm điểm.',
    save: 'Lưu lựa chọn',
    saved: 'Đã lưu các câu dùng để chia kết quả.',
    over: 'Khảo sát đã kết thúc: các câu này không đổi được nữa.',
  },

  comments: {
    title: 'Ý kiến người trả lời viết',
    lead: (batches: number, waiting: number) =>
      `${n(batches)} lô đã đưa ra, mỗi lô ít nhất 10 ý kiến, đã xáo thứ tự; ${n(waiting)} ý kiến chờ đủ lô.`,
    search: 'Tìm trong ý kiến',
    searchHint: 'Không cần gõ dấu.',
    find: 'Tìm',
    found: (count: number, more: boolean) => (more ? `Hơn ${n(count)} ý kiến.` : `${n(count)} ý kiến.`),
    none: 'Chưa có lô ý kiến nào được đưa ra.',
    noneNext: 'Ý kiến của một đơn vị hiện ở đây khi đủ 10, để không ai đoán được ai đã viết.',
    notFound: (search: string) => `Không có ý kiến nào chứa “${search}”.`,
    more: 'Xem thêm',
    month: (month: string) => `tháng ${month}`,
  },

  method:
    'Hài lòng của một câu là số trả lời mức 4 và 5 chia cho số trả lời hợp lệ; mức 3 không tính là hài lòng. Yếu tố tính hai cách: gộp mọi câu trả lời, hoặc trung bình các câu. Phiếu vãng lai đếm riêng. Số liệu dựa trên dưới 5 phiếu thì ẩn, cùng với số nào làm lộ nó.',
};
