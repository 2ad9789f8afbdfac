/** Words of the page that holds two published results against each other, in Vietnamese. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const compareVi = {
  title: 'So sánh',
  lead: 'Chọn hai năm, hai đơn vị hoặc hai nhóm để xem chênh lệch nằm ở đâu.',
  kind: 'So sánh',
  kinds: { years: 'Hai năm', units: 'Hai đơn vị', groups: 'Hai nhóm' },
  campaign: 'Đợt đánh giá',
  unit: 'Đơn vị',
  allUnits: 'Mọi đơn vị có ở cả hai năm',
  left: { years: 'Năm thứ nhất', units: 'Đơn vị thứ nhất', groups: 'Nhóm thứ nhất' },
  right: { years: 'Năm thứ hai', units: 'Đơn vị thứ hai', groups: 'Nhóm thứ hai' },
  choose: 'Hãy chọn',
  swap: 'Đổi chỗ hai bên',
  none: 'Chưa có kết quả nào được công bố để so sánh.',
  noneNext: 'Trang này có số liệu sau khi đợt đánh giá đầu tiên được công bố.',
  toCampaigns: 'Xem các đợt đánh giá',
  unknownKind: (value: string) =>
    `Không có kiểu so sánh “${value}”. Hãy chọn hai năm, hai đơn vị hoặc hai nhóm ở trên.`,
  oneOnly: 'Mới có một kết quả được công bố. Có thể so sánh hai đơn vị hoặc hai nhóm của kết quả đó.',
  noGroups: 'Các đơn vị của đợt này không chia thành nhóm: cùng loại đơn vị, cùng xếp loại.',
  ready: 'Hãy chọn đủ hai bên.',

  rankingGroups: { full: 'Thang điểm đầy đủ', special: 'Thang điểm đặc thù' },
  classGroup: (name: string) => `Loại ${name}`,
  kindGroup: {
    country: 'Trung ương',
    province: 'Cấp tỉnh',
    department: 'Sở, ban, ngành',
    district: 'Cấp huyện',
    commune: 'Cấp xã',
    'post-office': 'Bưu điện',
    official: 'Cán bộ, công chức',
    other: 'Loại khác',
  },
  unitsIn: (name: string, units: number) => `${name} (${n(units)} đơn vị)`,

  lower: (right: string, left: string, points: string) =>
    `${right} thấp hơn ${left} ${points} điểm phần trăm.`,
  higher: (right: string, left: string, points: string) =>
    `${right} cao hơn ${left} ${points} điểm phần trăm.`,
  equal: (right: string, left: string) => `${right} bằng ${left}.`,
  noIndex: 'Chưa so sánh được chỉ số: có bên chưa có chỉ số.',
  mostLower: (area: string, points: string) => `Kém nhiều nhất ở “${area}”: ${points} điểm.`,
  mostHigher: (area: string, points: string) => `Hơn nhiều nhất ở “${area}”: ${points} điểm.`,
  meanOf: (units: number) => `trung bình của ${n(units)} đơn vị`,
  ofYear: (year: number) => `Năm ${year}`,

  figureTitle: (left: string, right: string) => `Tỷ lệ điểm đạt được theo lĩnh vực: ${left} và ${right}`,
  figureUnit: '% điểm tối đa áp dụng',
  source: 'kết quả đã công bố',
  published: (year: number, day: string, revision: number) =>
    `năm ${year} công bố ${day}, bản ${n(revision)}`,
  area: 'Lĩnh vực',
  areas: 'Theo lĩnh vực, chênh lệch lớn trước',
  criteria: 'Theo tiêu chí, chênh lệch lớn trước',
  criterion: 'Tiêu chí',
  difference: 'Chênh lệch',
  differenceHint:
    'Chênh lệch là bên thứ hai trừ bên thứ nhất, tính bằng điểm phần trăm của điểm tối đa; bên dưới là số điểm tương ứng.',
  worth: (points: string) => `${points} điểm`,
  otherMax: 'điểm tối đa khác nhau',
  index: 'Chỉ số',
  all: (count: number) => `Xem cả ${n(count)} tiêu chí`,
  unitsTitle: 'Từng đơn vị, thay đổi lớn trước',
  unitColumn: 'Đơn vị',
  classColumn: 'Xếp loại',
  rankColumn: 'Hạng',
  places: (places: number) =>
    places > 0 ? `lên ${n(places)}` : places < 0 ? `xuống ${n(-places)}` : 'giữ hạng',
  otherList: 'bảng xếp hạng khác',

  changed: {
    title: 'Đọc số so sánh này cần biết',
    framework: 'Hai năm dùng bộ tiêu chí khác nhau: chỉ so những lĩnh vực và tiêu chí có ở cả hai.',
    settings: {
      max: 'Tổng điểm tối đa của bộ tiêu chí khác nhau.',
      leafRounding: 'Cách làm tròn điểm tiêu chí khác nhau.',
      bandsOn: 'Xếp loại theo căn cứ khác nhau.',
      bands: 'Mức xếp loại khác nhau.',
      bonusCap: 'Mức điểm thưởng tối đa khác nhau.',
      deductionCap: 'Mức điểm trừ tối đa khác nhau.',
    },
    policies: {
      adjustments: 'Điểm thưởng, điểm trừ được tính vào khác nhau.',
      notApplicable: 'Tiêu chí không áp dụng được xử lý khác nhau.',
      ranking: 'Cách xếp hạng khác nhau, nên không so hạng.',
      ties: 'Cách xếp hạng khi bằng nhau khác nhau.',
      openAnswers: 'Phiếu vãng lai được tính khác nhau.',
      flaggedAnswers: 'Phiếu có dấu hiệu bất thường được tính khác nhau.',
      minimumResponses: 'Số phiếu tối thiểu khác nhau.',
      unbalancedUnits: 'Đơn vị có sổ phiếu chưa khớp được xếp hạng khác nhau.',
      indexCeiling: 'Mức trần của chỉ số khác nhau.',
      classCap: 'Quy tắc giữ xếp loại theo đơn vị cấp dưới khác nhau.',
    },
    newUnits: (units: string) => `Chỉ có ở năm sau: ${units}.`,
    goneUnits: (units: string) => `Chỉ có ở năm trước: ${units}.`,
  },

  groupUnits: 'Các đơn vị của hai nhóm',

  printTitle: 'So sánh kết quả đã công bố',
  method:
    'Số liệu lấy từ kết quả đã công bố, không làm tròn khi tính. Tỷ lệ là điểm đạt được trên điểm tối đa áp dụng cho đơn vị; của một nhóm là trung bình cộng của các đơn vị có điểm.',

  /** Why two results are not held against each other. */
  reasons: {
    'same-campaign': '“{left}” được chọn ở cả hai bên. Hãy chọn năm khác cho một bên.',
    'other-province': '“{left}” và “{right}” là của hai tỉnh khác nhau, chấm theo điều kiện khác nhau.',
    'same-year': '“{left}” và “{right}” cùng một năm đánh giá. Hãy chọn hai năm khác nhau.',
    'no-common-unit': '“{left}” và “{right}” không có đơn vị nào chung.',
    'other-kind':
      '“{left}” và “{right}” chấm những việc khác nhau: không tiêu chí nào chung hoặc xếp loại theo căn cứ khác.',
    'same-unit': '“{left}” được chọn ở cả hai bên. Hãy chọn đơn vị khác cho một bên.',
    'same-group': '“{left}” được chọn ở cả hai bên. Hãy chọn nhóm khác cho một bên.',
    'not-published': '“{title}” chưa công bố kết quả. Hãy chọn đợt đánh giá đã công bố.',
    'not-rated-then':
      '{unit} không có trong danh sách đánh giá của “{title}”, nên không có gì để so. Hãy chọn đơn vị có ở cả hai năm, hoặc bỏ chọn đơn vị.',
    'other-grouping':
      '“{left}” và “{right}” chia theo hai cách khác nhau. Hãy chọn hai nhóm chia theo cùng một cách.',
  },
};
