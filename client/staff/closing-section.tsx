import { useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { answerOf, type BatchDetail, batchMoves } from './api.ts';
import { rejectedIn } from './batch-step.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { useSend } from './use-send.ts';

interface BatchPartProps {
  readonly detail: BatchDetail;
  reload(): void;
}

const closedOf = ({ campaign, batch }: BatchDetail) => ({
  call: batchMoves.campaigns[':campaign']['sheet-batches'][':batch'].closed,
  param: { campaign: campaign.id, batch: String(batch.number) },
});

/** The button that closes a batch whose totals agree. */
export function CloseButton({ detail, reload }: BatchPartProps) {
  const { words } = useLanguage();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  if (!mayAny(session, ['close-sheet-batch']) || detail.batch.faults.length > 0) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {words.staff.paper.closing.close}
      </button>
      {asking && <CloseDialog detail={detail} reload={reload} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Closing ends the work on a batch, so it asks, with the consequences in words and figures. */
function CloseDialog({ detail, reload, onClose }: BatchPartProps & { onClose(): void }) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { closing: text, batchName } = words.staff.paper;
  const { busy, trouble, run } = useSend();
  const { totals, number } = detail.batch;
  const gone = totals.withdrawn + totals.voided;
  const close = () =>
    run(async () => {
      const { call, param } = closedOf(detail);
      await answerOf(call.$put({ param, json: { missing: totals.out } }));
      flash({ text: text.done(batchName(number)) });
      reload();
      onClose();
    });
  return (
    <Dialog title={text.title(batchName(number))} onClose={onClose}>
      <TroubleNotice trouble={trouble} nameOf={() => batchName(number)} />
      <ul class="consequences">
        <li>{text.equation(totals.issued, totals.accepted, rejectedIn(totals))}</li>
        <li>{totals.out > 0 ? text.missing(totals.out) : text.noneMissing}</li>
        {gone > 0 && <li>{text.gone(gone)}</li>}
        <li>{text.sealed}</li>
      </ul>
      <DialogActions action={text.close} busy={busy} onClose={onClose} onAct={() => void close()} />
    </Dialog>
  );
}

/** The seal of a closed batch, made anew each time the page is opened, and the way to open the batch again. */
export function SealSection({ detail, reload }: BatchPartProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const session = useSession();
  const { closing: text, batchName } = words.staff.paper;
  const [asking, setAsking] = useState(false);
  const name = batchName(detail.batch.number);
  if (!detail.seal) return null;
  return (
    <section class="block paper-part">
      <h2>{text.seal}</h2>
      <SealVerdict seal={detail.seal} />
      <p class="small muted">
        <code class="one-time">{detail.seal.value}</code>
      </p>
      {mayAny(session, ['reopen-sheet-batch']) && (
        <button type="button" class="button quiet" onClick={() => setAsking(true)}>
          {text.reopen}
        </button>
      )}
      {asking && (
        <ReasonDialog
          title={text.reopenTitle(name)}
          lead={text.reopenLead}
          hint={words.staff.paper.one.whyHint}
          action={text.reopen}
          field="reason"
          onClose={() => setAsking(false)}
          onSend={async (reason) => {
            const { call, param } = closedOf(detail);
            await answerOf(call.$delete({ param, json: { reason } }));
            flash({ text: text.reopened(name) });
            reload();
          }}
        />
      )}
    </section>
  );
}

function SealVerdict({ seal }: { readonly seal: NonNullable<BatchDetail['seal']> }) {
  const { words } = useLanguage();
  const { closing: text } = words.staff.paper;
  if (seal.fits) return <p class="note good">{text.fits}</p>;
  return (
    <div class="note bad" role="alert">
      <p>
        <strong>{text.broken}</strong>{' '}
        {seal.differs.length > 0
          ? text.differs(seal.differs.map(formatSerial).join(', '))
          : text.differsNowhere}
      </p>
      <p>{text.report}</p>
    </div>
  );
}
