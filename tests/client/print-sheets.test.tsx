import { renderToString } from 'preact-render-to-string';
import { afterEach, expect, it, vi as mock } from 'vitest';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { PrintSheets } from '../../client/staff/print-sheets.tsx';
import { attributes, elements, tags, textOf } from './markup.ts';

afterEach(() => mock.unstubAllGlobals());

function drawn(): string {
  mock.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  return renderToString(
    <LanguageProvider>
      <PrintSheets campaign="thu-2026" batch={14} />
    </LanguageProvider>,
  );
}

it('offers the sheets in Vietnamese first, and says nothing before it is asked', () => {
  const html = drawn();
  expect(elements(html, 'button').map(textOf)).toEqual(['In phiếu (PDF)']);
  expect(elements(html, 'option').map(textOf)).toEqual(['Tiếng Việt', 'English']);
  expect(tags(html, 'option').map((tag) => tag.includes('selected'))).toEqual([true, false]);
  expect(html).toContain('<p role="status"></p>');
  expect(attributes(html, 'style')).toEqual([]);
});

it('names its field by a label', () => {
  const html = drawn();
  const [label = ''] = tags(html, 'label');
  expect(attributes(html, 'id')).toContain(attributes(label, 'for')[0]);
});
