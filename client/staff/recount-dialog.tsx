import { useState } from 'preact/hooks';
import { answerOf, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { LoadingShape } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface Outcome {
  readonly tallies: number;
  readonly responses: number;
  readonly differences: number;
  readonly repaired: boolean;
}

interface RecountDialogProps {
  readonly survey: string;
  onClose(): void;
}

/** Counts every stored answer anew; only where something differs is there anything to decide. */
export function RecountDialog({ survey, onClose }: RecountDialogProps) {
  const { words } = useLanguage();
  const { live, close } = words.staff;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, trouble, run } = useSend();
  const recount = (repair: boolean) =>
    run(async () => {
      const sent = surveys.surveys[':survey'].recount.$post({ param: { survey }, json: { repair } });
      setOutcome({ ...(await answerOf(sent)), repaired: repair });
    });
  const wrong = outcome !== null && outcome.differences > 0 && !outcome.repaired;
  return (
    <Dialog title={live.recountTitle} onClose={onClose}>
      <p>{live.recountLead}</p>
      <TroubleNotice trouble={trouble} />
      <div role="status">{outcome ? <OutcomeNotice outcome={outcome} /> : busy && <LoadingShape />}</div>
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick={onClose}>
          {close}
        </button>
        {(outcome === null || wrong) && (
          <button type="button" class="button" disabled={busy} onClick={() => void recount(wrong)}>
            {wrong ? live.repair : live.recount}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function OutcomeNotice({ outcome }: { readonly outcome: Outcome }) {
  const { words } = useLanguage();
  const { live } = words.staff;
  const { differences, tallies, responses, repaired } = outcome;
  if (differences === 0) return <Notice kind="good">{live.recountSame(tallies, responses)}</Notice>;
  if (repaired) return <Notice kind="good">{live.repaired(differences)}</Notice>;
  return <Notice kind="bad">{live.recountDifferent(differences, tallies, responses)}</Notice>;
}
