import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { compareText, sumText } from '../decimal-text.ts';
import { formatExact, formatShort } from '../format.ts';
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';
import { SettingsFrame, SettingsTrouble } from './campaign-settings-frame.tsx';
import { FinalAdjustmentDialog } from './final-adjustment-dialog.tsx';
import { useFlash } from './flash.ts';
import { isDecimal } from './framework-tree.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { useSend } from './use-send.ts';

/** Points given to units and taken from them outside the framework. */
export function CampaignSettingsAdjustmentsScreen() {
  return (
    <SettingsFrame part="adjustments">
      {(settings, reload) => <Adjustments settings={settings} onSaved={reload} />}
    </SettingsFrame>
  );
}

interface PartProps {
  readonly settings: CampaignSettings;
  onSaved(): void;
}

type Adjustment = CampaignSettings['adjustments'][number];
type Own = Omit<Adjustment, 'unit'>;

const ownOf = (settings: CampaignSettings, unit: string): Own[] =>
  settings.adjustments
    .filter((one) => one.unit === unit)
    .map(({ kind, points, reason, document }) => ({ kind, points, reason, document }));

const put = (
  campaign: string,
  unit: string,
  adjustments: readonly Own[],
  seen: readonly Own[],
  reason?: string,
) =>
  answerOf(
    campaignSettings.campaigns[':campaign'].adjustments[':unit'].$put({
      param: { campaign, unit },
      json: { adjustments: [...adjustments], seen: [...seen], ...(reason !== undefined && { reason }) },
    }),
  );

/** A list that a second person has to confirm, because the unit's scores are final. */
interface Proposal {
  readonly unit: string;
  readonly next: readonly Own[];
  readonly seen: readonly Own[];
}

interface EditProps extends PartProps {
  onFinal(proposal: Proposal): void;
}

const isFinal = (settings: CampaignSettings, unit: string): boolean =>
  settings.units.some(({ code, final }) => code === unit && final);

function Adjustments({ settings, onSaved }: PartProps) {
  const { lang, words } = useLanguage();
  const flash = useFlash();
  const [asking, setAsking] = useState<Proposal | null>(null);
  const named = settings.units.find(({ code }) => code === asking?.unit);
  const unitName = named ? say(named.name, lang) : '';
  const { adjustments: text } = words.staff.campaignSettings;
  const { bonusCap, deductionCap } = settings.framework;
  const cap = (points: string | null) => (points === null ? text.noCap : formatExact(points, lang));
  return (
    <div class="block-s">
      <p>{text.lead}</p>
      <p class="hint">{text.caps(cap(bonusCap), cap(deductionCap))}</p>
      {settings.adjustments.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <AdjustmentTable settings={settings} onSaved={onSaved} onFinal={setAsking} />
      )}
      <AdjustmentForm
        key={settings.adjustments.length}
        settings={settings}
        onSaved={onSaved}
        onFinal={setAsking}
      />
      {asking && (
        <FinalAdjustmentDialog
          unitName={unitName}
          propose={(reason) => put(settings.campaign.id, asking.unit, asking.next, asking.seen, reason)}
          onClose={() => setAsking(null)}
          onProposed={() => {
            setAsking(null);
            flash({ text: text.proposed(unitName) });
            onSaved();
          }}
        />
      )}
    </div>
  );
}

