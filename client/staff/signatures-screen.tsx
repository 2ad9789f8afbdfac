import { useState } from 'preact/hooks';
import { REPORTS } from './addresses.ts';
import { answerOf, type SigningKeys, signatures } from './api.ts';
import { useLanguage } from './language.tsx';
import { NewSigningKeyDialog } from './new-signing-key-dialog.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { SignedPublications } from './signed-publications.tsx';
import { SigningKeyTable } from './signing-key-table.tsx';
import { useLoad } from './use-load.ts';
import './report.css';

/** Keys whose owners sign publications, and signatures brought to these. */
export function SignaturesScreen() {
  const { words } = useLanguage();
  const { signatures: text, reports } = words.staff;
  const load = useLoad<SigningKeys>('signing-keys', () => answerOf(signatures['signing-keys'].$get()));
  // '' is a key that is to be pasted; null: no dialog.
  const [adding, setAdding] = useState<string | null>(null);
  const actions = (
    <button type="button" class="button" disabled={!load.data} onClick={() => setAdding('')}>
      {text.addKey}
    </button>
  );
  return (
    <Screen title={text.title} over={{ title: reports.title, href: REPORTS }} actions={actions}>
      <p>{text.lead}</p>
      <ol>
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Loaded load={load}>
        {(shown) => (
          <>
            <ServerKey shown={shown} onRegister={setAdding} />
            <section class="block">
              <h2>{text.keys}</h2>
              {shown.keys.length === 0 ? (
                <p class="empty">{text.noKeys}</p>
              ) : (
                <SigningKeyTable keys={shown.keys} provinces={shown.provinces} onChanged={load.reload} />
              )}
            </section>
            <SignedPublications publications={shown.publications} onChanged={load.reload} />
          </>
        )}
      </Loaded>
      {adding !== null && load.data && (
        <NewSigningKeyDialog
          provinces={load.data.provinces}
          publicKey={adding}
          onClose={() => setAdding(null)}
          onAdded={() => {
            setAdding(null);
            load.reload();
          }}
        />
      )}
    </Screen>
  );
}

interface ServerKeyProps {
  readonly shown: SigningKeys;
  onRegister(publicKey: string): void;
}

/** Whether the server signs by itself; a key that nobody registered signs nothing, and that must not go unseen. */
function ServerKey({ shown: { serverKey, keys }, onRegister }: ServerKeyProps) {
  const { words } = useLanguage();
  const { signatures: text } = words.staff;
  if (!serverKey) return null;
  const known = keys.some(({ id, retiredAt }) => id === serverKey.id && retiredAt === null);
  if (known) return <Notice kind="info">{text.serverKey(serverKey.id)}</Notice>;
  return (
    <Notice kind="warn">
      <p>{text.serverKeyUnknown(serverKey.id)}</p>
      <button type="button" class="button quiet" onClick={() => onRegister(serverKey.publicKey)}>
        {text.registerServerKey}
      </button>
    </Notice>
  );
}
