/** The service worker: opens the form offline, and sends what waits after the page was closed, where the browser can. */
import { SYNC } from './browser-sync.ts';

/** Background Sync, which the language's own types do not know yet. */
interface Syncing {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** The cache in which the worker keeps the citizen's pages. */
export const PAGES = 'pages';

/** A slip that was used opens nothing any more, and its address is a token: it need not stay on the phone. */
export async function forgetPage(): Promise<void> {
  if (!('caches' in window)) return;
  const pages = await caches.open(PAGES);
  await pages.delete(location.href);
}

/** Without it everything works but opening the form offline: an old browser, or plain http, has none. */
export function registerWorker(): void {
  void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
}

/** Asks the browser to wake the worker when there is a network, and never to throw the queue away for want of room. */
export async function askToKeepAndSend(): Promise<void> {
  // Granted or not, nothing depends on it.
  await navigator.storage?.persist?.().catch(() => false);
  const registration = (await navigator.serviceWorker?.ready) as Syncing | undefined;
  await registration?.sync?.register(SYNC).catch(() => undefined);
}
