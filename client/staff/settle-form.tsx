import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConflictSheet } from './api.ts';
import { useLanguage } from './language.tsx';
import { SettleField } from './settle-field.tsx';
import { type Draft, type Drafts, type Line, lackOf, linesOf, NO_DRAFT } from './settlement.ts';

interface SettleFormProps {
  readonly sheet: ConflictSheet;
  readonly drafts: Drafts;
  readonly busy: boolean;
  onChange(drafts: Drafts): void;
  onSend(): void;
}

const KEYS = { F7: 'first', F8: 'second' } as const;
const isTyping = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === 'text';

/** All fields of the sheet, decided without the mouse: F7, F8 or a digit where the focus is, Enter for the whole. */
export function SettleForm({ sheet, drafts, busy, onChange, onSend }: SettleFormProps) {
  const { words } = useLanguage();
  const { conflicts: text } = words.staff;
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(false);
  const lines = linesOf(sheet, drafts);
  const lacking = lines.filter((line) => lackOf(sheet, line, drafts[line.key] ?? NO_DRAFT) !== null);
  const change = (key: string, more: Partial<Draft>) =>
    onChange({ ...drafts, [key]: { ...(drafts[key] ?? NO_DRAFT), ...more } });
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not(:disabled)')?.focus();
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (lacking.length === 0) return onSend();
    setAsked(true);
    focusIn(form.current, lacking[0], 'input:not(:disabled)');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lineAt(event.target, lines) ?? lacking[0];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F7' || event.key === 'F8') {
      event.preventDefault();
      const choice = KEYS[event.key];
      if (line.open && line[choice] !== undefined) {
        change(line.key, { choice });
        focusIn(form.current, line, '.reasons input');
      }
    } else if (/^[\d*-]$/.test(event.key) && !isTyping(event.target) && line.open) {
      event.preventDefault();
      change(line.key, { choice: 'paper', paper: event.key });
      focusIn(form.current, line, '.paper-value');
    }
  };
  return (
    <form class="settle block-s" ref={form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <p>{text.settleLead(sheet.fields.length)}</p>
      <p class="small muted keyboard-only">{text.keys}</p>
      {lines.map((line) => (
        <SettleField
          key={line.key}
          sheet={sheet}
          line={line}
          draft={drafts[line.key] ?? NO_DRAFT}
          lack={asked ? lackOf(sheet, line, drafts[line.key] ?? NO_DRAFT) : null}
          onChange={(more) => change(line.key, more)}
        />
      ))}
      <div class="settle-end">
        <button type="submit" class="button" disabled={busy}>
          {busy ? words.staff.working : text.send}
        </button>
        <p role="status" class="small muted">
          {lacking.length > 0 && text.lacking(lacking.length)}
        </p>
      </div>
    </form>
  );
}

/** The line in which something happened. */
function lineAt(target: EventTarget | null, lines: readonly Line[]): Line | undefined {
  const box = target instanceof Element ? target.closest('[data-line]') : null;
  return lines.find((line) => line.key === box?.getAttribute('data-line'));
}

/** Puts the focus into a line once it is drawn. */
function focusIn(form: HTMLFormElement | null, line: Line | undefined, what: string): void {
  requestAnimationFrame(() => {
    const box = [...(form?.querySelectorAll('[data-line]') ?? [])].find(
      (one) => one.getAttribute('data-line') === line?.key,
    );
    const found = box?.querySelector<HTMLInputElement>(what);
    found?.focus();
    if (found?.type === 'text') found.setSelectionRange(found.value.length, found.value.length);
  });
}
