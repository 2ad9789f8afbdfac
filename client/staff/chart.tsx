import { useEffect, useRef } from 'preact/hooks';
import type { DaysDrawing, Drawing, LevelDrawing } from './charts.ts';

type Charts = typeof import('./charts.ts');

interface ChartProps<T> {
  readonly what: T;
  readonly draw: (charts: Charts, canvas: HTMLCanvasElement, what: T) => Drawing<T>;
  /** What is seen, in words, for those who cannot see it. */
  readonly label: string;
  readonly class: string;
}

/** A canvas that Chart.js draws on once it has been loaded, and again whenever the figures change. */
function ChartCanvas<T>({ what, draw, label, class: name }: ChartProps<T>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing<T> | null>(null);
  const latest = useRef(what);
  latest.current = what;
  useEffect(() => {
    let gone = false;
    void import('./charts.ts').then((charts) => {
      if (!gone && canvas.current) drawing.current = draw(charts, canvas.current, latest.current);
    });
    return () => {
      gone = true;
      drawing.current?.destroy();
    };
  }, [draw]);
  useEffect(() => {
    drawing.current?.show(what);
  }, [what]);
  return (
    <div class={name} title={label}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

const levels = (charts: Charts, canvas: HTMLCanvasElement, what: LevelDrawing) =>
  charts.drawLevels(canvas, what);
const days = (charts: Charts, canvas: HTMLCanvasElement, what: DaysDrawing) => charts.drawDays(canvas, what);

export function LevelChart({ what, label }: { readonly what: LevelDrawing; readonly label: string }) {
  return <ChartCanvas what={what} draw={levels} label={label} class="level-canvas" />;
}

export function DaysChart({ what, label }: { readonly what: DaysDrawing; readonly label: string }) {
  return <ChartCanvas what={what} draw={days} label={label} class="days-canvas" />;
}