function AdjustmentTable({ settings, onSaved, onFinal }: EditProps) {
  const { lang, words } = useLanguage();
  const { adjustments: text } = words.staff.campaignSettings;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { id } = settings.campaign;
  const names = new Map(settings.units.map(({ code, name }) => [code, say(name, lang)]));
  const remove = (unit: string, at: number) =>
    run(async () => {
      const seen = ownOf(settings, unit);
      const left = seen.toSpliced(at, 1);
      if (isFinal(settings, unit)) return onFinal({ unit, next: left, seen });
      await put(id, unit, left, seen);
      const undo = async () => {
        await put(id, unit, seen, left);
        onSaved();
      };
      flash({ text: text.removed(names.get(unit) ?? unit), undo });
      onSaved();
    });
  const units = settings.units.filter(({ code }) => settings.adjustments.some(({ unit }) => unit === code));
  return (
    <>
      <SettingsTrouble trouble={trouble} onReload={onSaved} />
      <table>
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            <th scope="col">{text.kind}</th>
            <th scope="col" class="n">
              {text.points}
            </th>
            <th scope="col">{text.reason}</th>
            <th scope="col">
              <span class="visually-hidden">{words.staff.surveys.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {units.flatMap(({ code, name }) =>
            ownOf(settings, code).map((one, at) => (
              <tr key={`${code} ${one.kind} ${one.document} ${one.reason} ${one.points}`}>
                <th scope="row">
                  {at === 0 && say(name, lang)}
                  {at === 0 && <Totals own={ownOf(settings, code)} settings={settings} />}
                </th>
                <td>{text.kinds[one.kind]}</td>
                <td class="n">{formatExact(one.points, lang)}</td>
                <td>
                  {one.reason}
                  <span class="under small muted">{one.document}</span>
                </td>
                <td class="row-actions">
                  <button
                    type="button"
                    class="link-button"
                    disabled={busy}
                    onClick={() => void remove(code, at)}
                  >
                    {text.remove}
                  </button>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  );
}

/** The sum of a kind where it is held at its cap. */
function Totals({ own, settings }: { readonly own: readonly Own[]; readonly settings: CampaignSettings }) {
  const { lang, words } = useLanguage();
  const { adjustments: text } = words.staff.campaignSettings;
  const { bonusCap, deductionCap } = settings.framework;
  const lines = (['bonus', 'deduction'] as const).flatMap((kind) => {
    const total = sumText(own.filter((one) => one.kind === kind).map(({ points }) => points));
    const cap = kind === 'bonus' ? bonusCap : deductionCap;
    if (cap === null || compareText(total, cap) <= 0) return [];
    return [`${text.kinds[kind]}: ${text.capped(formatShort(total, 6, lang), formatExact(cap, lang))}`];
  });
  return lines.length > 0 ? <span class="under small">{lines.join('; ')}</span> : null;
}

function AdjustmentForm({ settings, onSaved, onFinal }: EditProps) {
  const { lang, words } = useLanguage();
  const { adjustments: text, head } = words.staff.campaignSettings;
  const flash = useFlash();
  const [unit, setUnit] = useState('');
  const [own, setOwn] = useState<Own>({ kind: 'bonus', points: '', reason: '', document: '' });
  const [faults, setFaults] = useState<Partial<Record<'unit' | 'points' | 'reason' | 'document', string>>>(
    {},
  );
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const names = Object.fromEntries(settings.units.map(({ code, name }) => [code, say(name, lang)]));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = {
      ...(unit === '' ? { unit: head.missing } : {}),
      ...(isDecimal(own.points) && compareText(own.points, '0') > 0 ? {} : { points: text.pointsWrong }),
      ...(own.reason.trim() === '' ? { reason: head.missing } : {}),
      ...(own.document.trim() === '' ? { document: head.missing } : {}),
    };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      const seen = ownOf(settings, unit);
      const next = [...seen, own];
      if (isFinal(settings, unit)) return onFinal({ unit, next, seen });
      await put(settings.campaign.id, unit, next, seen);
      const undo = async () => {
        await put(settings.campaign.id, unit, seen, next);
        onSaved();
      };
      flash({ text: text.done(names[unit] ?? unit), undo });
      onSaved();
    });
  };
  return (
    <form class="fields wide-fields block-s" onSubmit={send} ref={form} noValidate>
      <h2>{text.add}</h2>
      <SettingsTrouble trouble={trouble} onReload={onSaved} />
      <ChoiceField
        label={text.unit}
        name="unit"
        value={unit}
        error={faults.unit}
        choices={{ '': '…', ...names }}
        onChoose={setUnit}
      />
      <div class="field-pair">
        <ChoiceField
          label={text.kind}
          name="kind"
          value={own.kind}
          choices={text.kinds}
          onChoose={(kind) => setOwn({ ...own, kind })}
        />
        <DecimalField
          label={text.points}
          name="points"
          value={own.points}
          error={faults.points}
          onInput={(points) => setOwn({ ...own, points })}
        />
      </div>
      <TextInput
        label={text.reason}
        name="reason"
        value={own.reason}
        error={faults.reason}
        onInput={(reason) => setOwn({ ...own, reason })}
      />
      <TextInput
        label={text.document}
        name="document"
        value={own.document}
        error={faults.document}
        onInput={(document) => setOwn({ ...own, document })}
      />
      <button type="submit" class="button" disabled={busy}>
        {busy ? words.staff.working : text.send}
      </button>
    </form>
  );
}
