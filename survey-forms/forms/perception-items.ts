/**
 * What the six perception forms of a province share: the scale, and the items on which officials rate departments and
 * districts (domain §3). Each item asks for something its raters see in their own work. A key names the same aspect in
 * every form, so that a framework may pool the groups (decision 2); the words fit who rates whom.
 *
 * Assumed, and therefore data that a province may change by importing a form of its own: the wording, the choice of
 * items, and the pay-outs of five levels (domain §3: common practice).
 */
import { defineForm } from '../check-form.ts';
import type { Form, MatrixQuestion, Scale, Text } from '../form.ts';

const quality: Scale = {
  levels: [
    { code: 1, text: { vi: 'Rất tốt', en: 'Very good' }, payOut: '1' },
    { code: 2, text: { vi: 'Tốt', en: 'Good' }, payOut: '0.75' },
    { code: 3, text: { vi: 'Trung bình', en: 'Fair' }, payOut: '0.5' },
    { code: 4, text: { vi: 'Kém', en: 'Poor' }, payOut: '0.25' },
    { code: 5, text: { vi: 'Rất kém', en: 'Very poor' }, payOut: '0' },
    { code: 9, text: { vi: 'Không biết / không có ý kiến', en: 'Do not know / no opinion' }, payOut: null },
  ],
};

const item = (key: string, vi: string, en: string): MatrixQuestion => ({
  key,
  kind: 'matrix',
  text: { vi, en },
  scale: 'quality',
  required: true,
});

/** Items on which departments (sở, ban, ngành) are rated. */
export const departmentItems = {
  advice: item(
    'advice',
    'Chất lượng tham mưu cho Tỉnh ủy, HĐND, UBND tỉnh về lĩnh vực được giao',
    'Quality of advice to the leaders of the province in its field',
  ),
  institutions: item(
    'institutions',
    'Chất lượng, tính kịp thời của văn bản do cơ quan soạn thảo, trình ban hành',
    'Quality and promptness of the legal documents it drafts',
  ),
  accountability: item(
    'accountability',
    'Trách nhiệm giải trình: trả lời chất vấn, tiếp thu kiến nghị của đại biểu, cử tri',
    'Accountability: answers to deputies and voters, and action on what they ask',
  ),
  coordination: item(
    'coordination',
    'Sự phối hợp với các cơ quan khác trong giải quyết công việc chung',
    'Cooperation with other bodies in common work',
  ),
  coordinationBelow: item(
    'coordination',
    'Sự phối hợp với UBND cấp huyện trong giải quyết công việc liên quan',
    'Cooperation with the districts in matters that concern them',
  ),
  guidance: item(
    'guidance',
    'Hướng dẫn chuyên môn, nghiệp vụ cho cấp huyện: rõ ràng, kịp thời, dễ thực hiện',
    'Professional guidance to the districts: clear, prompt and practicable',
  ),
  training: item(
    'training',
    'Tập huấn, bồi dưỡng chuyên môn cho công chức cấp huyện trong ngành',
    'Training for the officials of the districts in its field',
  ),
  inspection: item(
    'inspection',
    'Kiểm tra, đôn đốc đúng trọng tâm, không chồng chéo, không gây phiền hà',
    'Inspection that is to the point, without overlap or needless burden',
  ),
  timeliness: item(
    'timeliness',
    'Thời gian trả lời văn bản, giải quyết đề nghị của cấp huyện',
    'Time taken to answer letters and requests of the districts',
  ),
  procedures: item(
    'procedures',
    'Rà soát, cắt giảm và giải quyết thủ tục hành chính thuộc thẩm quyền',
    'Simplifying and handling the administrative procedures within its competence',
  ),
  responsibility: item(
    'responsibility',
    'Tinh thần trách nhiệm, kỷ luật, kỷ cương hành chính của lãnh đạo, công chức',
    'Responsibility and administrative discipline of its leaders and officials',
  ),
  digital: item(
    'digital',
    'Ứng dụng công nghệ thông tin, chuyển đổi số trong xử lý công việc',
    'Use of information technology and digital transformation in its work',
  ),
} as const;

