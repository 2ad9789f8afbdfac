import { useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { useSend } from './use-send.ts';

interface FinalAdjustmentDialogProps {
  readonly unitName: string;
  propose(reason: string): Promise<unknown>;
  onClose(): void;
  onProposed(): void;
}

/** Points of a unit whose scores are final change by two people: the first says why. */
export function FinalAdjustmentDialog(props: FinalAdjustmentDialogProps) {
  const { unitName, propose, onClose, onProposed } = props;
  const { words } = useLanguage();
  const { adjustments: text, head } = words.staff.campaignSettings;
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<{ reason?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setFaults({ reason: head.missing });
    setFaults({});
    void run(async () => {
      await propose(reason.trim());
      onProposed();
    });
  };
  return (
    <Dialog title={text.finalTitle(unitName)} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form} noValidate>
        <p>{text.finalLead}</p>
        <TroubleNotice trouble={trouble} />
        <TextArea
          label={text.finalReason}
          error={faults.reason}
          name="reason"
          value={reason}
          onInput={setReason}
        />
        <DialogActions action={text.finalSend} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
