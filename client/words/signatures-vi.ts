/** Words about signatures of publications, in Vietnamese: for staff, and on the page of the method. */
import { formatCount } from '../format.ts';

const n = (count: number) => formatCount(count, 'vi');

export const signaturesVi = {
  title: 'Chữ ký số',
  lead: 'Tệp công bố mang chữ ký Ed25519 của khóa do cơ quan giữ. Khóa bí mật không cần nằm trên máy chủ: ký trên máy khác rồi mang chữ ký về đây.',
  steps: [
    'Trên máy giữ khóa, tạo khóa: npm run -s cli -- sign-key new khoa-ky.pem. Lệnh in ra khóa công khai.',
    'Đăng ký khóa công khai ở trang này.',
    'Tải tệp công bố, mang sang máy giữ khóa và ký: npm run -s cli -- sign cong-bo.json --key khoa-ky.pem.',
    'Mang tệp chữ ký về đây. Máy chủ kiểm tra rồi mới nhận.',
  ],
  keys: 'Khóa ký đã đăng ký',
  noKeys: 'Chưa đăng ký khóa nào.',
  addKey: 'Đăng ký khóa',
  addKeyTitle: 'Đăng ký khóa công khai',
  province: 'Tỉnh',
  name: 'Tên người hoặc cơ quan ký',
  nameHint: 'Ghi như sẽ hiện trên trang công khai, ví dụ “Sở Nội vụ tỉnh Lai Châu”.',
  publicKey: 'Khóa công khai',
  publicKeyHint:
    'Dòng mà lệnh sign-key in ra, hoặc cả tệp PEM bắt đầu bằng BEGIN PUBLIC KEY. Không dán khóa bí mật.',
  added: (name: string) => `Đã đăng ký khóa của ${name}.`,
  fingerprint: 'Dấu vân tay',
  addedAt: 'Đăng ký lúc',
  state: 'Trạng thái',
  active: 'đang dùng',
  retired: (day: string) => `thôi dùng từ ${day}`,
  retire: 'Thôi dùng',
  wasRetired: (name: string) => `Khóa của ${name} thôi dùng. Chữ ký đã có vẫn còn.`,
  again: 'Dùng lại',
  usedAgain: (name: string) => `Khóa của ${name} được dùng lại.`,
  remove: 'Bỏ khóa',
  removed: (name: string) => `Đã bỏ khóa của ${name}.`,
  serverKey: (id: string) => `Máy chủ có khóa ký ${id}, ký ngay khi công bố.`,
  serverKeyUnknown: (id: string) =>
    `Máy chủ có khóa ký ${id} nhưng khóa này chưa đăng ký cho tỉnh nào đang dùng, nên kết quả công bố ra chưa được ký. Hãy đăng ký khóa công khai của nó.`,
  registerServerKey: 'Đăng ký khóa này',

  publications: 'Các lần công bố',
  noPublications: 'Chưa có kết quả nào được công bố.',
  noPublicationsNext: 'Có gì được công bố thì chữ ký của bản đó mang về đây.',
  revision: (revision: number, day: string) => `Phiên bản ${n(revision)}, công bố ${day}`,
  hash: 'Mã băm được ký',
  file: 'Tải tệp công bố',
  unsigned: 'chưa ký',
  signedBy: (name: string, fingerprint: string) => `${name}, khóa ${fingerprint}`,
  broughtAt: (at: string) => `nhận ${at}`,
  bring: 'Mang chữ ký về',
  brought: (name: string) => `Đã nhận chữ ký của ${name}.`,
  notAFile: 'Tệp này không phải tệp chữ ký: hãy chọn tệp .chu-ky.json mà lệnh sign ghi ra.',
  outdated: 'Chữ ký này của bản tệp trước đây; tệp công bố nay viết khác, hãy ký lại.',

  places: {
    'key-unreadable': 'Đây không phải khóa công khai.',
    'private-key': 'Đây là khóa bí mật. Đừng gửi nó đi đâu: hãy dán khóa công khai, và nên tạo khóa mới.',
    'key-of-other-kind': 'Khóa này thuộc loại {kind}. Chỉ nhận khóa Ed25519.',
    'key-registered':
      'Khóa {key} đã đăng ký cho “{owner}”, {place}. Nếu nhầm và khóa chưa ký gì, hãy bỏ khóa ở nơi đó rồi đăng ký lại.',
    'key-has-signed': 'Khóa {key} đã ký bản công bố nên không bỏ được; hãy cho thôi dùng.',
    'key-unknown': 'Khóa {key} chưa đăng ký cho tỉnh này. Hãy đăng ký khóa công khai trước.',
    'key-retired': 'Khóa {key} đã thôi dùng từ {day}, không nhận chữ ký mới.',
    'other-file': 'Đây là chữ ký của tệp khác: nó ký mã băm {signed}, bản công bố này có mã băm {hash}.',
    'wrong-signature': 'Chữ ký không khớp với khóa và mã băm: tệp chữ ký đã bị sửa hoặc hỏng.',
    'signature-unreadable': 'Đây không phải chữ ký Ed25519.',
    'already-signed': 'Bản này đã có chữ ký của khóa {key}.',
    'name-too-long': 'Tên dài quá 200 ký tự.',
  },

  /** On the page of the method. */
  public: {
    title: 'Chữ ký số',
    none: 'Tệp công bố này chưa được ký.',
    by: (name: string) => `${name} đã ký tệp công bố.`,
    key: 'Dấu vân tay của khóa',
    keyText: 'Khóa công khai',
    retired: (day: string) => `Khóa này thôi dùng từ ${day}; chữ ký làm trước đó vẫn kiểm tra được.`,
    check:
      'Để chắc là tệp do cơ quan công bố, hãy so dấu vân tay với dấu vân tay mà cơ quan đã công bố ở nơi khác, rồi kiểm tra bằng lệnh:',
  },
};
