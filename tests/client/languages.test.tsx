/** A further language is a data file: the citizen's pages speak it, and Vietnamese wherever it says nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormPage } from '../../client/form/form-page.tsx';
import { formatDate, formatPercent } from '../../client/format.ts';
import { localised } from '../../client/public/addresses.ts';
import { renderPage } from '../../client/public/render-page.ts';
import { SurveyPage } from '../../client/public/survey-page.tsx';
import { addLanguage, languageAt, languageName, languages, wordsOf } from '../../client/words/words-of.ts';
import { addLanguages } from '../../server/languages.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { everyKind, ratedUnits } from './every-kind.ts';
import { attributes, decoded, elements, tags, textOf } from './markup.ts';

/** A made-up translation of two sentences, one of them with a parameter. */
const HMONG = {
  name: 'Hmoob',
  form: { send: 'Xa daim ntawv' },
  home: { answer: 'Teb' },
  survey: { notOpen: 'Qhib rau {date}.' },
};

const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-languages-'));
let mww: Lang;

beforeAll(() => {
  writeFileSync(join(folder, 'mww.json'), JSON.stringify(HMONG));
  writeFileSync(join(folder, 'README.txt'), 'no language');
  [mww = 'vi'] = addLanguages(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = () => ({ lang: mww, sample: false, assets: { styles: [], scripts: [] } });

describe('a further language', () => {
  it('leaves alone what only officials read', () => {
    expect(wordsOf(mww).home.answer).toBe('Teb');
    expect(wordsOf(mww).staff).toBe(wordsOf('vi').staff);
    expect(wordsOf(mww).home.noIndex(2)).toBe(wordsOf('vi').home.noIndex(2));
  });

  it('is a file of the folder, and stands beside the others', () => {
    expect(languages()).toEqual(['vi', 'en', 'mww']);
    expect(languageName(mww)).toBe('Hmoob');
    expect(addLanguages(join(folder, 'nowhere'))).toEqual([]);
  });

  it('has an address of its own', () => {
    expect(localised(mww, '/')).toBe('/mww');
    expect(localised(mww, '/khao-sat/x')).toBe('/mww/khao-sat/x');
    expect(['/mww', '/mww/p', '/en', '/', '/mwwx', '/vi/x'].map(languageAt)).toEqual([
      'mww',
      'mww',
      'en',
      'vi',
      'vi',
      'vi',
    ]);
  });

  it('speaks on the form, with Vietnamese where it says nothing', () => {
    const form = { ...everyKind, title: { ...everyKind.title, mww: 'Daim ntawv nug' } };
    const unit = { code: 'XX-07', name: { vi: 'Phường Mẫu', en: 'Mau Ward' } };
    const page = renderPage(
      <FormPage {...context()} form={form} survey="s" unit={unit} units={ratedUnits} clientId="x" />,
    );
    expect(tags(page, 'html')).toEqual(['<html lang="mww">']);
    expect(attributes(tags(page, 'form')[0] ?? '', 'action')).toEqual(['/mww/khao-sat/s/XX-07']);
    const text = textOf(page);
    expect(text).toContain('Daim ntawv nug');
    expect(text).toContain('Xa daim ntawv');
    expect(text).not.toContain('Gửi phiếu');
    expect(text).toContain('Phường Mẫu');
    expect(text).toContain('Phần 1 trên 3');
    const switches = elements(page, 'a').filter((link) => link.includes('class="language"'));
    expect(switches.map(textOf)).toEqual(['Tiếng Việt', 'English']);
    // What the phone gets as data is in the same language.
    const [data = ''] = elements(page, 'template').filter((one) => one.includes('id="page-data"'));
    expect(JSON.parse(decoded(data.replace(/<\/?template[^>]*>/g, '')))).toMatchObject({
      lang: 'mww',
      words: { send: 'Xa daim ntawv', next: wordsOf('vi').form.next },
    });
  });

  it('fills its own parameters, in the notation of the country', () => {
    const survey = {
      id: 's',
      title: { vi: 'Khảo sát' },
      state: 'not-open' as const,
      opensOn: '2026-12-01',
      closesOn: null,
      manyUnits: false,
    };
    const page = renderPage(<SurveyPage {...context()} survey={survey} lists={[]} />);
    expect(textOf(page)).toContain('Qhib rau 01/12/2026.');
    expect(formatPercent('86.5', mww)).toBe('86,50\u00a0%');
    expect(formatDate('2026-12-01', mww)).toBe('01/12/2026');
  });

  it.each([
    ['mww', { name: 'x', form: { sned: 'x' } }, 'form.sned'],
    ['mww', { name: 'x', form: { send: 'x {seconds}' } }, 'names {seconds}'],
    ['mww', { name: 'x', form: { send: 5 } }, 'must be text'],
    ['mww', { name: 'x', common: { units: '{count}' } }, 'depends on a count'],
    ['mww', { name: 'x', staff: {} }, 'unknown field "staff"'],
    ['mww', { form: {} }, 'lacks the field "name"'],
    ['mww', [], 'must be an object'],
    ['api', { name: 'x' }, 'no code of a further language'],
    ['vi', { name: 'x' }, 'no code of a further language'],
    ['../en', { name: 'x' }, 'no code of a further language'],
  ])('is refused as %s: %j', (code, content, fault) => {
    expect(() => addLanguage(code, content)).toThrow(fault);
  });

  it('names a file that is no JSON', () => {
    const broken = mkdtempSync(join(tmpdir(), 'thuoc-do-languages-'));
    writeFileSync(join(broken, 'mww.json'), '{');
    expect(() => addLanguages(broken)).toThrow(/language file mww\.json is no JSON/);
    rmSync(broken, { recursive: true, force: true });
  });
});
