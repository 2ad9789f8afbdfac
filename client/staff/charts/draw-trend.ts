import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import {
  axisTicks,
  type Drawing,
  fitted,
  LABEL_FONT_PX,
  labelFont,
  STILL,
  type Surface,
  token,
} from './drawing.ts';

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement);

export interface TrendLine {
  readonly label: string;
  /** One a year; null where there is no result: the line has a gap there. */
  readonly values: readonly (number | null)[];
  /** The same as the reader writes them: "84,69". Written at the points while the lines are two at most. */
  readonly texts: readonly string[];
  /** Drawn in the strong colour: the one that is looked at. */
  readonly strong?: boolean;
}

export interface TrendDrawing {
  readonly years: readonly string[];
  /** At most six. */
  readonly lines: readonly TrendLine[];
  /** Figures of the upright axis as the reader writes them. */
  readonly tick: (value: number) => string;
}

const GAP_PX = 8;
const LINE_PX = LABEL_FONT_PX + 3;
const LABEL_SHARE = 0.32;
const LABEL_MOST_PX = 220;
const FIGURES_UP_TO = 2;
/** Lines are told apart by colour, dash and mark: one is enough. */
const LOOKS = [
  { colour: '--brand', dash: [], mark: 'circle' },
  { colour: '--level-1', dash: [7, 4], mark: 'rect' },
  { colour: '--info', dash: [2, 3], mark: 'triangle' },
  { colour: '--warn-mark', dash: [10, 3, 2, 3], mark: 'rectRot' },
  { colour: '--muted', dash: [4, 4], mark: 'crossRot' },
  { colour: '--step-4', dash: [1, 4], mark: 'star' },
] as const;

type TrendChart = Chart<'line', (number | null)[]>;

const lookOf = (at: number) => LOOKS[at % LOOKS.length] ?? LOOKS[0];

/** Places from the top down that keep their distance: each at its wish, or just below the one before. */
export function spreadOut(wishes: readonly number[], distance: number): number[] {
  const order = wishes.map((wish, at) => ({ wish, at })).sort((a, b) => a.wish - b.wish);
  const places: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (const { wish, at } of order) {
    const place = Math.max(wish, least);
    places[at] = place;
    least = place + distance;
  }
  return places;
}

const lastOf = (values: TrendLine['values']) => values.findLastIndex((value) => value !== null);

function drawTexts(chart: Surface, { lines }: TrendDrawing) {
  const { ctx, chartArea, scales, width } = chart;
  const { x, y } = scales;
  if (!x || !y) return;
  ctx.save();
  ctx.textBaseline = 'middle';
  const drawn = lines.map((line, at) => ({ line, at })).filter(({ line }) => lastOf(line.values) >= 0);
  const wishes = drawn.map(({ line }) => y.getPixelForValue(line.values[lastOf(line.values)] ?? 0));
  const heights = spreadOut(wishes, LINE_PX);
  for (const [place, { line, at }] of drawn.entries()) {
    ctx.fillStyle = token(lookOf(at).colour);
    ctx.font = labelFont(line.strong ? 'bold' : '');
    ctx.textAlign = 'left';
    const left = chartArea.right + GAP_PX;
    ctx.fillText(fitted(ctx, line.label, width - left), left, heights[place] ?? 0);
    if (lines.length > FIGURES_UP_TO) continue;
    ctx.textAlign = 'center';
    ctx.fillStyle = token('--ink');
    for (const [year, value] of line.values.entries()) {
      if (value === null) continue;
      const below = lines.some((other) => (other.values[year] ?? value) > value);
      const height = y.getPixelForValue(value) + (below ? LINE_PX : -LINE_PX);
      ctx.fillText(line.texts[year] ?? '', x.getPixelForValue(year), height);
    }
  }
  ctx.restore();
}

/** Lines by year, each named at its end. */
export function drawTrend(canvas: HTMLCanvasElement, first: TrendDrawing): Drawing<TrendDrawing> {
  let current = first;
  const data = ({ years, lines }: TrendDrawing) => ({
    labels: [...years],
    datasets: lines.map(({ values, strong }, at) => {
      const { colour, dash, mark } = lookOf(at);
      return {
        data: [...values],
        borderColor: token(colour),
        backgroundColor: token(colour),
        borderWidth: strong ? 3 : 2,
        borderDash: [...dash],
        pointStyle: mark,
        pointRadius: 5,
        spanGaps: false,
      };
    }),
  });
  const chart: TrendChart = new Chart(canvas, {
    type: 'line',
    data: data(first),
    options: {
      ...STILL,
      layout: {
        padding: (context) => ({
          left: 0,
          top: LINE_PX,
          bottom: 0,
          right: Math.min(LABEL_MOST_PX, context.chart.width * LABEL_SHARE),
        }),
      },
      scales: {
        x: { offset: true, grid: { display: false }, ticks: axisTicks() },
        y: {
          grace: '15%',
          border: { display: false },
          grid: { color: token('--line') },
          ticks: { ...axisTicks(), maxTicksLimit: 5, callback: (value) => current.tick(Number(value)) },
        },
      },
    },
    plugins: [{ id: 'texts', afterDatasetsDraw: (chart) => drawTexts(chart, current) }],
  });
  return {
    show(what) {
      current = what;
      chart.data = data(what);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}