/** Items on which districts (UBND huyện, thành phố) are rated. */
export const districtItems = {
  implementation: item(
    'implementation',
    'Tổ chức thực hiện nghị quyết của HĐND tỉnh, chỉ đạo của UBND tỉnh trên địa bàn',
    'Carrying out the resolutions and directions of the province in its area',
  ),
  implementationOfField: item(
    'implementation',
    'Thực hiện hướng dẫn, chỉ đạo chuyên môn của ngành trên địa bàn',
    'Carrying out the professional guidance of the departments in its area',
  ),
  institutions: item(
    'institutions',
    'Chất lượng, tính kịp thời của văn bản do huyện, thành phố ban hành',
    'Quality and promptness of the legal documents it issues',
  ),
  accountability: item(
    'accountability',
    'Trách nhiệm giải trình, tiếp thu và trả lời kiến nghị của đại biểu, cử tri',
    'Accountability: answers to what deputies and voters ask',
  ),
  accountabilityBelow: item(
    'accountability',
    'Lắng nghe, giải trình và trả lời kiến nghị của cấp xã',
    'Listening to the communes, explaining decisions and answering them',
  ),
  coordination: item(
    'coordination',
    'Sự phối hợp với HĐND, Ủy ban MTTQ và các cơ quan của tỉnh',
    "Cooperation with the People's Council, the Fatherland Front and the bodies of the province",
  ),
  coordinationAbove: item(
    'coordination',
    'Sự phối hợp với các sở, ban, ngành trong giải quyết công việc',
    'Cooperation with the departments in their common work',
  ),
  guidance: item(
    'guidance',
    'Chỉ đạo, hướng dẫn, tháo gỡ khó khăn cho cấp xã',
    'Direction and guidance to the communes, and help with difficulties',
  ),
  delegation: item(
    'delegation',
    'Phân cấp, giao nhiệm vụ cho cấp xã đi đôi với nguồn lực thực hiện',
    'Delegation of duties to the communes together with the means for them',
  ),
  timeliness: item(
    'timeliness',
    'Thời hạn, chất lượng báo cáo và văn bản trả lời các sở, ban, ngành',
    'Promptness and quality of reports and answers to the departments',
  ),
  timelinessBelow: item(
    'timeliness',
    'Thời gian trả lời văn bản, giải quyết đề nghị của cấp xã',
    'Time taken to answer letters and requests of the communes',
  ),
  procedures: item(
    'procedures',
    'Giải quyết thủ tục hành chính cho người dân, tổ chức: công khai, đúng hạn',
    'Handling of procedures for people and organisations: open and on time',
  ),
  responsibility: item(
    'responsibility',
    'Tinh thần trách nhiệm, kỷ luật, kỷ cương hành chính của cán bộ, công chức',
    'Responsibility and administrative discipline of its officials',
  ),
  digital: item(
    'digital',
    'Ứng dụng công nghệ thông tin, chuyển đổi số trong điều hành và phục vụ người dân',
    'Use of information technology and digital transformation in its work and services',
  ),
} as const;

interface PerceptionForm {
  readonly id: string;
  readonly title: Text;
  /** What stands before "the form asks for no name". */
  readonly intro: Text;
  readonly group: { readonly code: string; readonly text: Text };
  readonly section: Text;
  readonly items: readonly MatrixQuestion[];
}

const PRIVACY = {
  vi: 'Phiếu không ghi tên; đơn vị nào không rõ, Ông/Bà có thể để trống.',
  en: 'The form asks for no name; you may leave out a unit you do not know well.',
};

/** One respondent rates many units in one sitting, on five to eight items (domain §3). */
export function perceptionForm({ id, title, intro, group, section, items }: PerceptionForm): Form {
  return defineForm({
    id,
    version: 1,
    title,
    intro: { vi: `${intro.vi} ${PRIVACY.vi}`, en: `${intro.en} ${PRIVACY.en}` },
    respondentGroups: [group],
    scales: { quality },
    sections: [{ key: 'work', title: section, questions: items }],
  });
}
