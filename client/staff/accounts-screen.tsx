import { useMemo, useState } from 'preact/hooks';
import { AccountDialog } from './account-dialog.tsx';
import { AccountTable, type AccountTask } from './account-table.tsx';
import { type Account, accounts, answerOf, type Unit } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { type OneTime, OneTimeDialog } from './one-time-dialog.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { inTreeOrder } from './unit-tree.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface Listed {
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
}

type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'grants' | 'reset'; readonly account: Account }
  | { readonly dialog: 'password'; readonly given: OneTime };

/** Accounts of staff: who holds which role for which units. Scores and answers are nowhere on this page (decision 24). */
export function AccountsScreen() {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  const load = useLoad<Listed>('accounts', () => answerOf(accounts.accounts.$get()));
  const [open, setOpen] = useState<Open | null>(null);
  const { trouble, run } = useSend();
  const flash = useFlash();
  const units = useMemo(() => inTreeOrder(load.data?.units ?? []), [load.data]);

  const disable = async (account: Account, disabled: boolean) => {
    const sent = accounts.accounts[':account'].$put({ param: { account: account.id }, json: { disabled } });
    await answerOf(sent);
    load.reload();
    flash({
      text: disabled ? text.disabledDone(account.name) : text.enabledDone(account.name),
      undo: disabled ? () => disable(account, false) : undefined,
    });
  };
  const begin = (task: AccountTask, account: Account) => {
    if (task === 'grants' || task === 'reset') setOpen({ dialog: task, account });
    else void run(() => disable(account, task === 'disable'));
  };
  const close = () => setOpen(null);
  const given = (one: OneTime) => {
    setOpen({ dialog: 'password', given: one });
    load.reload();
  };
  const actions = (
    <button type="button" class="button" onClick={() => setOpen({ dialog: 'add' })}>
      {text.add}
    </button>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <p>{text.lead}</p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>
        {(listed) => <AccountTable accounts={listed.accounts} units={units} begin={begin} />}
      </Loaded>
      {open?.dialog === 'add' && (
        <AccountDialog account={null} units={units} onClose={close} onGiven={given} />
      )}
      {open?.dialog === 'grants' && (
        <AccountDialog
          account={open.account}
          units={units}
          onClose={close}
          onGiven={given}
          onSaved={() => {
            close();
            load.reload();
            flash({ text: text.grantsDone(open.account.name) });
          }}
        />
      )}
      {open?.dialog === 'reset' && <ResetDialog account={open.account} onClose={close} onGiven={given} />}
      {open?.dialog === 'password' && <OneTimeDialog given={open.given} onClose={close} />}
    </Screen>
  );
}
