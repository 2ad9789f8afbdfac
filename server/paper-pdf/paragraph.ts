/** Sets text in lines. Stacked marks (ế, ộ, Ữ) need the room: line height and ascent are those of the whole Vietnamese alphabet. */
import type { Block, Mark, Measure } from './marks.ts';

/** Of the size: from baseline to baseline, and from the top of a line to its baseline. */
export const LINE = 1.34;
export const ASCENT = 1.04;

export interface Setting {
  readonly measure: Measure;
  readonly size: number;
  readonly bold?: boolean;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
  /** Lines of about the same length, so that no last word stands alone: for headings and questions. */
  readonly balanced?: boolean;
}

/** The text as a block of lines, none wider than `width`. An empty text has no height. */
export function paragraph(text: string, setting: Setting): Block {
  const { size, measure, width, bold = false, align = 'left' } = setting;
  const share = { left: 0, center: 0.5, right: 1 }[align];
  const lines = setting.balanced ? balancedLines(text, setting) : linesOf(text, setting);
  const marks = lines.map((line, i): Mark => {
    const x = share * (width - measure(line, size, bold));
    return { kind: 'text', x, y: size * (i * LINE + ASCENT), text: line, size, bold };
  });
  return { height: lines.length * size * LINE, marks };
}

/** Breaks between words; a word that is too long for a line is broken where the line ends. */
function linesOf(text: string, { measure, size, bold = false, width }: Setting): string[] {
  const fits = (line: string) => measure(line, size, bold) <= width;
  const lines: string[] = [];
  let line = '';
  // One code point a letter: the font has every Vietnamese letter as one glyph, and it reads back as that letter.
  for (const word of text.normalize('NFC').split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

const TRIES = 8;

/** The narrowest setting that needs no more lines. */
function balancedLines(text: string, setting: Setting): string[] {
  const widest = linesOf(text, setting);
  if (widest.length < 2) return widest;
  let [least, most, best] = [0, setting.width, widest];
  for (let tried = 0; tried < TRIES; tried += 1) {
    const width = (least + most) / 2;
    const lines = linesOf(text, { ...setting, width });
    if (lines.length > widest.length) least = width;
    else [most, best] = [width, lines];
  }
  return best;
}

function piecesOf(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && !fits(piece + sign)) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}
