/** Sheets as they come out of the printer, held against the online form, for every form that ships. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FormPage } from '../../client/form/form-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { AreaMark } from '../../server/paper-pdf/marks.ts';
import { printSheets, type SheetPrint } from '../../server/paper-pdf/print-sheets.ts';
import { measureOf, newDocument } from '../../server/paper-pdf/sheet-document.ts';
import { layOutSheet, printedForm } from '../../server/paper-pdf/sheet-pages.ts';
import { sampleForms, shippedForms } from '../../survey-forms/catalogue.ts';
import { type Form, type Lang, questionsOf, ratesManyUnits } from '../../survey-forms/form.ts';
import type { PaperBlock, PaperBox } from '../../survey-forms/paper-layout.ts';
import { formatSerial, serialOf } from '../../survey-forms/serial.ts';
import { everyKind } from '../client/every-kind.ts';
import { decoded, textOf } from '../client/markup.ts';
import { type PdfFile, type PdfText, readPdf } from '../help/read-pdf.ts';

const LONG =
  'Trung tâm Phục vụ hành chính công, Kiểm soát thủ tục hành chính và Chuyển đổi số thành phố Lai Châu';
const NAMES = ['Sở Nội vụ', 'Sở Văn hóa, Thể thao và Du lịch', LONG, 'Ủy_ban'.repeat(20), 'Sở Ỷ Ễ Ộ Ữ'];
const UNITS = NAMES.map((vi, i) => ({ code: `TT-${i}`, name: { vi } }));
const SERIALS = [4217, 4218, 99_999].map(serialOf);

const singleUnit: Form = {
  ...everyKind,
  sections: everyKind.sections.map((section) => ({
    ...section,
    questions: section.questions.filter((question) => question.kind !== 'matrix'),
  })),
};
const manyItems: Form = {
  ...everyKind,
  id: 'many-items',
  scales: { where: everyKind.scales.five ?? { levels: [] } },
  sections: [
    {
      key: 'only',
      title: { vi: 'Rất nhiều câu' },
      questions: Array.from({ length: 14 }, (_, i) => ({
        key: `m${i}`,
        kind: 'matrix',
        scale: 'where',
        text: { vi: `Chất lượng công tác thứ ${i}` },
      })),
    },
  ],
};
const FORMS = [...shippedForms, ...sampleForms, singleUnit, manyItems];
const CASES = FORMS.flatMap((form) =>
  (['vi', 'en'] as const).map((lang) => [`${form.id} ${form.version}`, lang, form] as const),
);

function printOf(form: Form, lang: Lang, more: Partial<SheetPrint> = {}): SheetPrint {
  const many = ratesManyUnits(form);
  return {
    form,
    lang,
    units: many ? UNITS : [],
    batch: 14,
    province: 'Tỉnh Lai Châu',
    survey: `Khảo sát năm 2026 tại ${LONG}`,
    postOffice: `Bưu điện ${LONG}`,
    unit: many ? null : LONG,
    respondentGroup: form.respondentGroups[0]?.text.vi ?? '',
    serials: SERIALS,
    cover: { campaign: 'Chỉ số cải cách hành chính năm 2026', quota: 2, allottedOn: '2026-06-15' },
    ...more,
  };
}

async function bytesOf(print: SheetPrint): Promise<Uint8Array> {
  return new Uint8Array(await new Response(printSheets(print).stream).arrayBuffer());
}

/** A letter as its code points: NFC, spaces alike. */
const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

interface Asked {
  /** "12. Công chức …", with its mark where it may be left blank. */
  readonly question: string;
  /** Rows of a matrix; [''] otherwise. */
  readonly units: readonly string[];
  readonly boxes: readonly PaperBox[];
}

