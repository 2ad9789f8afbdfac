/** An open vault: the list of batches, the keying of one, and the proof. */
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../staff/language.tsx';
import { LoadingShape } from '../staff/parts/loaded.tsx';
import { Notice } from '../staff/parts/notice.tsx';
import { KeyingScreen } from './keying-screen.tsx';
import { ListScreen } from './list-screen.tsx';
import type { KeptPack, Vault } from './opened-vault.ts';
import { type PackKey, packId } from './pack.ts';
import { ProofScreen } from './proof-screen.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { packFor, useBatches } from './use-batches.ts';
import { useVault, type VaultAtWork } from './use-vault.ts';
import type { VaultStore } from './vault-store.ts';

interface DeskProps {
  readonly vault: Vault;
  /** Null: this page can keep nothing. */
  readonly store: VaultStore | null;
}

type View =
  | { readonly is: 'list' }
  | { readonly is: 'proof' }
  | {
      readonly is: 'keying';
      readonly kept: KeptPack;
      readonly start: string | null;
      readonly resumed: boolean;
    };

export function Desk({ vault, store }: DeskProps) {
  const { words } = useLanguage();
  const atWork = useVault(vault);
  const batches = useBatches(vault, atWork.signedOut, atWork.signOut);
  const [view, setView] = useState<View | null>(null);
  const [missing, setMissing] = useState(false);

  const open = async (key: PackKey, start: string | null, resumed = false) => {
    const kept = packFor(batches.kept ?? [], key) ?? packFor(await batches.refresh(), key);
    setMissing(kept === undefined);
    setView(kept ? { is: 'keying', kept, start, resumed } : { is: 'list' });
  };
  const toList = () => {
    setView({ is: 'list' });
    void batches.refresh();
  };
  // A sheet that was under the clerk's hands when the page was closed comes first.
  useEffect(() => {
    if (view !== null || batches.kept === null) return;
    void vault.draft().then(
      (draft) => (draft ? open(draft, draft.serial, true) : setView({ is: 'list' })),
      () => setView({ is: 'list' }),
    );
  }, [batches.kept]);

  if (view === null) return <LoadingShape />;
  return (
    <>
      <SignedOutLine vault={vault} atWork={atWork} />
      {view.is === 'keying' && (
        <KeyingScreen
          key={packId(view.kept.pack) + (view.start ?? '')}
          kept={view.kept}
          all={batches.kept ?? []}
          vault={vault}
          start={view.start}
          resumed={view.resumed}
          waiting={atWork.waiting}
          turn={atWork.turn}
          onKept={atWork.changed}
          onLeave={toList}
        />
      )}
      {view.is === 'proof' && <ProofScreen vault={vault} onBack={toList} onChange={atWork.changed} />}
      {view.is === 'list' && (
        <>
          {missing && <Notice kind="warn">{words.keying.batchGone}</Notice>}
          <ListScreen
            vault={vault}
            atWork={atWork}
            store={store}
            batches={batches}
            onOpen={(kept) => void open(kept.pack, null)}
            onAgain={(sheet) => void open(sheet, sheet.serial)}
            onProof={() => setView({ is: 'proof' })}
          />
        </>
      )}
    </>
  );
}

/** Says that the session is over without taking the keys away from a sheet; the password is asked for on demand. */
function SignedOutLine({ vault, atWork }: { readonly vault: Vault; readonly atWork: VaultAtWork }) {
  const { words } = useLanguage();
  const { keying } = words;
  const [asking, setAsking] = useState(false);
  if (!atWork.signedOut) return null;
  const done = () => {
    setAsking(false);
    atWork.signedIn();
  };
  return (
    <div class="signed-out" role="status">
      <Notice kind="warn">
        {keying.signedOut}{' '}
        <button type="button" class="link-button" onClick={() => setAsking(true)}>
          {keying.againTitle}
        </button>
      </Notice>
      {asking && <SignInAgain clerk={vault.clerk} onDone={done} onClose={() => setAsking(false)} />}
    </div>
  );
}
