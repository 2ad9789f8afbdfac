/** Heads of the specialised offices of the districts rate the departments above them (domain §3). */
import { departmentItems as item, perceptionForm } from './perception-items.ts';

export const officesOnDepartments = perceptionForm({
  id: 'offices-on-departments',
  title: {
    vi: 'Trưởng phòng chuyên môn thuộc UBND huyện, thành phố đánh giá sở, ban, ngành cấp trên',
    en: 'Heads of district offices rate the departments above them',
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh đề nghị Ông/Bà cho ý kiến về các sở, ban, ngành hướng dẫn chuyên môn cho phòng mình để xác định Chỉ số cải cách hành chính của từng cơ quan.',
    en: "The provincial People's Committee asks for your opinion on the departments that guide your office, in order to determine the administrative-reform index of each.",
  },
  group: {
    code: 'district-office',
    text: {
      vi: 'Trưởng phòng chuyên môn thuộc UBND cấp huyện',
      en: 'Heads of specialised offices of the districts',
    },
  },
  section: {
    vi: 'Chất lượng công tác của sở, ban, ngành cấp trên',
    en: 'How the departments above you work',
  },
  items: [
    item.guidance,
    item.training,
    item.coordinationBelow,
    item.timeliness,
    item.inspection,
    item.responsibility,
    item.digital,
  ],
});
