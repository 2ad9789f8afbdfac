/**
 * What makes the form open without a network, and sends what waits while no form is open. Keeps the form's built files and
 * the citizen's pages that were last seen; never the API, never a page of staff. Built on its own, with the list of files,
 * and counted apart from the form's budget (decision 15 keeps the form working without it).
 */
import { PAGES } from './form/background.ts';
import { openOutbox } from './form/browser-outbox.ts';
import { alone, SYNC, tellOthers } from './form/browser-sync.ts';
import type { Outbox, QueuedAnswer } from './form/outbox.ts';
import { postTo } from './form/send.ts';
import { sendRound } from './form/sync.ts';

/** Addresses of the form's script and style, put in by the build. */
declare const FORM_FILES: readonly string[];

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Events {
  install: LastingEvent;
  activate: LastingEvent;
  sync: LastingEvent & { readonly tag: string };
  fetch: FetchEvent;
}

interface Worker {
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;

const FILES = 'files';
/** Those of several releases: a page that was kept still finds the files it was made with. */
const MOST_FILES = 24;
const MOST_PAGES = 24;

/**
 * Home, the units of a survey, the forms, the slips, the device at a counter, and the shell of the keying page, which says
 * nothing of anybody; in every language.
 */
const KEPT_PAGE = /^(\/[a-z]{2,3})?(\/|\/khao-sat\/.+|\/[pP]\/.+|\/quay|\/nhap-phieu)?$/;
const OFFLINE = '/ngoai-tuyen';
const OFFLINE_PAGES = [OFFLINE, `/en${OFFLINE}`];

/** A page that was kept is shown when the network takes longer than this. */
const PATIENCE_MS = 8000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    Promise.all([
      caches.open(FILES).then((files) => files.addAll([...FORM_FILES])),
      caches.open(PAGES).then((pages) => pages.addAll(OFFLINE_PAGES)),
    ]).then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

/** The browser found a network, perhaps long after the page was closed. What is left makes it ask again later. */
worker.addEventListener('sync', (event) => {
  if (event.tag === SYNC) event.waitUntil(sendWaiting());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && KEPT_PAGE.test(pathname)) {
    event.respondWith(page(request, pathname));
    event.waitUntil(sendWaiting().catch(() => undefined));
  } else if (pathname.startsWith('/assets/')) event.respondWith(file(request));
});

/** @throws Error while answers wait that could not be sent */
async function sendWaiting(): Promise<void> {
  const outbox = phoneOutbox();
  const others = tellOthers(() => {});
  const { failed } = await alone(() =>
    sendRound({ outbox, post: postTo('/api/v1/responses'), onSettled: others.tell }),
  );
  others.close();
  if (failed > 0) throw new Error('answers are waiting');
}

/** Without a kiosk's answers, which only the kiosk may send: it alone holds its secret. */
function phoneOutbox(): Outbox {
  const outbox = openOutbox();
  const isPhone = ({ body }: QueuedAnswer) => JSON.parse(body).channel !== 'kiosk';
  return { ...outbox, waiting: async () => (await outbox.waiting()).filter(isPhone) };
}

/** From the network, so that the newest form is filled in; without one as it was last seen. */
async function page(request: Request, pathname: string): Promise<Response> {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(request.url);
  try {
    const fresh = await (kept ? inTime(fetch(request)) : fetch(request));
    if (fresh.ok && !fresh.redirected) await keep(pages, request, fresh.clone(), MOST_PAGES);
    return fresh.status >= 500 && kept ? kept : fresh;
  } catch {
    const offline = pathname.startsWith('/en') ? `/en${OFFLINE}` : OFFLINE;
    return kept ?? (await pages.match(offline)) ?? Response.error();
  }
}

function inTime(response: Promise<Response>): Promise<Response> {
  return Promise.race([
    response,
    new Promise<Response>((_, reject) => setTimeout(() => reject(new Error('too slow')), PATIENCE_MS)),
  ]);
}

/** Built files never change under their address. Only the form's are kept. */
async function file(request: Request): Promise<Response> {
  const files = await caches.open(FILES);
  const kept = await files.match(request.url);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && FORM_FILES.includes(new URL(request.url).pathname))
    await keep(files, request, fresh.clone(), MOST_FILES);
  return fresh;
}

/** Keeps a response as the newest of its cache; the oldest beyond `most` go. A full storage keeps nothing, and that is all. */
async function keep(cache: Cache, request: Request, response: Response, most: number): Promise<void> {
  try {
    await cache.delete(request.url);
    await cache.put(request.url, response);
    const old = (await cache.keys()).filter(({ url }) => !url.endsWith(OFFLINE));
    for (const one of old.slice(0, Math.max(0, old.length - most))) await cache.delete(one);
  } catch {
    // Told by nobody: the page itself is there.
  }
}
