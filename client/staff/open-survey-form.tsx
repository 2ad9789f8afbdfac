import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { say } from '../../survey-forms/form.ts';
import { SURVEYS } from './addresses.ts';
import { answerOf, surveys } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { type Draft, draftFaults, surveyId, surveyInput, unitCodes } from './open-input.ts';
import type { OpenChoices } from './open-survey-screen.tsx';
import { Check, Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { today } from './survey-line.tsx';
import { fieldError, type Place } from './trouble.ts';
import { UnitCodesField } from './unit-codes-field.tsx';
import { useSend } from './use-send.ts';

const CHANNELS = ['web', 'kiosk', 'paper'] as const;

const emptyDraft = ({ campaigns }: OpenChoices): Draft => ({
  campaign: campaigns[0]?.id ?? '',
  form: '',
  title: '',
  titleEn: '',
  id: null,
  units: '',
  opensOn: today(),
  closesOn: '',
  acceptsUntil: '',
  channels: ['web', 'paper'],
  openAnswers: false,
  burstBound: '',
});

/** The form of a new survey. What can be told here is told before sending; the rest the server says, place by place. */
export function OpenSurveyForm({ choices }: { readonly choices: OpenChoices }) {
  const { words } = useLanguage();
  const { open, working } = words.staff;
  const { route } = useLocation();
  const flash = useFlash();
  const [draft, setDraft] = useState(() => emptyDraft(choices));
  const [faults, setFaults] = useState<ReturnType<typeof draftFaults>>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const change = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }));
  const fault = (field: keyof Draft) => {
    const own = faults[field];
    return own ? open[own] : fieldError(trouble, field, words);
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = draftFaults(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      await answerOf(surveys.surveys.$post({ json: surveyInput(draft) }));
      flash({ text: open.done(draft.title.trim()), onNext: true });
      route(SURVEYS);
    });
  };
  /** `units[3]` is the fourth line that was typed. */
  const nameOf = ({ field }: Place) => {
    const at = /^units\[(\d+)\]$/.exec(field)?.[1];
    return at === undefined
      ? undefined
      : open.unitLine(Number(at) + 1, unitCodes(draft.units)[Number(at)] ?? '');
  };
  const common = { draft, change, fault };
  return (
    <form class="fields wide-fields block-s" onSubmit={send} ref={form} noValidate>
      <TroubleNotice
        trouble={trouble}
        nameOf={nameOf}
        fields={{
          campaign: open.campaign,
          form: open.form,
          title: open.name,
          id: open.id,
          units: open.units,
          opensOn: open.opensOn,
          closesOn: open.closesOn,
          acceptsUntil: open.acceptsUntil,
          burstBound: open.burst,
        }}
      />
      <SubjectFields {...common} choices={choices} />
      <UnitCodesField
        choices={choices}
        campaign={draft.campaign}
        value={draft.units}
        error={fault('units')}
        onInput={(units) => change({ units })}
      />
      <WindowFields {...common} />
      <ChannelFields {...common} />
      <button type="submit" class="button" disabled={busy}>
        {busy ? working : open.send}
      </button>
    </form>
  );
}

interface PartProps {
  readonly draft: Draft;
  change(changed: Partial<Draft>): void;
  fault(field: keyof Draft): string | undefined;
}

/** What is asked, for which campaign, under which name and address. */
function SubjectFields({ draft, change, fault, choices }: PartProps & { readonly choices: OpenChoices }) {
  const { lang, words } = useLanguage();
  const { open, optional } = words.staff;
  const shipped = new Map(shippedForms.map((form) => [form.id, say(form.title, lang)]));
  const others = choices.surveys.map((survey) => survey.form).filter((form) => !shipped.has(form));
  return (
    <>
      <Field label={open.campaign} hint={open.campaignHint} error={fault('campaign')}>
        {(control) => (
          <select
            {...control}
            name="campaign"
            value={draft.campaign}
            onChange={(event) => change({ campaign: event.currentTarget.value })}
          >
            {choices.campaigns.map(({ id, title, year }) => (
              <option key={id} value={id}>
                {say(title, lang)} ({year})
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextInput
        label={open.form}
        hint={open.formHint}
        name="form"
        list="known-forms"
        value={draft.form}
        onInput={(form) => change({ form })}
        error={fault('form')}
      />
      <datalist id="known-forms">
        {[...shipped].map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
        {[...new Set(others)].map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <TextInput
        label={open.name}
        name="title"
        value={draft.title}
        onInput={(title) => change({ title })}
        error={fault('title')}
      />
      <TextInput
        label={open.nameEn}
        mark={optional}
        name="titleEn"
        value={draft.titleEn}
        onInput={(titleEn) => change({ titleEn })}
      />
      <TextInput
        label={open.id}
        hint={open.idHint}
        name="id"
        value={surveyId(draft)}
        onInput={(id) => change({ id })}
        error={fault('id')}
      />
    </>
  );
}

/** From when, and until when: the close, and for answers that were under way (decision 11). */
function WindowFields({ draft, change, fault }: PartProps) {
  const { words } = useLanguage();
  const { open, optional } = words.staff;
  return (
    <>
      <div class="field-pair">
        <TextInput
          label={open.opensOn}
          name="opensOn"
          type="date"
          value={draft.opensOn}
          onInput={(opensOn) => change({ opensOn })}
          error={fault('opensOn')}
        />
        <TextInput
          label={open.closesOn}
          name="closesOn"
          type="date"
          value={draft.closesOn}
          onInput={(closesOn) => change({ closesOn })}
          error={fault('closesOn')}
        />
      </div>
      <TextInput
        label={open.acceptsUntil}
        mark={optional}
        hint={open.acceptsUntilHint}
        name="acceptsUntil"
        type="date"
        value={draft.acceptsUntil}
        onInput={(acceptsUntil) => change({ acceptsUntil })}
        error={fault('acceptsUntil')}
      />
    </>
  );
}

/** By which ways answers come, walk-ins among them (decision 6). */
function ChannelFields({ draft, change, fault }: PartProps) {
  const { words } = useLanguage();
  const { open, optional } = words.staff;
  return (
    <>
      <fieldset class={fault('channels') ? 'field wrong' : 'field'}>
        <legend>{open.channels}</legend>
        {fault('channels') && <p class="error">{fault('channels')}</p>}
        {CHANNELS.map((channel) => (
          <Check
            key={channel}
            label={open.channelNames[channel]}
            checked={draft.channels.includes(channel)}
            onChange={(checked) =>
              change({
                channels: CHANNELS.filter((one) =>
                  one === channel ? checked : draft.channels.includes(one),
                ),
              })
            }
          />
        ))}
      </fieldset>
      <Check
        label={open.openAnswers}
        hint={open.openAnswersHint}
        checked={draft.openAnswers}
        onChange={(openAnswers) => change({ openAnswers })}
      />
      <details class="more">
        <summary>{open.more}</summary>
        <TextInput
          label={open.burst}
          mark={optional}
          hint={open.burstHint}
          name="burstBound"
          type="number"
          min={1}
          value={draft.burstBound}
          onInput={(burstBound) => change({ burstBound })}
          error={fault('burstBound')}
        />
      </details>
    </>
  );
}
