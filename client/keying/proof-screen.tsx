import { useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatCount } from '../format.ts';
import { useLanguage } from '../staff/language.tsx';
import { Notice, TroubleNotice } from '../staff/parts/notice.tsx';
import { Screen } from '../staff/parts/screen.tsx';
import { Trouble, troubleWords } from '../staff/trouble.ts';
import { useSend } from '../staff/use-send.ts';
import { fill } from '../words/fill.ts';
import type { KeptSheet, Vault } from './opened-vault.ts';
import { KEPT_DAYS, type Proven, prove } from './prove.ts';
import { batchNumber } from './shown-value.ts';
import { canEncrypt } from './vault-keys.ts';

interface ProofScreenProps {
  readonly vault: Vault;
  onBack(): void;
  onChange(): Promise<void>;
}

/** Holds what was keyed on this computer against what the server has stored, sheet by sheet. */
export function ProofScreen({ vault, onBack, onChange }: ProofScreenProps) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  const [proven, setProven] = useState<Proven | null>(null);
  const [removed, setRemoved] = useState<number | null>(null);
  const { busy, trouble, run } = useSend();
  const compare = () =>
    run(async () => {
      setProven(null);
      setProven(await prove(vault, Date.now()));
    });
  const tidy = (old: readonly KeptSheet[]) =>
    run(async () => {
      await vault.remove(old);
      setRemoved(old.length);
      await onChange();
      setProven(await prove(vault, Date.now()));
    });
  return (
    <Screen title={keying.proofTitle}>
      <p class="muted">{keying.proofLead}</p>
      {!canEncrypt() && <Notice kind="warn">{keying.noProof}</Notice>}
      <p class="buttons">
        <button type="button" class="button" disabled={busy || !canEncrypt()} onClick={() => void compare()}>
          {busy ? keying.comparing : keying.compare}
        </button>
        <button type="button" class="button quiet" onClick={onBack}>
          {keying.toList}
        </button>
      </p>
      <TroubleNotice trouble={trouble} />
      <div role="status">{proven && <Verdict proven={proven} />}</div>
      {proven && proven.old.length > 0 && (
        <p>
          <button type="button" class="button quiet" disabled={busy} onClick={() => void tidy(proven.old)}>
            {fill(keying.tidy, { count: formatCount(proven.old.length, lang), days: KEPT_DAYS })}
          </button>
        </p>
      )}
      {removed !== null && <p role="status">{fill(keying.tidied, { count: formatCount(removed, lang) })}</p>}
    </Screen>
  );
}

function Verdict({ proven: { keyed, stored, missing } }: { readonly proven: Proven }) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  const counts = { keyed: formatCount(keyed, lang), stored: formatCount(stored, lang) };
  if (keyed === 0) return <p class="empty">{keying.nothingKeyed}</p>;
  if (missing.length === 0)
    return (
      <Notice kind="good">
        <p class="verdict">{fill(keying.equal, counts)}</p>
        <p>{keying.equalWhat}</p>
      </Notice>
    );
  return (
    <>
      <Notice kind="bad">
        <p class="verdict">{fill(keying.unequal, counts)}</p>
        <p>{keying.unequalWhat}</p>
      </Notice>
      <ul class="lines">
        {missing.map((one) => (
          <li key={one.order}>
            <span>
              <b>{formatSerial(one.sheet.serial)}</b> ·{' '}
              {fill(keying.batch, { batch: batchNumber(one.sheet.batch) })} ·{' '}
              {fill(keying.pass, { pass: one.sheet.pass })}: {whyOf(one)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );

  function whyOf({ state, code }: KeptSheet): string {
    if (state === 'refused') return troubleWords(new Trouble(code ?? 'internal'), words).title;
    return state === 'waiting' ? keying.stillWaiting : keying.notAsSent;
  }
}
