/** What waits on this device, shown on every form: how many wait, were sent, or were refused and why. */
import { fill } from '../words/fill.ts';
import type { Outbox, RefusedAnswer } from './outbox.ts';
import type { PageData } from './page-data.ts';
import { element, elementOf } from './page-elements.ts';
import { canSeal, seal } from './seal.ts';

/** Receipts shown: those of a family at one counter. */
const LATEST = 5;

const FILE_NAME = 'phieu-cho-gui.json';

export interface OutboxView {
  refresh(): Promise<void>;
}

/** @param onSend somebody asks to send now */
export function showOutbox(outbox: Outbox, page: PageData, onSend: () => void): OutboxView {
  const { outbox: words } = page;
  const say = (text: string) => {
    element('outbox-said').textContent = text;
  };

  async function refresh(): Promise<void> {
    const counts = await outbox.counts();
    const { waiting, sent, refused } = counts;
    element('outbox').hidden = waiting + sent + refused === 0;
    element('outbox-counts').textContent = fill(refused === 0 ? words.counts : words.countsRefused, {
      ...counts,
    });
    element('outbox-keep').hidden = waiting === 0;
    element('outbox-send').hidden = waiting === 0;
    element('outbox-export').hidden = waiting + refused === 0 || page.sealingKey === null || !canSeal();
    const receipts = sent === 0 ? [] : await outbox.receipts(LATEST);
    element('outbox-receipts').textContent =
      receipts.length === 0 ? '' : fill(words.receipts, { receipts: receipts.join(', ') });
    element('outbox-refusals').replaceChildren(...refusalLines(await outbox.quarantine(), page));
  }

  async function exportFile(): Promise<void> {
    try {
      const answers = [...(await outbox.waiting()), ...(await outbox.quarantine())].map(({ body }) => body);
      save(FILE_NAME, await seal(page.sealingKey ?? '', answers));
      say(fill(words.exported, { name: FILE_NAME }));
    } catch {
      say(words.notExported);
    }
  }

  elementOf('outbox-send', HTMLButtonElement).addEventListener('click', onSend);
  elementOf('outbox-export', HTMLButtonElement).addEventListener('click', () => void exportFile());
  return { refresh };
}

function refusalLines(refused: readonly RefusedAnswer[], page: PageData): HTMLLIElement[] {
  const counts = new Map<string, number>();
  for (const { code } of refused) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => {
    const line = document.createElement('li');
    line.textContent = fill(page.outbox.refusal, { count, reason: page.problems[code]?.title ?? code });
    return line;
  });
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
