import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { answerOf, office } from './api.ts';
import type { ListedUnit } from './assessment-overview-screen.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface ExtensionDialogProps {
  readonly campaign: string;
  readonly unit: ListedUnit;
  onClose(): void;
  onDone(): void;
}

/** More time for one unit, with the reason; it can be taken back. */
export function ExtensionDialog({ campaign, unit, onClose, onDone }: ExtensionDialogProps) {
  const { lang, words } = useLanguage();
  const { assessment, cancel, working } = words.staff;
  const { extension: text } = assessment;
  const flash = useFlash();
  const [until, setUntil] = useState(unit.extendedUntil ?? unit.deadline?.day ?? '');
  const [reason, setReason] = useState('');
  const { busy, trouble, run } = useSend();
  const put = (day: string | null, why: string) =>
    answerOf(
      office.campaigns[':campaign'].assessments[':unit'].extension.$put({
        param: { campaign, unit: unit.unit },
        json: { until: day, reason: why },
      }),
    );
  const extend = (day: string | null) =>
    run(async () => {
      await put(day, reason);
      const back = async () => {
        await put(unit.extendedUntil, text.undone);
        flash(null);
        onDone();
      };
      flash({ text: day === null ? text.takenBack : text.done(formatDate(day, lang)), undo: back });
      onDone();
    });
  return (
    <Dialog title={text.title(say(unit.name, lang))} onClose={onClose}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void extend(until);
        }}
      >
        {unit.deadline && (
          <p>
            {assessment.stageNames[unit.deadline.stage]}:{' '}
            {assessment.until(formatDate(unit.deadline.day, lang))}
          </p>
        )}
        <TroubleNotice trouble={trouble} fields={{ until: text.until, reason: text.reason }} />
        <TextInput
          label={text.until}
          name="until"
          type="date"
          required
          value={until}
          onInput={setUntil}
          error={fieldError(trouble, 'until', words)}
        />
        <TextArea
          label={text.reason}
          hint={text.reasonHint}
          error={fieldError(trouble, 'reason', words)}
          name="reason"
          rows={2}
          value={reason}
          onInput={setReason}
        />
        <div class="dialog-actions">
          {unit.extendedUntil && (
            <button type="button" class="button quiet" disabled={busy} onClick={() => void extend(null)}>
              {text.takeBack}
            </button>
          )}
          <button type="button" class="button quiet" onClick={onClose}>
            {cancel}
          </button>
          <button type="submit" class="button" disabled={busy}>
            {busy ? working : text.send}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
