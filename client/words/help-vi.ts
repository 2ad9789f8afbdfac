/** Words of the help page, in Vietnamese: a short guide for each role, and the terms of the field; `help-en.ts` has the same shape. */

/** A guide: what the role is for, then what to do in order. */
export interface Guide {
  readonly lead: string;
  readonly steps: readonly string[];
}

/** A term as officials use it, and what it means here. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
}

const guides: Readonly<Record<string, Guide>> = {
  administrator: {
    lead: 'Cấp tài khoản và thiết bị, giữ nhật ký. Không xem điểm, không xem câu trả lời.',
    steps: [
      'Nhập danh sách đơn vị ở mục “Nhập tệp” trước khi làm các việc khác.',
      'Tạo tài khoản ở mục “Tài khoản”: mỗi người một tài khoản, mỗi vai trò gắn với một đơn vị và các đơn vị cấp dưới. Mật khẩu cấp ra chỉ dùng một lần.',
      'Ghép máy tại quầy ở mục “Máy tại quầy”: tạo máy, nhập mã ghép trên máy đó trong vòng 30 phút.',
      'Khi có người nghỉ hoặc chuyển việc: khóa tài khoản, không xóa. Nhật ký giữ lại mọi thao tác.',
    ],
  },
  'fieldwork-manager': {
    lead: 'Mở khảo sát, phát mã và phiếu giấy, theo dõi đến khi sổ phiếu khớp.',
    steps: [
      'Mở khảo sát: chọn biểu mẫu, đơn vị, kênh, ngày mở và ngày đóng. Sau ngày đóng, hệ thống còn nhận các phiếu đang trên đường trong 14 ngày.',
      'Đặt chỉ tiêu số phiếu theo kênh và khai báo câu hỏi dùng để phân tổ ngay trên trang khảo sát.',
      'Phát phiếu có mã QR, hoặc phân lô phiếu giấy cho bưu điện: cấp số, giao, nhận lại, nhập, chốt lô.',
      'Xem “Sổ đối chiếu”: mã và phiếu phát ra phải bằng số đã dùng, hết hạn, hủy hoặc còn hiệu lực. Chỗ lệch được nêu tên.',
      'Giải quyết chỗ hai người nhập khác nhau ở mục “Sai lệch”.',
      'Chấm điểm giải quyết thủ tục hành chính ở mục “Chấm điểm thủ tục”: nạp danh mục và hồ sơ của phần mềm một cửa, mở quý, chấp nhận hoặc trả lại điểm các cơ quan nhập, rồi xác nhận thẩm tra cả quý.',
    ],
  },
  'entry-clerk': {
    lead: 'Nhập phiếu giấy bằng bàn phím số, hai lượt độc lập.',
    steps: [
      'Vào “Nhập phiếu giấy”, chọn lô được giao, quét hoặc gõ số phiếu.',
      'Mỗi phím số là một câu trả lời và tự sang câu sau. Phím - là để trống, * là không đọc được, phím xóa lùi (Backspace) quay lại câu trước.',
      'Mất mạng vẫn nhập được: phiếu nằm trong kho mã hóa trên máy và tự gửi khi có mạng. Cuối ngày xem “đã nhập = đã lưu”.',
    ],
  },
  'unit-officer': {
    lead: 'Tự chấm điểm cho đơn vị mình, nộp tài liệu kiểm chứng, giải trình sau vòng 1.',
    steps: [
      'Vào “Đánh giá, thẩm định”, mở phần của đơn vị. Nhập số liệu hoặc điểm, nêu cách tính, đính kèm tài liệu; mọi thay đổi được lưu ngay.',
      'Dòng tổng cho biết điểm hiện có và những tiêu chí còn thiếu. Nộp trước hết ngày hạn; sau khi nộp, điểm tự chấm không đổi nữa.',
      'Khi hồ sơ được trả lại: đọc ý kiến của từng tiêu chí, giải trình và bổ sung tài liệu, rồi nộp lại.',
      'Kết quả khảo sát của đơn vị hiện ra sau khi khảo sát đóng; trong khi chạy chỉ thấy số phiếu đã đến.',
      'Mỗi quý vào “Chấm điểm thủ tục”, nhập các chỉ số của đơn vị kèm tài liệu. Chỗ bị trả lại ghi rõ lý do; điểm được tính sau khi văn phòng kiểm soát chấp nhận.',
    ],
  },
  appraiser: {
    lead: 'Thẩm định các lĩnh vực được giao, qua hai vòng.',
    steps: [
      'Danh sách cho biết đơn vị nào đang chờ. Mở đơn vị, xem cạnh nhau: tự chấm, tài liệu, vòng 1, giải trình, vòng 2.',
      'Đồng ý hàng loạt nơi điểm khớp; nơi khác phải ghi lý do và căn cứ.',
      'Trả lại cho đơn vị giải trình, rồi chấm vòng 2. Hết lĩnh vực được giao thì chốt vòng.',
    ],
  },
  analyst: {
    lead: 'Xem tỉnh đang ở đâu, vì sao, và cần hỏi gì tiếp theo.',
    steps: [
      'Bắt đầu ở “Toàn tỉnh”: câu đầu trang nói điều chính, biểu đồ cho thấy, bảng cho số. Phím t đổi biểu đồ thành bảng.',
      'Bấm vào một đơn vị để xem nơi mất điểm nhiều nhất, còn thiếu bao nhiêu để lên loại, và mục khảo sát nào giảm.',
      '“So sánh” đặt cạnh nhau hai năm, hai đơn vị hoặc hai nhóm.',
      'Bộ lọc nằm trong địa chỉ trang: gửi liên kết là người nhận thấy đúng như vậy.',
      '“Ẩn” nghĩa là có người trả lời nhưng quá ít để nêu ra; không phải là 0 và không phải là chưa có.',
    ],
  },
  'answer-analyst': {
    lead: 'Lấy tệp từng phiếu trả lời để phân tích sâu. Mỗi lần lấy được ghi vào nhật ký.',
    steps: [
      'Vào “Tệp số liệu”, chọn khảo sát và “Câu trả lời”. Tệp ghi tháng thay cho ngày và không có ý kiến tự do.',
      'Chờ đến khi tệp xong: số dòng đã được đối chiếu với cơ sở dữ liệu, kèm mã kiểm SHA-256. Tệp tự xóa sau 24 giờ.',
      'Không ghép tệp này với bất kỳ danh sách người nào.',
    ],
  },
  publisher: {
    lead: 'Lập bộ tiêu chí và đợt đánh giá, ghi quyết định của hội đồng, công bố cùng một người thứ hai.',
    steps: [
      'Tạo bộ tiêu chí từ năm trước, sửa, xem phần kiểm tra; rồi tạo đợt đánh giá với danh sách đơn vị, chính sách và hạn từng bước.',
      'Phân công thẩm định theo lĩnh vực. Theo dõi đến khi mọi đơn vị đã chốt, ghi quyết định của hội đồng.',
      'Xem trước kết quả, đối chiếu với bảng in nếu có, rồi đề nghị công bố. Người thứ hai xác nhận; từ đó kết quả không sửa được nữa, chỉ có bản mới kèm lý do.',
      'Chốt quý đã thẩm tra ở mục “Chấm điểm thủ tục”, rồi đưa tỷ lệ cơ quan xếp loại Tốt trở lên vào tiêu chí của chỉ số.',
    ],
  },
};

const terms: readonly Term[] = [
  {
    term: 'Chỉ số cải cách hành chính (PAR INDEX)',
    meaning: 'Điểm đạt được chia cho thang điểm chuẩn của đơn vị, nhân 100, tính theo phần trăm.',
  },
  {
    term: 'Thang điểm chuẩn',
    meaning: '100 trừ điểm tối đa của các tiêu chí không áp dụng cho đơn vị.',
  },
  { term: 'Tiêu chí, tiêu chí thành phần', meaning: 'Các tầng của cây điểm dưới mỗi lĩnh vực.' },
  { term: 'Điểm tự đánh giá', meaning: 'Điểm đơn vị tự chấm, kèm tài liệu kiểm chứng.' },
  {
    term: 'Điểm thẩm định',
    meaning: 'Điểm do người thẩm định chấm ở vòng 1, vòng 2 hoặc do hội đồng quyết định.',
  },
  {
    term: 'Điều tra xã hội học',
    meaning:
      'Ý kiến của đại biểu, lãnh đạo và cán bộ về các đơn vị; mỗi mức trả lời được hưởng một tỷ lệ của điểm tối đa.',
  },
  {
    term: 'Chỉ số hài lòng (SIPAS)',
    meaning:
      'Tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng” trên số câu trả lời hợp lệ. “Bình thường” không phải là hài lòng.',
  },
  {
    term: 'Không đánh giá, để trống, 0 điểm',
    meaning: 'Ba điều khác nhau: không áp dụng (giảm thang điểm), chưa ai quyết định, và đã quyết định là 0.',
  },
  {
    term: 'Phiếu có mã, phiếu giấy, phiếu vãng lai',
    meaning:
      'Trả lời bằng mã dùng một lần, bằng phiếu đánh số, hoặc của người tự đến. Phiếu vãng lai được đếm riêng.',
  },
  {
    term: 'Đánh dấu',
    meaning:
      'Phiếu quá nhanh, chọn giống hệt nhau, hoặc dồn dập. Được đếm riêng theo quy tắc đã công bố, không lặng lẽ bỏ đi.',
  },
  {
    term: 'Bản phát hành',
    meaning:
      'Số liệu của khảo sát đang chạy hiện ra theo đợt, mỗi đợt mang một mã tám ký tự; số liệu của từng đơn vị, nhóm người trả lời và kênh chỉ đổi khi nơi đó có thêm ít nhất 10 phiếu.',
  },
  {
    term: 'Ẩn số nhỏ',
    meaning:
      'Tỷ lệ chỉ hiện khi có ít nhất 5 người trả lời (nội bộ) hoặc 10 (công khai); ô có thể suy ra số bị ẩn cũng được ẩn.',
  },
  { term: 'N (cỡ mẫu)', meaning: 'Số câu trả lời hợp lệ đứng sau một tỷ lệ.' },
  {
    term: 'Đợt đánh giá',
    meaning: 'Một năm, một bộ tiêu chí, một danh sách đơn vị và các chính sách của năm đó.',
  },
  {
    term: 'Hạn chế xếp loại',
    meaning:
      'Xếp loại của đơn vị bị giữ lại khi tỷ lệ đơn vị cấp dưới đạt loại quy định còn dưới mức. Chỉ số không đổi.',
  },
];

export const helpVi = {
  title: 'Trợ giúp',
  lead: 'Hướng dẫn ngắn cho từng vai trò và các từ dùng trong hệ thống.',
  yours: 'Vai trò của bạn',
  others: 'Các vai trò khác',
  none: 'Tài khoản này chưa có vai trò. Hãy hỏi người quản trị hệ thống.',
  glossary: 'Giải thích từ ngữ',
  keys: 'Phím tắt: bấm ? ở bất kỳ trang nào.',
  guides,
  terms,
};
