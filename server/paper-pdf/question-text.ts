/** What every kind of question has on paper: its text with its number, and boxes with the digit to key. */
import type { PaperBox, PaperQuestion } from '../../survey-forms/paper-layout.ts';
import { type Block, type Mark, type Measure, mm, moved, stack } from './marks.ts';
import { ASCENT, paragraph } from './paragraph.ts';

/** The room that questions are set in. */
export interface Room {
  readonly measure: Measure;
  readonly width: number;
  /** 1: generous; below: tighter, so that a longer form stays on its leaf. */
  readonly density: number;
  /** Put after the text of a question that may be left blank. */
  readonly optional: string;
  /** Heading of the column of rated units. */
  readonly unitHeading: string;
}

export const TEXT_SIZE = 10;
const NOTE_SIZE = 8;
/** Where texts begin, right of their numbers. */
export const INDENT = mm(8);
const DIGIT_SIZE = 9;
/** Height of a figure, as a share of its size. */
const FIGURE = 0.71;

/** A box with its digit in the middle, its upper left corner at a place. */
export function tickBox({ digit }: PaperBox, x: number, y: number, side: number, measure: Measure): Mark[] {
  const size = Math.min(DIGIT_SIZE, side * 0.56);
  const left = x + (side - measure(digit, size, false)) / 2;
  const baseline = y + (side + FIGURE * size) / 2;
  return [
    { kind: 'box', x, y, width: side, height: side },
    { kind: 'text', x: left, y: baseline, text: digit, size, bold: false },
  ];
}

/** Number, text and small print of a question. */
export function questionText(question: PaperQuestion, room: Room, width: number): Block {
  const { measure, density, optional } = room;
  const size = TEXT_SIZE * density;
  const number = `${question.item}.`;
  const indent = Math.max(INDENT, measure(number, size, true) + mm(1.5));
  const inner = width - indent;
  const said = question.required ? question.text : `${question.text} ${optional}`;
  const block = stack([
    paragraph(said, { measure, size, width: inner, balanced: true }),
    ...question.notes.map((note) => paragraph(note, { measure, size: NOTE_SIZE * density, width: inner })),
  ]);
  return {
    height: block.height,
    marks: [
      { kind: 'text', x: 0, y: size * ASCENT, text: number, size, bold: true },
      ...moved(block.marks, indent, 0),
    ],
  };
}
