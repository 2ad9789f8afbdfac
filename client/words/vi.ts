/**
 * Every sentence of the product in Vietnamese, the language of record. `en.ts` has the same shape. A sentence with
 * parameters is a function: counts come as numbers and are written here, all else comes as ready text. The exception
 * is what the citizen's form carries to the phone as data (`form`, `problems`): there a parameter is a name in braces,
 * filled by `fill.ts`. Terms are those of the decrees (tiêu chí, điểm thẩm định, điều tra xã hội học …).
 */
import { formatCount } from '../format.ts';
import { staffVi } from './staff-vi.ts';

const n = (count: number) => formatCount(count, 'vi');

export const vi = {
  common: {
    product: 'Thước Đo',
    tagline: 'Chỉ số cải cách hành chính',
    skip: 'Chuyển đến nội dung chính',
    navigation: 'Điều hướng chính',
    home: 'Trang chủ',
    goHome: 'Về trang chủ',
    surveys: 'Khảo sát',
    results: 'Kết quả',
    method: 'Cách tính',
    comparison: 'Đối chiếu',
    otherLanguage: 'English',
    footer:
      'Thước Đo đếm phiếu khảo sát đúng như người dân đã trả lời và tính Chỉ số cải cách hành chính (PAR INDEX) của từng đơn vị. Mỗi con số đều xem lại và tính lại được.',
    footerNames: 'Phiếu trả lời không mang tên. Các trang công khai không dùng cookie.',
    unit: 'Đơn vị',
    units: (count: number) => `${n(count)} đơn vị`,
    responses: (count: number) => `${n(count)} phiếu`,
    year: (year: string) => `Năm đánh giá ${year}`,
    noValue: 'chưa có',
    notAssessed: 'không đánh giá',
    incomplete: 'chưa đủ điểm',
    noAnswers: 'chưa có trả lời',
    points: (points: string, scale: string) => `${points}/${scale} điểm`,
  },

  sample: {
    label: 'Dữ liệu mẫu.',
    text: 'Hệ thống này đang chạy với dữ liệu mẫu để xem thử: phiếu trả lời là mô phỏng; số liệu lấy từ tài liệu đã công bố đều ghi nguồn.',
  },

  home: {
    title: 'Người dân đánh giá, con số nói thật',
    intro:
      'Người dân và công chức trả lời khảo sát về cách cơ quan hành chính phục vụ. Câu trả lời được đếm đúng như đã trả lời và cùng với điểm thẩm định tạo thành Chỉ số cải cách hành chính của từng đơn vị.',
    surveysTitle: 'Khảo sát đang mở',
    answer: 'Trả lời khảo sát',
    closing: (date: string) => `Nhận phiếu đến hết ngày ${date}`,
    noSurveys: 'Hiện không có khảo sát nào đang mở.',
    noSurveysNext: 'Khi một tỉnh mở khảo sát, đường dẫn trả lời sẽ có ở đây. Kết quả đã công bố ở bên dưới.',
    resultsTitle: 'Kết quả mới nhất',
    lead: (units: number, mean: string) => `${n(units)} đơn vị, chỉ số trung bình ${mean}`,
    best: (name: string, index: string) => `cao nhất ${name} ${index}`,
    single: (name: string, index: string) => `${name}: chỉ số ${index}`,
    noIndex: (units: number) => `${n(units)} đơn vị, chưa đơn vị nào có chỉ số`,
    noResults: 'Chưa có kết quả nào được công bố.',
    noResultsNext: 'Kết quả xuất hiện ở đây sau khi hội đồng quyết định và công bố.',
    seeResults: 'Xem bảng kết quả',
  },

  survey: {
    choose: 'Đơn vị nào đã phục vụ Ông/Bà?',
    hint: 'Chọn đơn vị nơi Ông/Bà đã nộp hồ sơ hoặc nhận kết quả. Phiếu mở ra ngay sau đó.',
    manyUnits: 'Một phiếu này đánh giá nhiều đơn vị.',
    start: 'Bắt đầu trả lời',
    otherUnits: 'Đơn vị khác',
    find: 'Danh sách dài: dùng chức năng tìm trong trang của trình duyệt để tìm tên đơn vị.',
    notOpen: (date: string) => `Khảo sát mở từ ngày ${date}. Mời Ông/Bà quay lại khi đó.`,
    closed: (date: string) => `Khảo sát đã hết hạn nhận phiếu ngày ${date}. Xin cảm ơn Ông/Bà đã quan tâm.`,
    noUnits: 'Khảo sát này chưa có đơn vị nào để chọn. Xin Ông/Bà quay lại sau.',
  },

  form: {
    part: 'Phần {part} trên {parts}',
    about: 'Về Ông/Bà',
    group: 'Ông/Bà trả lời với tư cách nào?',
    groupMissing: 'Hãy chọn Ông/Bà trả lời với tư cách nào',
    optional: '(không bắt buộc)',
    question: 'Câu {number}',
    anonymous: 'Phiếu không hỏi tên và không ghi lại máy đang dùng.',
    final:
      'Sau khi gửi, không ai tìm lại được phiếu nào là của Ông/Bà, nên phiếu đã gửi không sửa và không rút lại được.',
    send: 'Gửi phiếu',
    next: 'Tiếp tục',
    back: 'Quay lại',
    clear: 'Bỏ chọn',
    noneOfThese: 'Không có ý nào ở trên',
    multiHint: 'Có thể chọn nhiều ý.',
    numberHint: 'Chỉ viết số; phần lẻ sau dấu phẩy.',
    wholeNumberHint: 'Chỉ viết số nguyên.',
    textHint: 'Tối đa {limit} ký tự.',
    matrixHint: 'Chọn một mức cho mỗi đơn vị. Đơn vị nào không rõ, Ông/Bà có thể để trống.',
    onlyIf: 'Chỉ trả lời nếu {condition}.',
    conditionIs: 'câu {number} chọn “{levels}”',
    conditionAnswered: 'đã trả lời câu {number}',
    conditionNot: 'không phải: {condition}',
    and: ' và ',
    or: ' hoặc ',
    errorMark: 'Lỗi:',
    errorTitle: 'Phiếu chưa gửi được',
    errorPartTitle: 'Còn câu cần xem lại',
    required: 'Hãy chọn một mức trả lời',
    requiredMulti: 'Hãy chọn ít nhất một ý, hoặc chọn “Không có ý nào ở trên”',
    requiredNumber: 'Hãy viết một số',
    requiredText: 'Hãy viết câu trả lời',
    requiredMatrix: 'Hãy đánh giá ít nhất một đơn vị',
    notInScale: 'Hãy chọn trong các mức có sẵn',
    notInScaleMulti: 'Hãy chọn các ý phù hợp, hoặc chỉ chọn “Không có ý nào ở trên”',
    wrongType: 'Câu trả lời không đọc được; hãy trả lời lại',
    notANumber: 'Hãy viết bằng số, ví dụ 12 hoặc 12,5',
    tooSmall: 'Số phải từ {limit} trở lên',
    tooLarge: 'Số phải từ {limit} trở xuống',
    tooManyDecimals: 'Viết nhiều nhất {limit} chữ số sau dấu phẩy',
    wholeNumber: 'Hãy viết số nguyên, không có phần lẻ',
    tooLong: 'Hãy viết ngắn lại, nhiều nhất {limit} ký tự',
    unknownQuestion: 'Câu này không có trong phiếu; hãy tải lại trang',
    unknownUnit: 'Đơn vị này không có trong khảo sát; hãy tải lại trang',
    notAsked: 'Câu này không cần trả lời theo các câu Ông/Bà đã chọn; hãy bỏ câu trả lời',
    sending: 'Đang gửi phiếu…',
    waiting:
      'Mạng đang yếu hoặc máy chủ đang bận. Phiếu vẫn còn trên màn hình này và sẽ tự gửi lại sau {seconds} giây. Xin đừng đóng trang.',
    gaveUp:
      'Chưa gửi được phiếu. Câu trả lời vẫn còn nguyên; khi có mạng, Ông/Bà bấm “Gửi phiếu” lần nữa. Gửi nhiều lần vẫn chỉ tính một phiếu.',
    refused: 'Phiếu không được nhận',
  },

  receipt: {
    title: 'Đã nhận phiếu. Xin cảm ơn Ông/Bà!',
    code: 'Mã biên nhận',
    means:
      'Mã này chứng tỏ phiếu đã được nhận và được đếm một lần. Mã không cho biết Ông/Bà đã trả lời gì và không dẫn đến phiếu.',
    keep: 'Nếu muốn, Ông/Bà chụp lại màn hình hoặc chép mã này. Không giữ mã cũng không sao.',
  },

  results: {
    published: (date: string, revision: number) => `Công bố ${date} · Phiên bản ${n(revision)}`,
    leadClass: (count: number, of: number, name: string) =>
      `${n(count)} trên ${n(of)} đơn vị xếp loại ${name}`,
    leadClassUp: (count: number, of: number, name: string) =>
      `${n(count)} trên ${n(of)} đơn vị xếp loại ${name} trở lên`,
    leadRest: (
      of: number,
      mean: string,
      best: string,
      bestIndex: string,
      worst: string,
      worstIndex: string,
    ) =>
      `; trung bình của ${n(of)} đơn vị là ${mean}, cao nhất ${best} ${bestIndex}, thấp nhất ${worst} ${worstIndex}.`,
    leadSingle: (name: string, index: string, className: string) =>
      `${name} đạt chỉ số ${index}, xếp loại ${className}.`,
    leadNone: 'Chưa đơn vị nào có chỉ số: còn tiêu chí chưa được quyết định điểm.',
    without: (count: number) => `${n(count)} đơn vị chưa có chỉ số.`,
    disagreements: (count: number) => `${n(count)} giá trị in trong tài liệu không khớp với phép tính.`,
    roundings: (count: number) => `${n(count)} giá trị in lệch ở chữ số cuối do làm tròn.`,
    missings: (count: number) => `${n(count)} giá trị in chưa có số tính ra để đối chiếu.`,
    seeComparison: 'Xem đối chiếu',
    allUnits: 'Tất cả đơn vị',
    groupScale: (scale: string) => `Nhóm thang điểm ${scale}`,
    groupFull: 'Nhóm đủ thang điểm',
    groupSpecial: 'Nhóm thang điểm đặc thù',
    groupNamed: (name: string) => `Nhóm ${name}`,
    rank: 'Hạng',
    index: 'Chỉ số (%)',
    appraisal: 'Thẩm định',
    survey: 'Điều tra',
    pointsScale: 'Điểm/thang',
    class: 'Xếp loại',
    tableHint: 'Chọn tên đơn vị để xem điểm từng tiêu chí.',
    source: (source: string) => `Nguồn: ${source}`,
    howComputed: 'Cách tính các con số này',
    fingerprint: (hash: string) => `Mã kiểm chứng ${hash}`,
    noUnits: 'Đợt đánh giá này chưa có đơn vị nào.',
    order: {
      all: 'Xếp hạng chung theo chỉ số.',
      groups: 'Xếp hạng theo chỉ số trong từng nhóm.',
      'class-first': 'Xếp hạng theo loại trước, chỉ số sau.',
    },
  },

  unit: {
    back: 'Bảng kết quả',
    index: 'Chỉ số',
    rankAll: (rank: number, of: number) => `Hạng ${n(rank)} trên ${n(of)} đơn vị`,
    rankGroup: (rank: number, of: number) => `Hạng ${n(rank)} trên ${n(of)} đơn vị cùng nhóm`,
    noIndex:
      'Đơn vị này chưa có chỉ số: còn tiêu chí chưa được quyết định điểm. Các điểm đã có nằm trong bảng dưới đây.',
    arithmetic: 'Phép tính',
    appraised: 'thẩm định',
    bonus: 'điểm thưởng',
    deduction: 'điểm trừ',
    survey: 'điều tra',
    earned: 'điểm đạt được',
    scale: 'thang điểm chuẩn',
    afterScaling: 'điểm thưởng, điểm trừ cộng sau khi chia cho thang điểm',
    lostMost: (name: string, points: string) => `Mất nhiều điểm nhất ở ${name}: ${points} điểm.`,
    treeTitle: 'Điểm từng tiêu chí',
    treeHint: 'Mở một dòng để xem ý kiến thẩm định, số liệu và nguồn.',
    criterion: 'Tiêu chí',
    pointsMax: 'Điểm/tối đa',
    points: 'Điểm',
    lost: 'Mất',
    share: 'Tỷ lệ đạt',
    kinds: {
      group: 'nhóm tiêu chí',
      appraisal: 'điểm thẩm định',
      perception: 'điều tra xã hội học',
      satisfaction: 'khảo sát hài lòng',
    },
    selfPoints: (points: string) => `Điểm tự đánh giá: ${points}`,
    note: (note: string) => `Ý kiến thẩm định: ${note}`,
    figures: (numerator: string, denominator: string, percent: string) =>
      `Số liệu: ${numerator}/${denominator} = ${percent}`,
    printedPercent: (percent: string) => `tài liệu in ${percent}`,
    source: (source: string) => `Nguồn: ${source}`,
    outside: (max: string) => `Tối đa trong khung ${max}, không áp dụng với đơn vị này`,
    basis: (share: string, answers: number, responses: number) =>
      `${share} · ${n(answers)} câu trả lời · ${n(responses)} phiếu`,
    fewResponses: (responses: number) => `${n(responses)} phiếu, quá ít để nêu tỷ lệ`,
    byGroup: 'Theo nhóm người trả lời',
    respondentGroup: 'Nhóm người trả lời',
    shareValue: 'Giá trị',
    responses: 'Số phiếu',
    answers: 'Số câu trả lời',
    adjustmentsTitle: 'Điểm thưởng và điểm trừ',
    adjustmentKinds: { bonus: 'Thưởng', deduction: 'Trừ' },
    reason: 'Lý do',
    document: 'Văn bản',
    kind: 'Loại',
  },

  method: {
    title: 'Cách tính',
    lead: 'Từ phiếu và điểm thẩm định đến thứ hạng, theo đúng thứ tự máy đã tính. Ai có tệp công bố cũng tính lại được.',
    steps: 'Các bước',
    countTitle: 'Đếm phiếu',
    count:
      'Mỗi phiếu được đếm một lần cho đơn vị được đánh giá, riêng theo nhóm người trả lời. Câu để trống không tính là một mức trả lời.',
    openAnswers: {
      excluded: 'Phiếu vãng lai (không có mã phiếu) được đếm riêng và không vào chỉ số.',
      included: 'Phiếu vãng lai (không có mã phiếu) cũng vào chỉ số.',
    },
    flaggedAnswers: {
      included:
        'Phiếu bị đánh dấu (trả lời quá nhanh, mọi câu giống nhau) được đếm riêng nhưng vẫn vào chỉ số.',
      excluded:
        'Phiếu bị đánh dấu (trả lời quá nhanh, mọi câu giống nhau) được đếm riêng và không vào chỉ số.',
    },
    surveyTitle: 'Điểm khảo sát',
    satisfaction:
      'Khảo sát hài lòng: điểm tối đa nhân với tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng”. Mức “Bình thường” không tính là hài lòng.',
    perception:
      'Điều tra xã hội học: điểm tối đa nhân với mức điểm trung bình của các câu trả lời; “Không biết, không có ý kiến” không tính vào mẫu số.',
    minimum: (count: number) =>
      `Đơn vị có dưới ${n(count)} phiếu thì tiêu chí khảo sát không đánh giá, quyết định trước khi xếp hạng.`,
    noMinimum: 'Không đặt số phiếu tối thiểu.',
    appraisalTitle: 'Điểm thẩm định',
    appraisal:
      'Mỗi tiêu chí nhận điểm thẩm định cuối cùng. Để trống, điểm 0 và không đánh giá là ba điều khác nhau: chỉ “không đánh giá” làm giảm thang điểm.',
    leafRounding: (kinds: string, decimals: number) =>
      `Khung tiêu chí làm tròn đến ${n(decimals)} chữ số sau dấu phẩy, 5 thì tăng: ${kinds}. Điểm khác giữ nguyên.`,
    noRounding: 'Điểm không làm tròn ở bất kỳ bước nào.',
    adjustTitle: 'Điểm thưởng và điểm trừ',
    adjustments: {
      'inside-the-points': 'Điểm thưởng cộng vào, điểm trừ trừ khỏi tổng điểm trước khi chia cho thang điểm.',
      'after-scaling': 'Điểm thưởng cộng vào, điểm trừ trừ khỏi chỉ số sau khi chia cho thang điểm.',
    },
    bonusCap: (points: string) => `Điểm thưởng nhiều nhất ${points}.`,
    deductionCap: (points: string) => `Điểm trừ nhiều nhất ${points}.`,
    scaleTitle: 'Thang điểm chuẩn',
    scaleGiven: 'Thang điểm chuẩn của từng đơn vị được cho trực tiếp trong tài liệu.',
    notApplicable: {
      flat: 'Tiêu chí không áp dụng với đơn vị thì điểm tối đa của tiêu chí đó trừ khỏi thang điểm.',
      'level-by-level':
        'Tiêu chí không áp dụng với đơn vị thì các tiêu chí cùng cấp thay phần của nó, lần lượt từng cấp.',
    },
    indexTitle: 'Chỉ số',
    index: 'Chỉ số = 100 × điểm đạt được ÷ thang điểm chuẩn của đơn vị. Chỉ làm tròn khi in ra.',
    classTitle: 'Xếp loại',
    bandsOn: {
      index: 'Xếp loại theo chỉ số chưa làm tròn: 69,96 vẫn dưới 70.',
      points: 'Xếp loại theo tổng điểm chưa làm tròn.',
    },
    bandFrom: (from: string) => `từ ${from}`,
    bandBelow: (below: string) => `dưới ${below}`,
    rankTitle: 'Xếp hạng',
    ranking: {
      all: 'Mọi đơn vị xếp chung một danh sách theo chỉ số.',
      groups: 'Mỗi nhóm xếp hạng riêng theo chỉ số.',
      'class-first': 'Xếp theo loại trước, trong cùng loại theo chỉ số.',
    },
    ties: {
      shared: 'Hai đơn vị bằng nhau đúng từng chữ số thì cùng hạng.',
      'higher-appraisal-first':
        'Hai đơn vị bằng nhau đúng từng chữ số thì đơn vị có điểm thẩm định cao hơn đứng trước.',
    },
    recipeTitle: 'Hồ sơ công bố',
    framework: 'Khung tiêu chí',
    frameworkVersion: (id: string, version: number) => `${id}, phiên bản ${n(version)}`,
    forms: 'Mẫu phiếu',
    cutOff: 'Đếm phiếu đến lúc',
    noCutOff: 'không đếm phiếu nào, điểm khảo sát lấy từ tài liệu',
    publishedAt: 'Công bố lúc',
    revision: 'Phiên bản công bố',
    inputsHash: 'Mã băm SHA-256 của dữ liệu đầu vào',
    source: 'Nguồn',
    verifyTitle: 'Tự kiểm chứng',
    verify:
      'Tải tệp công bố, rồi chạy lệnh dưới đây trên bất kỳ máy nào có phần mềm này. Lệnh tính lại từ đầu và chỉ ra mọi chỗ khác với bản công bố.',
    download: 'Tải tệp công bố',
  },

  comparison: {
    title: 'Đối chiếu với tài liệu in',
    leadDifferent: (count: number, of: number) =>
      `${n(count)} trên ${n(of)} giá trị in không khớp với phép tính từ chính số liệu của tài liệu.`,
    leadEqual: (of: number) => `Cả ${n(of)} giá trị in đều khớp với phép tính.`,
    explain: 'Giá trị in được giữ nguyên, giá trị tính đặt bên cạnh; không số nào bị sửa ngầm.',
    none: 'Đợt đánh giá này không có giá trị in nào để đối chiếu.',
    verdicts: {
      different: 'Không khớp',
      rounding: 'Lệch do làm tròn',
      missing: 'Chưa có số tính',
      equal: 'Khớp',
    },
    explainVerdicts: {
      different: 'Tài liệu và phép tính cho hai kết quả khác nhau.',
      rounding: 'Chênh dưới một đơn vị của chữ số in cuối cùng: tài liệu đã tính từ số dài hơn.',
      missing: 'Không có gì tính ra để đặt cạnh giá trị in.',
    },
    equalCount: (count: number) => `${n(count)} giá trị khác khớp với phép tính và không liệt kê ở đây.`,
    whole: 'Toàn đợt đánh giá',
    what: 'Giá trị',
    printed: 'Tài liệu in',
    computed: 'Tính được',
    difference: 'Chênh lệch',
    effect: 'Hệ quả',
    noEffect: 'không đổi hạng, loại',
    effectClass: (printed: string, computed: string) => `xếp loại: in ${printed}, tính ra ${computed}`,
    effectRank: (printed: number, computed: number) => `hạng: in ${n(printed)}, tính ra ${n(computed)}`,
    fields: {
      points: 'Điểm đạt được',
      appraised: 'Điểm thẩm định',
      survey: 'Điểm điều tra',
      scale: 'Thang điểm chuẩn',
      index: 'Chỉ số',
      class: 'Xếp loại',
      rank: 'Hạng',
      order: 'Thứ tự trong bảng',
      criterion: 'Điểm tiêu chí',
      'self-points': 'Tổng điểm tự đánh giá',
      'mean-index': 'Chỉ số trung bình',
      percent: 'Tỷ lệ phần trăm',
    },
  },

  staff: staffVi,

  problems: {
    'not-found': {
      title: 'Không có trang này',
      what: 'Địa chỉ có thể bị gõ sai hoặc đã đổi. Hãy kiểm tra lại, hoặc bắt đầu từ trang chủ.',
    },
    'unknown-form': {
      title: 'Không có mẫu phiếu này',
      what: 'Mẫu phiếu chưa được đưa vào hệ thống. Hãy mở lại khảo sát từ trang chủ.',
    },
    'unknown-survey': {
      title: 'Không có khảo sát này',
      what: 'Hãy kiểm tra lại đường dẫn, hoặc xem các khảo sát đang mở ở trang chủ.',
    },
    'survey-closed': {
      title: 'Khảo sát đã kết thúc',
      what: 'Khảo sát không nhận phiếu nữa. Xin cảm ơn Ông/Bà; kết quả sẽ có ở trang chủ sau khi công bố.',
    },
    'survey-not-open': {
      title: 'Khảo sát chưa mở',
      what: 'Mời Ông/Bà quay lại khi khảo sát bắt đầu; ngày mở có ở trang của khảo sát.',
    },
    'unknown-form-version': {
      title: 'Phiếu đang mở là bản không còn dùng',
      what: 'Hãy tải lại trang để lấy phiếu hiện hành rồi trả lời lại.',
    },
    'unknown-unit': {
      title: 'Không có đơn vị này',
      what: 'Đơn vị không nằm trong danh sách. Hãy quay lại danh sách và chọn một đơn vị.',
    },
    'unknown-respondent-group': {
      title: 'Không có nhóm người trả lời này',
      what: 'Hãy chọn một trong các nhóm có trên phiếu.',
    },
    'unknown-token': {
      title: 'Mã phiếu không đúng',
      what: 'Hãy kiểm tra từng chữ trên tờ phiếu hẹn, hoặc quét lại mã QR.',
    },
    'token-used': {
      title: 'Mã phiếu đã được dùng',
      what: 'Mỗi mã chỉ gửi được một phiếu, và phiếu đó đã được nhận. Ông/Bà không cần làm gì thêm.',
    },
    'answers-invalid': {
      title: 'Còn câu cần xem lại',
      what: 'Hãy sửa các câu được nêu dưới đây rồi gửi lại.',
    },
    'conflicting-submission': {
      title: 'Phiếu này đã được nhận trước đó',
      what: 'Bản đến trước đã được đếm. Phiếu không mang tên nên không thay bằng nội dung khác được; Ông/Bà không cần gửi lại.',
    },
    'malformed-json': {
      title: 'Dữ liệu gửi lên không đọc được',
      what: 'Nội dung phải là JSON đúng cú pháp. Hãy tải lại trang rồi thử lại.',
    },
    'malformed-request': {
      title: 'Yêu cầu thiếu hoặc sai thông tin',
      what: 'Hãy tải lại trang rồi thử lại.',
    },
    'body-too-large': {
      title: 'Nội dung gửi lên quá lớn',
      what: 'Hãy viết phần góp ý ngắn lại, hoặc chia tệp thành nhiều phần.',
    },
    'unsupported-media-type': {
      title: 'Kiểu nội dung không được nhận',
      what: 'Hãy gửi từ trang của hệ thống, hoặc gửi JSON với đúng kiểu nội dung.',
    },
    'not-signed-in': {
      title: 'Chưa đăng nhập',
      what: 'Phiên làm việc không có hoặc đã hết hạn. Hãy đăng nhập rồi làm lại thao tác.',
    },
    'wrong-credentials': {
      title: 'Tên đăng nhập hoặc mật khẩu không đúng',
      what: 'Hãy kiểm tra bộ gõ và phím Caps Lock rồi nhập lại.',
    },
    'too-many-attempts': {
      title: 'Thử quá nhiều lần',
      what: 'Hãy đợi vài phút rồi thử lại.',
    },
    forbidden: {
      title: 'Không có quyền làm việc này',
      what: 'Tài khoản không được giao việc này. Hãy liên hệ quản trị viên nếu cần.',
    },
    'definition-invalid': {
      title: 'Tệp có lỗi, chưa lưu gì cả',
      what: 'Hãy sửa các lỗi được liệt kê rồi nhập lại cả tệp.',
    },
    'already-published': {
      title: 'Đã công bố, không sửa được',
      what: 'Bản công bố được giữ nguyên. Nếu cần đính chính, hãy công bố một phiên bản mới.',
    },
    'not-ready-to-publish': {
      title: 'Chưa thể công bố',
      what: 'Còn điểm chưa quyết định hoặc khảo sát chưa chốt. Hãy hoàn tất rồi công bố.',
    },
    'already-exists': {
      title: 'Đã có mục cùng mã',
      what: 'Hãy dùng mã khác, hoặc mở mục đã có.',
    },
    'storage-unavailable': {
      title: 'Hệ thống tạm thời chưa lưu được',
      what: 'Chưa có gì được ghi. Xin đợi ít phút rồi gửi lại; gửi nhiều lần vẫn chỉ tính một lần.',
    },
    internal: {
      title: 'Hệ thống gặp lỗi',
      what: 'Lỗi đã được ghi lại cho người vận hành. Xin thử lại sau ít phút.',
    },
  },
};

/** The shape every language has. */
export type Words = typeof vi;
