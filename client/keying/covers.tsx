/** What lies over the sheet and takes the keys: the pause, the list of keys, and the question before a sheet is left. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { useLanguage } from '../staff/language.tsx';
import { fill } from '../words/fill.ts';
import type { Cover } from './keying-state.ts';

interface CoversProps {
  readonly cover: Cover;
  readonly serial: string;
  /** Presses a key by its name, for those without that key. */
  onKey(name: string): void;
}

export function Covers({ cover, serial, onKey }: CoversProps) {
  const { words } = useLanguage();
  const { keying } = words;
  if (cover === 'pause')
    return (
      <CoverBox title={keying.pauseTitle}>
        <p>{keying.pauseText}</p>
        <Choice label={keying.goOn} name="F2" onKey={onKey} />
      </CoverBox>
    );
  if (cover === 'keys')
    return (
      <CoverBox title={keying.keysTitle}>
        <KeyTable />
        <Choice label={keying.close} name="Escape" onKey={onKey} />
      </CoverBox>
    );
  return (
    <CoverBox title={fill(keying.leaveTitle, { serial: formatSerial(serial) })}>
      <p>{keying.leaveText}</p>
      <Choice label={keying.leave} name="Enter" onKey={onKey} />
      <Choice label={keying.stay} name="Escape" onKey={onKey} />
    </CoverBox>
  );
}

function CoverBox({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <div class="cover">
      <div
        class="cover-box"
        role="dialog"
        aria-modal="true"
        aria-labelledby="cover-title"
        tabIndex={-1}
        ref={box}
      >
        <h1 id="cover-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  onKey(name: string): void;
}

function Choice({ label, name, onKey }: ChoiceProps) {
  return (
    <button type="button" class="button quiet" onClick={() => onKey(name)}>
      <kbd>{name === 'Escape' ? 'Esc' : name}</kbd> {label}
    </button>
  );
}

const KEYS = [
  ['1–9', 'answer'],
  ['0 -', 'blank'],
  ['*', 'unreadable'],
  ['⌫', 'back'],
  ['Enter', 'enter'],
  [',', 'comma'],
  ['+', 'plus'],
  ['Esc', 'leave'],
  ['F2 P', 'pause'],
  ['?', 'keys'],
] as const;

function KeyTable() {
  const { words } = useLanguage();
  return (
    <dl class="key-table">
      {KEYS.map(([keys, what]) => (
        <div key={what}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{words.keying.keys[what]}</dd>
        </div>
      ))}
    </dl>
  );
}
