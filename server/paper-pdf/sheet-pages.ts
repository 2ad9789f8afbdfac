/** A form as pages: the same marks on every sheet of a batch, and what differs from sheet to sheet. */
import { encode } from 'uqr';
import { conditionWords } from '../../client/form/form-words.ts';
import { fill } from '../../client/words/fill.ts';
import { type Words, wordsOf } from '../../client/words/words-of.ts';
import { type Form, type Lang, type Question, say } from '../../survey-forms/form.ts';
import {
  type PaperForm,
  type PaperMatrix,
  type PaperOptions,
  paperForm,
} from '../../survey-forms/paper-layout.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { type Block, type Mark, type Measure, mm, moved, rule } from './marks.ts';
import { sitsWell } from './matrix-blocks.ts';
import { paragraph } from './paragraph.ts';
import { sectionBlocks } from './question-blocks.ts';
import type { Room } from './question-text.ts';
import { endBlock, frontBlock, type SheetFrame } from './sheet-front.ts';

/** Width and height of a page in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

const PORTRAIT: PageSize = { width: mm(210), height: mm(297) };
const LANDSCAPE: PageSize = { width: mm(297), height: mm(210) };
const MARGIN = { side: mm(15), top: mm(12), bottom: mm(16) } as const;
/** From the top of the first and of every later page to what is common to all sheets. */
const LATER_TOP = mm(11);
/** From generous to tight: the first that needs the fewest leaves is taken. */
const DENSITIES = [1.06, 1, 0.95, 0.9, 0.86];

/** What is the same on every sheet of a batch. */
export interface SheetPages {
  readonly size: PageSize;
  /** Marks of each page; an even number, so that two sheets never share a leaf. */
  readonly pages: readonly (readonly Mark[])[];
}

export interface PrintedForm extends SheetFrame {
  readonly form: Form;
  readonly units: PaperOptions['units'];
  /** Null for a specimen, which belongs to none. */
  readonly batch: number | null;
  readonly lang: Lang;
}

/** What a form says on paper, in the words of the online form. */
export function printedForm({ form, units, lang }: Pick<PrintedForm, 'form' | 'units' | 'lang'>): PaperForm {
  const { form: words } = wordsOf(lang);
  return paperForm(form, {
    lang,
    units,
    noneOfThese: words.noneOfThese,
    notes: (question) => notesOf(form, question, lang),
  });
}

function notesOf(form: Form, question: Question, lang: Lang): string[] {
  const { form: words } = wordsOf(lang);
  const condition =
    question.askIf && fill(words.onlyIf, { condition: conditionWords(form, question.askIf, words, lang) });
  const whole = question.kind === 'number' && (question.decimals ?? 0) === 0;
  const how = {
    number: whole ? words.wholeNumberHint : words.numberHint,
    multi: words.multiHint,
    other: undefined,
  }[question.kind === 'number' || question.kind === 'multi' ? question.kind : 'other'];
  const hint = question.hint && say(question.hint, lang);
  return [condition, [hint, how].filter(Boolean).join(' ')].filter(
    (note) => note !== undefined && note !== '',
  ) as string[];
}

/**
 * Lays the form out: on the fewest leaves and pages, then with the fewest tables cut in two, then as generously as that
 * allows.
 */
export function layOutSheet(printed: PrintedForm, measure: Measure): SheetPages {
  const words = wordsOf(printed.lang);
  const paper = printedForm(printed);
  const size = sizeFor(paper);
  const [best] = DENSITIES.flatMap((density) => {
    const room: Room = {
      measure,
      width: size.width - 2 * MARGIN.side,
      density,
      optional: words.form.optional,
      unitHeading: words.sheet.unitHeading,
    };
    const front = [frontBlock(paper, printed, room, words)];
    const end = [endBlock(printed, room, words)];
    const sections = paper.sections.map((section) => sectionBlocks(section, room));
    return [
      paginate([front, ...sections, end], size),
      paginate([front, ...sections.flatMap(together), end], size),
    ];
  }).sort(
    (one, other) =>
      leavesOf(one) - leavesOf(other) || one.pages.length - other.pages.length || one.cuts - other.cuts,
  );
  return { size, pages: finished(best?.pages ?? [], size, printed, measure, words) };
}

interface Pagination {
  readonly pages: readonly (readonly Mark[])[];
  /** How often a table goes on over the page. */
  readonly cuts: number;
}

const leavesOf = ({ pages }: Pagination) => Math.ceil(pages.length / 2);

/** Upright where the boxes are comfortable, across for a wide table. */
function sizeFor(paper: PaperForm): PageSize {
  const matrices = paper.sections
    .flatMap((section) => section.blocks)
    .filter((block): block is PaperMatrix => block.kind === 'matrix');
  return matrices.every((matrix) => sitsWell(matrix, PORTRAIT.width - 2 * MARGIN.side))
    ? PORTRAIT
    : LANDSCAPE;
}

/** Breaks between groups, and within one only where it is longer than a page; a table then repeats its heading. */
function paginate(groups: readonly (readonly Block[])[], { height }: PageSize): Pagination {
  const bottom = height - MARGIN.bottom;
  const room = bottom - MARGIN.top - LATER_TOP;
  const pages: Mark[][] = [];
  let page: Mark[] = [];
  let y = MARGIN.top;
  let cuts = 0;
  for (const group of groups.flatMap((one) => (heightOf(one) > room ? together(one) : [one]))) {
    if (y + heightOf(group) > bottom && page.length > 0) {
      pages.push(page);
      page = [];
      y = MARGIN.top + LATER_TOP;
      const [first] = group;
      if (first?.head) {
        y = put(page, first.head, y);
        cuts += 1;
      }
    }
    for (const block of group) y = put(page, block, y);
  }
  return { pages: [...pages, page], cuts };
}

