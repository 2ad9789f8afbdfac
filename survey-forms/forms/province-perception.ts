/**
 * The sociological survey of a province: one question for each of the 21 perception leaves of the PAR INDEX 2020 sheet
 * of Điện Biên province. The key carries the leaf's code of that year (`p2_4_1` is leaf 2.4.1) and stays when codes
 * change (domain §9.6). Pay-outs of four options: one province's practice, domain §3.
 */
import { defineForm } from '../check-form.ts';
import type { Question } from '../form.ts';

/** "How do you rate …": the leaf's name completes the question. */
const rate = (key: string, vi: string, en: string): Question => ({
  key,
  kind: 'levels',
  text: { vi: `Ông/Bà đánh giá thế nào về ${vi}?`, en: `How do you rate ${en}?` },
  scale: 'quality',
  required: true,
});

/** A leaf that names an evil: asked for how far it is spread, so that "none" earns the full points. */
const spread = (key: string, vi: string, en: string): Question => ({
  key,
  kind: 'levels',
  text: { vi: `Theo Ông/Bà, ${vi} có xảy ra không?`, en: `In your opinion, ${en}?` },
  scale: 'misconduct',
  required: true,
});

const noOpinion = {
  code: 9,
  text: { vi: 'Không biết / không có ý kiến', en: 'Do not know / no opinion' },
  payOut: null,
};

