/** The shell of the staff application; it requires script (decision 15) and says so without one. */
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';

export function staffRoutes({ assets }: Parts) {
  const style = assets.address('style');
  const script = assets.address('staff');
  const shell = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Thước Đo</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">${
    style ? `<link rel="stylesheet" href="${style}">` : ''
  }${assets
    .styles('staff')
    .map((href) => `<link rel="stylesheet" href="${href}">`)
    .join(
      '',
    )}${script ? `<script type="module" src="${script}"></script>` : ''}</head><body><div id="app"></div><noscript><main><h1>Thước Đo</h1><p>Trang quản trị cần JavaScript. / The staff pages need JavaScript.</p></main></noscript></body></html>`;
  return createRoutes()
    .get('/quan-tri', (c) => c.html(shell))
    .get('/quan-tri/*', (c) => c.html(shell));
}
