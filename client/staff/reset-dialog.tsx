import { type Account, accounts, answerOf } from './api.ts';
import { useLanguage } from './language.tsx';
import type { OneTime } from './one-time-dialog.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface ResetDialogProps {
  readonly account: Account;
  onClose(): void;
  onGiven(given: OneTime): void;
}

/** The old password is gone for good, so this asks, with the consequences in words. */
export function ResetDialog({ account, onClose, onGiven }: ResetDialogProps) {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const { id, name, username } = account;
  const reset = () =>
    run(async () => {
      const json = { resetPassword: true };
      const { password } = await answerOf(
        accounts.accounts[':account'].$put({ param: { account: id }, json }),
      );
      onGiven({ name, username, password: password ?? '' });
    });
  return (
    <Dialog title={text.resetTitle(name)} onClose={onClose}>
      <TroubleNotice trouble={trouble} />
      <p>{text.resetAsk}</p>
      <DialogActions action={text.reset} busy={busy} onClose={onClose} onAct={() => void reset()} />
    </Dialog>
  );
}
