import { useState } from 'preact/hooks';
import { formatCount } from '../format.ts';
import { type Assessment, answerOf, assessments } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

export type Step = 'submit' | 'explain' | 'return' | 'finish' | 'pass';

interface StepActionsProps {
  readonly data: Assessment;
  /** Something typed is still on its way to the server. */
  readonly unsaved: boolean;
  reload(): Promise<void>;
}

/** The step that ends the reader's part. It cannot be taken back, so it asks, with the consequences in words. */
export function StepActions({ data, unsaved, reload }: StepActionsProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const [asking, setAsking] = useState<Step | null>(null);
  const steps = stepsOf(data);
  if (steps.length === 0) return null;
  const open = data.missing.length + data.missingElsewhere;
  const ready = open === 0 && !unsaved;
  return (
    <section class="step-actions block">
      {open > 0 && <p>{text.stepWaits(formatCount(open, lang))}</p>}
      {data.missingElsewhere > 0 && <p class="small muted">{text.waitsForOthers(data.missingElsewhere)}</p>}
      {unsaved && <p>{text.stepUnsaved}</p>}
      <p class="row-buttons">
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            class={step === steps[0] ? 'button' : 'button quiet'}
            disabled={!ready}
            onClick={() => setAsking(step)}
          >
            {text.steps[step]}
          </button>
        ))}
      </p>
      {asking && (
        <StepDialog
          data={data}
          step={asking}
          onClose={() => setAsking(null)}
          onDone={async () => {
            setAsking(null);
            await reload();
          }}
        />
      )}
    </section>
  );
}

/** The steps the reader may take now, the usual one first. */
export function stepsOf({ writes, state, deadline, appraises, skipsExplanation }: Assessment): Step[] {
  if (writes === 'self') return ['submit'];
  if (writes === 'explanation') return ['explain'];
  if (writes === 'round-1') return skipsExplanation ? ['finish', 'return'] : ['return'];
  if (writes === 'round-2') return ['finish'];
  return state === 'explaining' && deadline?.closed && appraises.length > 0 ? ['pass'] : [];
}

interface StepDialogProps {
  readonly data: Assessment;
  readonly step: Step;
  onClose(): void;
  onDone(): Promise<void>;
}

function StepDialog({ data, step, onClose, onDone }: StepDialogProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const flash = useFlash();
  const send = () =>
    run(async () => {
      await take(data, step);
      flash({ text: text.stepDone[step] });
      await onDone();
    });
  return (
    <Dialog title={text.stepTitle[step]} onClose={onClose}>
      <TroubleNotice trouble={trouble} nameOf={({ field }) => (/^\d/.test(field) ? field : undefined)} />
      <ul class="consequences">
        {text.consequences[step].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DialogActions action={text.steps[step]} busy={busy} onClose={onClose} onAct={() => void send()} />
    </Dialog>
  );
}

async function take(data: Assessment, step: Step): Promise<void> {
  const param = { campaign: data.campaign.id, unit: data.unit.code };
  const unit = assessments.campaigns[':campaign'].assessments[':unit'];
  if (step === 'submit' || step === 'explain') {
    const stage = step === 'submit' ? ('self' as const) : ('explanation' as const);
    await answerOf(unit.submission.$post({ param, json: { stage } }));
  } else if (step === 'return') await answerOf(unit.return.$post({ param, json: {} }));
  else await answerOf(unit.round.$post({ param, json: {} }));
}
