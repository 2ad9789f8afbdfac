import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { RATINGS, SURVEYS } from './addresses.ts';
import { answerOf, type SurveyChoices, surveys } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { type Draft, draftFaults, quarterWindow, surveyId, surveyInput, unitCodes } from './open-input.ts';
import type { OpenChoices } from './open-survey-screen.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Check, Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { today } from './survey-line.tsx';
import { fieldError, type Place } from './trouble.ts';
import { UnitCodesField } from './unit-codes-field.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

/** Forms 4 and 5 of the rating of procedure handling (domain §6): paper, and online. */
const RATING_FORMS = ['procedure-rating-paper', 'procedure-rating-online'] as const;

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
  const { query } = useLocation();
  const asked = choices.campaigns.find(({ id }) => id === query.dot);
  const quarter = [1, 2, 3, 4].find((one) => asked && String(one) === query.quy);
  const [draft, setDraft] = useState<Draft>(() => ({
    ...emptyDraft(choices),
    ...(asked && { campaign: asked.id }),
    ...(asked && quarter && quarterWindow(asked.year, quarter)),
    ...(asked && quarter && { form: RATING_FORMS[0], title: open.ratingTitle(quarter, String(asked.year)) }),
  }));
  const of = useLoad<SurveyChoices>(draft.campaign, () =>
    answerOf(surveys.surveys.choices.$get({ query: { campaign: draft.campaign } })),
  );
  // A survey of a rating asks about all agencies that are rated, until somebody says otherwise.
  useEffect(() => {
    if (quarter && of.data) change({ units: of.data.units.map(({ code }) => code).join('\n') });
  }, [quarter, of.data]);
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
      route(quarter ? RATINGS : SURVEYS);
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
      <SubjectFields
        {...common}
        choices={choices}
        forms={of.data?.forms ?? []}
        rating={quarter !== undefined}
      />
      <UnitCodesField
        choices={choices}
        campaign={draft.campaign}
        units={of.data?.units ?? []}
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

interface SubjectProps extends PartProps {
  readonly choices: OpenChoices;
  readonly forms: SurveyChoices['forms'];
  /** It is opened for a quarter of the rating: its forms come first. */
  readonly rating: boolean;
}

/** What is asked, for which campaign, under which name and address. */
function SubjectFields({ draft, change, fault, choices, forms, rating }: SubjectProps) {
  const { lang, words } = useLanguage();
  const { open, optional } = words.staff;
  const isRating = ({ id }: { readonly id: string }) => rating && RATING_FORMS.some((one) => one === id);
  const inOrder = [...forms.filter(isRating), ...forms.filter((form) => !isRating(form))];
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
      <ChoiceField
        label={open.form}
        hint={open.formHint}
        name="form"
        value={draft.form}
        choices={[
          ['', open.chooseForm] as const,
          ...inOrder.map(({ id, title }) => [id, say(title, lang)] as const),
        ]}
        onChoose={(form) => change({ form })}
        error={fault('form')}
      />
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
