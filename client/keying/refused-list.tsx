import { useEffect, useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { useLanguage } from '../staff/language.tsx';
import { Dialog } from '../staff/parts/dialog.tsx';
import { Trouble, troubleWords } from '../staff/trouble.ts';
import { fill } from '../words/fill.ts';
import type { Draft, KeptSheet, Vault } from './opened-vault.ts';
import { batchNumber } from './shown-value.ts';

interface RefusedListProps {
  readonly vault: Vault;
  readonly turn: number;
  /** Key this sheet again. */
  onAgain(sheet: Draft): void;
  onChange(): Promise<void>;
}

/** Sheets that the server refused, each with its reason: they stay until they are keyed again or removed by hand. */
export function RefusedList({ vault, turn, onAgain, onChange }: RefusedListProps) {
  const { words } = useLanguage();
  const { keying } = words;
  const [refused, setRefused] = useState<readonly KeptSheet[]>([]);
  const [removing, setRemoving] = useState<KeptSheet | null>(null);
  const read = async () => {
    setRefused(await vault.sheets('refused').catch(() => []));
  };
  useEffect(() => void read(), [vault, turn]);
  const remove = async (sheet: KeptSheet) => {
    await vault.remove([sheet]);
    setRemoving(null);
    await read();
    await onChange();
  };
  if (refused.length === 0) return null;
  return (
    <section class="block" aria-labelledby="refused">
      <h2 id="refused">{keying.refusedTitle}</h2>
      <p class="muted">{keying.refusedLead}</p>
      <ul class="lines">
        {refused.map((one) => (
          <li key={one.order}>
            <span>
              <b>{formatSerial(one.sheet.serial)}</b> ·{' '}
              {fill(keying.batch, { batch: batchNumber(one.sheet.batch) })} ·{' '}
              {fill(keying.pass, { pass: one.sheet.pass })}: {reasonOf(one)}
            </span>
            <span class="row-actions">
              <button type="button" class="link-button" onClick={() => onAgain(one.sheet)}>
                {keying.keyAgain}
              </button>
              <button type="button" class="link-button" onClick={() => setRemoving(one)}>
                {keying.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {removing && (
        <Dialog
          title={fill(keying.removeTitle, { serial: formatSerial(removing.sheet.serial) })}
          onClose={() => setRemoving(null)}
        >
          <p>{keying.removeText}</p>
          <p class="buttons">
            <button type="button" class="button" onClick={() => void remove(removing)}>
              {keying.remove}
            </button>
            <button type="button" class="button quiet" onClick={() => setRemoving(null)}>
              {keying.stay}
            </button>
          </p>
        </Dialog>
      )}
    </section>
  );

  function reasonOf({ code }: KeptSheet): string {
    const { title, what } = troubleWords(new Trouble(code ?? 'internal'), words);
    return `${title}. ${what}`;
  }
}
