import { useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface ReasonDialogProps {
  readonly title: string;
  /** The consequences in words. */
  readonly lead: string;
  /** Who reads the reason, with an example from this work. */
  readonly hint: string;
  /** What the button does. */
  readonly action: string;
  /** The field of the request that holds the reason. */
  readonly field: 'reason' | 'note';
  onClose(): void;
  /** Does it. What fails is told in the dialog, and it stays open. */
  onSend(reason: string): Promise<void>;
}

/** Asks before what cannot be undone, and why. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, lead, hint, action, field, onClose, onSend } = props;
  const { words } = useLanguage();
  const { one: text } = words.staff.paper;
  const [reason, setReason] = useState('');
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await onSend(reason);
      onClose();
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{lead}</p>
        <TroubleNotice trouble={trouble} fields={{ [field]: text.why }} />
        <TextInput
          label={text.why}
          hint={hint}
          name={field}
          required
          value={reason}
          onInput={setReason}
          error={fieldError(trouble, field, words)}
        />
        <DialogActions action={action} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
