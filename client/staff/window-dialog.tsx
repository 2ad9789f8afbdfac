import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { answerOf, type Survey, surveys } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { today } from './survey-line.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface WindowDialogProps {
  readonly survey: Survey;
  onClose(): void;
  /** The window has another end now; called again when that is undone. */
  onMoved(): void;
}

interface Ends {
  readonly closesOn: string;
  readonly acceptsUntil?: string;
}

const DAY_MS = 86_400_000;
const WEEK = 7;

/** A calendar day so many days later, "2026-11-20" → "2026-11-27". */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

interface QuickEndsProps {
  readonly survey: Survey;
  onChoose(closesOn: string): void;
}

/** The two ends that are asked for most: close with today, or go on for a week. They fill in the days; nothing is sent. */
function QuickEnds({ survey, onChoose }: QuickEndsProps) {
  const { words } = useLanguage();
  const { window: text } = words.staff;
  const now = today();
  const runs = survey.opensOn <= now && now < survey.closesOn;
  return (
    <p class="toolbar">
      {runs && (
        <button type="button" class="button quiet" onClick={() => onChoose(now)}>
          {text.closeToday}
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => onChoose(daysAfter(survey.closesOn, WEEK))}>
        {text.extendWeek}
      </button>
    </p>
  );
}

/** Moves the close of a survey. It can be moved back, so it does not ask; the way back is offered instead. */
export function WindowDialog({ survey, onClose, onMoved }: WindowDialogProps) {
  const { lang, words } = useLanguage();
  const flash = useFlash();
  const { staff } = words;
  const [closesOn, setClosesOn] = useState(survey.closesOn);
  const [acceptsUntil, setAcceptsUntil] = useState(survey.acceptsUntil);
  const { busy, trouble, run } = useSend();

  const move = async (ends: Ends, undo?: () => Promise<void>) => {
    const sent = surveys.surveys[':survey'].window.$put({ param: { survey: survey.id }, json: ends });
    const moved = await answerOf(sent);
    const [close, last] = [moved.closesOn, moved.acceptsUntil].map((day) => formatDate(day, lang));
    flash({ text: `${say(survey.title, lang)}: ${staff.window.done(close ?? '', last ?? '')}`, undo });
    onMoved();
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const back = () => move({ closesOn: survey.closesOn, acceptsUntil: survey.acceptsUntil });
    void run(async () => {
      await move(acceptsUntil === '' ? { closesOn } : { closesOn, acceptsUntil }, back);
      onClose();
    });
  };
  return (
    <Dialog title={staff.window.title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>
          <b>{say(survey.title, lang)}</b>
        </p>
        <p>{staff.window.lead}</p>
        <QuickEnds
          survey={survey}
          onChoose={(day) => {
            setClosesOn(day);
            setAcceptsUntil('');
          }}
        />
        <TroubleNotice
          trouble={trouble}
          fields={{ closesOn: staff.open.closesOn, acceptsUntil: staff.open.acceptsUntil }}
        />
        <TextInput
          label={staff.open.closesOn}
          name="closesOn"
          type="date"
          required
          value={closesOn}
          onInput={setClosesOn}
          error={fieldError(trouble, 'closesOn', words)}
        />
        <TextInput
          label={staff.open.acceptsUntil}
          mark={staff.optional}
          hint={staff.open.acceptsUntilHint}
          name="acceptsUntil"
          type="date"
          value={acceptsUntil}
          onInput={setAcceptsUntil}
          error={fieldError(trouble, 'acceptsUntil', words)}
        />
        <DialogActions action={staff.window.send} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
