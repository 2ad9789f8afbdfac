/** The only way to Chart.js: all that is drawn, loaded as one file by the page that draws, when it draws. */
import './for-paper.ts';

export { drawBars } from './draw-bars.ts';
export { drawDays } from './draw-days.ts';
export { drawHeat } from './draw-heat.ts';
export { drawLevels } from './draw-levels.ts';
export { drawSpread } from './draw-spread.ts';
export { drawTrend } from './draw-trend.ts';
