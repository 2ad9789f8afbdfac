/** The keying page: who keys, then the vault of that clerk. Nothing of a vault outlives its closing. */
import { useEffect, useState } from 'preact/hooks';
import { keyingAddress } from '../public/addresses.ts';
import { useLanguage } from '../staff/language.tsx';
import { LoadingShape } from '../staff/parts/loaded.tsx';
import { StaffMark } from '../staff/parts/mark.tsx';
import { openBrowserStore } from './browser-store.ts';
import { Desk } from './desk.tsx';
import { DoorScreen } from './door-screen.tsx';
import { signOut } from './keying-server.ts';
import type { Vault } from './opened-vault.ts';
import { canEncrypt } from './vault-keys.ts';
import type { VaultStore } from './vault-store.ts';

/** Null where the browser cannot encrypt or keeps nothing; undefined while it is asked. */
function useStore(): VaultStore | null | undefined {
  const [store, setStore] = useState<VaultStore | null>();
  useEffect(() => {
    if (canEncrypt()) void openBrowserStore().then(setStore, () => setStore(null));
    else setStore(null);
  }, []);
  return store;
}

export function KeyingApp({ sample }: { readonly sample: boolean }) {
  const { words } = useLanguage();
  const store = useStore();
  const [opened, setOpened] = useState<Vault | null>(null);
  const close = () => {
    setOpened(null);
    // Without a network there is no session to end; the vault is locked all the same.
    void signOut().catch(() => undefined);
  };
  return (
    <>
      <Bar open={opened !== null} onClose={close} />
      {sample && (
        <aside class="sample" aria-label={words.sample.label}>
          <p>
            <strong>{words.sample.label}</strong> {words.sample.text}
          </p>
        </aside>
      )}
      <main id="main" tabIndex={-1}>
        {store === undefined ? (
          <LoadingShape />
        ) : opened ? (
          <Desk key={opened.id} vault={opened} store={store} />
        ) : (
          <DoorScreen store={store} onOpen={setOpened} />
        )}
      </main>
    </>
  );
}

interface BarProps {
  readonly open: boolean;
  onClose(): void;
}

/** Another language is chosen without loading the page anew, which would lock the vault. */
function Bar({ open, onClose }: BarProps) {
  const { lang, words, choose } = useLanguage();
  const other = lang === 'vi' ? 'en' : 'vi';
  const change = () => {
    choose(other);
    history.replaceState(null, '', keyingAddress(other));
  };
  return (
    <header class="bar">
      <StaffMark />
      <div class="bar-end">
        <button type="button" class="language link-button" lang={other} onClick={change}>
          {words.common.otherLanguage}
        </button>
        {open && (
          <button type="button" class="language link-button" onClick={onClose}>
            {words.keying.lock}
          </button>
        )}
      </div>
    </header>
  );
}
