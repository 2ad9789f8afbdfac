import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import type { Words } from '../words/words-of.ts';
import { CAMPAIGNS, settingsScreen } from './addresses.ts';
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import type { Place, Trouble } from './trouble.ts';
import { useLoad } from './use-load.ts';

export type SettingsPart = keyof Words['staff']['campaignSettings']['tabs'];

/** Where each part stands below the campaign's settings. */
export const PART_PATHS: Readonly<Record<SettingsPart, string>> = {
  head: '',
  units: '/don-vi',
  adjustments: '/thuong-tru',
  subordinates: '/cap-duoi',
  applicability: '/khong-ap-dung',
};

interface SettingsFrameProps {
  readonly part: SettingsPart;
  readonly children: (settings: CampaignSettings, reload: () => void) => ComponentChildren;
}

/** One part of a campaign's settings, with the way to the others. */
export function SettingsFrame({ part, children }: SettingsFrameProps) {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const { campaigns, campaignSettings: text } = words.staff;
  const id = params.campaign ?? '';
  const load = useLoad(id, () =>
    answerOf(campaignSettings.campaigns[':campaign'].settings.$get({ param: { campaign: id } })),
  );
  const title = load.data ? text.settingsOf(say(load.data.campaign.title, lang)) : text.settings;
  const parts = Object.keys(PART_PATHS) as SettingsPart[];
  return (
    <Screen title={title} over={{ title: campaigns.title, href: CAMPAIGNS }}>
      <nav class="tabs" aria-label={text.parts}>
        {parts.map((one) => (
          <a
            key={one}
            href={`${settingsScreen(id)}${PART_PATHS[one]}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {text.tabs[one]}
          </a>
        ))}
      </nav>
      <Loaded load={load}>{(settings) => children(settings, load.reload)}</Loaded>
    </Screen>
  );
}

interface SettingsTroubleProps {
  readonly trouble: Trouble | null;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly nameOf?: ((place: Place) => string | undefined) | undefined;
  onReload(): void;
}

/** What went wrong; where somebody else has saved, the way to what stands now. */
export function SettingsTrouble({ trouble, fields, nameOf, onReload }: SettingsTroubleProps) {
  const { words } = useLanguage();
  const { campaignSettings: text } = words.staff;
  if (!trouble) return null;
  return (
    <div class="block-s">
      <TroubleNotice trouble={trouble} fields={fields} nameOf={nameOf} />
      {trouble.code === 'changed-meanwhile' && (
        <p class="toolbar">
          <button type="button" class="button quiet" onClick={onReload}>
            {text.reload}
          </button>
        </p>
      )}
    </div>
  );
}
