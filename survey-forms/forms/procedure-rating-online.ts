/** Form 5 of the rating of procedure handling: online, for a dossier handed in on the portal of public services (domain §6). */
import { procedureRatingForm } from './procedure-rating-items.ts';

export const procedureRatingOnline = procedureRatingForm({
  id: 'procedure-rating-online',
  title: {
    vi: 'Phiếu đánh giá việc giải quyết thủ tục hành chính trực tuyến (Mẫu số 05)',
    en: 'How was your online dossier handled? (Form 5)',
  },
  intro: {
    vi: 'Xin Ông/Bà cho ý kiến về hồ sơ vừa được giải quyết trên Cổng dịch vụ công.',
    en: 'Please tell us about the dossier that was just handled on the portal of public services.',
  },
  reception: {
    vi: 'Việc tiếp nhận, giải quyết và trả kết quả trên Cổng dịch vụ công thế nào?',
    en: 'How well was your dossier received, handled and returned on the portal?',
  },
  publication: {
    vi: 'Thủ tục hành chính có được công khai trên Cổng dịch vụ công không?',
    en: 'Was the procedure published on the portal?',
  },
});
