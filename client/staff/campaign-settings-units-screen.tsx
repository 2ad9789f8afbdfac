import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';
import { SettingsFrame, SettingsTrouble } from './campaign-settings-frame.tsx';
import { type ChosenUnit, type KnownUnit, UnitList } from './campaign-settings-unit-list.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

/** The ranked units of a campaign. */
export function CampaignSettingsUnitsScreen() {
  return (
    <SettingsFrame part="units">
      {(settings, reload) => (
        <UnitsForm key={JSON.stringify(settings.units)} settings={settings} onSaved={reload} />
      )}
    </SettingsFrame>
  );
}

/** What the campaign has and what it could have. */
function knownUnits({ units, candidates }: CampaignSettings): KnownUnit[] {
  return [
    ...units.map((unit) => ({ ...unit, kind: '', decided: true })),
    ...candidates.map((unit) => ({ ...unit, decided: false })),
  ];
}

interface UnitsFormProps {
  readonly settings: CampaignSettings;
  onSaved(): void;
}

function UnitsForm({ settings, onSaved }: UnitsFormProps) {
  const { lang, words } = useLanguage();
  const { units: text, tabs, save } = words.staff.campaignSettings;
  const flash = useFlash();
  const { campaign, framework } = settings;
  const seen = settings.units.map(({ code, group, scale }) => ({ unit: code, group, scale }));
  const [chosen, setChosen] = useState<readonly ChosenUnit[]>(seen);
  const { busy, trouble, run } = useSend();
  const known = knownUnits(settings);
  const put = (units: readonly ChosenUnit[], on: readonly ChosenUnit[]) =>
    answerOf(
      campaignSettings.campaigns[':campaign'].settings.units.$put({
        param: { campaign: campaign.id },
        json: { units: [...units], seen: on.map(({ unit, group, scale }) => ({ unit, group, scale })) },
      }),
    );
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const { added, removed } = await put(chosen, seen);
      const undo = async () => {
        await put(
          seen.map((row) => ({ ...row, keep: true })),
          chosen,
        );
        onSaved();
      };
      flash({ text: text.done(added.length, removed.length), undo });
      onSaved();
    });
  };
  /** `units[3].group` is the fourth row of the list. */
  const nameOf = ({ field }: Place) => {
    const at = /^units\[(\d+)\]/.exec(field)?.[1];
    const code = at === undefined ? undefined : chosen[Number(at)]?.unit;
    const unit = known.find((one) => one.code === code);
    return unit && say(unit.name, lang);
  };
  return (
    <form class="block-s" onSubmit={send} noValidate>
      <h2>{tabs.units}</h2>
      <p>{text.lead}</p>
      <SettingsTrouble trouble={trouble} fields={{ units: text.unit }} nameOf={nameOf} onReload={onSaved} />
      <UnitList
        chosen={chosen}
        known={known}
        grouped={campaign.policies.ranking === 'groups'}
        scaled={framework.max === null}
        onChange={setChosen}
      />
      <p class="toolbar">
        <button type="submit" class="button" disabled={busy}>
          {busy ? words.staff.working : save}
        </button>
      </p>
    </form>
  );
}
