/** The caches of `client/service-worker.ts`, which answers from them when there is no network. */
const PAGES = 'pages';
const FILES = 'files';

/**
 * Keeps this page and the built files it runs on, so that the device starts again without a network, after a power cut
 * for one. Done here and not by the worker: no phone is to load what only a kiosk or a keying computer needs.
 * @param pages its addresses
 */
export async function keepPage(pages: readonly string[] = [location.href]): Promise<void> {
  if (!('caches' in window)) return;
  const files = [
    ...[...document.querySelectorAll('script')].map(({ src }) => src),
    ...[...document.querySelectorAll('link')].map(({ href }) => href),
    ...performance.getEntriesByType('resource').map(({ name }) => name),
  ].filter((address) => new URL(address, location.href).pathname.startsWith('/assets/'));
  const keep = async (cache: string, addresses: readonly string[]) =>
    (await caches.open(cache)).addAll([...new Set(addresses)]);
  // Without a network, or without room, what was kept before stays.
  await Promise.all([keep(PAGES, pages), keep(FILES, files)]).catch(() => undefined);
}
