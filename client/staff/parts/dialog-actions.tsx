import { useLanguage } from '../language.tsx';

interface DialogActionsProps {
  /** What the button does, in words. */
  readonly action: string;
  readonly busy: boolean;
  /** Something else than being busy stands in its way. */
  readonly disabled?: boolean | undefined;
  onClose(): void;
  /** What it does where there is no form around it to be sent. */
  onAct?: (() => void) | undefined;
}

/** The end of a dialog: leaving everything as it was, and doing it. */
export function DialogActions({ action, busy, disabled = false, onClose, onAct }: DialogActionsProps) {
  const { staff } = useLanguage().words;
  return (
    <div class="dialog-actions">
      <button type="button" class="button quiet" onClick={onClose}>
        {staff.cancel}
      </button>
      <button type={onAct ? 'button' : 'submit'} class="button" disabled={busy || disabled} onClick={onAct}>
        {busy ? staff.working : action}
      </button>
    </div>
  );
}
