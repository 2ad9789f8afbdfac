import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { axisTicks, type Drawing, hatched, STILL, token } from './drawing.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface DaysDrawing {
  readonly labels: readonly string[];
  readonly series: readonly {
    /** A token, e.g. `--brand`. */
    readonly colour: string;
    /** Told from its neighbours by lines too. */
    readonly hatched?: boolean;
    readonly counts: readonly number[];
  }[];
}

/** Columns by day, their kinds of arrival stacked. */
export function drawDays(canvas: HTMLCanvasElement, first: DaysDrawing): Drawing<DaysDrawing> {
  const data = ({ labels, series }: DaysDrawing) => ({
    labels: [...labels],
    datasets: series.map(({ colour, counts, ...look }) => ({
      data: [...counts],
      backgroundColor: look.hatched ? hatched(token(colour), token('--paper')) : token(colour),
      borderColor: token('--paper'),
      borderWidth: { top: 1, right: 0, bottom: 0, left: 0 },
    })),
  });
  const chart = new Chart<'bar', number[]>(canvas, {
    type: 'bar',
    data: data(first),
    options: {
      ...STILL,
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { ...axisTicks(), maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          border: { display: false },
          grid: { color: token('--line') },
          ticks: { ...axisTicks(), precision: 0, maxTicksLimit: 5 },
          // The width of the figures is not known before they are there; the columns must not move when it grows.
          afterFit: (axis) => {
            axis.width = Math.max(axis.width, 48);
          },
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
