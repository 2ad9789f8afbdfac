/** Signing in, with the network or without, and what to do when the password has changed meanwhile. */
import { useState } from 'preact/hooks';
import { STAFF } from '../staff/addresses.ts';
import { useLanguage } from '../staff/language.tsx';
import { Notice, TroubleNotice } from '../staff/parts/notice.tsx';
import { Screen } from '../staff/parts/screen.tsx';
import { TextInput } from '../staff/parts/text-input.tsx';
import { useSend } from '../staff/use-send.ts';
import { fill } from '../words/fill.ts';
import { type Door, openChanged, openDoor, startAnew } from './door.ts';
import type { Vault } from './opened-vault.ts';
import { saveVault } from './save-vault.ts';
import { VaultList } from './vault-list.tsx';
import type { VaultStore } from './vault-store.ts';

interface DoorScreenProps {
  /** Null: this page can keep nothing. */
  readonly store: VaultStore | null;
  onOpen(vault: Vault): void;
}

type Shut = Exclude<Door, { is: 'open' }>;

export function DoorScreen({ store, onOpen }: DoorScreenProps) {
  const { words } = useLanguage();
  const { keying, staff } = words;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shut, setShut] = useState<Shut | null>(null);
  const { busy, run } = useSend();
  const pass = (door: Door) => (door.is === 'open' ? onOpen(door.vault) : setShut(door));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      setPassword('');
      pass(await openDoor(store, { username, password }));
    });
  };
  if (shut?.is === 'changed' && store !== null)
    return <ChangedScreen store={store} door={shut} onPass={pass} onBack={() => setShut(null)} />;
  return (
    <Screen title={keying.title}>
      <p class="muted">{keying.lead}</p>
      {store === null && <Notice kind="warn">{keying.keepsNothing}</Notice>}
      <form class="fields block-s" onSubmit={send}>
        <ShutNotice shut={shut} />
        <TextInput
          label={staff.signIn.username}
          name="username"
          complete="username"
          required
          value={username}
          onInput={setUsername}
          focusOn="start"
        />
        <TextInput
          label={staff.signIn.password}
          name="password"
          type="password"
          complete="current-password"
          required
          value={password}
          onInput={setPassword}
          focusOn={shut}
        />
        <button type="submit" class="button" disabled={busy}>
          {busy ? keying.opening : staff.signIn.send}
        </button>
        {store !== null && <p class="hint">{keying.offlineHint}</p>}
      </form>
      {store !== null && <VaultList store={store} />}
    </Screen>
  );
}

function ShutNotice({ shut }: { readonly shut: Shut | null }) {
  const { words } = useLanguage();
  const { keying } = words;
  if (shut === null || shut.is === 'changed') return null;
  if (shut.is === 'refused') return <TroubleNotice trouble={shut.trouble} focus={false} />;
  return (
    <div role="alert">
      <Notice kind="bad">
        {keying.shut[shut.is]} {shut.is === 'one-time' && <a href={STAFF}>{keying.toStaff}</a>}
      </Notice>
    </div>
  );
}

interface ChangedScreenProps {
  readonly store: VaultStore;
  readonly door: Extract<Door, { is: 'changed' }>;
  onPass(door: Door): void;
  onBack(): void;
}

/** The vault was locked with the password of before: it is asked for once, or the vault is exported and a new one begun. */
function ChangedScreen({ store, door, onPass, onBack }: ChangedScreenProps) {
  const { words } = useLanguage();
  const { keying, staff } = words;
  const [before, setBefore] = useState('');
  const [wrong, setWrong] = useState(0);
  const [exported, setExported] = useState<number | null>(null);
  const { busy, trouble, run } = useSend();
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      setBefore('');
      const opened = await openChanged(store, door, before);
      if (opened) onPass(opened);
      else setWrong((count) => count + 1);
    });
  };
  return (
    <Screen title={keying.changedTitle}>
      <p>{keying.changedLead}</p>
      <form class="fields block-s" onSubmit={open}>
        <TroubleNotice trouble={trouble} focus={false} />
        <TextInput
          label={keying.passwordBefore}
          name="before"
          type="password"
          required
          value={before}
          error={wrong > 0 ? keying.beforeWrong : undefined}
          onInput={setBefore}
          focusOn={wrong}
        />
        <button type="submit" class="button" disabled={busy}>
          {busy ? keying.opening : keying.unlock}
        </button>
      </form>
      <section class="block">
        <h2>{keying.forgottenTitle}</h2>
        <p>{keying.forgottenLead}</p>
        <p class="buttons">
          <button
            type="button"
            class="button quiet"
            onClick={() => void run(async () => setExported((await saveVault(store, door.head)) ?? 0))}
          >
            {keying.exportFile}
          </button>
          <button
            type="button"
            class="button quiet"
            disabled={exported === null || busy}
            onClick={() => void run(async () => onPass(await startAnew(store, door)))}
          >
            {keying.startAnew}
          </button>
        </p>
        <p role="status">{exported !== null && fill(keying.exported, { count: exported })}</p>
      </section>
      <p>
        <button type="button" class="link-button" onClick={onBack}>
          {staff.signIn.title}
        </button>
      </p>
    </Screen>
  );
}
