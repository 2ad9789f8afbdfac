import { answerOf, type Kiosk, kiosks } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface RevokeKioskDialogProps {
  readonly kiosk: Kiosk;
  onClose(): void;
  onRevoked(): void;
}

/** The device comes back only by somebody who stands before it, so this asks, with the consequences in words. */
export function RevokeKioskDialog({ kiosk, onClose, onRevoked }: RevokeKioskDialogProps) {
  const { words } = useLanguage();
  const { kiosks: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const revoke = () =>
    run(async () => {
      await answerOf(kiosks.kiosks[':kiosk'].$delete({ param: { kiosk: kiosk.id } }));
      onRevoked();
    });
  return (
    <Dialog title={text.revokeTitle(kiosk.counter)} onClose={onClose}>
      <TroubleNotice trouble={trouble} />
      <p>{text.revokeAsk}</p>
      <DialogActions action={text.revoke} busy={busy} onClose={onClose} onAct={() => void revoke()} />
    </Dialog>
  );
}
