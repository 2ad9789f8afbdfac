import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import type { RatingYears } from './api.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { mayAny, useSession } from './session.ts';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

interface RatingSurveysDialogProps {
  readonly title: string;
  readonly lead: string;
  /** What else is to be known, under the lead. */
  readonly note?: ComponentChildren;
  readonly action: string;
  /** Those that may be chosen. */
  readonly surveys: RatingYears[number]['surveys'];
  /** Where one is opened for this quarter. */
  readonly newSurvey: string;
  /** Those that are counted now. */
  readonly chosen: readonly string[];
  onClose(): void;
  /** What fails is told in the dialog, and it stays open. */
  onSend(surveys: string[]): Promise<void>;
}

/** Which surveys count for a quarter. */
export function RatingSurveysDialog(props: RatingSurveysDialogProps) {
  const { title, lead, note, action, surveys, newSurvey, onClose, onSend } = props;
  const session = useSession();
  const { lang, words } = useLanguage();
  const { create: text } = words.staff.ratings;
  const [chosen, setChosen] = useState<readonly string[]>(props.chosen);
  const { busy, trouble, run } = useSend();
  const turn = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(() => onSend([...chosen]));
  };
  const nameOf = ({ field }: Place) => {
    const survey = surveys.find(({ id }) => field === `surveys.${id}`);
    return survey && say(survey.title, lang);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{lead}</p>
        {note}
        <TroubleNotice trouble={trouble} nameOf={nameOf} />
        {surveys.length === 0 ? (
          <p class="muted">{text.noSurveys}</p>
        ) : (
          <fieldset class="field">
            <legend>{text.surveys}</legend>
            <p class="hint">{text.surveysHint}</p>
            {surveys.map(({ id, title: name }) => (
              <Check
                key={id}
                label={say(name, lang)}
                checked={chosen.includes(id)}
                onChange={(on) => turn(id, on)}
              />
            ))}
          </fieldset>
        )}
        {mayAny(session, ['open-survey']) ? (
          <p>
            <a href={newSurvey}>{text.openSurvey}</a>
          </p>
        ) : (
          surveys.length === 0 && <p class="hint">{text.surveysByOffice}</p>
        )}
        <DialogActions action={action} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
