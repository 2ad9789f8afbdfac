/**
 * A form that rates many units: a row a unit, a cell an item, in the cell its boxes side by side; so a clerk keys along
 * the row, and a respondent compares down the column. Where the boxes would be too small to tick, each unit has its
 * items below its name instead.
 */
import type { PaperMatrix, PaperUnit } from '../../survey-forms/paper-layout.ts';
import { type Block, type Mark, mm, moved, rule, stack, THICK } from './marks.ts';
import { paragraph } from './paragraph.ts';
import { questionText, type Room, tickBox } from './question-text.ts';

const LARGEST_BOX = mm(5.2);
const SMALLEST_BOX = mm(3.5);
const BETWEEN_BOXES = mm(0.55);
/** Boxes spread as far as this where there is room. */
const MOST_BETWEEN_BOXES = mm(2);
const BETWEEN_CELLS = mm(2.4);
const LEAST_NAME = mm(42);
const SHARE_OF_NAME = 0.2;
const LEAST_ROW = mm(7.6);
const NAME_SIZE = 9;
const HEAD_SIZE = 7.8;
const LEGEND_SIZE = 8.5;

type Column = PaperMatrix['columns'][number];

/** Size of the boxes and place of the cells of a table that is `width` wide. */
interface Cells {
  readonly box: number;
  readonly name: number;
  /** Left edge and width of each column. */
  readonly columns: readonly { readonly left: number; readonly width: number }[];
}

const boxesIn = ({ columns }: PaperMatrix) => columns.reduce((sum, one) => sum + one.boxes.length, 0);

/** The size a box would have in a table of this width. */
function boxFor(matrix: PaperMatrix, width: number): number {
  const name = Math.max(LEAST_NAME, width * SHARE_OF_NAME);
  const room = width - name - matrix.columns.length * BETWEEN_CELLS;
  return Math.min(LARGEST_BOX, room / Math.max(1, boxesIn(matrix)) - BETWEEN_BOXES);
}

/** Whether the boxes are comfortable in a table of this width. */
export const sitsWell = (matrix: PaperMatrix, width: number): boolean => boxFor(matrix, width) >= mm(4.6);

function cellsOf(matrix: PaperMatrix, width: number): Cells {
  const box = boxFor(matrix, width);
  const name = Math.max(LEAST_NAME, width * SHARE_OF_NAME);
  const spare = width - name - boxesIn(matrix) * (box + BETWEEN_BOXES);
  const between = spare / Math.max(1, matrix.columns.length);
  let left = name;
  const columns = matrix.columns.map(({ boxes }) => {
    const cell = { left, width: boxes.length * (box + BETWEEN_BOXES) + between };
    left += cell.width;
    return cell;
  });
  return { box, name, columns };
}

export function matrixBlocks(matrix: PaperMatrix, room: Room): Block[] {
  const legend = legendBlock(matrix.columns, room);
  if (boxFor(matrix, room.width) < SMALLEST_BOX)
    return [legend, ...matrix.rows.flatMap((unit) => unitBlocks(unit, matrix, room))];
  const cells = cellsOf(matrix, room.width);
  const head = headBlock(matrix, cells, room);
  const rows = matrix.rows.map((unit) => ({ ...rowBlock(unit, matrix, cells, room), head }));
  return [legend, head, ...rows];
}

/** What the digits mean: once for all items of a scale. */
function legendBlock(columns: readonly Column[], { measure, width, density }: Room): Block {
  const said = new Map<string, string[]>();
  for (const { question, boxes } of columns) {
    const levels = boxes.map(({ digit, label }) => `${digit} = ${label}`).join('   ·   ');
    said.set(levels, [...(said.get(levels) ?? []), question.item]);
  }
  const lines = [...said].map(([levels, items]) =>
    paragraph(said.size === 1 ? levels : `${items.join(', ')}:  ${levels}`, {
      measure,
      width,
      size: LEGEND_SIZE * density,
    }),
  );
  const block = stack([{ height: mm(1.5), marks: [] }, ...lines]);
  return { ...block, keep: true };
}

