/** Form 4 of the rating of procedure handling: on paper, at the one-stop desk or handed out with the receipt slip (domain §6). */
import { procedureRatingForm } from './procedure-rating-items.ts';

export const procedureRatingPaper = procedureRatingForm({
  id: 'procedure-rating-paper',
  title: {
    vi: 'Phiếu đánh giá việc giải quyết thủ tục hành chính (Mẫu số 04)',
    en: 'How was your dossier handled? (Form 4)',
  },
  intro: {
    vi: 'Xin Ông/Bà cho ý kiến về hồ sơ vừa được giải quyết tại Bộ phận Tiếp nhận và Trả kết quả.',
    en: 'Please tell us about the dossier that was just handled at the one-stop desk.',
  },
  reception: {
    vi: 'Việc tiếp nhận, giải quyết và trả kết quả tại Bộ phận Tiếp nhận và Trả kết quả thế nào?',
    en: 'How well did the one-stop desk receive, handle and return your dossier?',
  },
  publication: {
    vi: 'Thủ tục hành chính có được niêm yết công khai tại nơi tiếp nhận hồ sơ không?',
    en: 'Was the procedure posted where you handed in your dossier?',
  },
});
