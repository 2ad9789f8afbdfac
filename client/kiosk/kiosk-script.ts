/**
 * A public device at a counter: start, one question a screen, thanks, next person. Answers go into the same queue as a
 * phone's, before anything is sent; of the queue this device shows counts only.
 */
import type { Lang } from '../../survey-forms/form.ts';
import { registerWorker } from '../form/background.ts';
import { randomText } from '../form/base64url.ts';
import { openOutbox } from '../form/browser-outbox.ts';
import { type Sync, startSync } from '../form/browser-sync.ts';
import { PAGE_DATA_ID } from '../form/page-data.ts';
import { elementOf } from '../form/page-elements.ts';
import type { Settled } from '../form/sync.ts';
import { onCornerPress } from './corner-press.ts';
import { type Device, loadDevice, type Standing, saveDevice } from './device-store.ts';
import { showEnrol } from './enrol-screen.ts';
import { makeIdleWatch } from './idle-watch.ts';
import { keepPage } from './keep-page.ts';
import type { KioskLanguage, KioskPageData } from './kiosk-data.ts';
import { postAnswer, sendHeartbeat, standingOf } from './kiosk-server.ts';
import { make } from './make-element.ts';
import { showPin } from './pin-screen.ts';
import { showStep } from './question-screen.ts';
import { Sitting } from './sitting.ts';
import { type StaffView, showStaff } from './staff-screen.ts';
import { startStage } from './stage.ts';
import { showStart } from './start-screen.ts';
import { showThanks, type Thanks } from './thanks-screen.ts';

/** So that a device of which nothing was heard for two hours has missed many. */
const HEARTBEAT_MS = 5 * 60_000;

const page: KioskPageData = JSON.parse(
  elementOf(PAGE_DATA_ID, HTMLTemplateElement).content.textContent ?? '',
);
const now = () => performance.now();
const stage = startStage(elementOf('main', HTMLElement), now);
const outbox = openOutbox();
const idle = makeIdleWatch({ words: () => language().kiosk, onAsk: stage.changed, onGone: toStart });

let lang = page.lang;
let device: Device | null = null;
let sync: Sync | null = null;
let staff: StaffView | null = null;
/** The thank-you on the screen, and the answer it is for. */
let thanks: { readonly id: string; readonly view: Thanks } | null = null;

function language(): KioskLanguage {
  const found = page.languages.find((one) => one.lang === lang) ?? page.languages[0];
  if (!found) throw new Error('the page has no language');
  return found;
}

function speak(next: Lang): void {
  lang = next;
  document.documentElement.lang = next;
}

/** Leaves whatever was on the screen, in the language of the counter, with nothing kept of the last person. */
function toStart(): void {
  speak(page.lang);
  leave();
  drawStart();
}

function leave(): void {
  idle.stop();
  thanks?.view.stop();
  thanks = null;
  staff = null;
}

function drawStart(): void {
  if (device === null) {
    drawEnrol();
    return;
  }
  showStart({
    stage,
    page,
    language: language(),
    device,
    onLanguage: (next) => {
      speak(next);
      drawStart();
    },
    onStart: sit,
    onStaff: askPin,
  });
}

function drawEnrol(): void {
  showEnrol({
    stage,
    language: language(),
    onEnrolled: (enrolled) => {
      device = enrolled;
      sync?.wake();
      toStart();
      void beat();
    },
  });
}

/** One person's sitting: from the first question to the thanks, or to the start where it is broken off. */
function sit(): void {
  if (device === null) return;
  const { task } = device;
  const sitting = new Sitting(task.form);
  const startedAt = now();
  // The disk may be slow: whoever presses again meanwhile has still answered once.
  let sent = false;
  idle.start();
  const draw = () =>
    showStep({
      stage,
      language: language(),
      task,
      sitting,
      onStep: draw,
      onStop: toStart,
      onSend: () => {
        if (sent) return;
        sent = true;
        const id = randomText();
        const submission = sitting.submission(task, id, (now() - startedAt) / 1000);
        void keep(id, JSON.stringify(submission));
      },
    });
  draw();
}

/** Kept on the disk before it is sent, and before anybody is thanked. */
async function keep(id: string, body: string): Promise<void> {
  idle.stop();
  const saved = await outbox.put({ id, body });
  const view = showThanks({
    stage,
    words: language().kiosk,
    kept: { is: saved ? 'saved' : 'unsaved' },
    onNext: toStart,
    onStaff: askPin,
  });
  thanks = { id, view };
  sync?.wake();
}

function onSettled({ id, outcome }: Settled): void {
  if (thanks?.id !== id) return;
  const { view } = thanks;
  if (outcome.kind === 'received') view.tell({ is: 'received', receipt: outcome.receipt });
  else view.tell({ is: 'refused' });
}

function askPin(): void {
  if (device === null) return;
  leave();
  idle.start();
  showPin({ stage, words: language().kiosk, device, onRight: () => void openStaff(), onBack: toStart });
}

async function openStaff(): Promise<void> {
  if (device === null) return;
  staff = await showStaff({
    stage,
    language: language(),
    device,
    outbox,
    onSendNow: () => {
      sync?.wake();
      void beat();
    },
    onEnrolAgain: drawEnrol,
    onClose: toStart,
  });
}

/** Tells the server how the queue stands, and hears what to ask from now on. */
async function beat(): Promise<void> {
  if (device === null) return;
  const { waiting, refused } = await outbox.counts();
  const told = await sendHeartbeat(device.secret, { waiting, quarantined: refused });
  if (told.is === 'done') await become({ ...device, standing: 'active', task: told.body });
  else if (told.is === 'refused') await stand(standingOf(told.code));
}

async function stand(standing: Standing | null): Promise<void> {
  if (device !== null && standing !== null) await become({ ...device, standing });
}

async function become(next: Device): Promise<void> {
  const same = JSON.stringify(next) === JSON.stringify(device);
  device = next;
  if (same) return;
  await saveDevice(next).catch(() => undefined);
  // A person in mid-form finishes what he began; it waits in the queue.
  if (['start', 'revoked'].includes(stage.current())) drawStart();
}

async function start(): Promise<void> {
  try {
    device = await loadDevice();
  } catch {
    const { kiosk } = language();
    stage.show(
      'trouble',
      make('h1', { tabindex: '-1' }, kiosk.title),
      make('p', { class: 'large' }, kiosk.noDatabase),
    );
    return;
  }
  sync = startSync({
    outbox,
    post: postAnswer(
      () => device?.secret ?? null,
      (standing) => void stand(standing),
    ),
    onSettled,
    onChange: () => void staff?.refresh(),
  });
  onCornerPress(askPin);
  registerWorker();
  void keepPage();
  for (const change of ['online', 'offline'] as const)
    window.addEventListener(change, () => void staff?.refresh());
  window.addEventListener('online', () => void beat());
  setInterval(() => void beat(), HEARTBEAT_MS);
  toStart();
  await beat();
}

void start();