function headBlock(matrix: PaperMatrix, cells: Cells, { measure, width, density, unitHeading }: Room): Block {
  const size = HEAD_SIZE * Math.max(density, 0.85);
  const texts = matrix.columns.map(({ question }, i) => {
    const inner = (cells.columns[i]?.width ?? 0) - BETWEEN_CELLS;
    return stack([
      paragraph(`${question.item}.`, { measure, size, width: inner, bold: true }),
      ...[question.text, ...question.notes].map((text) => paragraph(text, { measure, size, width: inner })),
    ]);
  });
  const unit = paragraph(unitHeading, { measure, size, bold: true, width: cells.name - mm(3) });
  const tallest = Math.max(unit.height, ...texts.map((text) => text.height));
  const height = mm(2) + tallest + mm(1);
  return {
    height,
    keep: true,
    marks: [
      ...moved(unit.marks, 0, height - mm(1) - unit.height),
      ...texts.flatMap((text, i) => moved(text.marks, leftOf(cells, i), mm(2))),
      rule(0, height, width, THICK),
    ],
  };
}

/** Where what stands in a cell begins. */
const leftOf = (cells: Cells, column: number) => (cells.columns[column]?.left ?? 0) + BETWEEN_CELLS / 2;

function rowBlock(unit: PaperUnit, matrix: PaperMatrix, cells: Cells, room: Room): Block {
  const { measure, width, density } = room;
  const size = NAME_SIZE * density;
  const indent = mm(6.5);
  const name = paragraph(unit.name, {
    measure,
    size,
    width: cells.name - indent - mm(2),
    balanced: true,
  });
  const number = paragraph(`${unit.row}.`, { measure, size, bold: true, width: indent });
  const height = Math.max(LEAST_ROW * density, name.height + mm(1.8) * density, cells.box + mm(1.8));
  const top = (height - name.height) / 2;
  const boxes = matrix.columns.flatMap(({ boxes: inCell }, column) => {
    const inner = (cells.columns[column]?.width ?? 0) - BETWEEN_CELLS;
    const pitch = Math.min(cells.box + MOST_BETWEEN_BOXES, inner / inCell.length);
    return inCell.flatMap((box, i) =>
      tickBox(box, leftOf(cells, column) + i * pitch, (height - cells.box) / 2, cells.box, measure),
    );
  });
  const between = cells.columns.map(
    ({ left }): Mark => ({ kind: 'rule', x: left, y: 0, toX: left, toY: height, thick: 0.2 }),
  );
  return {
    height,
    marks: [
      ...moved(number.marks, 0, top),
      ...moved(name.marks, indent, top),
      ...boxes,
      ...between,
      rule(0, height, width),
    ],
  };
}

/** A unit with its items below its name, for a form of too many items for a table. */
function unitBlocks(unit: PaperUnit, matrix: PaperMatrix, room: Room): Block[] {
  const { measure, width, density } = room;
  const title = paragraph(`${unit.row}. ${unit.name}`, {
    measure,
    width,
    size: (NAME_SIZE + 1.5) * density,
    bold: true,
  });
  const height = mm(3) + title.height + mm(1);
  const head: Block = {
    height,
    keep: true,
    marks: [...moved(title.marks, 0, mm(3)), rule(0, height, width, THICK)],
  };
  const rows = matrix.columns.map(({ question, boxes }): Block => {
    const left = width - boxes.length * (LARGEST_BOX + mm(2));
    const item = `${unit.row}.${question.item}`;
    const text = questionText({ ...question, item }, room, left - mm(4));
    const tall = Math.max(LEAST_ROW * density, text.height + mm(1.8) * density);
    return {
      height: tall,
      head,
      marks: [
        ...moved(text.marks, 0, (tall - text.height) / 2),
        ...boxes.flatMap((box, i) =>
          tickBox(box, left + i * (LARGEST_BOX + mm(2)), (tall - LARGEST_BOX) / 2, LARGEST_BOX, measure),
        ),
        rule(0, tall, width),
      ],
    };
  });
  return [head, ...rows];
}
