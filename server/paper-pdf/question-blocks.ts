/** The questions of a sheet as blocks. Boxes to tick stand in columns, so that the eye of a clerk runs straight down. */
import type {
  PaperBlock,
  PaperBox,
  PaperChoices,
  PaperGrid,
  PaperLines,
  PaperNumber,
  PaperQuestion,
  PaperSection,
} from '../../survey-forms/paper-layout.ts';
import { type Block, type Mark, type Measure, mm, moved, rule, stack, THICK } from './marks.ts';
import { matrixBlocks } from './matrix-blocks.ts';
import { LINE, paragraph } from './paragraph.ts';
import { INDENT, questionText, type Room, TEXT_SIZE, tickBox } from './question-text.ts';

const TITLE_SIZE = 11.5;
const LABEL_SIZE = 7.5;
const BOX = mm(5.6);
const COLUMN = mm(15.5);
const COLUMNS_TOGETHER = mm(92);
const LEAST_ROW = mm(8.4);
const LINE_TO_WRITE_ON = mm(8);
const SQUARE = { width: mm(7), height: mm(8.5) };

export function sectionBlocks(section: PaperSection, room: Room): Block[] {
  return section.blocks.flatMap((block, at) => blocksOf(block, at === 0 ? section.title : '', room));
}

function blocksOf(block: PaperBlock, title: string, room: Room): Block[] {
  const titled = (blocks: Block[]) => (title === '' ? blocks : [titleBlock(title, room), ...blocks]);
  switch (block.kind) {
    case 'grid':
      return gridBlocks(block, title, room);
    case 'matrix':
      return titled(matrixBlocks(block, room));
    case 'choices':
      return titled([choicesBlock(block, room)]);
    case 'number':
      return titled([numberBlock(block, room)]);
    case 'lines':
      return titled([linesBlock(block, room)]);
  }
}

function titleBlock(title: string, { measure, width, density }: Room): Block {
  const lines = paragraph(title, { measure, width, size: TITLE_SIZE * density, bold: true });
  const height = mm(3.5) * density + lines.height + mm(1);
  const under = rule(0, height, width, THICK);
  return { height, keep: true, marks: [...moved(lines.marks, 0, mm(3.5) * density), under] };
}

function gridBlocks({ boxes, questions }: PaperGrid, title: string, room: Room): Block[] {
  const column = Math.min(COLUMN, COLUMNS_TOGETHER / boxes.length);
  const left = room.width - column * boxes.length;
  const head = gridHead(boxes, title, room, left, column);
  const rows = questions.map((question) => ({ ...gridRow(question, boxes, room, left, column), head }));
  return [head, ...rows];
}

/** The title of the section, and beside it what each column means. */
function gridHead(
  boxes: readonly PaperBox[],
  title: string,
  { measure, width: whole, density }: Room,
  left: number,
  column: number,
): Block {
  const heading = paragraph(title, {
    measure,
    size: TITLE_SIZE * density,
    bold: true,
    width: left - mm(4),
  });
  const width = column - mm(1);
  const size = sizeThatFits(boxes, LABEL_SIZE * Math.max(density, 0.92), width, measure);
  const labels = boxes.map(({ label }) =>
    paragraph(label, { measure, size, width, align: 'center', balanced: true }),
  );
  const top = mm(3) * density;
  const tallest = Math.max(heading.height, ...labels.map((label) => label.height));
  const height = top + tallest + mm(1);
  // What stands side by side stands on one line.
  const onLine = (block: Block, x: number) => moved(block.marks, x, top + tallest - block.height);
  return {
    height,
    keep: true,
    marks: [
      ...onLine(heading, 0),
      ...labels.flatMap((label, i) => onLine(label, left + i * column + mm(0.5))),
      rule(0, height, whole, THICK),
    ],
  };
}

/** Small enough that no word of a label is broken. */
function sizeThatFits(boxes: readonly PaperBox[], size: number, width: number, measure: Measure): number {
  const words = boxes.flatMap(({ label }) => label.split(/\s+/));
  const widest = Math.max(...words.map((word) => measure(word, size, false)));
  return size * Math.min(1, width / (widest + 0.1));
}

