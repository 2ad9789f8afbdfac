import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Policies } from '../../server/core/campaign.ts';
import { say } from '../../survey-forms/form.ts';
import { CAMPAIGNS, FRAMEWORKS, settingsScreen, UNIT_LIST } from './addresses.ts';
import {
  answerOf,
  type CampaignChoices,
  campaignSettings,
  type FrameworkShown,
  type FrameworkVersion,
  frameworks,
} from './api.ts';
import { DEFAULT_POLICIES, PolicyFields } from './campaign-settings-policies.tsx';
import { type ChosenUnit, type KnownUnit, UnitList } from './campaign-settings-unit-list.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { slugOf } from './open-input.ts';
import { ChoiceField } from './parts/choice-field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { mayAny, useSession } from './session.ts';
import { today } from './survey-line.tsx';
import type { Place } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface Choices {
  readonly provinces: CampaignChoices['provinces'];
  /** Versions without faults. */
  readonly versions: readonly FrameworkVersion[];
}

/** A new campaign: year, framework, units, policies. */
export function CampaignSettingsCreateScreen() {
  const { words } = useLanguage();
  const { campaignSettings: text, campaigns, frameworks: tree } = words.staff;
  const load = useLoad<Choices>('new campaign', async () => {
    const [{ provinces }, list] = await Promise.all([
      answerOf(campaignSettings.campaigns.choices.$get()),
      answerOf(frameworks.frameworks.$get()),
    ]);
    return { provinces, versions: list.frameworks.filter(({ faults }) => faults === 0) };
  });
  return (
    <Screen title={text.create} over={{ title: campaigns.title, href: CAMPAIGNS }}>
      <p>{text.createLead}</p>
      <Loaded load={load}>
        {(choices) => {
          if (choices.provinces.length === 0) return <NoUnits />;
          if (choices.versions.length === 0)
            return (
              <p class="empty">
                {text.head.noFramework} <a href={FRAMEWORKS}>{tree.title}</a>
              </p>
            );
          return <CreateForm choices={choices} />;
        }}
      </Loaded>
    </Screen>
  );
}

/** Nothing to choose from: whoever came here may create campaigns, so it is the units that are missing. */
export function NoUnits() {
  const { words } = useLanguage();
  const session = useSession();
  return (
    <p class="empty">
      {words.staff.campaignSettings.head.noProvince}{' '}
      {mayAny(session, ['import-units']) && <a href={UNIT_LIST}>{words.staff.unitList.title}</a>}
    </p>
  );
}

interface Draft {
  readonly province: string;
  readonly year: string;
  readonly title: string;
  readonly titleEn: string;
  /** Null: made from the title. */
  readonly id: string | null;
  readonly source: string;
  /** Place in the list of versions; '' while none is chosen. */
  readonly version: string;
  readonly policies: Policies;
  readonly units: readonly ChosenUnit[];
}

type Fault = 'title' | 'id' | 'version' | 'units';

const isId = (id: string) => /^[a-z0-9][a-z0-9_-]{0,79}$/.test(id);

/** How units stand in the year that is typed; the server decides by the same days. */
function knownUnits(units: CampaignChoices['provinces'][number]['units'], year: string): KnownUnit[] {
  const [first, next] = [`${year}-01-01`, `${Number(year) + 1}-01-01`];
  return units.map(({ validFrom, validTo, ...unit }) => {
    const from = validFrom !== null && validFrom > first ? validFrom : null;
    const to = validTo !== null && validTo < next ? validTo : null;
    const outside = (from !== null && from >= next) || (to !== null && to <= first);
    return { ...unit, standing: outside ? 'outside' : from || to ? 'part' : 'whole', from, to };
  });
}

