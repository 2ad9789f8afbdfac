/** What staff see after the PIN: counts, and never an answer. */
import { say } from '../../survey-forms/form.ts';
import type { Outbox } from '../form/outbox.ts';
import { canSeal, seal } from '../form/seal.ts';
import { fill } from '../words/fill.ts';
import type { Device } from './device-store.ts';
import type { KioskLanguage } from './kiosk-data.ts';
import { make, makeButton } from './make-element.ts';
import type { Stage } from './stage.ts';

interface StaffScreen {
  readonly stage: Stage;
  readonly language: KioskLanguage;
  readonly device: Device;
  readonly outbox: Outbox;
  readonly onSendNow: () => void;
  readonly onEnrolAgain: () => void;
  readonly onClose: () => void;
}

export interface StaffView {
  /** The counts may be others now. */
  refresh(): Promise<void>;
}

const FILE_NAME = 'phieu-tai-quay.json';

/** The name of the built script changes with every build, so it says which one runs. */
const version = () => /([^/]+)\.js$/.exec(import.meta.url)?.[1] ?? '–';

export async function showStaff(screen: StaffScreen): Promise<StaffView> {
  const { stage, language, device, outbox } = screen;
  const { kiosk: words } = language;
  const rows = make('dl', { class: 'facts' });
  const said = make('p', { class: 'said', role: 'status' });
  const refresh = async () => {
    const counts = await outbox.counts();
    const facts: [string, string][] = [
      [words.unit, say(device.task.unit.name, language.lang)],
      [words.counter, device.task.counter],
      [words.state, stateOf(device, words)],
      [words.waiting, String(counts.waiting)],
      [words.sent, String(counts.sent)],
      [words.quarantined, String(counts.refused)],
      [words.network, navigator.onLine ? words.online : words.offline],
      [words.version, version()],
    ];
    rows.replaceChildren(...facts.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
  };
  await refresh();
  stage.show(
    'staff',
    make('h1', { tabindex: '-1' }, words.staffTitle),
    rows,
    said,
    make('div', { class: 'tasks' }, ...tasks(screen, said)),
  );
  return { refresh };
}

function stateOf({ standing }: Device, words: KioskLanguage['kiosk']): string {
  return { active: words.stateActive, revoked: words.stateRevoked, unknown: words.stateUnknown }[standing];
}

function tasks(screen: StaffScreen, said: HTMLElement): HTMLElement[] {
  const { device, language, onSendNow, onEnrolAgain, onClose } = screen;
  const { kiosk: words } = language;
  return [
    makeButton(words.backToStart, onClose),
    makeButton(words.sendNow, onSendNow, 'quiet'),
    makeButton(
      words.exportQueue,
      () =>
        void exportQueue(screen).then((text) => {
          said.textContent = text;
        }),
      'quiet',
    ),
    fullScreenButton(words),
    ...(device.standing === 'active' ? [] : [makeButton(words.enrolAgain, onEnrolAgain, 'quiet')]),
  ];
}

/** Fills the screen or leaves it; a browser that does neither is left as it is. */
function fullScreenButton(words: KioskLanguage['kiosk']): HTMLElement {
  const label = () => (document.fullscreenElement === null ? words.fullScreen : words.leaveFullScreen);
  const toggle = () =>
    document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen();
  const press = async () => {
    await toggle().catch(() => undefined);
    button.textContent = label();
  };
  const button = makeButton(label(), () => void press(), 'quiet');
  return button;
}

/** Waiting and refused answers, sealed to the server. They stay on the device: what arrives twice is counted once. */
async function exportQueue({ outbox, device, language: { kiosk: words } }: StaffScreen): Promise<string> {
  try {
    const answers = [...(await outbox.waiting()), ...(await outbox.quarantine())].map(({ body }) => body);
    if (answers.length === 0) return words.nothingToExport;
    const key = device.task.sealingKey;
    if (key === null || !canSeal()) return words.exportFailed;
    save(await seal(key, answers));
    return fill(words.exported, { count: answers.length });
  } catch {
    return words.exportFailed;
  }
}

function save(text: string): void {
  const link = make('a', {
    href: URL.createObjectURL(new Blob([text], { type: 'application/json' })),
    download: FILE_NAME,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
