import { useState } from 'preact/hooks';
import { accounts, answerOf } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSession } from './session.ts';
import { useSend } from './use-send.ts';

/** Says that this is a sample system, and takes the sample out for who may. */
export function SampleBanner() {
  const { words } = useLanguage();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const { sample, staff } = words;
  return (
    <aside class="sample sample-staff" aria-label={sample.label}>
      <p>
        <strong>{sample.label}</strong> {sample.text}
      </p>
      {session.may.includes('remove-sample') && (
        <button type="button" class="link-button" onClick={() => setAsking(true)}>
          {staff.sample.remove}
        </button>
      )}
      {asking && <RemoveSampleDialog onClose={() => setAsking(false)} />}
    </aside>
  );
}

/** It cannot be undone, so it asks, with the consequences in words. */
function RemoveSampleDialog({ onClose }: { onClose(): void }) {
  const { words } = useLanguage();
  const { refresh } = useSession();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { sample, cancel, working } = words.staff;
  const remove = () =>
    run(async () => {
      const { campaigns, surveys } = await answerOf(accounts.sample.$delete());
      onClose();
      flash({ text: sample.removed(campaigns, surveys) });
      await refresh();
    });
  return (
    <Dialog title={sample.removeTitle} onClose={onClose}>
      <TroubleNotice trouble={trouble} />
      <p>{sample.removeAsk}</p>
      <p>{sample.removeKept}</p>
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick={onClose}>
          {cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={() => void remove()}>
          {busy ? working : sample.remove}
        </button>
      </div>
    </Dialog>
  );
}
