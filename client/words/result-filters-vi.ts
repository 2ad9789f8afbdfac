/** What is wrong with a filter of results, or with a question by which they should be broken down, in Vietnamese. */
export const resultFiltersVi = {
  'unknown-filter': 'Không có giá trị “{value}”. Có thể chọn: {known}.',
  'named-twice': 'Câu “{value}” được nêu hai lần. Hãy giữ một lần.',
  'range-upside-down': 'Từ {from} đến {to} là khoảng ngược. Hãy chọn ngày đầu không sau ngày cuối.',
};
