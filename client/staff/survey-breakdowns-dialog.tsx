import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type BreakdownChoices, surveyResults } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface BreakdownsDialogProps {
  readonly survey: string;
  onClose(): void;
  /** Others are declared now; called again when that is undone. */
  onDeclared(): void;
}

/** As many as the server takes; it decides. */
const MOST = 5;

/** By which questions the results may be broken down once the survey is over; chosen before the answers are known. */
export function BreakdownsDialog(props: BreakdownsDialogProps) {
  const { survey, onClose } = props;
  const { words } = useLanguage();
  const { declare: text } = words.staff.results;
  const load = useLoad<BreakdownChoices>(survey, () =>
    answerOf(surveyResults.surveys[':survey'].breakdowns.$get({ param: { survey } })),
  );
  return (
    <Dialog title={text.dialog} onClose={onClose}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {(choices) =>
          choices.questions.length === 0 ? (
            <p class="empty">{text.none}</p>
          ) : (
            <BreakdownsForm {...props} choices={choices} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

function BreakdownsForm({
  survey,
  choices,
  onClose,
  onDeclared,
}: BreakdownsDialogProps & { readonly choices: BreakdownChoices }) {
  const { lang, words } = useLanguage();
  const { declare: text } = words.staff.results;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const declared = choices.questions.filter((one) => one.declared).map(({ question }) => question);
  const [chosen, setChosen] = useState(declared);
  const put = async (questions: readonly string[]) => {
    const json = { questions: [...questions] };
    await answerOf(surveyResults.surveys[':survey'].breakdowns.$put({ param: { survey }, json }));
    onDeclared();
  };
  const save = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      await put(chosen);
      flash({ text: text.saved, undo: () => put(declared) });
      onClose();
    });
  };
  const toggle = (question: string, on: boolean) =>
    setChosen(on ? [...chosen, question] : chosen.filter((one) => one !== question));
  return (
    <form class="fields" onSubmit={save}>
      <TroubleNotice trouble={trouble} />
      {choices.fixed && <p class="note info">{text.over}</p>}
      <div>
        {choices.questions.map(({ question, text: name }) => (
          <Check
            key={question}
            label={say(name, lang)}
            checked={chosen.includes(question)}
            disabled={choices.fixed || (!chosen.includes(question) && chosen.length >= MOST)}
            onChange={(on) => toggle(question, on)}
          />
        ))}
      </div>
      <DialogActions action={text.save} busy={busy} disabled={choices.fixed} onClose={onClose} />
    </form>
  );
}