/** What the online form asks, read from its markup in the order of the page. */
function askedOnline(form: Form, lang: Lang): Asked[] {
  const html = renderPage(
    <FormPage
      lang={lang}
      sample={false}
      assets={{ styles: [], scripts: [] }}
      form={form}
      survey="s"
      unit={{ code: 'U', name: { vi: 'Sở' } }}
      units={ratesManyUnits(form) ? UNITS : []}
      clientId="x"
    />,
  );
  const asked: { question: string; units: string[]; boxes: PaperBox[] }[] = [];
  const PARTS =
    /<(?:fieldset|div) class="question" id="(q\.[^"]+)"|<fieldset class="row"|<(?:legend|label for="[^"]+")>(.*?)<\/(?:legend|label)>|<label class="(?:level|cell)">(.*?)<\/label>/gs;
  let row = false;
  for (const [part, id, text, choice] of html.matchAll(PARTS)) {
    const last = asked.at(-1);
    if (id !== undefined) asked.push({ question: '', units: [], boxes: [] });
    row = id === undefined && (row || part.startsWith('<fieldset class="row"'));
    if (text !== undefined && last && row) last.units.push(plain(textOf(text)));
    else if (text !== undefined && last?.question === '') last.question = plain(textOf(text));
    if (choice === undefined || !last || last.units.length > 1) continue;
    const digit = /value="(\d+)"/.exec(choice)?.[1] ?? '';
    last.boxes.push({ digit, label: plain(decoded(textOf(choice))) });
  }
  return asked;
}

/** The same of the printed sheet. */
function askedOnPaper(form: Form, lang: Lang): Asked[] {
  const optional = lang === 'vi' ? '(không bắt buộc)' : '(optional)';
  const units = ratesManyUnits(form) ? UNITS : [];
  const blocks = printedForm({ form, lang, units }).sections.flatMap((section) => section.blocks);
  const line = ({ item, text, required }: { item: string; text: string; required: boolean }) =>
    plain(`${item}. ${text}${required ? '' : ` ${optional}`}`);
  return blocks.flatMap((block: PaperBlock): Asked[] => {
    if (block.kind === 'grid')
      return block.questions.map((one) => ({ question: line(one), units: [], boxes: block.boxes }));
    if (block.kind === 'matrix')
      return block.columns.map(({ question, boxes }) => ({
        question: line(question),
        units: block.rows.map((unit) => plain(unit.name)),
        boxes,
      }));
    return [
      { question: line(block.question), units: [], boxes: block.kind === 'choices' ? block.boxes : [] },
    ];
  });
}

/** Without any space: a line may end wherever it is full. */
const squeezed = (text: string) => plain(text).replace(/\s/g, '');

/** What a reader finds one after the other: questions with their digits, in a matrix the items and then row by row. */
function linesExpected(form: Form, asked: readonly Asked[]): string[] {
  const digits = ({ boxes }: Asked) => boxes.map((box) => box.digit).join('');
  const bare = (question: string) => question.replace(/ \((không bắt buộc|optional)\)$/, '');
  if (form.id === 'many-items')
    return UNITS.flatMap(({ name }, row) => [
      `${row + 1}. ${name.vi}`,
      ...asked.map((one) => `${row + 1}.${one.question}${digits(one)}`),
    ]);
  if (ratesManyUnits(form))
    return [
      ...asked.map((one) => bare(one.question)),
      ...UNITS.map(({ name }, row) => `${row + 1}. ${name.vi} ${asked.map(digits).join('')}`),
    ];
  const inTable = (at: number) => form.id !== singleUnit.id && questionsOf(form)[at]?.kind !== 'single';
  return asked.flatMap((one, at) =>
    inTable(at) && one.boxes.length > 0
      ? [`${one.question} ${digits(one)}`]
      : [one.question, ...(inTable(at) ? [] : one.boxes.map((box) => box.digit))],
  );
}

