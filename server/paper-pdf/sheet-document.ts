/**
 * The sheets of a batch as one PDF that is made while it is sent. What is common to all sheets stands in the file once,
 * each page refers to it and adds its number; so memory and file grow by little more than that a sheet.
 */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Lang } from '../../survey-forms/form.ts';
import type { Mark, Measure } from './marks.ts';
import type { PageSize } from './sheet-pages.ts';

const FONT = '@expo-google-fonts/noto-sans';
/** Found as a package is found, from the sources and from the built server alike. */
const { resolve } = createRequire(import.meta.url);
const FONTS = {
  regular: resolve(`${FONT}/400Regular/NotoSans_400Regular.ttf`),
  bold: resolve(`${FONT}/700Bold/NotoSans_700Bold.ttf`),
} as const;

export type Document = PDFKit.PDFDocument;

/** An empty document with its fonts; pages are added as they are drawn. */
export function newDocument(title: string, lang: Lang): Document {
  return new PDFDocument({
    autoFirstPage: false,
    // Not a page waits: each is written out when the next begins.
    bufferPages: false,
    pdfVersion: '1.7',
    lang,
    displayTitle: true,
    info: { Title: title, Creator: 'Thước Đo', Producer: 'Thước Đo' },
    font: FONTS.regular,
  });
}

const fontOf = (bold: boolean) => (bold ? FONTS.bold : FONTS.regular);

/**
 * The font would draw "ị" as an i and a dot below, and the file would then read "phịếu" for "phiếu", or lose the dot; so
 * that composition is switched off, and every letter is its own glyph. The package takes such a table, its types do not.
 */
const FEATURES = { ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** Measures word by word and remembers each: a form is set several times before it is drawn. */
export function measureOf(document: Document): Measure {
  const known = { regular: new Map<string, number>(), bold: new Map<string, number>() };
  return (text, size, bold) => {
    const widths = known[bold ? 'bold' : 'regular'];
    let width = 0;
    for (const [part] of text.matchAll(/\S+\s*/g)) {
      const found =
        widths.get(part) ??
        document.font(fontOf(bold)).fontSize(1000).widthOfString(part, { features: FEATURES });
      widths.set(part, found);
      width += found;
    }
    return (width * size) / 1000;
  };
}

function draw(document: Document, marks: readonly Mark[]): void {
  for (const mark of marks) {
    if (mark.kind === 'text')
      document
        .font(fontOf(mark.bold))
        .fontSize(mark.size)
        .text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic', features: FEATURES });
    else if (mark.kind === 'rule')
      document.lineWidth(mark.thick).moveTo(mark.x, mark.y).lineTo(mark.toX, mark.toY).stroke();
    else {
      const area = document.lineWidth(BOX_LINE).rect(mark.x, mark.y, mark.width, mark.height);
      if (mark.kind === 'box') area.stroke();
      else area.fill();
    }
  }
}

const BOX_LINE = 0.6;

/** A drawing that pages refer to by name: a form XObject. */
interface Template {
  readonly name: string;
  readonly reference: PDFKit.PDFKitReference;
}

export class SheetDocument {
  readonly #document: Document;
  readonly #size: PageSize;
  readonly #templates = new Map<readonly Mark[], Template>();

  constructor(document: Document, size: PageSize) {
    this.#document = document;
    this.#size = size;
  }

  /** A page of marks that many pages share, and of its own. */
  page(common: readonly Mark[], own: readonly Mark[]): void {
    const { width, height } = this.#size;
    this.#document.addPage({ size: [width, height], margin: 0 });
    if (common.length > 0) {
      const { name, reference } = this.#templates.get(common) ?? this.#template(common);
      this.#document.page.xobjects[name] = reference;
      this.#document.page.write(`/${name} Do`);
    }
    draw(this.#document, own);
  }

  /** Draws on the open page as ever, but with the strokes going into the template instead. */
  #template(marks: readonly Mark[]): Template {
    const document = this.#document;
    const { width, height } = this.#size;
    const { page } = document;
    const reference = document.ref({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Resources: { Font: page.fonts },
    });
    const { content } = page;
    page.content = reference;
    draw(document, marks);
    page.content = content;
    reference.finalize();
    const template = { name: `Common${this.#templates.size + 1}`, reference };
    this.#templates.set(marks, template);
    return template;
  }
}
