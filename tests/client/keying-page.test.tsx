import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { KeyingPage } from '../../client/keying/keying-page.tsx';
import { shownTyped, shownValue } from '../../client/keying/shown-value.ts';
import { taskWith } from '../../client/keying/use-keying.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { itemsForm } from '../survey-forms/small-form.ts';
import { packOf, SERIALS } from './keying-forms.ts';
import { attributes, elements, textOf } from './markup.ts';

describe('the shell of the keying page', () => {
  const assets = { styles: ['/assets/keying.css'], scripts: ['/assets/keying.js'] };
  const html = (sample: boolean) => renderToString(<KeyingPage lang="vi" sample={sample} assets={assets} />);

  it('names nobody, needs script and says so, and stands in both languages', () => {
    expect(textOf(elements(html(false), 'noscript').join(''))).toContain('cần JavaScript');
    expect(attributes(html(false), 'hreflang')).toEqual(['vi', 'en']);
    expect(attributes(html(false), 'href')).toContain('/en/nhap-phieu');
    expect(html(false)).not.toMatch(/ style=| on[a-z]+=/);
  });

  it('tells the page whether the system runs on sample data', () => {
    expect(attributes(html(true), 'data-sample')).toEqual(['yes']);
    expect(attributes(html(false), 'data-sample')).toEqual(['no']);
  });
});

describe('what the clerk sees again', () => {
  const shown = (value: Parameters<typeof shownValue>[0], lang = 'vi' as const) =>
    shownValue(value, lang, wordsOf(lang));

  it('keeps code, number, several codes, blank and unreadable apart', () => {
    expect([4, '2.5', [1, 3], [], null, '?'].map((value) => shown(value))).toEqual([
      '4',
      '2,5',
      '1 3',
      '0',
      'trống',
      'không rõ',
    ]);
    expect(shownTyped({ typed: '', chosen: [] })).toBe('_');
    expect(shownTyped({ typed: '1', chosen: [2, 3] })).toBe('2 3 1');
  });
});

describe('the sheets of a batch', () => {
  it('stand as the server said, and as this computer knows better', () => {
    const [kept = '', refused = '', other = '', fresh = ''] = SERIALS;
    const pack = packOf(itemsForm(2), {
      sheets: [kept, refused, other, fresh].map((serial) => ({
        serial,
        keyed: serial === other ? 'by-other' : 'no',
      })),
    });
    const id = (serial: string) => `thu-2026 ${serial} 1`;
    const local = new Map([
      [id(kept), 'waiting'],
      [id(refused), 'refused'],
    ] as const);
    const task = taskWith(pack, local, () => null);
    expect([kept, refused, other, fresh, '000000'].map(task.standing)).toEqual([
      'by-you',
      'no',
      'by-other',
      'no',
      null,
    ]);
  });
});