export const provincePerception = defineForm({
  id: 'province-perception',
  version: 1,
  title: {
    vi: 'Ông/Bà đánh giá thế nào về cải cách hành chính của tỉnh?',
    en: 'How do you rate administrative reform in the province?',
  },
  intro: {
    vi: 'Phiếu điều tra xã hội học này lấy ý kiến để chấm điểm tác động của cải cách hành chính trong Chỉ số cải cách hành chính của tỉnh. Phiếu không ghi tên; nếu không rõ, xin chọn "Không biết / không có ý kiến".',
    en: 'This sociological survey scores the effects of reform in the administrative-reform index of the province. The form asks for no name; where you are not sure, please choose "Do not know / no opinion".',
  },
  respondentGroups: [
    {
      code: 'deputy',
      text: {
        vi: 'Đại biểu HĐND tỉnh, lãnh đạo Ủy ban MTTQ Việt Nam tỉnh',
        en: "Deputies of the provincial People's Council and leaders of the Fatherland Front",
      },
    },
    { code: 'department', text: { vi: 'Lãnh đạo sở, ban, ngành', en: 'Department leaders' } },
    { code: 'district', text: { vi: 'Lãnh đạo UBND cấp huyện', en: 'District leaders' } },
  ],
  scales: {
    quality: {
      levels: [
        { code: 1, text: { vi: 'Tốt', en: 'Good' }, payOut: '1' },
        { code: 2, text: { vi: 'Khá', en: 'Fairly good' }, payOut: '0.6' },
        { code: 3, text: { vi: 'Trung bình', en: 'Fair' }, payOut: '0.2' },
        { code: 4, text: { vi: 'Kém', en: 'Poor' }, payOut: '0' },
        noOpinion,
      ],
    },
    misconduct: {
      levels: [
        { code: 1, text: { vi: 'Không có', en: 'Not at all' }, payOut: '1' },
        { code: 2, text: { vi: 'Có, nhưng ít', en: 'Yes, but rarely' }, payOut: '0.6' },
        { code: 3, text: { vi: 'Có, khá phổ biến', en: 'Yes, fairly often' }, payOut: '0.2' },
        { code: 4, text: { vi: 'Có, rất phổ biến', en: 'Yes, very often' }, payOut: '0' },
        noOpinion,
      ],
    },
  },
  sections: [
    {
      key: 'area-2',
      title: {
        vi: 'Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại tỉnh',
        en: 'Making and carrying out legal documents of the province',
      },
      questions: [
        rate(
          'p2_4_1',
          'tính đồng bộ, thống nhất của hệ thống văn bản quy phạm pháp luật thuộc phạm vi quản lý nhà nước của tỉnh',
          "the consistency of the legal documents within the province's competence",
        ),
        rate(
          'p2_4_2',
          'tính hợp lý của các văn bản quy phạm pháp luật thuộc phạm vi quản lý nhà nước của tỉnh',
          "the soundness of the legal documents within the province's competence",
        ),
        rate(
          'p2_4_3',
          'tính khả thi của các văn bản quy phạm pháp luật thuộc phạm vi quản lý nhà nước của tỉnh',
          "the feasibility of the legal documents within the province's competence",
        ),
        rate(
          'p2_4_4',
          'tính kịp thời trong việc phát hiện và xử lý các bất cập, vướng mắc trong tổ chức thực hiện văn bản quy phạm pháp luật thuộc phạm vi quản lý nhà nước của tỉnh',
          "the promptness with which difficulties in carrying out the legal documents within the province's competence are found and settled",
        ),
      ],
    },
    {
      key: 'area-4',
      title: { vi: 'Cải cách tổ chức bộ máy hành chính', en: 'Reform of the administrative apparatus' },
      questions: [
        rate(
          'p4_4_1',
          'tình hình thực hiện quy chế làm việc của UBND tỉnh',
          "the observance of its working rules by the provincial People's Committee",
        ),
        rate(
          'p4_4_2',
          'tính hợp lý trong việc sắp xếp, kiện toàn tổ chức bộ máy của các cơ quan, đơn vị thuộc thẩm quyền của tỉnh',
          "the soundness of the arrangement and consolidation of bodies within the province's competence",
        ),
        rate(
          'p4_4_3',
          'tính hợp lý trong việc phân cấp thực hiện nhiệm vụ quản lý nhà nước giữa tỉnh và huyện',
          'the soundness of the division of state management duties between province and districts',
        ),
      ],
    },
    {
      key: 'area-5',
      title: {
        vi: 'Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức',
        en: 'Building and improving the body of cadres, civil servants and public employees',
      },
      questions: [
        spread(
          'p5_8_1',
          'tình trạng tiêu cực trong tuyển dụng, bổ nhiệm công chức, viên chức',
          'does misconduct occur in the recruitment and appointment of civil servants and public employees',
        ),
        rate(
          'p5_8_2',
          'tính công khai, minh bạch trong công tác tuyển dụng, bổ nhiệm công chức, viên chức',
          'the openness of the recruitment and appointment of civil servants and public employees',
        ),
        rate(
          'p5_9_1',
          'năng lực chuyên môn của công chức trong phối hợp, xử lý công việc',
          'the professional ability of civil servants when they cooperate and handle work',
        ),
        rate(
          'p5_9_2',
          'tinh thần trách nhiệm của công chức trong phối hợp, xử lý công việc',
          'the sense of responsibility of civil servants when they cooperate and handle work',
        ),
        spread(
          'p5_9_3',
          'tình trạng công chức lợi dụng chức vụ, quyền hạn để trục lợi cá nhân trong phối hợp, xử lý công việc',
          'do civil servants abuse their office for private gain when they cooperate and handle work',
        ),
        rate(
          'p5_9_4',
          'tính hiệu quả trong việc thực thi chính sách thu hút người có tài năng vào bộ máy hành chính',
          'the effect of the policy to attract talented people into the administration',
        ),
      ],
    },
    {
      key: 'area-6',
      title: { vi: 'Cải cách tài chính công', en: 'Reform of public finance' },
      questions: [
        rate(
          'p6_4_1',
          'việc thực hiện tiết kiệm, chống lãng phí trong quản lý, sử dụng kinh phí của cơ quan, đơn vị',
          'thrift and the avoidance of waste in managing and spending the funds of public bodies',
        ),
        rate(
          'p6_4_2',
          'tính hiệu quả của việc quản lý, sử dụng tài sản công',
          'the effectiveness of managing and using public property',
        ),
        rate(
          'p6_4_3',
          'tính hiệu quả của việc thực hiện cơ chế tự chủ về sử dụng kinh phí quản lý hành chính',
          'the effect of autonomy in spending administrative funds',
        ),
        rate(
          'p6_4_4',
          'tính hiệu quả của việc thực hiện cơ chế tự chủ tại các đơn vị sự nghiệp công lập',
          'the effect of autonomy at public service units',
        ),
      ],
    },
    {
      key: 'area-7',
      title: { vi: 'Hiện đại hóa hành chính', en: 'Modernisation of administration' },
      questions: [
        rate(
          'p7_5_1',
          'tính kịp thời của thông tin được cung cấp trên Cổng/Trang thông tin điện tử của tỉnh',
          "the timeliness of the information on the province's portal",
        ),
        rate(
          'p7_5_2',
          'mức độ đầy đủ của thông tin được cung cấp trên Cổng/Trang thông tin điện tử của tỉnh',
          "the completeness of the information on the province's portal",
        ),
        rate(
          'p7_5_3',
          'mức độ thuận tiện trong việc truy cập, khai thác thông tin trên Cổng/Trang thông tin điện tử của tỉnh',
          "the ease of reaching and using the information on the province's portal",
        ),
        rate(
          'p7_5_4',
          'tính hiệu quả trong việc thực hiện quy trình ISO',
          'the effect of working by ISO procedures',
        ),
      ],
    },
  ],
});
