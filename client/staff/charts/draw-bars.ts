import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { type Drawing, fitted, LABEL_FONT_PX, labelFont, STILL, type Surface, token } from './drawing.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Bar {
  readonly label: string;
  /** For the length only; null: nothing to draw, and `text` says why. */
  readonly value: number | null;
  /** What stands at the end of the bar: "84,69 %", "chưa có", "ẩn: dưới 5 phiếu". */
  readonly text: string;
  /** Drawn in the strong colour: the one that is looked at. */
  readonly strong?: boolean;
  /** Where a click on the row leads. */
  readonly href?: string;
}

export interface BarsDrawing {
  readonly bars: readonly Bar[];
  readonly range: { readonly min: number; readonly max: number };
  /** Upright lines with a word above: a mean, the bound of a class. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
}

/** From this height of a row on, the label stands above its bar instead of beside it: the screen is narrow. */
const TWO_LINES_PX = 40;
const BAR_PX = 14;
const GAP_PX = 8;
/** Neighbouring marks take turns in two lines, so that their words do not meet. */
const MARK_PX = 18;
const LABEL_SHARE = 0.34;
const LABEL_MOST_PX = 260;

type BarsChart = Chart<'bar', (number | null)[]>;

/** The room beside the bars, by the width of the chart: names at the left, figures at the right. */
function paddingOf(chart: Surface, { bars, marks }: BarsDrawing) {
  const { ctx, width, height } = chart;
  ctx.font = labelFont('bold');
  const right = GAP_PX + Math.max(0, ...bars.map(({ text }) => ctx.measureText(text).width));
  const top = Math.min(2, marks?.length ?? 0) * MARK_PX;
  const beside = (height - top) / Math.max(1, bars.length) < TWO_LINES_PX;
  const left = beside ? GAP_PX + Math.min(LABEL_MOST_PX, width * LABEL_SHARE) : 0;
  return { left, right: Math.min(right, width / 2), top, bottom: 0 };
}

function drawRows(chart: Surface, { bars, range }: BarsDrawing) {
  const { ctx, chartArea, scales, width } = chart;
  const { x, y } = scales;
  if (!x || !y) return;
  ctx.save();
  ctx.textBaseline = 'middle';
  for (const [at, { label, value, text, strong }] of bars.entries()) {
    const middle = y.getPixelForValue(at);
    const beside = chartArea.left > GAP_PX;
    ctx.font = labelFont(strong ? 'bold' : '');
    ctx.fillStyle = token('--ink');
    ctx.textAlign = beside ? 'right' : 'left';
    if (beside) ctx.fillText(fitted(ctx, label, chartArea.left - GAP_PX), chartArea.left - GAP_PX, middle);
    else ctx.fillText(fitted(ctx, label, width), 0, middle - BAR_PX / 2 - LABEL_FONT_PX / 2 - 2);
    ctx.font = labelFont(value === null ? '' : 'bold');
    ctx.textAlign = 'left';
    const end = value === null ? chartArea.left : x.getPixelForValue(Math.max(value, range.min));
    const figure = fitted(ctx, text, width - end - GAP_PX / 2);
    ctx.fillStyle = token('--paper');
    ctx.fillRect(end + 1, middle - BAR_PX / 2, ctx.measureText(figure).width + GAP_PX / 2, BAR_PX);
    ctx.fillStyle = token(value === null ? '--muted' : '--ink');
    ctx.fillText(figure, end + GAP_PX / 2, middle);
  }
  ctx.restore();
}

function drawMarks(chart: Surface, { marks = [] }: BarsDrawing) {
  const { ctx, chartArea, scales } = chart;
  const { x } = scales;
  if (!x) return;
  ctx.save();
  ctx.font = labelFont();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.strokeStyle = token('--edge');
  ctx.setLineDash([4, 3]);
  for (const [order, { at, label }] of marks.entries()) {
    const height = (order % 2) * MARK_PX;
    const place = Math.round(x.getPixelForValue(at)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(place, height + LABEL_FONT_PX + 2);
    ctx.lineTo(place, chartArea.bottom);
    ctx.stroke();
    ctx.fillStyle = token('--muted');
    ctx.fillText(label, place, height);
  }
  ctx.restore();
}

/** Bars from the left, best or worst first as given, each with its name and its figure; for rankings. */
export function drawBars(canvas: HTMLCanvasElement, first: BarsDrawing): Drawing<BarsDrawing> {
  let current = first;
  const data = ({ bars }: BarsDrawing) => ({
    labels: bars.map(({ label }) => label),
    datasets: [
      {
        data: bars.map(({ value }) => value),
        backgroundColor: bars.map(({ strong }) => token(strong ? '--brand' : '--level-4')),
        barThickness: BAR_PX,
      },
    ],
  });
  const chart: BarsChart = new Chart(canvas, {
    type: 'bar',
    data: data(first),
    options: {
      ...STILL,
      indexAxis: 'y',
      scales: {
        x: { display: false, min: first.range.min, max: first.range.max },
        y: { display: false },
      },
      layout: { padding: (context) => paddingOf(context.chart, current) },
    },
    plugins: [
      { id: 'marks', beforeDatasetsDraw: (chart) => drawMarks(chart, current) },
      { id: 'rows', afterDatasetsDraw: (chart) => drawRows(chart, current) },
    ],
  });
  return {
    show(what) {
      current = what;
      chart.data = data(what);
      Object.assign(chart.options.scales?.x ?? {}, what.range);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
    hrefAt: (_x, y) => current.bars[Number(chart.scales.y?.getValueForPixel(y) ?? -1)]?.href ?? null,
  };
}
