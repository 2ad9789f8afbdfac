import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import type { Words } from '../words/words-of.ts';
import { answerOf, type Campaign, type Preview, publications } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { fieldError, type Place } from './trouble.ts';
import { useSend } from './use-send.ts';

interface ProposeDialogProps {
  readonly campaign: Campaign;
  readonly preview: Preview;
  onClose(): void;
  onProposed(): void;
}

interface Faults {
  readonly number?: string;
  readonly day?: string;
  readonly reason?: string;
}

/** Proposes to publish: by which decision, and, where a revision stands, why a further one. Another person confirms. */
export function ProposeDialog({ campaign, preview, onClose, onProposed }: ProposeDialogProps) {
  const { lang, words } = useLanguage();
  const { campaign: text, publication } = words.staff;
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const later = preview.standing !== null;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const missing = {
      ...(number.trim() === '' ? { number: publication.decisionNumberMissing } : {}),
      ...(day === '' ? { day: publication.decisionDayMissing } : {}),
      ...(later && reason.trim() === '' ? { reason: text.reasonMissing } : {}),
    };
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    void run(async () => {
      const decision = { number: number.trim(), day };
      await answerOf(
        publications.campaigns[':campaign'].publications.$post({
          param: { campaign: campaign.id },
          json: later ? { decision, reason: reason.trim() } : { decision },
        }),
      );
      onProposed();
    });
  };
  const without = preview.units.filter((unit) => unit.index === null).length;
  return (
    <Dialog title={publication.proposeTitle(say(campaign.title, lang))} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form} noValidate>
        <TroubleNotice trouble={trouble} fields={{ reason: text.reason }} nameOf={hindranceOf(words)} />
        <ul class="consequences">
          <li>{publication.proposeSecond}</li>
          <li>{publication.proposeSame}</li>
          {without > 0 && <li>{text.publishWithout(without)}</li>}
        </ul>
        <TextInput
          label={publication.decisionNumber}
          name="number"
          value={number}
          error={faults.number ?? fieldError(trouble, 'decision.number', words)}
          onInput={setNumber}
        />
        <TextInput
          label={publication.decisionDay}
          name="day"
          type="date"
          value={day}
          error={faults.day ?? fieldError(trouble, 'decision.day', words)}
          onInput={setDay}
        />
        {later && (
          <TextArea
            label={text.reason}
            hint={text.reasonHint}
            error={faults.reason ?? fieldError(trouble, 'reason', words)}
            name="reason"
            value={reason}
            onInput={setReason}
          />
        )}
        <DialogActions action={publication.propose} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** `surveys.<id>` names a survey that still takes answers, `sheet-batches.<number>` a batch that is not closed. */
const hindranceOf =
  (words: Words) =>
  ({ field }: Place) => {
    const [kind, name = ''] = field.split(/\.(.*)/s);
    if (kind === 'surveys') return `“${name}”`;
    return kind === 'sheet-batches' ? words.staff.paper.batchName(Number(name)) : undefined;
  };
