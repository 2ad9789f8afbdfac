import { useState } from 'preact/hooks';
import { apiAddress } from '../public/addresses.ts';
import { type ApiKey, type ApiKeys, answerOf, apiKeys } from './api.ts';
import { type ApiKeySecret, ApiKeySecretDialog } from './api-key-secret-dialog.tsx';
import { ApiKeyTable } from './api-key-table.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { mayAny, useSession } from './session.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface Revoking {
  readonly key: ApiKey;
  readonly send: () => Promise<unknown>;
}

type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'secret'; readonly given: ApiKeySecret }
  | ({ readonly dialog: 'revoke' } & Revoking);

/** Keys with which programs read for this account; for administrators the keys of all accounts below. */
export function ApiKeysScreen() {
  const { lang, words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const session = useSession();
  const load = useLoad<ApiKeys>('api-keys', () => answerOf(apiKeys['api-keys'].$get()));
  const [open, setOpen] = useState<Open | null>(null);
  const flash = useFlash();
  // The list of all is read again with one's own.
  const [changes, setChanges] = useState(0);
  const changed = () => {
    load.reload();
    setChanges((count) => count + 1);
  };
  const revoke = (revoking: Revoking) => setOpen({ dialog: 'revoke', ...revoking });
  const canMake = mayAny(session, ['make-api-key']);
  const actions = canMake && (
    <button type="button" class="button" disabled={!load.data} onClick={() => setOpen({ dialog: 'add' })}>
      {text.add}
    </button>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <p>
        {text.lead} <a href={apiAddress(lang)}>{text.reference}</a>
      </p>
      <Loaded load={load}>
        {({ keys }) =>
          keys.length > 0 ? (
            <ApiKeyTable caption={text.own} keys={keys} onRevoke={(key) => revoke(own(key))} />
          ) : (
            <p class="empty">{canMake ? text.none : text.noScope}</p>
          )
        }
      </Loaded>
      {mayAny(session, ['list-api-keys']) && <IssuedKeys key={changes} onRevoke={revoke} />}
      {open?.dialog === 'add' && load.data && (
        <NewApiKeyDialog
          choices={load.data}
          onClose={() => setOpen(null)}
          onMade={(given) => {
            setOpen({ dialog: 'secret', given });
            changed();
          }}
        />
      )}
      {open?.dialog === 'secret' && <ApiKeySecretDialog given={open.given} onClose={() => setOpen(null)} />}
      {open?.dialog === 'revoke' && (
        <RevokeApiKeyDialog
          revoking={open}
          onClose={() => setOpen(null)}
          onRevoked={() => {
            setOpen(null);
            changed();
            flash({ text: text.revoked(open.key.name) });
          }}
        />
      )}
    </Screen>
  );
}

const own = (key: ApiKey): Revoking => ({
  key,
  send: () => answerOf(apiKeys['api-keys'][':key'].$delete({ param: { key: key.id } })),
});

const issued = (key: ApiKey): Revoking => ({
  key,
  send: () => answerOf(apiKeys['issued-api-keys'][':key'].$delete({ param: { key: key.id } })),
});

/** Of everybody, with the owner's name. */
function IssuedKeys({ onRevoke }: { onRevoke(revoking: Revoking): void }) {
  const { words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const load = useLoad<Pick<ApiKeys, 'keys'>>('issued-api-keys', () =>
    answerOf(apiKeys['issued-api-keys'].$get()),
  );
  return (
    <Loaded load={load}>
      {({ keys }) =>
        keys.length > 0 ? (
          <ApiKeyTable
            caption={text.everybody}
            keys={keys}
            owners
            onRevoke={(key) => onRevoke(issued(key))}
          />
        ) : (
          <p class="empty">{text.nobodyHas}</p>
        )
      }
    </Loaded>
  );
}

interface RevokeApiKeyDialogProps {
  readonly revoking: Revoking;
  onClose(): void;
  onRevoked(): void;
}

/** It cannot be undone, so this asks, with the consequences in words. */
function RevokeApiKeyDialog({ revoking, onClose, onRevoked }: RevokeApiKeyDialogProps) {
  const { words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const revoke = () =>
    run(async () => {
      await revoking.send();
      onRevoked();
    });
  return (
    <Dialog title={text.revokeTitle(revoking.key.name)} onClose={onClose}>
      <TroubleNotice trouble={trouble} />
      <p>{text.revokeAsk}</p>
      <DialogActions action={text.revoke} busy={busy} onClose={onClose} onAct={() => void revoke()} />
    </Dialog>
  );
}
