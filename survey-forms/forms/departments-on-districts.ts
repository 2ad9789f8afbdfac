/** Leaders of the departments rate the districts (domain §3). */
import { districtItems as item, perceptionForm } from './perception-items.ts';

export const departmentsOnDistricts = perceptionForm({
  id: 'departments-on-districts',
  title: {
    vi: 'Lãnh đạo sở, ban, ngành tỉnh đánh giá UBND các huyện, thành phố',
    en: 'Department leaders rate the districts',
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh đề nghị Ông/Bà, từ công việc của ngành mình, cho ý kiến để xác định Chỉ số cải cách hành chính của UBND các huyện, thành phố.',
    en: "The provincial People's Committee asks for your opinion, from the work of your own department, in order to determine the administrative-reform index of each district.",
  },
  group: { code: 'department', text: { vi: 'Lãnh đạo sở, ban, ngành', en: 'Department leaders' } },
  section: {
    vi: 'Chất lượng công tác của UBND các huyện, thành phố',
    en: 'How the districts work',
  },
  items: [
    item.implementationOfField,
    item.institutions,
    item.coordinationAbove,
    item.timeliness,
    item.procedures,
    item.responsibility,
    item.digital,
  ],
});
