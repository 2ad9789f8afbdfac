/** The only file that knows Chart.js; loaded by the page that draws, when it draws. Nothing moves. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  type Plugin,
} from 'chart.js';
import type { Segment } from './tally-view.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** What is drawn again and again as answers come in. */
export interface Drawing<T> {
  show(what: T): void;
  destroy(): void;
}

export interface LevelDrawing {
  readonly segments: readonly Segment[];
  readonly range: { readonly min: number; readonly max: number };
  readonly diverging: boolean;
  /** A share as the reader writes it, without decimals. */
  readonly label: (percent: string) => string;
}

export interface DaysDrawing {
  readonly labels: readonly string[];
  readonly series: readonly { readonly colour: string; readonly counts: readonly number[] }[];
}

/** Narrower segments have no room for their figure; the table has it. */
const ROOM_FOR_LABEL_PX = 22;
const LABEL_FONT_PX = 13;
/** Marks 0 above and below a bar that goes both ways. */
const NOTCH_PX = 4;

const bodyFont = () => getComputedStyle(document.body).fontFamily;

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Five levels have the colours that mean them everywhere; other scales one hue from pale to strong. */
export function levelColour(diverging: boolean, at: number): string {
  return token(diverging ? `--level-${at + 1}` : `--step-${at + 1}`);
}

/** Ink or paper, whichever reads on the ground: by relative luminance (WCAG 2). */
export function inkOn(hex: string): '--ink' | '--paper' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 ? '--ink' : '--paper';
}

/** Nothing moves, and nothing listens to the mouse. */
const STILL = { animation: false as const, responsive: true, maintainAspectRatio: false, events: [] };

/** Writes each share into its segment, and notches at 0 where the bar goes both ways. */
function levelLabels(current: () => LevelDrawing): Plugin<'bar'> {
  return {
    id: 'levelLabels',
    afterDatasetsDraw(chart) {
      const { ctx, scales, chartArea } = chart;
      const { segments, diverging, label } = current();
      const x = scales.x;
      if (!x) return;
      ctx.save();
      ctx.font = `${LABEL_FONT_PX}px ${bodyFont()}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const [at, { from, to, percent }] of segments.entries()) {
        const [left, right] = [x.getPixelForValue(from), x.getPixelForValue(to)];
        if (right - left < ROOM_FOR_LABEL_PX) continue;
        ctx.fillStyle = token(inkOn(levelColour(diverging, at)));
        ctx.fillText(label(percent), (left + right) / 2, (chartArea.top + chartArea.bottom) / 2);
      }
      if (diverging) {
        const zero = Math.round(x.getPixelForValue(0));
        ctx.fillStyle = token('--muted');
        ctx.fillRect(zero, 0, 1, NOTCH_PX);
        ctx.fillRect(zero, chartArea.bottom, 1, NOTCH_PX);
      }
      ctx.restore();
    },
  };
}

/** One bar of levels. Every level is a series of its own, also at 0, so that colours never move. */
export function drawLevels(canvas: HTMLCanvasElement, first: LevelDrawing): Drawing<LevelDrawing> {
  let current = first;
  const datasets = ({ segments, diverging }: LevelDrawing): ChartDataset<'bar', [number, number][]>[] =>
    segments.map(({ from, to }, at) => ({
      data: [[from, to]],
      backgroundColor: levelColour(diverging, at),
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
    plugins: [levelLabels(() => current)],
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

/** Columns by day, their kinds of arrival stacked. */
export function drawDays(canvas: HTMLCanvasElement, first: DaysDrawing): Drawing<DaysDrawing> {
  const data = ({ labels, series }: DaysDrawing) => ({
    labels: [...labels],
    datasets: series.map(({ colour, counts }) => ({ data: [...counts], backgroundColor: token(colour) })),
  });
  const ticks = { color: token('--muted'), font: { size: LABEL_FONT_PX, family: bodyFont() } };
  const chart = new Chart<'bar', number[]>(canvas, {
    type: 'bar',
    data: data(first),
    options: {
      ...STILL,
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          border: { display: false },
          grid: { color: token('--line') },
          ticks: { ...ticks, precision: 0, maxTicksLimit: 5 },
        },
      },
      datasets: { bar: { maxBarThickness: 28 } },
    },
  });
  return {
    show(what) {
      chart.data = data(what);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}
