/** Leaders of the districts rate the departments (domain §3). */
import { departmentItems as item, perceptionForm } from './perception-items.ts';

export const districtsOnDepartments = perceptionForm({
  id: 'districts-on-departments',
  title: {
    vi: 'Lãnh đạo UBND huyện, thành phố đánh giá các sở, ban, ngành tỉnh',
    en: 'District leaders rate the departments',
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh đề nghị Ông/Bà, từ công việc tại địa phương, cho ý kiến để xác định Chỉ số cải cách hành chính của các sở, ban, ngành.',
    en: "The provincial People's Committee asks for your opinion, from the work in your district, in order to determine the administrative-reform index of each department.",
  },
  group: { code: 'district', text: { vi: 'Lãnh đạo UBND cấp huyện', en: 'District leaders' } },
  section: { vi: 'Chất lượng công tác của các sở, ban, ngành', en: 'How the departments work' },
  items: [
    item.institutions,
    item.guidance,
    item.coordinationBelow,
    item.timeliness,
    item.inspection,
    item.responsibility,
    item.digital,
  ],
});
