import { Chart } from 'chart.js';

/** Dots of a picture for each pixel of the sheet: paper shows what a screen forgives. */
const PAPER_RATIO = 2;

/**
 * Pictures are drawn anew for the width of the sheet, and again for the screen when it is printed: what was drawn for a
 * screen is wider or narrower than the paper. A browser that prints without saying so shrinks the picture (`figure.css`).
 */
function drawForPaper({ matches }: { readonly matches: boolean }): void {
  for (const chart of Object.values(Chart.instances)) {
    // 0: as the screen has it.
    chart.options.devicePixelRatio = matches ? PAPER_RATIO : 0;
    chart.resize();
  }
}

// Told when the page has the size of the sheet already, unlike `beforeprint`.
matchMedia('print').addEventListener('change', drawForPaper);