const heightOf = (blocks: readonly Block[]) => blocks.reduce((sum, block) => sum + block.height, 0);

function put(page: Mark[], block: Block, y: number): number {
  page.push(...moved(block.marks, MARGIN.side, y));
  return y + block.height;
}

/** The smallest groups: each heading with the block after it. */
function together(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  let open: Block[] = [];
  for (const block of blocks) {
    open.push(block);
    if (block.keep) continue;
    groups.push(open);
    open = [];
  }
  return open.length > 0 ? [...groups, open] : groups;
}

/** Foot lines, heads of later pages, and an empty last page where the number would be odd. */
function finished(
  pages: Pagination['pages'],
  size: PageSize,
  printed: PrintedForm,
  measure: Measure,
  words: Words,
): Mark[][] {
  const { form, batch, lang } = printed;
  const width = size.width - 2 * MARGIN.side;
  const foot = [
    ...(batch === null ? [] : [fill(words.sheet.batch, { batch: batchNumber(batch) })]),
    fill(words.sheet.form, { form: form.id, version: form.version }),
  ];
  const center = (text: string, y: number) =>
    moved(paragraph(text, { measure, size: 9, width, align: 'center' }).marks, MARGIN.side, y);
  const all = pages.length % 2 === 0 ? pages : [...pages, center(words.sheet.empty, size.height / 2)];
  return all.map((marks, i) => {
    const more = i % 2 === 0 && i + 1 < pages.length ? words.sheet.more : '';
    const footY = size.height - mm(10);
    return [
      ...(i === 0 ? [] : laterHead(say(form.title, lang), width, measure)),
      ...marks,
      ...moved(
        paragraph(more, { measure, size: 8.5, width, align: 'right' }).marks,
        MARGIN.side,
        footY - mm(5),
      ),
      rule(MARGIN.side, footY - mm(1), size.width - MARGIN.side),
      ...moved(
        paragraph(foot.join(' · '), { measure, size: 8, width: width - mm(30) }).marks,
        MARGIN.side,
        footY,
      ),
    ];
  });
}

/** "014": as staff call it, "Lô 014". */
export const batchNumber = (batch: number): string => String(batch).padStart(3, '0');

/** The title once more, small, left of the number; cut where it would run into it. */
function laterHead(title: string, width: number, measure: Measure): Mark[] {
  const room = width - mm(50);
  const { marks } = paragraph(title, { measure, size: 8.5, width: room });
  const [first, ...more] = marks;
  if (first?.kind !== 'text') return [];
  const text = more.length > 0 ? `${first.text} …` : first.text;
  const under = rule(MARGIN.side, MARGIN.top + mm(8), MARGIN.side + width);
  return [...moved([{ ...first, text }], MARGIN.side, MARGIN.top + mm(2)), under];
}

const QR_SIDE = mm(18);
const SERIAL_SIZE = 24;

/** A text that ends at `right`. */
function endingAt(right: number, y: number, text: string, size: number, measure: Measure, bold = true): Mark {
  // All figures are of one width, and what is measured is remembered.
  const x = right - measure(text.replace(/\d/g, '0'), size, bold);
  return { kind: 'text', x, y, text, size, bold };
}

const footMark = (text: string, { size }: SheetPages, measure: Measure): Mark =>
  endingAt(size.width - MARGIN.side, size.height - mm(7), text, 8.5, measure);

/** What only this sheet has on a page: its number, and on the first page the QR of it. */
export function stampOf(
  serial: string,
  page: number,
  sheet: SheetPages,
  measure: Measure,
  label: string,
): Mark[] {
  const number = formatSerial(serial);
  const right = sheet.size.width - MARGIN.side;
  const foot = footMark(`${page + 1}/${sheet.pages.length} · ${number}`, sheet, measure);
  if (page > 0) return [endingAt(right, MARGIN.top + mm(6), number, 15, measure), foot];
  const left = right - QR_SIDE - mm(4);
  return [
    endingAt(left, MARGIN.top + mm(4), label, 8.5, measure, false),
    endingAt(left, MARGIN.top + mm(14), number, SERIAL_SIZE, measure),
    ...qrMarks(serial, right - QR_SIDE, MARGIN.top, QR_SIDE),
    foot,
  ];
}

/** The same place on a specimen: what it is, so that nobody hands it out. */
export function specimenMarks(page: number, sheet: SheetPages, measure: Measure, label: string): Mark[] {
  const right = sheet.size.width - MARGIN.side;
  const [y, size] = page === 0 ? [mm(14), SERIAL_SIZE] : [mm(6), 15];
  return [
    endingAt(right, MARGIN.top + y, label, size, measure),
    footMark(`${page + 1}/${sheet.pages.length} · ${label}`, sheet, measure),
  ];
}

/** The six digits, with the strongest correction: they fit the smallest code all the same. */
function qrMarks(serial: string, x: number, y: number, side: number): Mark[] {
  const { size, data } = encode(serial, { ecc: 'H', border: 0 });
  const module = side / size;
  const marks: Mark[] = [];
  for (const [row, cells] of data.entries())
    for (let from = 0; from < size; from += 1) {
      if (!cells[from]) continue;
      const begun = from;
      while (cells[from + 1]) from += 1;
      marks.push({
        kind: 'fill',
        x: x + begun * module,
        y: y + row * module,
        width: (from + 1 - begun) * module,
        height: module,
      });
    }
  return marks;
}
