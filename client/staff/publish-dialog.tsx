import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import type { Words } from '../words/words-of.ts';
import { answerOf, type Campaign, campaigns, type Preview } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { fieldError, type Place } from './trouble.ts';
import { useSend } from './use-send.ts';

export interface Published {
  readonly revision: number;
  readonly hash: string;
}

interface PublishDialogProps {
  readonly campaign: Campaign;
  readonly preview: Preview;
  onClose(): void;
  onPublished(published: Published): void;
}

/** Publication cannot be undone, so it asks, with the consequences in words; a later revision states its reason. */
export function PublishDialog({ campaign, preview, onClose, onPublished }: PublishDialogProps) {
  const { lang, words } = useLanguage();
  const { campaign: text, cancel, working } = words.staff;
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<{ reason?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const later = campaign.published !== null;
  const without = preview.units.filter((unit) => unit.index === null).length;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const given = reason.trim();
    if (later && given === '') return setFaults({ reason: text.reasonMissing });
    setFaults({});
    void run(async () => {
      const json = later ? { reason: given } : {};
      const sent = campaigns.campaigns[':campaign'].publications.$post({
        param: { campaign: campaign.id },
        json,
      });
      onPublished(await answerOf(sent));
    });
  };
  return (
    <Dialog title={text.publishTitle(say(campaign.title, lang))} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form}>
        <TroubleNotice trouble={trouble} fields={{ reason: text.reason }} nameOf={hindranceOf(words)} />
        <ul class="consequences">
          <li>{text.publishPublic}</li>
          <li>{text.publishKept}</li>
          <li>{text.publishRetries}</li>
          {without > 0 && <li>{text.publishWithout(without)}</li>}
        </ul>
        {later && (
          <Field
            label={text.reason}
            hint={text.reasonHint}
            error={faults.reason ?? fieldError(trouble, 'reason', words)}
          >
            {(control) => (
              <textarea
                {...control}
                name="reason"
                rows={3}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {cancel}
          </button>
          <button type="submit" class="button" disabled={busy}>
            {busy ? working : text.publish}
          </button>
        </div>
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
