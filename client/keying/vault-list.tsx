import { useEffect, useState } from 'preact/hooks';
import { formatCount } from '../format.ts';
import { useLanguage } from '../staff/language.tsx';
import { fill } from '../words/fill.ts';
import { saveVault } from './save-vault.ts';
import { unsentIn } from './vault.ts';
import type { VaultHead, VaultStore } from './vault-store.ts';

interface HeldVault {
  readonly head: VaultHead;
  readonly unsent: number;
}

interface VaultListProps {
  readonly store: VaultStore;
  /** This vault only; absent: of every clerk. */
  readonly only?: string | undefined;
  /** Read again when it changes. */
  readonly turn?: number | undefined;
}

/** What waits on this computer, clerk by clerk, with the way out for a forgotten password: only the server can open it. */
export function VaultList({ store, only, turn }: VaultListProps) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  const [held, setHeld] = useState<readonly HeldVault[]>([]);
  const [said, setSaid] = useState('');
  useEffect(() => {
    void readHeld(store).then(
      (all) => setHeld(all.filter(({ head }) => only === undefined || head.id === only)),
      () => setHeld([]),
    );
  }, [store, only, turn]);
  const save = async (head: VaultHead) => {
    const count = await saveVault(store, head).catch(() => null);
    setSaid(count === null ? keying.notExported : fill(keying.exported, { count: formatCount(count, lang) }));
  };
  if (held.length === 0) return null;
  return (
    <section class="block" aria-labelledby="held">
      <h2 id="held">{keying.heldTitle}</h2>
      <p class="muted">{keying.heldLead}</p>
      <ul class="lines">
        {held.map(({ head, unsent }) => (
          <li key={head.id}>
            <span>
              <b>{head.clerk.name}</b> ({head.clerk.username}):{' '}
              {fill(keying.unsent, { count: formatCount(unsent, lang) })}
              {head.retired && ` · ${keying.retired}`}
            </span>
            <button type="button" class="link-button" onClick={() => void save(head)}>
              {keying.exportFile}
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </section>
  );
}

async function readHeld(store: VaultStore): Promise<readonly HeldVault[]> {
  const held = await Promise.all(
    (await store.heads()).map(async (head) => ({ head, unsent: (await unsentIn(store, head)).length })),
  );
  return held.filter(({ unsent }) => unsent > 0);
}
