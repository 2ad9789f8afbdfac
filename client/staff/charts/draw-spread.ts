import { BarController, BarElement, Chart, LinearScale } from 'chart.js';
import type { Bin } from './bins.ts';
import { axisTicks, type Drawing, fitted, labelFont, STILL, type Surface, token } from './drawing.ts';

Chart.register(BarController, BarElement, LinearScale);

export interface SpreadDrawing {
  /** Neighbours without a gap, from low to high, all of one width. */
  readonly bins: readonly Bin[];
  /** Bounds with a word at their right, e.g. the classes. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
  /** Figures of the foot as the reader writes them. */
  readonly tick: (value: number) => string;
}

const HEAD_PX = 40;

type SpreadChart = Chart<'bar', { x: number; y: number }[]>;

function drawTexts(chart: Surface, { bins, marks = [] }: SpreadDrawing) {
  const { ctx, chartArea, scales } = chart;
  const { x, y } = scales;
  if (!x || !y) return;
  ctx.save();
  ctx.font = labelFont('bold');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = token('--ink');
  for (const { from, to, count } of bins)
    if (count > 0)
      ctx.fillText(String(count), x.getPixelForValue((from + to) / 2), y.getPixelForValue(count) - 2);
  ctx.font = labelFont();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.setLineDash([4, 3]);
  for (const [order, { at, label }] of marks.entries()) {
    const place = Math.round(x.getPixelForValue(at)) + 0.5;
    const next = marks[order + 1];
    const room = (next ? x.getPixelForValue(next.at) : chartArea.right) - place - 6;
    ctx.strokeStyle = token('--edge');
    ctx.beginPath();
    ctx.moveTo(place, 0);
    ctx.lineTo(place, chartArea.bottom);
    ctx.stroke();
    ctx.fillStyle = token('--muted');
    ctx.fillText(fitted(ctx, label, room), place + 4, 0);
  }
  ctx.restore();
}

const widthOf = ({ bins: [bin] }: SpreadDrawing) => (bin ? bin.to - bin.from : 1);

/** How many lie where: columns without gaps, with their counts, and the bounds that matter. */
export function drawSpread(canvas: HTMLCanvasElement, first: SpreadDrawing): Drawing<SpreadDrawing> {
  let current = first;
  const data = ({ bins }: SpreadDrawing) => ({
    datasets: [
      {
        data: bins.map(({ from, to, count }) => ({ x: (from + to) / 2, y: count })),
        backgroundColor: token('--level-4'),
        borderColor: token('--paper'),
        borderWidth: 1,
        barPercentage: 1,
        categoryPercentage: 1,
      },
    ],
  });
  const ends = ({ bins }: SpreadDrawing) => ({ min: bins[0]?.from ?? 0, max: bins.at(-1)?.to ?? 1 });
  const chart: SpreadChart = new Chart(canvas, {
    type: 'bar',
    data: data(first),
    options: {
      ...STILL,
      layout: { padding: { top: HEAD_PX } },
      scales: {
        x: {
          type: 'linear',
          offset: false,
          ...ends(first),
          grid: { display: false },
          ticks: {
            ...axisTicks(),
            maxRotation: 0,
            // A column is as wide as the narrower of a bin and the room between two ticks.
            stepSize: widthOf(first),
            callback: (value) => current.tick(Number(value)),
          },
        },
        y: { beginAtZero: true, display: false },
      },
    },
    plugins: [{ id: 'texts', afterDatasetsDraw: (chart) => drawTexts(chart, current) }],
  });
  return {
    show(what) {
      current = what;
      chart.data = data(what);
      Object.assign(chart.options.scales?.x ?? {}, ends(what));
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}
