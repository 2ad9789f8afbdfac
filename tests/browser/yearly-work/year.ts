/** The campaign of the walk, and the people who walk it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from '../../help/browser.ts';
import { callApi } from '../../help/staff-visit.ts';

export const CAMPAIGN = 'hai-vong-2026';
export const ASSESSED = `/quan-tri/danh-gia/${CAMPAIGN}`;
export const RESULT = `/quan-tri/dot-danh-gia/${CAMPAIGN}`;

export interface People {
  /** Publisher everywhere. */
  readonly publisher: Visit;
  /** Publisher of the province. */
  readonly confirmer: Visit;
  /** Appraises area 1. */
  readonly first: Visit;
  /** Appraises area 2. */
  readonly second: Visit;
  /** Of `UNIT`, on a phone. */
  readonly officer: Visit;
  /** Officer of `OTHER`. */
  readonly neighbour: Visit;
}

/** What the head of the page leads to, in its order. */
export const menuOf = (page: Page) => page.locator('.bar nav a').allTextContents();

/** An address that is not this person's answers with a sentence and a way back, whoever sent it to him. */
export async function isTurnedAway({ page, complaints }: Visit, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    const said = page.locator('main .empty, main [role=alert]').first();
    await said.waitFor();
    expect([path, await said.textContent()]).toEqual([
      path,
      expect.stringMatching(/không được giao|Không có quyền/),
    ]);
  }
  complaints.length = 0;
}

/** The server refuses it too, whatever the page shows. */
export async function isForbidden({ page, complaints }: Visit, paths: readonly string[]): Promise<void> {
  for (const path of paths) expect([path, (await callApi(page, 'GET', path)).status]).toEqual([path, 403]);
  complaints.length = 0;
}
