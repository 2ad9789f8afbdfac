/** What every screen must stand up to, wherever a test comes to it. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { accessibilityFindings, PHONE, sidewaysOverflow, type Visit } from './browser.ts';
import { DESK } from './staff-visit.ts';

type Shown = Pick<Visit, 'page' | 'complaints'>;

/** Axe finds nothing, nothing is wider than the screen, and the browser complained of nothing. */
export async function checkScreen({ page, complaints }: Shown): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(complaints).toEqual([]);
}

/** The same at the width of a desk and of an old phone; the page keeps the size it had. */
export async function checkBothWidths(shown: Shown): Promise<void> {
  const { page } = shown;
  const size = page.viewportSize();
  for (const viewport of [DESK.viewport, PHONE]) {
    await page.setViewportSize(viewport);
    await checkScreen(shown);
  }
  if (size) await page.setViewportSize(size);
}

/** A folder for pictures of the screens, for people to look at; none unless named. */
const PICTURES = process.env.PICTURES;

/** Checks both widths and, where a folder is named, leaves a picture of each. */
export async function checkWithPictures(shown: Shown, name: string): Promise<void> {
  await checkBothWidths(shown);
  if (!PICTURES) return;
  const { page } = shown;
  const size = page.viewportSize();
  for (const { width } of [DESK.viewport, PHONE]) {
    await page.setViewportSize({ width, height: DESK.viewport.height });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
  }
  if (size) await page.setViewportSize(size);
}

/** The browser notes a refused request; that is no fault of the page. */
export async function checkAfterRefusal(shown: Shown, status: number): Promise<void> {
  expect(shown.complaints.filter((line) => !line.includes(String(status)))).toEqual([]);
  shown.complaints.length = 0;
  await checkScreen(shown);
}
