import { CategoryScale, Chart } from 'chart.js';
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix';
import { type Drawing, fitted, hatched, inkOn, labelFont, STILL, type Surface, token } from './drawing.ts';
import { heatStep } from './heat-step.ts';

Chart.register(MatrixController, MatrixElement, CategoryScale);

export interface HeatCell {
  /** For the tint only; null: nothing to tint, and `text` says why in a sign: "–" not assessed, "ẩn" withheld. */
  readonly value: number | null;
  readonly text: string;
  /** Where a click on the cell leads. */
  readonly href?: string;
}

export interface HeatDrawing {
  /** Short, for narrow columns; the table has the whole names. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatCell[] }[];
  /** What the palest and the strongest tint stand for. */
  readonly range: { readonly min: number; readonly max: number };
}

const GAP_PX = 8;
const HEAD_PX = 22;
const LABEL_SHARE = 0.3;
const LABEL_MOST_PX = 260;

/** Places as the names of their categories. */
type Point = { x: string; y: string; cell: HeatCell };
type HeatChart = Chart<'matrix', Point[]>;

const pointsOf = ({ rows }: HeatDrawing): Point[] =>
  rows.flatMap(({ cells }, y) => cells.map((cell, x) => ({ x: String(x), y: String(y), cell })));

const fillOf = ({ cell }: Point, range: HeatDrawing['range']) =>
  cell.value === null
    ? hatched(token('--paper'), token('--line'))
    : token(`--step-${heatStep(cell.value, range)}`);

const labelRoom = (width: number) => Math.min(LABEL_MOST_PX, width * LABEL_SHARE);

/** Names of rows and columns, and the figure of each cell in ink that reads on its tint. */
function drawTexts(chart: Surface, what: HeatDrawing) {
  const { ctx, scales, chartArea } = chart;
  const { x, y } = scales;
  if (!x || !y) return;
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.font = labelFont('bold');
  ctx.fillStyle = token('--muted');
  ctx.textAlign = 'center';
  const room = chartArea.width / Math.max(1, what.columns.length);
  for (const [at, column] of what.columns.entries())
    ctx.fillText(fitted(ctx, column, room - 2), x.getPixelForValue(at), HEAD_PX / 2);
  ctx.textAlign = 'right';
  ctx.font = labelFont();
  for (const [at, { label, cells }] of what.rows.entries()) {
    const middle = y.getPixelForValue(at);
    ctx.textAlign = 'right';
    ctx.fillStyle = token('--ink');
    ctx.fillText(fitted(ctx, label, chartArea.left - GAP_PX), chartArea.left - GAP_PX, middle);
    ctx.textAlign = 'center';
    for (const [column, { value, text }] of cells.entries()) {
      const ground = value === null ? '--paper' : `--step-${heatStep(value, what.range)}`;
      ctx.fillStyle = token(value === null ? '--muted' : inkOn(token(ground)));
      ctx.fillText(fitted(ctx, text, room - 2), x.getPixelForValue(column), middle);
    }
  }
  ctx.restore();
}

/** A table of tints with its figures, e.g. areas × units: one hue from pale to strong, oblique lines where nothing is. */
export function drawHeat(canvas: HTMLCanvasElement, first: HeatDrawing): Drawing<HeatDrawing> {
  let current = first;
  const side = (length: number, parts: number) => Math.max(1, length / Math.max(1, parts) - 1);
  const places = (count: number) => Array.from({ length: count }, (_, at) => String(at));
  const chart: HeatChart = new Chart<'matrix', Point[]>(canvas, {
    type: 'matrix',
    data: {
      datasets: [
        {
          data: pointsOf(first),
          backgroundColor: (context) => fillOf(context.raw as Point, current.range),
          width: (context) => side(context.chart.chartArea?.width ?? 0, current.columns.length),
          height: (context) => side(context.chart.chartArea?.height ?? 0, current.rows.length),
          borderWidth: 0,
        },
      ],
    },
    options: {
      ...STILL,
      layout: {
        padding: (context) => ({ left: labelRoom(context.chart.width), top: HEAD_PX, right: 0, bottom: 0 }),
      },
      scales: {
        x: { type: 'category', labels: places(first.columns.length), display: false, offset: true },
        y: {
          type: 'category',
          labels: places(first.rows.length),
          display: false,
          offset: true,
          // Of categories the first stands on top already; the plugin would turn them over.
          reverse: false,
        },
      },
    },
    plugins: [{ id: 'texts', afterDatasetsDraw: (chart) => drawTexts(chart, current) }],
  });
  return {
    show(what) {
      current = what;
      Object.assign(chart.options.scales?.x ?? {}, { labels: places(what.columns.length) });
      Object.assign(chart.options.scales?.y ?? {}, { labels: places(what.rows.length) });
      for (const dataset of chart.data.datasets) dataset.data = pointsOf(what);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
    hrefAt(x, y) {
      const { left, top } = chart.chartArea;
      if (x < left || y < top) return null;
      const place = (scale: 'x' | 'y', pixel: number) =>
        Number(chart.scales[scale]?.getValueForPixel(pixel) ?? -1);
      return current.rows[place('y', y)]?.cells[place('x', x)]?.href ?? null;
    },
  };
}
