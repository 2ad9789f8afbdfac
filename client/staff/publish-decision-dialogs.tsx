import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { AdjustedUnits } from './adjusted-units.tsx';
import { answerOf, type Campaign, type Preview, type Published, publications } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { type Proposal, ProposalWords } from './publish-proposal-words.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

type Decision =
  | { readonly outcome: 'confirmed' }
  | { readonly outcome: 'refused'; readonly note: string }
  | { readonly outcome: 'withdrawn' };

/** Tells the server what becomes of a proposal. @throws Trouble */
export const decide = (campaign: string, proposal: string, json: Decision) =>
  answerOf(
    publications.campaigns[':campaign'].publications[':proposal'].$put({
      param: { campaign, proposal },
      json,
    }),
  );

interface ConfirmDialogProps {
  readonly campaign: Campaign;
  readonly preview: Preview;
  readonly proposal: Proposal;
  onClose(): void;
  onPublished(published: Published): void;
}

/** Publication cannot be undone, so it asks: what is confirmed, and the consequences in words. */
export function ConfirmDialog({ campaign, preview, proposal, onClose, onPublished }: ConfirmDialogProps) {
  const { lang, words } = useLanguage();
  const { campaign: text, publication } = words.staff;
  const { busy, trouble, run } = useSend();
  const without = preview.units.filter((unit) => unit.index === null).length;
  const confirm = () =>
    run(async () => {
      const { published } = await decide(campaign.id, proposal.id, { outcome: 'confirmed' });
      if (published) onPublished(published);
    });
  const partOf = ({ field }: Place) =>
    Object.entries(publication.parts).find(([part]) => field === `inputs.${part}`)?.[1];
  return (
    <Dialog title={publication.confirmTitle(say(campaign.title, lang))} onClose={onClose}>
      <div class="fields">
        <TroubleNotice trouble={trouble} nameOf={partOf} />
        <ProposalWords proposal={proposal} mine={false} />
        <ul class="consequences">
          <li>{text.publishPublic}</li>
          <li>{text.publishKept}</li>
          <li>{text.publishRetries}</li>
          {without > 0 && <li>{text.publishWithout(without)}</li>}
        </ul>
        <AdjustedUnits preview={preview} />
        <DialogActions
          action={publication.confirm}
          busy={busy}
          onClose={onClose}
          onAct={() => void confirm()}
        />
      </div>
    </Dialog>
  );
}

interface RefuseDialogProps {
  readonly campaign: string;
  readonly proposal: Proposal;
  onClose(): void;
  onRefused(): void;
}

export function RefuseDialog({ campaign, proposal, onClose, onRefused }: RefuseDialogProps) {
  const { words } = useLanguage();
  const { publication: text } = words.staff;
  const [note, setNote] = useState('');
  const [faults, setFaults] = useState<{ note?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (note.trim() === '') return setFaults({ note: text.refuseMissing });
    setFaults({});
    void run(async () => {
      await decide(campaign, proposal.id, { outcome: 'refused', note: note.trim() });
      onRefused();
    });
  };
  return (
    <Dialog title={text.refuseTitle} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form}>
        <TroubleNotice trouble={trouble} />
        <TextArea
          label={text.refuseNote}
          hint={text.refuseHint}
          error={faults.note}
          name="note"
          value={note}
          onInput={setNote}
        />
        <DialogActions action={text.refuse} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
