import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

interface RatingStepDialogProps {
  readonly title: string;
  readonly consequences: readonly string[];
  readonly action: string;
  onClose(): void;
  /** Does it. What fails is told in the dialog, and it stays open. */
  onSend(): Promise<void>;
}

/** Asks before a step that others build on, with its consequences in words. */
export function RatingStepDialog({ title, consequences, action, onClose, onSend }: RatingStepDialogProps) {
  const { words } = useLanguage();
  const { busy, trouble, run } = useSend();
  const send = () =>
    run(async () => {
      await onSend();
      onClose();
    });
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="fields">
        <ul class="consequences">
          {consequences.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <TroubleNotice
          trouble={trouble}
          nameOf={(place) => placeIn(place, words.staff.ratings.columns.quarter)}
        />
        <DialogActions action={action} busy={busy} onClose={onClose} onAct={() => void send()} />
      </div>
    </Dialog>
  );
}

/** `rating` and `quarter` are the quarter itself; the sentence of a unit or a survey names it. */
const placeIn = ({ field }: Place, quarter: string): string | undefined =>
  field === 'rating' || field === 'quarter' ? quarter : field.replace(/^(units|surveys)\./, '');