function CreateForm({ choices }: { readonly choices: Choices }) {
  const { lang, words } = useLanguage();
  const { campaignSettings: text, optional, working, frameworks: tree } = words.staff;
  const { head } = text;
  const { route } = useLocation();
  const flash = useFlash();
  const [draft, setDraft] = useState<Draft>({
    province: choices.provinces[0]?.code ?? '',
    year: today().slice(0, 4),
    title: '',
    titleEn: '',
    id: null,
    source: '',
    version: '',
    policies: DEFAULT_POLICIES,
    units: [],
  });
  const [faults, setFaults] = useState<Partial<Record<Fault, string>>>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }));
  const province = choices.provinces.find(({ code }) => code === draft.province);
  const known = knownUnits(province?.units ?? [], draft.year);
  const version = draft.version === '' ? undefined : choices.versions[Number(draft.version)];
  const framework = useVersion(version);
  const id = draft.id ?? slugOf(draft.title);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = {
      ...(draft.title.trim() === '' ? { title: head.missing } : {}),
      ...(draft.title.trim() !== '' && !isId(id) ? { id: head.idWrong } : {}),
      ...(version ? {} : { version: head.missing }),
      ...(draft.units.length === 0 ? { units: head.noUnits } : {}),
    };
    setFaults(found);
    if (Object.keys(found).length > 0 || !version) return;
    void run(async () => {
      const vi = draft.title.trim();
      const en = draft.titleEn.trim();
      const sent = campaignSettings.campaigns.$post({
        json: {
          ...{ id, province: draft.province, year: Number(draft.year), policies: draft.policies },
          title: en === '' ? { vi } : { vi, en },
          source: draft.source.trim() || null,
          frameworkId: version.id,
          frameworkVersion: version.version,
          units: [...draft.units],
        },
      });
      await answerOf(sent);
      flash({ text: head.done(vi), onNext: true });
      route(settingsScreen(id));
    });
  };
  const nameOf = ({ field }: Place) => {
    const at = /^units\[(\d+)\]/.exec(field)?.[1];
    const unit = known.find(({ code }) => code === draft.units[Number(at ?? -1)]?.unit);
    return unit && say(unit.name, lang);
  };
  return (
    <form class="block-s" onSubmit={send} ref={form} noValidate>
      <TroubleNotice
        trouble={trouble}
        nameOf={nameOf}
        fields={{
          id: head.id,
          'campaign.id': head.id,
          'campaign.year': head.year,
          'campaign.frameworkId': head.framework,
          'campaign.policies.classCap.least': text.policies.capLeast,
        }}
      />
      <div class="fields wide-fields">
        {choices.provinces.length > 1 && (
          <ChoiceField
            label={head.province}
            name="province"
            value={draft.province}
            choices={Object.fromEntries(choices.provinces.map(({ code, name }) => [code, say(name, lang)]))}
            onChoose={(code) => change({ province: code, units: [] })}
          />
        )}
        <TextInput
          label={head.year}
          name="year"
          type="number"
          min={1990}
          max={2100}
          value={draft.year}
          onInput={(year) => change({ year })}
        />
        <TextInput
          label={head.title}
          name="title"
          value={draft.title}
          error={faults.title}
          onInput={(title) => change({ title })}
        />
        <TextInput
          label={head.titleEn}
          mark={optional}
          name="titleEn"
          value={draft.titleEn}
          onInput={(titleEn) => change({ titleEn })}
        />
        <TextInput
          label={head.id}
          hint={head.idHint}
          name="id"
          value={id}
          error={faults.id}
          onInput={(typed) => change({ id: typed })}
        />
        <TextInput
          label={head.source}
          mark={optional}
          name="source"
          value={draft.source}
          onInput={(source) => change({ source })}
        />
        <ChoiceField
          label={head.framework}
          hint={head.frameworkHint}
          name="framework"
          value={draft.version}
          error={faults.version}
          choices={[
            ['', head.choose],
            ...choices.versions.map(
              (one, at) =>
                [String(at), `${say(one.title, lang)} · ${one.id} · ${tree.version(one.version)}`] as const,
            ),
          ]}
          onChoose={(at) => change({ version: at })}
        />
      </div>
      <h2>{text.tabs.units}</h2>
      {faults.units && <p class="error">{faults.units}</p>}
      <UnitList
        chosen={draft.units}
        known={known}
        grouped={draft.policies.ranking === 'groups'}
        scaled={framework?.framework.max === null}
        onChange={(units) => change({ units })}
      />
      <h2>{text.policies.title}</h2>
      <p class="hint">{text.policies.open}</p>
      <PolicyFields
        policies={draft.policies}
        bands={framework?.framework.bands ?? []}
        onChange={(policies) => change({ policies })}
      />
      <p class="toolbar">
        <button type="submit" class="button" disabled={busy}>
          {busy ? working : head.send}
        </button>
      </p>
    </form>
  );
}

/** The definition of the chosen version, for its classes and whether it has maxima. */
function useVersion(version: FrameworkVersion | undefined): FrameworkShown | null {
  const load = useLoad<FrameworkShown | null>(version ? `${version.id} ${version.version}` : '', async () => {
    if (!version) return null;
    const param = { framework: version.id, version: String(version.version) };
    return answerOf(frameworks.frameworks[':framework'][':version'].$get({ param }));
  });
  return load.data;
}
