/**
 * What the drawings share: colours by the names of tokens.css, ink that reads on them, and a texture, so that a chart
 * stays readable in grey and on paper. Nothing moves, and nothing but a pick listens to the mouse.
 */

import type { Chart } from 'chart.js';

/** What is drawn again and again as figures come in. */
export interface Drawing<T> {
  show(what: T): void;
  destroy(): void;
  /** The address that the drawn thing at a place leads to; null where there is none. Places in CSS pixels of the canvas. */
  hrefAt?(x: number, y: number): string | null;
}

/** What is written upon: the chart, whatever its kind. */
export type Surface = Pick<Chart, 'ctx' | 'scales' | 'chartArea' | 'width' | 'height'>;

export const LABEL_FONT_PX = 13;

/** No animation, no hover: the picture stands still, and fills the box that the page gives it. */
export const STILL = {
  animation: false as const,
  responsive: true,
  maintainAspectRatio: false,
  events: [],
};

const bodyFont = () => getComputedStyle(document.body).fontFamily;

/** @param weight of the font, e.g. "bold" */
export const labelFont = (weight = '') => `${weight} ${LABEL_FONT_PX}px ${bodyFont()}`.trim();

/** The value of a token, e.g. `token('--brand')`. */
export const token = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** How the figures of an axis are written. */
export const axisTicks = () => ({
  color: token('--muted'),
  font: { size: LABEL_FONT_PX, family: bodyFont() },
});

/** Five levels have the colours that mean them everywhere; other scales one hue from pale to strong. */
export const levelToken = (diverging: boolean, at: number) => `--${diverging ? 'level' : 'step'}-${at + 1}`;

/** Ink or paper, whichever reads on the ground: by relative luminance (WCAG 2). */
export function inkOn(hex: string): '--ink' | '--paper' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 ? '--ink' : '--paper';
}

const TILE_PX = 6;

/** Oblique lines on a ground: what is dissatisfied, withheld or not there is told from the rest without its colour. */
export function hatched(ground: string, line: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = TILE_PX;
  tile.height = TILE_PX;
  const pen = tile.getContext('2d');
  if (!pen) return ground;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, TILE_PX, TILE_PX);
  pen.strokeStyle = line;
  pen.lineWidth = 1;
  // Thrice, so that the corners of neighbouring tiles meet.
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    pen.beginPath();
    pen.moveTo(shift, TILE_PX);
    pen.lineTo(shift + TILE_PX, 0);
    pen.stroke();
  }
  return pen.createPattern(tile, 'repeat') ?? ground;
}

/** The text as far as the room goes; what is cut off ends in "…" and stands whole in the table. */
export function fitted(pen: CanvasRenderingContext2D, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  let end = text.length - 1;
  while (end > 1 && pen.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A figure in a field that is hatched or coloured: on a patch of its own ground, in the ink that reads there. */
export function patchedText(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  ground: string,
) {
  const half = pen.measureText(text).width / 2 + 2;
  pen.fillStyle = ground;
  pen.fillRect(x - half, y - LABEL_FONT_PX / 2 - 1, 2 * half, LABEL_FONT_PX + 2);
  pen.fillStyle = token(inkOn(ground));
  pen.fillText(text, x, y);
}
