/** The screen of files with made-up answers of the server: what may be chosen, how far a file is, and why there is none. */
import { LocationProvider } from 'preact-iso/router';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { DataFile, FileChoices } from '../../client/staff/api.ts';
import { FilesForm } from '../../client/staff/files-form.tsx';
import { FilesTable } from '../../client/staff/files-table.tsx';
import {
  askedAgain,
  formatsOf,
  hasLanguage,
  hasMark,
  hasPart,
  hindrance,
  kindsOf,
  newsOf,
  sizeWords,
  subjectsOf,
  titlesOf,
} from '../../client/staff/files-view.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { EXPORT_KINDS, EXPORT_TROUBLES } from '../../server/export-kinds.ts';
import { attributes, elements, textOf } from './markup.ts';

const text = wordsOf('vi').staff.files;

const kinds = Object.entries(EXPORT_KINDS).map(([kind, { of, formats }]) => ({
  ...{ kind: kind as FileChoices['kinds'][number]['kind'], of, formats: [...formats] },
}));
const survey = { id: 'hl', title: { vi: 'Hài lòng' }, acceptsUntil: '2026-07-14', over: false };
const campaign = { id: 'c', title: { vi: 'Đợt 2026' }, year: 2026, published: false, answers: false };
const choices: FileChoices = {
  kinds,
  surveys: [
    { ...survey, kinds: ['answers', 'codebook'] },
    { ...survey, id: 'cu', title: { vi: 'Đã qua' }, over: true, kinds: ['answers', 'codebook'] },
  ],
  campaigns: [{ ...campaign, kinds: ['results'] }],
};
const nothing: FileChoices = { kinds, surveys: [], campaigns: [] };

const file: DataFile = {
  ...{ id: 'a', kind: 'answers', format: 'csv', survey: 'cu', campaign: null, fileName: 'tra-loi_cu.csv' },
  ...{
    state: 'done',
    done: 1_234_567,
    rows: 1_234_567,
    bytes: 12_345_678,
    sha256: 'ab'.repeat(32),
    trouble: null,
  },
  options: { mark: true, lang: null, part: null, answers: false },
  ...{ madeAt: '2026-06-15T05:00:00.000Z', expiresAt: '2026-06-16T05:00:00.000Z' },
};

const drawForm = (given: FileChoices, query: Record<string, string> = {}) => {
  const path = '/quan-tri/tep-so-lieu';
  const here = { ...{ url: path, path, query }, ...{ route: () => {}, back: () => {}, forward: () => {} } };
  return renderToString(
    <LocationProvider.ctx.Provider value={here}>
      <FilesForm choices={given} onAsked={() => {}} />
    </LocationProvider.ctx.Provider>,
  );
};
const drawTable = (...files: DataFile[]) =>
  renderToString(<FilesTable files={files} titles={titlesOf(choices)} onChanged={() => {}} />);

