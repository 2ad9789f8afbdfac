/** Leaders of the communes rate the districts (domain §3). */
import { districtItems as item, perceptionForm } from './perception-items.ts';

export const communesOnDistricts = perceptionForm({
  id: 'communes-on-districts',
  title: {
    vi: 'Lãnh đạo UBND xã, phường, thị trấn đánh giá UBND huyện, thành phố',
    en: 'Commune leaders rate the districts',
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh đề nghị Ông/Bà cho ý kiến về UBND huyện, thành phố nơi mình công tác để xác định Chỉ số cải cách hành chính của từng huyện, thành phố.',
    en: "The provincial People's Committee asks for your opinion on the district you work in, in order to determine the administrative-reform index of each district.",
  },
  group: { code: 'commune', text: { vi: 'Lãnh đạo UBND cấp xã', en: 'Commune leaders' } },
  section: { vi: 'Chất lượng công tác của UBND huyện, thành phố', en: 'How the districts work' },
  items: [
    item.guidance,
    item.delegation,
    item.timelinessBelow,
    item.accountabilityBelow,
    item.procedures,
    item.responsibility,
    item.digital,
  ],
});
