import { BarController, BarElement, CategoryScale, Chart, type ChartDataset, LinearScale } from 'chart.js';
import type { Segment } from '../tally-view.ts';
import {
  type Drawing,
  hatched,
  labelFont,
  levelToken,
  patchedText,
  STILL,
  type Surface,
  token,
} from './drawing.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface LevelDrawing {
  readonly segments: readonly Segment[];
  readonly range: { readonly min: number; readonly max: number };
  readonly diverging: boolean;
  /** A share as the reader writes it, without decimals. */
  readonly label: (percent: string) => string;
}

/** Narrower segments have no room for their figure; the table has it. */
const ROOM_FOR_LABEL_PX = 22;
/** Marks 0 above and below a bar that goes both ways. */
const NOTCH_PX = 4;

/** Levels on the side of dissatisfaction are hatched: in grey, both ends of the scale are equally dark. */
function levelFill(diverging: boolean, at: number, levels: number): CanvasPattern | string {
  const ground = token(levelToken(diverging, at));
  return diverging && at < (levels - 1) / 2 ? hatched(ground, token('--paper')) : ground;
}

/** Writes each share into its segment, and notches at 0 where the bar goes both ways. */
function drawLabels(chart: Surface, { segments, diverging, label }: LevelDrawing) {
  const { ctx, scales, chartArea } = chart;
  const { x } = scales;
  if (!x) return;
  ctx.save();
  ctx.font = labelFont();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const [at, { from, to, percent }] of segments.entries()) {
    const [left, right] = [x.getPixelForValue(from), x.getPixelForValue(to)];
    if (right - left < ROOM_FOR_LABEL_PX) continue;
    const middle = (chartArea.top + chartArea.bottom) / 2;
    patchedText(ctx, label(percent), (left + right) / 2, middle, token(levelToken(diverging, at)));
  }
  if (diverging) {
    const zero = Math.round(x.getPixelForValue(0));
    ctx.fillStyle = token('--muted');
    ctx.fillRect(zero, 0, 1, NOTCH_PX);
    ctx.fillRect(zero, chartArea.bottom, 1, NOTCH_PX);
  }
  ctx.restore();
}

/** One bar of levels. Every level is a series of its own, also at 0, so that colours never move. */
export function drawLevels(canvas: HTMLCanvasElement, first: LevelDrawing): Drawing<LevelDrawing> {
  let current = first;
  const datasets = ({ segments, diverging }: LevelDrawing): ChartDataset<'bar', [number, number][]>[] =>
    segments.map(({ from, to }, at) => ({
      data: [[from, to]],
      backgroundColor: levelFill(diverging, at, segments.length),
      grouped: false,
      minBarLength: 1,
      borderSkipped: false,
    }));
  const chart = new Chart<'bar', [number, number][]>(canvas, {
    type: 'bar',
    data: { labels: [''], datasets: datasets(first) },
    options: {
      ...STILL,
      indexAxis: 'y',
      scales: {
        x: { display: false, min: first.range.min, max: first.range.max },
        y: { display: false },
      },
      datasets: { bar: { barPercentage: 1, categoryPercentage: 1 } },
      layout: { padding: { top: NOTCH_PX, bottom: NOTCH_PX } },
    },
    plugins: [{ id: 'level-labels', afterDatasetsDraw: (chart) => drawLabels(chart, current) }],
  });
  return {
    show(what) {
      current = what;
      chart.data.datasets = datasets(what);
      Object.assign(chart.options.scales?.x ?? {}, what.range);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}