function gridRow(
  question: PaperQuestion,
  boxes: readonly PaperBox[],
  room: Room,
  left: number,
  column: number,
): Block {
  const text = questionText(question, room, left - mm(4));
  const height = Math.max(LEAST_ROW * room.density, text.height + mm(2.2) * room.density);
  const top = (height - BOX) / 2;
  return {
    height,
    marks: [
      ...moved(text.marks, 0, (height - text.height) / 2),
      ...boxes.flatMap((box, i) => tickBox(box, left + (i + 0.5) * column - BOX / 2, top, BOX, room.measure)),
      rule(0, height, room.width),
    ],
  };
}

/** Boxes in as many columns as leave every label on one line. */
function choicesBlock({ question, boxes }: PaperChoices, room: Room): Block {
  const { measure, width, density } = room;
  const text = questionText(question, room, width);
  const size = TEXT_SIZE * density;
  const beside = BOX + mm(2);
  const inner = width - INDENT;
  const widest = Math.max(...boxes.map(({ label }) => measure(label, size, false))) + beside + mm(4);
  const columns = Math.max(1, Math.min(4, Math.floor(inner / widest)));
  const column = inner / columns;
  const cells = boxes.map((box): Block => {
    const label = paragraph(box.label, { measure, size, width: column - beside - mm(2) });
    const height = Math.max(BOX, label.height) + mm(1.6);
    const one = size * LINE;
    return {
      height,
      marks: [
        ...tickBox(box, 0, 0, BOX, measure),
        ...moved(label.marks, beside, Math.max(0, (BOX - one) / 2)),
      ],
    };
  });
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row): Block => {
    const inRow = cells.slice(row * columns, (row + 1) * columns);
    return {
      height: Math.max(...inRow.map((cell) => cell.height)),
      marks: inRow.flatMap((cell, i) => moved(cell.marks, INDENT + i * column, 0)),
    };
  });
  return underlined(stack([text, { height: mm(1.5), marks: [] }, ...rows]), room);
}

function numberBlock({ question, whole, decimals, negative }: PaperNumber, room: Room): Block {
  const signs = [...(negative ? ['±'] : []), ...Array(whole).fill('□'), ...(decimals > 0 ? [','] : [])];
  const all = [...signs, ...Array(decimals).fill('□')];
  const wide = (sign: string) => (sign === '□' ? SQUARE.width : mm(3.5));
  const total = all.reduce((sum, sign) => sum + wide(sign), 0);
  const text = questionText(question, room, room.width - total - mm(6));
  const height = Math.max(text.height, SQUARE.height);
  const top = (height - SQUARE.height) / 2;
  let x = room.width - total;
  const squares = all.flatMap((sign): Mark[] => {
    const at = x;
    x += wide(sign);
    if (sign === '□') return [{ kind: 'box', x: at, y: top, ...SQUARE }];
    return [{ kind: 'text', x: at + mm(0.8), y: top + mm(6.5), text: sign, size: 13, bold: false }];
  });
  const block = { height, marks: [...moved(text.marks, 0, (height - text.height) / 2), ...squares] };
  return underlined(block, room);
}

function linesBlock({ question, lines }: PaperLines, room: Room): Block {
  const text = questionText(question, room, room.width);
  const pitch = LINE_TO_WRITE_ON * Math.max(room.density, 0.9);
  const height = text.height + lines * pitch;
  const rules = Array.from({ length: lines }, (_, i) =>
    rule(INDENT, text.height + (i + 1) * pitch, room.width),
  );
  return underlined({ height, marks: [...text.marks, ...rules] }, { ...room, width: 0 });
}

/** Room above and below, and a rule that ends the question. */
function underlined(block: Block, { width, density }: Room): Block {
  const space = mm(2) * density;
  const height = block.height + 2 * space;
  const end = width > 0 ? [rule(0, height, width)] : [];
  return { height, marks: [...moved(block.marks, 0, space), ...end] };
}
