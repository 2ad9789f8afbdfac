import { useEffect, useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { useLanguage } from '../staff/language.tsx';
import { Notice } from '../staff/parts/notice.tsx';
import { fill } from '../words/fill.ts';
import { Covers } from './covers.tsx';
import { CurrentStep } from './current-step.tsx';
import { ItemLine } from './item-line.tsx';
import { KeyPad } from './key-pad.tsx';
import { type Keying, stepOf, type Task, upcoming } from './keying-state.ts';
import { KeyingStrip } from './keying-strip.tsx';
import type { KeptPack, Vault } from './opened-vault.ts';
import { batchNumber, shownValue } from './shown-value.ts';
import { soundOn, switchSound } from './tone.ts';
import { type KeyingDesk, useKeying } from './use-keying.ts';

interface KeyingScreenProps {
  readonly kept: KeptPack;
  /** Every batch on this computer: a sheet of another one is named. */
  readonly all: readonly KeptPack[];
  readonly vault: Vault;
  readonly start: string | null;
  /** The sheet to begin with was being keyed when the page was closed. */
  readonly resumed: boolean;
  readonly waiting: number;
  readonly turn: number;
  onKept(): Promise<void>;
  onLeave(): void;
}

/** One pass of one batch: nothing between the clerk and the next field. */
export function KeyingScreen(props: KeyingScreenProps) {
  const { kept, resumed, start } = props;
  const { lang, words } = useLanguage();
  const { keying } = words;
  const desk = useKeying(props);
  const { state, task } = desk;
  const { pack } = kept;
  const step = stepOf(task, state);
  const title = `${fill(keying.batch, { batch: batchNumber(pack.batch) })} · ${say(pack.postOffice, lang)} · ${fill(keying.pass, { pass: pack.pass })}`;
  useEffect(() => {
    document.title = `${title} · ${words.common.product}`;
  }, [title, words]);
  return (
    <div class="keying">
      <div class="keying-head">
        <p>
          <strong>{title}</strong>
          <span class="muted"> · {say(pack.title, lang)}</span>
        </p>
        <p class="keying-tools">
          <SoundSwitch />
          <button type="button" class="link-button" onClick={() => desk.key('F2')}>
            {keying.pause} <kbd>F2</kbd>
          </button>
          <button type="button" class="link-button" onClick={desk.leave}>
            {keying.toList}
          </button>
        </p>
      </div>
      <KeyingStrip kept={kept} state={state} keyed={desk.keyed} waiting={desk.waiting} />
      {resumed && state.serial === start && (
        <Notice kind="info">{fill(keying.resumed, { serial: formatSerial(start ?? '') })}</Notice>
      )}
      <DiskTrouble desk={desk} />
      <LastLines task={task} state={state} />
      <CurrentStep task={task} state={state} step={step} onText={desk.text} />
      <NextLines task={task} state={state} shown={step.is === 'field'} />
      <KeyHints />
      <KeyPad onKey={desk.key} />
      {state.cover && <Covers cover={state.cover} serial={state.serial} onKey={desk.key} />}
    </div>
  );
}

const LAST = 5;
const NEXT = 2;

function LastLines({ task, state }: { readonly task: Task; readonly state: Keying }) {
  const { lang, words } = useLanguage();
  return (
    <ol class="items last" aria-label={words.keying.lastValues}>
      {state.left.slice(-LAST).map(({ field, value }) => (
        <ItemLine
          key={`${field.question.key} ${field.unit}`}
          pack={task.pack}
          field={field}
          value={shownValue(value, lang, words)}
        />
      ))}
    </ol>
  );
}

interface NextLinesProps {
  readonly task: Task;
  readonly state: Keying;
  readonly shown: boolean;
}

function NextLines({ task, state, shown }: NextLinesProps) {
  const { words } = useLanguage();
  const next = shown ? upcoming(task, state).slice(1, 1 + NEXT) : [];
  return (
    <ol class="items next" aria-label={words.keying.nextItems}>
      {next.map((field) => (
        <ItemLine key={`${field.question.key} ${field.unit}`} pack={task.pack} field={field} />
      ))}
    </ol>
  );
}

const HINTS = [
  ['1–9', 'answer'],
  ['0 -', 'blank'],
  ['*', 'unreadable'],
  ['⌫', 'back'],
  ['Enter', 'save'],
  ['?', 'keys'],
] as const;

function KeyHints() {
  const { words } = useLanguage();
  return (
    <ul class="key-hints">
      {HINTS.map(([keys, what]) => (
        <li key={what}>
          <kbd>{keys}</kbd> {words.keying.hints[what]}
        </li>
      ))}
    </ul>
  );
}

/** Sheets that are nowhere but on this page, and those another tab had keyed. */
function DiskTrouble({ desk }: { readonly desk: KeyingDesk }) {
  const { words } = useLanguage();
  const { keying } = words;
  const serials = desk.unsaved.map(({ serial }) => formatSerial(serial)).join(', ');
  return (
    <div role="alert">
      {desk.unsaved.length > 0 && (
        <Notice kind="bad">
          <p>{fill(keying.notKept, { serials })}</p>
          <button type="button" class="link-button" onClick={desk.retry}>
            {keying.tryAgain}
          </button>
        </Notice>
      )}
      {desk.twice && (
        <Notice kind="warn">{fill(keying.keptTwice, { serial: formatSerial(desk.twice) })}</Notice>
      )}
    </div>
  );
}

function SoundSwitch() {
  const { words } = useLanguage();
  const [on, setOn] = useState(soundOn);
  const toggle = () => {
    switchSound(!on);
    setOn(!on);
  };
  return (
    <button type="button" class="link-button" aria-pressed={on} onClick={toggle}>
      {on ? words.keying.soundOn : words.keying.soundOff}
    </button>
  );
}