describe('what may be chosen', () => {
  it('is what the server allows, in the order of its list', () => {
    expect(kindsOf(choices)).toEqual(['answers', 'codebook', 'results']);
    expect(subjectsOf(choices, 'results').map(({ id }) => id)).toEqual(['c']);
    expect(subjectsOf(choices, 'answers').map(({ id }) => id)).toEqual(['hl', 'cu']);
    expect(formatsOf(choices, 'codebook')).toEqual(['html', 'csv']);
  });

  it('every kind and format has words, and every trouble a sentence', () => {
    for (const lang of ['vi', 'en'] as const) {
      const { files } = wordsOf(lang).staff;
      expect(Object.keys(files.kinds).sort()).toEqual(Object.keys(EXPORT_KINDS).sort());
      expect(Object.keys(files.kindHints).sort()).toEqual(Object.keys(EXPORT_KINDS).sort());
      for (const { formats } of Object.values(EXPORT_KINDS))
        for (const format of formats) expect(files.formats[format]).toMatch(/\S/);
      expect(Object.keys(files.troubles).sort()).toEqual([...EXPORT_TROUBLES].sort());
    }
  });

  it('further choices only where they change the file', () => {
    expect([hasMark('answers', 'csv'), hasMark('answers', 'xlsx'), hasMark('everything', 'zip')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([hasPart('results', 'csv'), hasPart('results', 'json')]).toEqual([true, false]);
    expect([
      hasLanguage('answers', 'csv'),
      hasLanguage('answers', 'xlsx'),
      hasLanguage('questionnaire', 'pdf'),
    ]).toEqual([false, true, true]);
  });

  it('says from when on answers of a running survey can be had, and offers no button', () => {
    const html = drawForm(choices);
    expect(textOf(html)).toContain(text.notOver('14/07/2026'));
    expect(html).toMatch(/<button[^>]*disabled/);
    expect(textOf(drawForm(choices, { 'khao-sat': 'cu' }))).not.toContain('còn nhận phiếu');
  });

  it('says that a result is not published yet', () => {
    expect(textOf(drawForm(choices, { 'noi-dung': 'results' }))).toContain(text.notPublished);
    expect([
      hindrance('answers', { ...survey, over: true, kinds: [] }),
      hindrance('results', { ...campaign, kinds: [] }),
    ]).toEqual([null, 'not-published']);
  });

  it('a page of a campaign leads here with it chosen', () => {
    const html = drawForm(choices, { dot: 'c' });
    expect(attributes(html, 'value')).toContain('results');
    expect(elements(html, 'option').map(textOf)).toContain('Đợt 2026');
  });

  /** Issue 6: another survey was taken without a word. */
  it('takes nothing else for what the address names wrongly', () => {
    const survey = drawForm(choices, { 'khao-sat': 'khong-co' });
    expect(textOf(survey)).toContain(text.unknownSubject('khong-co'));
    expect(survey).not.toContain('<button');
    const kind = drawForm(choices, { 'noi-dung': 'linh-tinh', dot: 'zz' });
    expect(textOf(kind)).toContain(text.unknownKind('linh-tinh'));
    expect(kind).not.toContain('<button');
    expect(drawForm(choices, { 'noi-dung': 'results', 'khao-sat': 'cu' })).toContain('<button');
  });

  it('says what to do where there is nothing', () => {
    expect(textOf(drawForm(nothing))).toBe(`${text.nothing} ${text.nothingNext}`);
  });
});

describe('a file', () => {
  it('that is whole shows rows, size, checksum and until when it is kept, and can be fetched', () => {
    const html = drawTable(file);
    expect(textOf(html)).toContain('1.234.567');
    expect(textOf(html)).toContain('12,3 MB');
    expect(textOf(html)).toContain('Câu trả lời từng phiếu · Đã qua · 15/06/2026 12:00');
    expect(textOf(html)).toContain('ab'.repeat(32));
    expect(textOf(html)).toContain('16/06/2026 12:00');
    expect(html).toMatch(/<a[^>]*href="\/api\/v1\/files\/a\/content"[^>]*download="tra-loi_cu.csv"/);
  });

  it('under way shows how far it is; before the rows are counted, that', () => {
    const running: DataFile = { ...file, state: 'running', done: 500, rows: 2000, bytes: null, sha256: null };
    expect(textOf(drawTable(running))).toContain('500 trên 2.000 dòng');
    expect(drawTable(running)).toMatch(/<progress[^>]*value="500"/);
    expect(textOf(drawTable({ ...running, rows: null, done: 0 }))).toContain(text.counting);
    expect(textOf(drawTable({ ...running, state: 'waiting' }))).toContain(text.states.waiting);
    expect(drawTable(running)).not.toContain('href=');
  });

  it('that there is none of says why and what to do', () => {
    const failed: DataFile = {
      ...file,
      state: 'failed',
      bytes: null,
      sha256: null,
      trouble: 'too-many-rows',
    };
    expect(textOf(drawTable(failed))).toContain('Nhiều hơn 200.000 dòng, không lập được XLSX. Hãy chọn CSV.');
    expect(drawTable(failed)).not.toContain('href=');
  });

  /** Issue 6: an archive with answers looked like one without, and a failed file could only be removed. */
  it('says what was chosen, and one that failed is made again as it was asked for', () => {
    const archive: DataFile = { ...file, kind: 'everything', format: 'zip', survey: null, campaign: 'dot' };
    const options = { mark: false, lang: 'en', part: null, answers: true };
    expect(textOf(drawTable({ ...archive, options }))).toContain(text.insideAnswers);
    expect(textOf(drawTable({ ...archive, options }))).toContain(text.withoutMark);
    expect(textOf(drawTable(archive))).not.toContain(text.insideAnswers);
    expect(textOf(drawTable({ ...archive, state: 'failed' }))).toContain(text.again);
    expect(textOf(drawTable(archive))).not.toContain(text.again);
    expect(askedAgain({ ...archive, options })).toEqual({
      ...{ kind: 'everything', format: 'zip', campaign: 'dot' },
      options: { answers: true, lang: 'en', mark: false },
    });
  });

  it('without rows shows none, not 0', () => {
    const cells = elements(drawTable({ ...file, kind: 'questionnaire', format: 'pdf', rows: 0 }), 'td').map(
      textOf,
    );
    expect(cells[1]).toBe('');
  });

  it('is told of when it is done, and when it is not', () => {
    const running: DataFile = { ...file, state: 'running' };
    expect(newsOf([running], [file], text)).toBe('tra-loi_cu.csv đã xong.');
    expect(newsOf([running], [{ ...file, state: 'failed' }], text)).toBe('tra-loi_cu.csv không lập được.');
    expect(newsOf([file], [file], text)).toBe(null);
    expect(newsOf([], [file], text)).toBe(null);
  });

  it('has its size in the notation of the reader', () => {
    expect([512, 12_345, 999_999, 1_500_000].map((bytes) => sizeWords(bytes, 'vi'))).toEqual([
      '0,5 kB',
      '12,3 kB',
      '1.000 kB',
      '1,5 MB',
    ]);
    expect(sizeWords(12_345_678, 'en')).toBe('12.3 MB');
  });
});
