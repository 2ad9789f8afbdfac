import { expect, test } from 'vitest';
import { foldText } from '../../server/core/fold-text.ts';

test.each([
  ['Cán bộ ĐỘI Thuế', 'can bo doi thue'],
  ['  chờ\n lâu ', 'cho lau'],
  ['Ước gì được vậy', 'uoc gi duoc vay'],
  ['ho\u0300a', 'hoa'],
  ['100 %', '100 %'],
])('%j is looked for as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});
