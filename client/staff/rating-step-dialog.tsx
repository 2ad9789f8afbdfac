import { useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

interface RatingStepDialogProps {
  readonly title: string;
  readonly consequences: readonly string[];
  readonly action: string;
  /** What has to be agreed to before, and what is said where it is not. */
  readonly agree?: { readonly label: string; readonly missing: string } | undefined;
  onClose(): void;
  /** Does it. What fails is told in the dialog, and it stays open. */
  onSend(): Promise<void>;
}

/** Asks before a step that others build on, with its consequences in words. */
export function RatingStepDialog(props: RatingStepDialogProps) {
  const { title, consequences, action, agree, onClose, onSend } = props;
  const { words } = useLanguage();
  const { busy, trouble, run } = useSend();
  const [agreed, setAgreed] = useState(false);
  const [refused, setRefused] = useState(false);
  const send = () => {
    setRefused(agree !== undefined && !agreed);
    if (agree && !agreed) return;
    void run(async () => {
      await onSend();
      onClose();
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="fields">
        <ul class="consequences">
          {consequences.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        {agree && <Check label={agree.label} checked={agreed} onChange={setAgreed} />}
        {agree && refused && !agreed && (
          <p class="error" role="alert">
            {agree.missing}
          </p>
        )}
        <TroubleNotice
          trouble={trouble}
          nameOf={(place) => placeIn(place, words.staff.ratings.columns.quarter)}
        />
        <DialogActions action={action} busy={busy} onClose={onClose} onAct={send} />
      </div>
    </Dialog>
  );
}

/** `rating` and `quarter` are the quarter itself; the sentence of a unit or a survey names it. */
const placeIn = ({ field }: Place, quarter: string): string | undefined =>
  field === 'rating' || field === 'quarter' ? quarter : field.replace(/^(units|surveys)\./, '');
