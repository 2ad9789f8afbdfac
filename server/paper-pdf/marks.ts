/**
 * What is put on a page, as data: texts, boxes, rules and filled squares, in points from the upper left corner. Laid out
 * once and measured, then drawn; so a test can look at a page without reading a file.
 */

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

/** `box` has an outline, `fill` is black. */
export interface AreaMark {
  readonly kind: 'box' | 'fill';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RuleMark {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
  readonly thick: number;
}

export type Mark = TextMark | AreaMark | RuleMark;

/** Marks that stay together, drawn from their own upper left corner. */
export interface Block {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Never the last on a page: a heading. */
  readonly keep?: boolean;
  /** Put above it again where it begins a page: the heading of a table. */
  readonly head?: Block;
}

/** Width of a text in points. */
export type Measure = (text: string, size: number, bold: boolean) => number;

const POINTS_AN_INCH = 72;
const MM_AN_INCH = 25.4;

export const mm = (length: number): number => (length * POINTS_AN_INCH) / MM_AN_INCH;

export const HAIR = 0.35;
export const THICK = 0.9;

export const rule = (x: number, y: number, toX: number, thick = HAIR): RuleMark => ({
  kind: 'rule',
  x,
  y,
  toX,
  toY: y,
  thick,
});

/** The marks at another place. */
export function moved(marks: readonly Mark[], dx: number, dy: number): Mark[] {
  return marks.map((mark) => {
    const at = { ...mark, x: mark.x + dx, y: mark.y + dy };
    return at.kind === 'rule' ? { ...at, toX: at.toX + dx, toY: at.toY + dy } : at;
  });
}

/** Blocks one below the other, as one. */
export function stack(blocks: readonly Block[], gap = 0): Block {
  const marks: Mark[] = [];
  let height = 0;
  for (const block of blocks) {
    if (height > 0) height += gap;
    marks.push(...moved(block.marks, 0, height));
    height += block.height;
  }
  return { height, marks };
}
