/** Words of the page of a province, in Vietnamese; `province-en.ts` has the same shape. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const provinceVi = {
  title: 'Toàn cảnh',
  campaign: 'Đợt đánh giá',
  notPublished: 'chưa công bố',
  published: (day: string, revision: number) => `công bố ${day}, bản ${n(revision)}`,
  units: (count: number) => `${n(count)} đơn vị`,
  running: 'Đợt đang làm:',
  compareYears: (earlier: number, later: number) => `So sánh năm ${earlier} và năm ${later}`,

  toNewest: 'Xem đợt mới nhất',

  none: 'Chưa có đợt đánh giá nào trong phạm vi tài khoản này.',
  noneCreate: 'Hãy tạo đợt đánh giá đầu tiên, hoặc nhập từ tệp.',
  noneWait: 'Trang này có số liệu sau khi người công bố của tỉnh tạo đợt đánh giá.',
  create: 'Tạo đợt đánh giá',
  import: 'Nhập tệp',
  toSurveys: 'Xem các khảo sát',
  noResult: 'Đợt này chưa công bố kết quả, nên chưa có chỉ số và xếp hạng.',
  noResultPublish: 'Xem còn thiếu gì và đề nghị công bố ở trang của đợt đánh giá.',
  noResultWait: 'Chỉ số, xếp hạng và các lĩnh vực hiện ở đây ngay khi kết quả được công bố.',
  toCampaign: 'Mở đợt đánh giá',
  toAssessments: 'Xem tiến độ chấm điểm',

  lead: {
    reaching: (count: number, of: number, name: string) =>
      `${n(count)} trên ${n(of)} đơn vị xếp loại ${name} trở lên`,
    best: (count: number, of: number, name: string) => `${n(count)} trên ${n(of)} đơn vị xếp loại ${name}`,
    noIndex: 'Chưa đơn vị nào có chỉ số',
    mean: (index: string) => `trung bình ${index}`,
    rose: (points: string, year: number) =>
      `các đơn vị tăng trung bình ${points} điểm phần trăm so với năm ${year}`,
    fell: (points: string, year: number) =>
      `các đơn vị giảm trung bình ${points} điểm phần trăm so với năm ${year}`,
    same: (year: number) => `các đơn vị giữ mức trung bình như năm ${year}`,
    costliest: (area: string, lost: string, share: string) =>
      `Mất điểm nhiều nhất ở “${area}”: ${lost} điểm, đạt ${share} tổng điểm tối đa.`,
    fellMost: (area: string, points: string, year: number) =>
      `Giảm nhiều nhất so với năm ${year}: “${area}” (${points} điểm phần trăm).`,
    lowest: (unit: string, index: string, area: string) =>
      `Thấp nhất là ${unit} (${index}), mất nhiều điểm nhất ở “${area}”.`,
    lowestOnly: (unit: string, index: string) => `Thấp nhất là ${unit} (${index}).`,
    without: (count: number) => `${n(count)} đơn vị chưa có chỉ số.`,
    arrived: (count: number) => `${n(count)} phiếu đã nhận`,
    arrivedToday: (count: number) => `, hôm nay ${n(count)}`,
    target: (share: string) => `, đạt ${share} mục tiêu`,
  },

  stats: {
    mean: 'Chỉ số trung bình',
    meanOf: (units: number) => `của ${n(units)} đơn vị có chỉ số`,
    meanOfGroup: (group: string) => `Trung bình ${group}`,
    highest: 'Cao nhất',
    lowest: 'Thấp nhất',
    classes: 'Xếp loại',
    ofClass: (name: string, units: number) => `${n(units)} đơn vị xếp loại ${name}`,
    change: (year: number) => `So với năm ${year}`,
    changeOf: (units: number) => `trung bình thay đổi của ${n(units)} đơn vị có ở cả hai năm`,
    points: (points: string) => `${points} điểm phần trăm`,
    more: (count: number) => `và ${n(count)} đơn vị nữa`,
  },

  change: {
    framework: (year: number) => `Bộ tiêu chí khác năm ${year}.`,
    settings: (year: number) => `Mức xếp loại hoặc thang điểm khác năm ${year}.`,
    policies: (year: number) => `Quy tắc tính khác năm ${year}.`,
    newUnits: (names: string) => `Đơn vị mới: ${names}.`,
    goneUnits: (names: string) => `Không còn đánh giá: ${names}.`,
    /** Why the campaign before cannot be held against this one. */
    reasons: {
      'same-campaign': 'đây là cùng một đợt',
      'other-province': 'đó là kết quả của tỉnh khác',
      'same-year': 'hai đợt cùng một năm',
      'no-common-unit': 'hai đợt không có đơn vị nào chung',
      'other-kind': 'hai đợt đo hai việc khác nhau',
    },
    not: (title: string, year: number, reason: string) =>
      `Không so sánh với “${title}” (năm ${year}): ${reason}.`,
  },

  ranking: {
    title: 'Xếp hạng',
    hint: 'Mở một đơn vị để xem điểm mất ở đâu và còn thiếu bao nhiêu để lên loại.',
    rank: 'Hạng',
    unit: 'Đơn vị',
    index: 'Chỉ số (%)',
    class: 'Xếp loại',
    change: (year: number) => `So với ${year}`,
    costliest: 'Mất nhiều điểm nhất ở',
    onlyClassPrinted: (name: string) => `xếp hạng: chỉ loại ${name}`,
    onlyClass: (name: string, units: number) => `Đang xem ${n(units)} đơn vị xếp loại ${name}.`,
    noClass: (name: string) => `Không có đơn vị nào xếp loại “${name}”.`,
    allClasses: 'Xem mọi đơn vị',
    costliestIn: 'mất nhiều nhất ở',
    lost: (points: string) => `−${points} điểm`,
    up: (places: number) => `lên ${n(places)} bậc`,
    down: (places: number) => `xuống ${n(places)} bậc`,
    level: 'giữ hạng',
    isNew: 'mới',
    sort: (column: string) => `Sắp xếp theo: ${column}`,
    nothingLost: 'không mất điểm',
  },

  spread: {
    title: 'Chỉ số của các đơn vị phân bố thế nào',
    unit: 'số đơn vị theo khoảng chỉ số, %',
    step: 'Khoảng chỉ số',
    range: (from: string, to: string) => `từ ${from} đến dưới ${to}`,
    rangeTo: (from: string, to: string) => `từ ${from} đến ${to}`,
    count: 'Số đơn vị',
    class: 'Xếp loại',
    from: (from: string) => `từ ${from}`,
  },

  areas: {
    title: 'Lĩnh vực nào làm mất nhiều điểm',
    unit: 'điểm mất của mọi đơn vị cộng lại',
    area: 'Lĩnh vực',
    lost: 'Điểm mất',
    share: 'Đạt (% tổng điểm tối đa)',
    change: (year: number) => `So với ${year}`,
    lowest: 'Đơn vị thấp nhất',
    n: (units: number) => `${n(units)} đơn vị có điểm`,
    bar: (lost: string, share: string) => `${lost} điểm · đạt ${share}`,
    noMaxima:
      'Bộ tiêu chí này không ghi điểm tối đa của từng lĩnh vực, nên không tính được điểm mất và tỷ lệ đạt.',
  },

  heat: {
    title: 'Lĩnh vực × đơn vị',
    unit: '% điểm tối đa áp dụng cho đơn vị',
    key: (least: string, most: string) => `Càng đậm càng cao: nhạt nhất ${least} %, đậm nhất ${most} %.`,
    gaps: 'Ô gạch chéo: không đánh giá (–) hoặc chưa có (…).',
    noShare: 'Ô gạch chéo (–): không đánh giá hoặc chưa có.',
    some: (shown: number, of: number) =>
      `Hình vẽ ${n(shown)} đơn vị có chỉ số thấp nhất trong ${n(of)} đơn vị; bảng số liệu có tất cả.`,
    label: (units: number, areas: number) =>
      `Bảng màu ${n(units)} đơn vị × ${n(areas)} lĩnh vực; từng số ở bảng số liệu.`,
    columns: 'Lĩnh vực:',
  },

  surveys: {
    title: 'Khảo sát của đợt',
    none: 'Đợt này chưa mở khảo sát nào.',
    noneEver: 'Kết quả của đợt này được công bố mà không có khảo sát nào trong hệ thống.',
    noneNext: 'Cán bộ quản lý điều tra mở khảo sát ở mục Khảo sát; số phiếu nhận được hiện ở đây ngay.',
    received: (count: number) => `${n(count)} phiếu đã nhận`,
    today: (count: number) => `hôm nay ${n(count)}`,
    from: (from: string, to: string) => `từ ${from} đến ${to}`,
    channel: 'Kênh',
    responses: 'Đã nhận',
    target: 'Mục tiêu',
    progress: 'Đạt',
    noTarget: 'chưa đặt',
    stale: 'Mất liên lạc với máy chủ: số phiếu có thể đã cũ.',
  },

  signals: {
    title: 'Chất lượng số liệu',
    hint: 'Số đếm để biết nên xem kỹ ở đâu. Khi khảo sát còn chạy, số bị đánh dấu và số để trống lấy từ đợt số liệu đã phát hành.',
    survey: 'Khảo sát',
    kinds: {
      flagged: 'Bị đánh dấu',
      blank: 'Để trống',
      open: 'Vãng lai',
      late: 'Đến muộn',
      parted: 'Sổ lệch',
      kiosks: 'Máy im lặng',
      conflicts: 'Lệch chờ xử lý',
      missing: 'Phiếu mất',
    },
    explained: {
      flagged: 'phiếu bị đánh dấu theo quy tắc đã công bố, trên số phiếu',
      blank: 'câu để trống, trên số câu được hỏi',
      open: 'phiếu vãng lai không có mã, trên số phiếu đã nhận',
      late: 'phiếu đến sau ngày cuối, không được tính',
      parted: 'đơn vị có sổ theo ngày khác bảng đếm',
      kiosks: 'máy tại quầy không có tín hiệu quá 2 giờ, trên số máy đang dùng',
      conflicts: 'phiếu giấy hai lượt nhập đọc khác nhau, chưa xử lý',
      missing: 'phiếu giấy không về khi chốt lô, trên số phiếu đã cấp',
    },
    notApplicable: 'không áp dụng',
    withheld: 'ẩn: dưới 5 phiếu',
    empty: 'chưa có',
    whatIs: 'Các dấu hiệu này là gì',
  },

  due: {
    title: 'Việc đến hạn',
    none: 'Không có việc nào đến hạn hoặc đang chờ.',
    what: 'Việc',
    day: 'Hạn',
    left: 'Còn lại',
    since: (day: string) => `từ ${day}`,
    days: (days: number) => `còn ${n(days)} ngày`,
    today: 'hết hôm nay',
    late: (days: number) => `quá hạn ${n(days)} ngày`,
    waits: 'đang chờ',
    stage: (stage: string, units: number) => `${stage}: ${n(units)} đơn vị chưa xong`,
    'survey-opens': (survey: string) => `Mở khảo sát “${survey}”`,
    'survey-closes': (survey: string) => `Đóng khảo sát “${survey}”`,
    'survey-accepts': (survey: string) => `Hết nhận nốt phiếu của “${survey}”`,
    'batches-out': (sheets: number) => `${n(sheets)} phiếu giấy đang ở bưu cục`,
    'batches-open': (batches: number) => `${n(batches)} lô phiếu giấy đã về, chưa chốt`,
    'publication-proposed': 'Đề nghị công bố chờ người thứ hai xác nhận',
    'score-changes': (count: number) => `${n(count)} đề nghị sửa điểm chờ người thứ hai`,
  },

  dateOf: (day: string) => `công bố ${day}`,
  method:
    'Chỉ số, xếp loại và hạng lấy từ kết quả đã công bố; các phép so dùng giá trị không làm tròn. Điểm mất là điểm tối đa áp dụng cho đơn vị trừ điểm đạt được. Tỷ lệ đạt của một lĩnh vực là tổng điểm trên tổng điểm tối đa của các đơn vị có điểm. Chỉ số trung bình là trung bình của mọi đơn vị có chỉ số. Số phiếu lấy từ sổ nhận phiếu theo ngày.',
};
