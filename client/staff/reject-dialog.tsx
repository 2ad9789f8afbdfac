import { useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import type { Words } from '../words/words-of.ts';
import { answerOf, sheets } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type Send, useSend } from './use-send.ts';

type Reason = keyof Words['staff']['paper']['reasons'];

/** In the order of the list; what is over the quota is found by the order of receipt alone. */
export const REASONS: readonly Reason[] = [
  'over-quota',
  'blank',
  'spoiled',
  'wrong-group',
  'duplicate',
  'outside-area',
];
const CHOSEN = REASONS.filter((reason) => reason !== 'over-quota');

interface SheetAction {
  readonly campaign: string;
  readonly serial: string;
  /** Something changed. */
  onDone(): void;
}

/** Rejects a sheet that waits. It can be taken back in, so the way back is offered instead of a question. */
export function RejectDialog({ campaign, serial, onDone, onClose }: SheetAction & { onClose(): void }) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { sheets: text, reasons } = words.staff.paper;
  const [reason, setReason] = useState<Reason>('spoiled');
  const [note, setNote] = useState('');
  const { busy, trouble, run } = useSend();
  const back = useReinstate({ campaign, serial, onDone });
  const shown = formatSerial(serial);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { reason, ...(note.trim() === '' ? {} : { note: note.trim() }) };
      const sent = sheets.campaigns[':campaign'].sheets[':serial'].rejection.$put({
        param: { campaign, serial },
        json,
      });
      const { backIn } = await answerOf(sent);
      const more = backIn.length === 0 ? '' : ` ${text.backIn(backIn.map(formatSerial).join(', '))}`;
      flash({ text: `${text.rejected(shown)}${more}`, undo: back });
      onDone();
      onClose();
    });
  };
  return (
    <Dialog title={text.rejectTitle(shown)} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{text.rejectLead}</p>
        <TroubleNotice trouble={trouble} fields={{ reason: text.reason, note: text.note, serial: shown }} />
        <fieldset class="segments">
          <legend>{text.reason}</legend>
          {CHOSEN.map((one) => (
            <label key={one} class={reason === one ? 'on' : undefined}>
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              {reasons[one]}
            </label>
          ))}
        </fieldset>
        <TextInput label={text.note} mark={words.staff.optional} name="note" value={note} onInput={setNote} />
        <DialogActions action={text.reject} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Takes a rejection back, and says what that did to the quota. @throws Trouble */
function useReinstate({ campaign, serial, onDone }: SheetAction): () => Promise<void> {
  const { words } = useLanguage();
  const flash = useFlash();
  const { sheets: text } = words.staff.paper;
  return async () => {
    const sent = sheets.campaigns[':campaign'].sheets[':serial'].rejection.$delete({
      param: { campaign, serial },
    });
    const { pushedOut } = await answerOf(sent);
    const more = pushedOut.length === 0 ? '' : ` ${text.pushedOut(pushedOut.map(formatSerial).join(', '))}`;
    flash({ text: `${text.reinstated(formatSerial(serial))}${more}` });
    onDone();
  };
}

/** @param send where trouble is shown */
export function ReinstateButton({ send, ...sheet }: SheetAction & { readonly send: Send }) {
  const { words } = useLanguage();
  const reinstate = useReinstate(sheet);
  return (
    <button type="button" class="link-button" disabled={send.busy} onClick={() => void send.run(reinstate)}>
      {words.staff.paper.sheets.reinstate}
    </button>
  );
}