describe.each(CASES)('%s printed in %s', (_, lang, form) => {
  let file: PdfFile;
  let sheets: PdfFile['pages'];
  beforeAll(async () => {
    file = await readPdf(await bytesOf(printOf(form, lang)));
    sheets = file.pages.slice(2);
  });

  it('asks what the online form asks: words, order, numbers and codes', () => {
    const online = askedOnline(form, lang);
    expect(online.length).toBeGreaterThan(2);
    expect(askedOnPaper(form, lang)).toEqual(online);
  });

  it('has all of it in the text of the file, in that order, each Vietnamese letter whole', () => {
    const perSheet = sheets.length / SERIALS.length;
    const text = squeezed(
      sheets
        .slice(0, perSheet)
        .map((page) => page.text)
        .join(' '),
    );
    expect(text).toContain(squeezed(form.title[lang] ?? form.title.vi));
    expect(text).toContain(squeezed(form.intro[lang] ?? form.intro.vi));
    expect(text).not.toMatch(/[\u0300-\u036f\ufffd]/);
    const asked = askedOnline(form, lang);
    for (const { label } of asked.flatMap(({ boxes }) => boxes)) expect(text).toContain(squeezed(label));
    let from = 0;
    for (const expected of linesExpected(form, asked)) {
      const at = text.indexOf(squeezed(expected), from);
      expect(at, expected).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
  });

  it('keeps within the page, and no line runs into another', () => {
    for (const [number, page] of file.pages.entries()) {
      for (const one of page.texts) {
        expect(one.x, one.text).toBeGreaterThan(20);
        expect(one.x + one.width, one.text).toBeLessThan(page.width - 20);
        expect(one.y - 0.25 * one.size, one.text).toBeGreaterThan(14);
        expect(one.y + one.size, one.text).toBeLessThan(page.height - 20);
      }
      expect([number, overlaps(page.texts)]).toEqual([number, []]);
    }
  });

  it('draws no text across a box', () => {
    const print = printOf(form, lang);
    const measure = measureOf(newDocument('', lang));
    const { pages } = layOutSheet(print, measure);
    const across = pages.flatMap((marks) => {
      const areas = marks.filter((mark): mark is AreaMark => mark.kind === 'box' || mark.kind === 'fill');
      const texts = marks.filter((mark) => mark.kind === 'text');
      return texts.filter((text) =>
        areas.some((area) => {
          const top = text.y - 0.72 * text.size;
          const right = text.x + measure(text.text, text.size, text.bold);
          const apart =
            right < area.x || text.x > area.x + area.width || text.y < area.y || top > area.y + area.height;
          const within =
            text.x > area.x && right < area.x + area.width && top > area.y && text.y < area.y + area.height;
          return !apart && !(within && area.kind === 'box');
        }),
      );
    });
    expect(across.map((text) => text.text)).toEqual([]);
  });

  it('takes whole leaves, with the serial large in front and again on each page', () => {
    const perSheet = sheets.length / SERIALS.length;
    expect(perSheet % 2).toBe(0);
    for (const [i, page] of sheets.entries()) {
      const number = formatSerial(SERIALS[Math.floor(i / perSheet)] ?? '');
      expect(page.text).toContain(`${(i % perSheet) + 1}/${perSheet} · ${number}`);
      const sizes = page.texts.filter((one) => one.text === number).map((one) => one.size);
      expect(Math.max(...sizes)).toBeGreaterThan(i % perSheet === 0 ? 20 : 12);
    }
  });

  it('is the same sheet but for its number, and has no place for a name', () => {
    const perSheet = sheets.length / SERIALS.length;
    const [first, second] = [0, 1].map((sheet) =>
      sheets
        .slice(sheet * perSheet, (sheet + 1) * perSheet)
        .map((page) => page.text.replaceAll(formatSerial(SERIALS[sheet] ?? ''), '# #')),
    );
    expect(second).toEqual(first);
    expect(first?.join(' ')).not.toMatch(
      /(họ (và )?tên|địa chỉ|điện thoại|name|address|telephone)\s*[:._…]/i,
    );
  });

  it('is all lines and letters, with its title and language', () => {
    expect(file.pages.map((page) => page.pictures)).toEqual(file.pages.map(() => 0));
    expect(file.title).toContain(form.title.vi);
    expect(file.lang).toBe(lang);
  });
});

/** Pairs of texts whose letters, marks above and below included, share a place. */
function overlaps(texts: readonly PdfText[]): string[] {
  const boxes = texts.map((one) => {
    const figures = /^[\d\s.]+$/.test(one.text);
    return {
      ...one,
      right: one.x + one.width - 0.2,
      top: one.y + (figures ? 0.72 : 1) * one.size - 0.2,
      bottom: one.y - (figures ? 0 : 0.24) * one.size + 0.2,
    };
  });
  return boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (other) =>
          one.x < other.right && other.x < one.right && one.bottom < other.top && other.bottom < one.top,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}
