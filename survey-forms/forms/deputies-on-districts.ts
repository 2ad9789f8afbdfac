/** Deputies of the provincial People's Council and leaders of the Fatherland Front rate the districts (domain §3). */
import { districtItems as item, perceptionForm } from './perception-items.ts';

export const deputiesOnDistricts = perceptionForm({
  id: 'deputies-on-districts',
  title: {
    vi: 'Đại biểu HĐND tỉnh, lãnh đạo Ủy ban MTTQ Việt Nam tỉnh đánh giá UBND các huyện, thành phố',
    en: "Deputies of the People's Council and leaders of the Fatherland Front rate the districts",
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh kính đề nghị Ông/Bà cho ý kiến để xác định Chỉ số cải cách hành chính của UBND các huyện, thành phố.',
    en: "The provincial People's Committee asks for your opinion in order to determine the administrative-reform index of each district.",
  },
  group: {
    code: 'deputy',
    text: {
      vi: 'Đại biểu HĐND tỉnh, lãnh đạo Ủy ban MTTQ Việt Nam tỉnh',
      en: "Deputies of the provincial People's Council and leaders of the Fatherland Front",
    },
  },
  section: {
    vi: 'Chất lượng công tác của UBND các huyện, thành phố',
    en: 'How the districts work',
  },
  items: [
    item.implementation,
    item.institutions,
    item.accountability,
    item.coordination,
    item.procedures,
    item.responsibility,
    item.digital,
  ],
});
