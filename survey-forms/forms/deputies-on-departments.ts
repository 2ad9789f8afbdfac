/**
 * Deputies of the provincial People's Council and leaders of the Fatherland Front rate the departments (domain §3): the
 * full form of seven items. `department-matrix` asks deputies three of its aspects and stays for surveys opened with it.
 */
import { departmentItems as item, perceptionForm } from './perception-items.ts';

export const deputiesOnDepartments = perceptionForm({
  id: 'deputies-on-departments',
  title: {
    vi: 'Đại biểu HĐND tỉnh, lãnh đạo Ủy ban MTTQ Việt Nam tỉnh đánh giá các sở, ban, ngành tỉnh',
    en: "Deputies of the People's Council and leaders of the Fatherland Front rate the departments",
  },
  intro: {
    vi: 'Ủy ban nhân dân tỉnh kính đề nghị Ông/Bà cho ý kiến để xác định Chỉ số cải cách hành chính của các sở, ban, ngành.',
    en: "The provincial People's Committee asks for your opinion in order to determine the administrative-reform index of each department.",
  },
  group: {
    code: 'deputy',
    text: {
      vi: 'Đại biểu HĐND tỉnh, lãnh đạo Ủy ban MTTQ Việt Nam tỉnh',
      en: "Deputies of the provincial People's Council and leaders of the Fatherland Front",
    },
  },
  section: { vi: 'Chất lượng công tác của các sở, ban, ngành', en: 'How the departments work' },
  items: [
    item.advice,
    item.institutions,
    item.accountability,
    item.coordination,
    item.procedures,
    item.responsibility,
    item.digital,
  ],
});
