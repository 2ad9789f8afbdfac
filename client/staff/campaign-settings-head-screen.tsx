import { useState } from 'preact/hooks';
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';
import { SettingsFrame, SettingsTrouble } from './campaign-settings-frame.tsx';
import { PolicyFields } from './campaign-settings-policies.tsx';
import { useFlash } from './flash.ts';
import { withText } from './framework-criterion-form.tsx';
import { useLanguage } from './language.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

/** Title, document and policies of a campaign. */
export function CampaignSettingsHeadScreen() {
  return (
    <SettingsFrame part="head">
      {(settings, reload) => (
        <HeadForm key={JSON.stringify(settings.campaign)} settings={settings} onSaved={reload} />
      )}
    </SettingsFrame>
  );
}

interface HeadFormProps {
  readonly settings: CampaignSettings;
  onSaved(): void;
}

type Head = Pick<CampaignSettings['campaign'], 'title' | 'source' | 'policies'>;

function HeadForm({ settings, onSaved }: HeadFormProps) {
  const { words } = useLanguage();
  const { campaignSettings: text, optional, working } = words.staff;
  const flash = useFlash();
  const { title, source, policies, id } = settings.campaign;
  const seen: Head = { title, source, policies };
  const [head, setHead] = useState(seen);
  const { busy, trouble, run } = useSend();
  const put = async (next: Head, on: Head) => {
    const json = { ...next, source: next.source?.trim() || null, seen: on };
    await answerOf(campaignSettings.campaigns[':campaign'].settings.$put({ param: { campaign: id }, json }));
    return { ...next, source: json.source };
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const stored = await put(head, seen);
      const undo = async () => {
        await put(seen, stored);
        onSaved();
      };
      flash({ text: text.saved, undo });
      onSaved();
    });
  };
  return (
    <form class="fields wide-fields block-s" onSubmit={send} noValidate>
      <SettingsTrouble
        trouble={trouble}
        fields={{
          'campaign.title.vi': text.head.title,
          'campaign.policies.classCap.least': text.policies.capLeast,
        }}
        onReload={onSaved}
      />
      <TextInput
        label={text.head.title}
        name="title"
        value={head.title.vi}
        error={fieldError(trouble, 'campaign.title.vi', words)}
        onInput={(vi) => setHead({ ...head, title: withText(head.title, 'vi', vi) })}
      />
      <TextInput
        label={text.head.titleEn}
        mark={optional}
        name="titleEn"
        value={head.title.en ?? ''}
        onInput={(en) => setHead({ ...head, title: withText(head.title, 'en', en) })}
      />
      <TextInput
        label={text.head.source}
        mark={optional}
        name="source"
        value={head.source ?? ''}
        onInput={(value) => setHead({ ...head, source: value })}
      />
      <h2>{text.policies.title}</h2>
      <p class={settings.published ? 'note info' : 'hint'}>
        {settings.published ? text.policies.published(settings.published.revision) : text.policies.open}
      </p>
      <PolicyFields
        policies={head.policies}
        bands={settings.framework.bands}
        onChange={(next) => setHead({ ...head, policies: next })}
      />
      <button type="submit" class="button" disabled={busy}>
        {busy ? working : text.save}
      </button>
    </form>
  );
}
