/** Where a sentence says the place itself, nothing stands before it: no name, and no colon of one. */
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { TroubleNotice } from '../../client/staff/parts/notice.tsx';
import { Trouble } from '../../client/staff/trouble.ts';

const trouble = new Trouble('print-table-unfit', [
  { field: 'mapping.unit', code: 'no-such-column', sentence: 'Bảng không có cột “Đơn vị”.' },
]);

const items = (html: string) => [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, item]) => item);

test('a place begins with its name, or with its sentence where that says it', () => {
  const [named] = items(renderToString(<TroubleNotice trouble={trouble} />));
  const [plain] = items(renderToString(<TroubleNotice trouble={trouble} named={false} />));
  expect(plain).toBe('Bảng không có cột “Đơn vị”.');
  expect(named).toBe(`mapping.unit: ${plain}`);
});

test('a thing that an address names is called by its name, not by its place in the request', () => {
  const gone = new Trouble('not-found', [{ field: 'rating', code: 'not-found', sentence: '' }]);
  const [item] = items(renderToString(<TroubleNotice trouble={gone} />));
  expect(item).toMatch(/^Quý chấm điểm: /);
});
