import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { type Lang, say } from '../../survey-forms/form.ts';
import { sumText } from '../decimal-text.ts';
import { formatExact } from '../format.ts';
import { planScreen } from './addresses.ts';
import { answerOf, type BroughtTasks, type PlanChoices, type PlanGaps, plans } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { FileButton } from './parts/file-button.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { PLAN_FILES, readPlanFile } from './plan-file.ts';
import { PlanGapChoice } from './plan-gap-choice.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface DialogProps {
  onClose(): void;
}

/** A new plan: from the points that a result lost, or from the annex of a plan. */
export function PlanDialog({ onClose }: DialogProps) {
  const { dialog: text } = useLanguage().words.staff.plans;
  const load = useLoad('plan choices', () => answerOf(plans.plans.choices.$get()));
  return (
    <Dialog title={text.title} onClose={onClose}>
      <Loaded load={load}>{(choices) => <PlanForm choices={choices} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

type Start = 'gaps' | 'file';

interface Faults {
  readonly year?: string;
  readonly title?: string;
  readonly file?: string;
  readonly gaps?: string;
}

function PlanForm({ choices, onClose }: DialogProps & { readonly choices: PlanChoices }) {
  const { lang, words } = useLanguage();
  const { dialog: text } = words.staff.plans;
  const { route } = useLocation();
  const flash = useFlash();
  const [unit, setUnit] = useState(choices.campaigns[0]?.units[0] ?? choices.units[0]?.code ?? '');
  const rating = choices.campaigns.filter(({ units }) => units.includes(unit));
  const [start, setStart] = useState<Start>(rating.length > 0 ? 'gaps' : 'file');
  const [chosen, setCampaign] = useState('');
  const [title, setTitle] = useState('');
  const [typedYear, setYear] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [gaps, setGaps] = useState<PlanGaps>([]);
  const [faults, setFaults] = useState<Faults>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  // From gaps there is always a result: the latest, until another is chosen.
  const known = rating.find(({ id }) => id === chosen) ?? (start === 'gaps' ? rating[0] : undefined);
  const fromCampaign = known?.id ?? null;
  const year = typedYear ?? (known ? String(known.year + 1) : '');
  const tasksOf = async (): Promise<BroughtTasks | null> =>
    start === 'gaps'
      ? gaps.map((gap) => taskOf(gap, text.target(formatExact(gap.max, 'vi'))))
      : file && readPlanFile(file, { unit, fromCampaign });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found: Faults = {
      ...(/^20\d\d$/.test(year) ? {} : { year: text.yearWrong }),
      ...(title.trim() === '' ? { title: text.nameMissing } : {}),
      ...(start === 'file' && !file ? { file: text.fileMissing } : {}),
      ...(start === 'gaps' && gaps.length === 0 ? { gaps: text.gapsMissing } : {}),
    };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      const tasks = await tasksOf();
      if (!tasks) return setFaults({ file: text.notPlan });
      const head = { unit, year: Number(year), title: title.trim(), source: source.trim() || null };
      const made = await answerOf(plans.plans.$post({ json: { ...head, fromCampaign, tasks } }));
      flash({ text: text.done(head.title, tasks.length), onNext: true });
      route(planScreen(made.id));
    });
  };
  const fields = { title: text.name, fromCampaign: text.campaign, unit: text.unit, tasks: text.title };
  return (
    <form class="fields" onSubmit={send} ref={form} noValidate>
      <TroubleNotice trouble={trouble} fields={fields} />
      <ChoiceField
        label={text.unit}
        name="unit"
        value={unit}
        choices={unitNames(choices.units, lang)}
        onChoose={setUnit}
      />
      <ChoiceField<Start>
        label={text.start}
        name="start"
        value={start}
        choices={text.starts}
        onChoose={setStart}
      />
      {start === 'gaps' && rating.length === 0 ? (
        <p class="empty">{text.noResults}</p>
      ) : (
        <ChoiceField
          label={text.campaign}
          name="campaign"
          hint={text.campaignHint}
          value={known?.id ?? ''}
          choices={[
            ...(start === 'file' ? [['', text.noCampaign] as const] : []),
            ...rating.map(({ id, title: named }) => [id, say(named, lang)] as const),
          ]}
          onChoose={setCampaign}
        />
      )}
      <TextInput label={text.name} name="title" value={title} error={faults.title} onInput={setTitle} />
      <TextInput label={text.year} name="year" value={year} error={faults.year} onInput={setYear} />
      <TextInput
        label={text.source}
        name="source"
        value={source}
        mark={words.staff.plans.editor.optional}
        onInput={setSource}
      />
      {start === 'file' ? (
        <div class="stack-s">
          <p class="plan-actions">
            <FileButton label={text.choose} accept={PLAN_FILES} disabled={busy} onFile={setFile} />
            <a href="/api/v1/plans/template" download>
              {text.template}
            </a>
          </p>
          {faults.file && <p class="error">{faults.file}</p>}
          <p role="status" class="small">
            {file && text.chosen(file.name)}
          </p>
        </div>
      ) : (
        fromCampaign !== null && (
          <>
            {faults.gaps && <p class="error">{faults.gaps}</p>}
            <PlanGapChoice campaign={fromCampaign} unit={unit} chosen={gaps} onChoose={setGaps} />
            {gaps.length > 0 && (
              <p role="status" class="small">
                {text.chosenGaps(gaps.length, formatExact(sumText(gaps.map(({ gain }) => gain)), lang))}
              </p>
            )}
          </>
        )
      )}
      <DialogActions action={text.make} busy={busy} onClose={onClose} />
    </form>
  );
}

/** Code → name; with the province where several of them have a unit of that name. */
export function unitNames(units: PlanChoices['units'], lang: Lang): (readonly [string, string])[] {
  const named = units.map(({ code, name, province }) => ({
    code,
    name: say(name, lang),
    of: say(province, lang),
  }));
  return named.map(({ code, name, of }) => {
    const isAlone = named.every((one) => one.code === code || one.name !== name);
    return [code, isAlone ? name : `${name} (${of})`] as const;
  });
}

/** The task that closes a gap. The plan is a document of the province: it is in Vietnamese. */
const taskOf = (
  { criterion, name, max, agency }: PlanGaps[number],
  target: string,
): BroughtTasks[number] => ({
  ...{ criterion, name: name.vi, target, targetPoints: max },
  lead: agency?.vi ?? '',
});
