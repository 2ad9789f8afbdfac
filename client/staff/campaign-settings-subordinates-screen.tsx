import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { hundredfold, percentText, reachesShare } from '../decimal-text.ts';
import { formatPercent, formatShort } from '../format.ts';
import { settingsScreen } from './addresses.ts';
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';
import { SettingsFrame, SettingsTrouble } from './campaign-settings-frame.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { TextInput } from './parts/text-input.tsx';
import type { Place } from './trouble.ts';
import { useSend } from './use-send.ts';

/** How the units below were classed, for the class cap: counted in another result, or typed from a document. */
export function CampaignSettingsSubordinatesScreen() {
  const { words } = useLanguage();
  const { subordinates: text, tabs } = words.staff.campaignSettings;
  return (
    <SettingsFrame part="subordinates">
      {(settings, reload) =>
        settings.campaign.policies.classCap ? (
          <Subordinates settings={settings} onSaved={reload} />
        ) : (
          <p class="empty">
            {text.noCap} <a href={settingsScreen(settings.campaign.id)}>{tabs.head}</a>
          </p>
        )
      }
    </SettingsFrame>
  );
}

interface PartProps {
  readonly settings: CampaignSettings;
  onSaved(): void;
}

type Row = CampaignSettings['subordinates'][number];

function Subordinates({ settings, onSaved }: PartProps) {
  const { lang, words } = useLanguage();
  const { subordinates: text } = words.staff.campaignSettings;
  const { classCap } = settings.campaign.policies;
  const nameOf = (name: string | undefined) => {
    const band = settings.framework.bands.find((one) => one.name.vi === name)?.name;
    return band ? say(band, lang) : (name ?? '');
  };
  const least = `${formatShort(hundredfold(classCap?.least ?? '0'), 4, lang)}\u00a0%`;
  return (
    <div class="block-s">
      <p>{text.lead(nameOf(classCap?.reached), least, nameOf(classCap?.heldAt))}</p>
      <CountForm settings={settings} onSaved={onSaved} />
      <TypedForm key={JSON.stringify(settings.subordinates)} settings={settings} onSaved={onSaved} />
    </div>
  );
}

function CountForm({ settings, onSaved }: PartProps) {
  const { lang, words } = useLanguage();
  const { subordinates: text } = words.staff.campaignSettings;
  const flash = useFlash();
  const [from, setFrom] = useState(settings.countable[0]?.id ?? '');
  const { busy, trouble, run } = useSend();
  if (settings.countable.length === 0) return <p class="muted">{text.noCountable}</p>;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const param = { campaign: settings.campaign.id };
      const sent = campaignSettings.campaigns[':campaign'].subordinates.$post({ param, json: { from } });
      const { counts } = await answerOf(sent);
      const without = counts.reduce((sum, one) => sum + one.withoutClass, 0);
      flash({ text: counts.length === 0 ? text.countedNone : text.counted(counts.length, without) });
      onSaved();
    });
  };
  return (
    <form class="fields wide-fields" onSubmit={send}>
      <h2>{text.countTitle}</h2>
      <SettingsTrouble trouble={trouble} fields={{ from: text.countFrom }} onReload={onSaved} />
      <ChoiceField
        label={text.countFrom}
        hint={text.countHint}
        name="from"
        value={from}
        choices={Object.fromEntries(settings.countable.map(({ id, title }) => [id, say(title, lang)]))}
        onChoose={setFrom}
      />
      <button type="submit" class="button quiet" disabled={busy}>
        {busy ? words.staff.working : text.count}
      </button>
    </form>
  );
}

const EMPTY: Row = { unit: '', units: 1, reaching: 0, document: '' };

function TypedForm({ settings, onSaved }: PartProps) {
  const { lang, words } = useLanguage();
  const { subordinates: text } = words.staff.campaignSettings;
  const flash = useFlash();
  const { id, policies } = settings.campaign;
  const seen = settings.subordinates;
  const [rows, setRows] = useState<readonly Row[]>(seen);
  const { busy, trouble, run } = useSend();
  const names: Readonly<Record<string, string>> = Object.fromEntries(
    settings.units.map(({ code, name }) => [code, say(name, lang)]),
  );
  const put = (next: readonly Row[], on: readonly Row[]) =>
    answerOf(
      campaignSettings.campaigns[':campaign'].subordinates.$put({
        param: { campaign: id },
        json: { subordinates: [...next], seen: [...on] },
      }),
    );
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await put(rows, seen);
      flash({ text: text.done });
      onSaved();
    });
  };
  const nameOf = ({ field }: Place) => {
    if (field in names) return names[field];
    const at = /^subordinates\[(\d+)\]/.exec(field)?.[1];
    return at === undefined ? undefined : names[rows[Number(at)]?.unit ?? ''];
  };
  return (
    <form class="block-s" onSubmit={send} noValidate>
      <h2>{text.typed}</h2>
      <SettingsTrouble trouble={trouble} nameOf={nameOf} onReload={onSaved} />
      {rows.length === 0 && <p class="empty">{text.none}</p>}
      {rows.map((row, at) => (
        // A row has no name of its own until its unit is chosen; its place is what it is.
        <SubordinateRow
          key={`row ${rows.length} ${at + 1}`}
          row={row}
          names={names}
          least={policies.classCap?.least ?? '0'}
          onChange={(next) => setRows(rows.with(at, next))}
          onRemove={() => setRows(rows.toSpliced(at, 1))}
        />
      ))}
      <p class="toolbar">
        <button type="button" class="button quiet" onClick={() => setRows([...rows, EMPTY])}>
          {text.add}
        </button>
        <button type="submit" class="button" disabled={busy || rows === seen}>
          {busy ? words.staff.working : words.staff.campaignSettings.save}
        </button>
      </p>
    </form>
  );
}

interface SubordinateRowProps {
  readonly row: Row;
  readonly names: Readonly<Record<string, string>>;
  /** The share that is enough, in [0;1]. */
  readonly least: string;
  onChange(row: Row): void;
  onRemove(): void;
}

const whole = (text: string) => Math.max(0, Math.floor(Number(text)) || 0);

function SubordinateRow({ row, names, least, onChange, onRemove }: SubordinateRowProps) {
  const { lang, words } = useLanguage();
  const { subordinates: text } = words.staff.campaignSettings;
  const wrong = row.unit !== '' && (row.units < 1 || row.reaching > row.units || row.document.trim() === '');
  const percent = row.units > 0 ? percentText(String(row.reaching), String(row.units)) : '0';
  const enough = reachesShare(row.reaching, row.units, least);
  return (
    <div class="row-form">
      <div class="field-row">
        <ChoiceField
          label={text.unit}
          name="unit"
          value={row.unit}
          choices={{ '': '…', ...names }}
          onChoose={(unit) => onChange({ ...row, unit })}
        />
        <TextInput
          label={text.units}
          name="units"
          type="number"
          min={1}
          value={String(row.units)}
          onInput={(value) => onChange({ ...row, units: whole(value) })}
        />
        <TextInput
          label={text.reaching}
          name="reaching"
          type="number"
          min={0}
          value={String(row.reaching)}
          onInput={(value) => onChange({ ...row, reaching: whole(value) })}
        />
        <TextInput
          label={text.document}
          name="document"
          value={row.document}
          error={wrong ? text.rowWrong : undefined}
          onInput={(document) => onChange({ ...row, document })}
        />
        <p class="small">
          {text.share}: {formatPercent(percent, lang)} · {enough ? text.enough : text.short}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={text.remove(names[row.unit] ?? '')}
        onClick={onRemove}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
