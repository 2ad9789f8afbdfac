/** Which mark parts the cells of a table given as text: the one that is steady, whatever stands above the table. */
import { expect, test } from 'vitest';
import { readTable } from '../../server/read-table.ts';

const rowsOf = async (text: string) => (await readTable(Buffer.from(text)))[0]?.rows;

test.each<[string, string]>([
  ['a title above', 'Phụ lục\n'],
  ['a title with commas above', 'Phụ lục kèm theo Quyết định, ngày 22/5/2018, của UBND tỉnh, bản chính\n\n'],
  ['a mark for the order of bytes', '\ufeff'],
])('semicolons part the cells and commas the decimals, with %s', async (_, above) => {
  const rows = await rowsOf(`${above}Đơn vị;Điểm;Thang\r\nSở Tư pháp;79,05;100\r\nThanh tra;81,19;92\r\n`);
  expect(rows?.slice(-3)).toEqual([
    ['Đơn vị', 'Điểm', 'Thang'],
    ['Sở Tư pháp', '79,05', '100'],
    ['Thanh tra', '81,19', '92'],
  ]);
});

test('commas part the cells where decimals have points, tabs where there are tabs', async () => {
  expect(await rowsOf('Đơn vị,Điểm\nSở Tư pháp,79.05\n')).toEqual([
    ['Đơn vị', 'Điểm'],
    ['Sở Tư pháp', '79.05'],
  ]);
  expect(await rowsOf('Đơn vị\tĐiểm\tHạng\nSở Tư pháp\t79,05\t1\nThanh tra\t81,19\t2\n')).toContainEqual([
    'Thanh tra',
    '81,19',
    '2',
  ]);
  expect(await rowsOf('Đơn vị;Điểm\nSở Tư pháp;79,05\nThanh tra;81,19\nSở Y tế;80,5\n')).toContainEqual([
    'Thanh tra',
    '81,19',
  ]);
});

test('one column alone is one', async () => {
  expect(await rowsOf('Đơn vị\nSở Tư pháp\n')).toEqual([['Đơn vị'], ['Sở Tư pháp']]);
});
