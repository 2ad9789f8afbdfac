import { useState } from 'preact/hooks';
import type { Role } from '../../server/access.ts';
import { type Account, accounts, answerOf } from './api.ts';
import { type Grant, GrantFields } from './grant-fields.tsx';
import { useLanguage } from './language.tsx';
import type { OneTime } from './one-time-dialog.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import type { UnitInTree } from './unit-tree.ts';
import { useSend } from './use-send.ts';

interface AccountDialogProps {
  /** The account whose roles change; null: a new one. */
  readonly account: Account | null;
  readonly units: readonly UnitInTree[];
  onClose(): void;
  /** A new account was made, with this password. */
  onGiven(given: OneTime): void;
  onSaved?: (() => void) | undefined;
}

/** A new account with its roles, or the roles of one that is there. */
export function AccountDialog({ account, units, onClose, onGiven, onSaved }: AccountDialogProps) {
  const { words } = useLanguage();
  const { accounts: text, save } = words.staff;
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<readonly Grant[]>(() =>
    account ? account.grants.map(({ role, unit }) => ({ role: role as Role, unit })) : [],
  );
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { grants: [...grants] };
      if (account) {
        await answerOf(accounts.accounts[':account'].$put({ param: { account: account.id }, json }));
        onSaved?.();
        return;
      }
      const made = await answerOf(accounts.accounts.$post({ json: { ...json, username, name } }));
      onGiven({ name: name.trim(), username: username.trim().toLowerCase(), password: made.password });
    });
  };
  return (
    <Dialog title={account ? text.editTitle(account.name) : text.addTitle} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <TroubleNotice trouble={trouble} fields={{ username: text.username, name: text.name }} />
        {!account && (
          <>
            <TextInput
              label={text.name}
              name="name"
              required
              value={name}
              onInput={setName}
              error={fieldError(trouble, 'name', words)}
            />
            <TextInput
              label={text.username}
              hint={text.usernameHint}
              name="username"
              required
              value={username}
              onInput={setUsername}
              error={fieldError(trouble, 'username', words)}
            />
          </>
        )}
        <GrantFields grants={grants} units={units} onChange={setGrants} />
        <DialogActions action={account ? save : text.add} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
