import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { BarsDrawing } from './draw-bars.ts';
import type { DaysDrawing } from './draw-days.ts';
import type { HeatDrawing } from './draw-heat.ts';
import type { LevelDrawing } from './draw-levels.ts';
import type { SpreadDrawing } from './draw-spread.ts';
import type { TrendDrawing } from './draw-trend.ts';
import type { Drawing } from './drawing.ts';

type Charts = typeof import('./charts.ts');

interface ChartProps<T> {
  readonly what: T;
  readonly draw: (charts: Charts, canvas: HTMLCanvasElement, what: T) => Drawing<T>;
  /** What is seen, in words, for those who cannot see it. */
  readonly label: string;
  readonly class: string;
  /** For a picture whose size goes with what is in it. */
  readonly rows?: number | undefined;
  readonly columns?: number | undefined;
}

/** A canvas that Chart.js draws on once it has been loaded, and again whenever the figures change. */
function ChartCanvas<T>({ what, draw, label, class: name, rows, columns }: ChartProps<T>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing<T> | null>(null);
  const latest = useRef(what);
  latest.current = what;
  const box = useSizedBox(rows, columns);
  const pick = usePick(drawing);
  useEffect(() => {
    let gone = false;
    void import('./charts.ts').then((charts) => {
      if (!gone && canvas.current) drawing.current = draw(charts, canvas.current, latest.current);
    });
    return () => {
      gone = true;
      drawing.current?.destroy();
      drawing.current = null;
    };
  }, [draw]);
  useEffect(() => {
    drawing.current?.show(what);
  }, [what]);
  return (
    <div class={`chart ${name}`} title={label} ref={box}>
      <canvas ref={canvas} role="img" aria-label={label} {...pick} />
    </div>
  );
}

/** The box has its size before the first paint, so that nothing below it moves; its style sheet says how high a row is. */
function useSizedBox(rows: number | undefined, columns: number | undefined) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (rows !== undefined) box.current?.style.setProperty('--rows', String(Math.max(1, rows)));
    if (columns !== undefined) box.current?.style.setProperty('--columns', String(columns));
  }, [rows, columns]);
  return box;
}

/** With the mouse, what is drawn leads to what it is made of; with the keyboard, the links of the table do. */
function usePick<T>(drawing: { readonly current: Drawing<T> | null }) {
  const { route } = useLocation();
  const hrefAt = (event: MouseEvent) => drawing.current?.hrefAt?.(event.offsetX, event.offsetY) ?? null;
  return {
    onClick: (event: MouseEvent) => {
      const href = hrefAt(event);
      if (href !== null) route(href);
    },
    onMouseMove: (event: MouseEvent) => {
      if (event.currentTarget instanceof HTMLElement)
        event.currentTarget.classList.toggle('leads-on', hrefAt(event) !== null);
    },
  };
}

interface PictureProps<T> {
  readonly what: T;
  readonly label: string;
}

const levels = (charts: Charts, canvas: HTMLCanvasElement, what: LevelDrawing) =>
  charts.drawLevels(canvas, what);
const days = (charts: Charts, canvas: HTMLCanvasElement, what: DaysDrawing) => charts.drawDays(canvas, what);
const bars = (charts: Charts, canvas: HTMLCanvasElement, what: BarsDrawing) => charts.drawBars(canvas, what);
const heat = (charts: Charts, canvas: HTMLCanvasElement, what: HeatDrawing) => charts.drawHeat(canvas, what);
const trend = (charts: Charts, canvas: HTMLCanvasElement, what: TrendDrawing) =>
  charts.drawTrend(canvas, what);
const spread = (charts: Charts, canvas: HTMLCanvasElement, what: SpreadDrawing) =>
  charts.drawSpread(canvas, what);

/** One bar of levels: `drawLevels`. */
export function LevelChart({ what, label }: PictureProps<LevelDrawing>) {
  return <ChartCanvas what={what} draw={levels} label={label} class="level-canvas" />;
}

/** Columns by day: `drawDays`. */
export function DaysChart({ what, label }: PictureProps<DaysDrawing>) {
  return <ChartCanvas what={what} draw={days} label={label} class="days-canvas" />;
}

/** Ranking bars: `drawBars`. */
export function BarsChart({ what, label }: PictureProps<BarsDrawing>) {
  const { length } = what.bars;
  return <ChartCanvas what={what} draw={bars} label={label} class="bars-canvas" rows={length} />;
}

/** Heat table: `drawHeat`. On a narrow screen it is pushed sideways inside a `ScrollBox`. */
export function HeatChart({ what, label }: PictureProps<HeatDrawing>) {
  const size = { rows: what.rows.length, columns: what.columns.length };
  return <ChartCanvas what={what} draw={heat} label={label} class="heat-canvas" {...size} />;
}

/** Lines by year: `drawTrend`. */
export function TrendChart({ what, label }: PictureProps<TrendDrawing>) {
  return <ChartCanvas what={what} draw={trend} label={label} class="trend-canvas" />;
}

/** Distribution: `drawSpread`. */
export function SpreadChart({ what, label }: PictureProps<SpreadDrawing>) {
  return <ChartCanvas what={what} draw={spread} label={label} class="spread-canvas" />;
}
