import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import type { CampaignSettings } from './api.ts';
import { SettingsFrame, SettingsTrouble } from './campaign-settings-frame.tsx';
import { Marked } from './campaign-settings-marked.tsx';
import { keyOf, type MarksProps, putMarks } from './campaign-settings-marks.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Check } from './parts/field.tsx';
import { TextInput } from './parts/text-input.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

/** Which criteria do not apply to which units, with the standard scale that follows. */
export function CampaignSettingsApplicabilityScreen() {
  return (
    <SettingsFrame part="applicability">
      {(settings, reload) => <Applicability settings={settings} onSaved={reload} />}
    </SettingsFrame>
  );
}

function Applicability({ settings, onSaved }: MarksProps) {
  const { words } = useLanguage();
  const { applicability: text } = words.staff.campaignSettings;
  return (
    <div class="block-s">
      <p>{text.lead}</p>
      <MarkForm settings={settings} onSaved={onSaved} />
      <Marked settings={settings} onSaved={onSaved} />
    </div>
  );
}

type By = 'criterion' | 'unit';

/** One criterion for many units, or one unit with many criteria. */
function MarkForm({ settings, onSaved }: MarksProps) {
  const { lang, words } = useLanguage();
  const { applicability: text } = words.staff.campaignSettings;
  const [by, setBy] = useState<By>('criterion');
  const [chosen, setChosen] = useState('');
  const leaves = settings.framework.criteria.filter(({ kind }) => kind !== 'group');
  const subjects =
    by === 'criterion'
      ? leaves.map(({ code, name }) => [code, `${code} ${say(name, lang)}`] as const)
      : settings.units.map(({ code, name }) => [code, say(name, lang)] as const);
  return (
    <>
      <div class="field-pair wide-fields">
        <ChoiceField
          label={text.by}
          name="by"
          value={by}
          choices={text.bys}
          onChoose={(next) => {
            setBy(next);
            setChosen('');
          }}
        />
        <ChoiceField
          label={by === 'criterion' ? text.criterion : text.unit}
          name="subject"
          value={chosen}
          choices={[['', by === 'criterion' ? text.chooseCriterion : text.chooseUnit], ...subjects]}
          onChoose={setChosen}
        />
      </div>
      {chosen === '' ? (
        <p class="muted">{text.pick}</p>
      ) : (
        <Boxes
          key={`${by} ${chosen} ${settings.marks.map((mark) => keyOf(mark)).join()}`}
          settings={settings}
          by={by}
          chosen={chosen}
          onSaved={onSaved}
        />
      )}
    </>
  );
}

interface BoxesProps extends MarksProps {
  readonly by: By;
  readonly chosen: string;
}

/** A box for every cell of the row or column; those that were just ticked share the reason. */
function Boxes({ settings, by, chosen, onSaved }: BoxesProps) {
  const { lang, words } = useLanguage();
  const { applicability: text } = words.staff.campaignSettings;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const stands = new Map(settings.marks.map((mark) => [keyOf(mark), mark.reason]));
  const cells = cellsOf(settings, by, chosen);
  const [absent, setAbsent] = useState(() => new Set(cells.map(keyOf).filter((key) => stands.has(key))));
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const changed = cells.filter((cell) => absent.has(keyOf(cell)) !== stands.has(keyOf(cell)));
  const marked = changed.filter((cell) => absent.has(keyOf(cell)));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (marked.length > 0 && reason.trim() === '') return setMissing(true);
    setMissing(false);
    void run(async () => {
      const next = changed.map(({ unit, criterion }) => {
        const seen = stands.get(keyOf({ unit, criterion })) ?? null;
        return { unit, criterion, reason: seen === null ? reason.trim() : null, seen };
      });
      await putMarks(settings.campaign.id, next);
      const undo = async () => {
        await putMarks(
          settings.campaign.id,
          next.map((mark) => ({ ...mark, reason: mark.seen, seen: mark.reason })),
        );
        onSaved();
      };
      flash({ text: text.done(marked.length, changed.length - marked.length), undo });
      onSaved();
    });
  };
  const nameOf = ({ field }: Place) => {
    const at = /^marks\[(\d+)\]/.exec(field)?.[1];
    return at === undefined ? nameOfUnit(settings, field, lang) : changed[Number(at)]?.label(lang);
  };
  const setAll = (on: boolean) => setAbsent(new Set(on ? cells.map(keyOf) : []));
  return (
    <form class="block-s" onSubmit={send} noValidate>
      <SettingsTrouble trouble={trouble} nameOf={nameOf} onReload={onSaved} />
      <p class="toolbar">
        <button type="button" class="button quiet" onClick={() => setAll(true)}>
          {text.all}
        </button>
        <button type="button" class="button quiet" onClick={() => setAll(false)}>
          {text.noneOf}
        </button>
      </p>
      <fieldset class="field check-list">
        <legend>{text.absent}</legend>
        {cells.map((cell) => (
          <Check
            key={keyOf(cell)}
            label={cell.label(lang)}
            hint={stands.get(keyOf(cell)) ?? undefined}
            checked={absent.has(keyOf(cell))}
            onChange={(checked) => {
              const next = new Set(absent);
              if (checked) next.add(keyOf(cell));
              else next.delete(keyOf(cell));
              setAbsent(next);
            }}
          />
        ))}
      </fieldset>
      {marked.length > 0 && (
        <div class="fields wide-fields">
          <TextInput
            label={text.reason}
            hint={text.reasonHint}
            name="reason"
            value={reason}
            error={missing ? text.reasonMissing : undefined}
            onInput={setReason}
          />
        </div>
      )}
      <p class="toolbar">
        <button type="submit" class="button" disabled={busy || changed.length === 0}>
          {busy ? words.staff.working : changed.length === 0 ? text.nothing : text.send(changed.length)}
        </button>
      </p>
    </form>
  );
}

interface CellOf {
  readonly unit: string;
  readonly criterion: string;
  label(lang: ReturnType<typeof useLanguage>['lang']): string;
}

function cellsOf({ units, framework }: CampaignSettings, by: By, chosen: string): CellOf[] {
  if (by === 'criterion')
    return units.map(({ code, name }) => ({
      unit: code,
      criterion: chosen,
      label: (lang) => say(name, lang),
    }));
  return framework.criteria
    .filter(({ kind }) => kind !== 'group')
    .map(({ code, name }) => ({
      unit: chosen,
      criterion: code,
      label: (lang) => `${code} ${say(name, lang)}`,
    }));
}

function nameOfUnit(
  { units }: CampaignSettings,
  code: string,
  lang: ReturnType<typeof useLanguage>['lang'],
): string | undefined {
  const unit = units.find((one) => one.code === code);
  return unit && say(unit.name, lang);
}
