import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type ListedUnit, type ListedUnits, units } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { faultMeaning, type Place, Trouble } from './trouble.ts';
import { useSend } from './use-send.ts';

interface UnitDialogProps {
  readonly found: ListedUnits;
  /** Null: a new one. */
  readonly unit: ListedUnit | null;
  onClose(): void;
  onStored(): void;
}

/** What a new unit begins as: below the province, or the province itself where there is none. */
const blankIn = ({ province }: ListedUnits): ListedUnit => ({
  ...{ code: '', parent: province, kind: province === null ? 'province' : 'department' },
  ...{ name: { vi: '' }, aliases: [], validFrom: null, validTo: null },
});

const lines = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** A unit as the server takes it. */
const sentIn = (province: string | null, unit: ListedUnit) =>
  answerOf(units.units.$put({ json: { province: province ?? unit.code, unit } }));

/** Adds a unit, or changes one and the names that find it. A change can be taken back. */
export function UnitDialog({ found, unit, onClose, onStored }: UnitDialogProps) {
  const { lang, words } = useLanguage();
  const { unitList, optional } = words.staff;
  const { dialog: text } = unitList;
  const flash = useFlash();
  const [draft, setDraft] = useState(unit ?? blankIn(found));
  const [aliases, setAliases] = useState(draft.aliases.join('\n'));
  const [faults, setFaults] = useState<{ code?: string; name?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const change = (more: Partial<ListedUnit>) => setDraft((before) => ({ ...before, ...more }));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const missing = {
      ...(draft.code.trim() === '' ? { code: text.missing } : {}),
      ...(draft.name.vi.trim() === '' ? { name: text.missing } : {}),
    };
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    void run(async () => {
      if (unit === null && found.units.some(({ code }) => code === draft.code.trim()))
        throw new Trouble('already-exists', [
          { field: 'units[0].code', code: 'duplicate-unit', sentence: '' },
        ]);
      const en = draft.name.en?.trim();
      const name = { vi: draft.name.vi.trim(), ...(en && { en }) };
      const next = { ...draft, code: draft.code.trim(), name, aliases: lines(aliases) };
      const { changed } = await sentIn(found.province, next);
      const undo = async () => {
        if (unit) await sentIn(found.province, unit);
        onStored();
      };
      const said = unit ? text.changed(name.vi) : text.added(name.vi);
      flash({ text: changed ? said : text.unchanged, ...(unit && changed && { undo }) });
      onClose();
      onStored();
    });
  };
  const parents = found.units.filter(({ code }) => code !== unit?.code);
  return (
    <Dialog title={unit ? text.change(say(unit.name, lang)) : unitList.add} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form} noValidate>
        <TroubleNotice
          trouble={trouble && inWords(trouble, lang)}
          nameOf={({ field }) => Object.entries(fieldNames(text)).find(([part]) => field.includes(part))?.[1]}
        />
        {unit === null && (
          <TextInput
            label={text.code}
            hint={text.codeHint}
            name="code"
            value={draft.code}
            error={faults.code}
            onInput={(code) => change({ code })}
          />
        )}
        <TextInput
          label={text.name}
          name="name"
          value={draft.name.vi}
          error={faults.name}
          onInput={(vi) => change({ name: { ...draft.name, vi } })}
        />
        <TextInput
          label={text.nameEn}
          mark={optional}
          name="nameEn"
          value={draft.name.en ?? ''}
          onInput={(en) => change({ name: { ...draft.name, en } })}
        />
        <ChoiceField
          label={text.kind}
          name="kind"
          value={draft.kind}
          choices={unitList.kinds as Readonly<Record<string, string>>}
          onChoose={(kind) => change({ kind })}
        />
        <ChoiceField
          label={text.parent}
          name="parent"
          value={draft.parent ?? ''}
          choices={[
            ['', text.noParent] as const,
            ...parents.map(({ code, name }) => [code, `${say(name, lang)} (${code})`] as const),
          ]}
          onChoose={(parent) => change({ parent: parent || null })}
        />
        <Field label={text.aliases} mark={optional} hint={text.aliasesHint}>
          {(control) => (
            <textarea
              {...control}
              name="aliases"
              rows={3}
              value={aliases}
              onInput={(event) => setAliases(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="field-pair">
          <TextInput
            label={text.validFrom}
            mark={optional}
            name="validFrom"
            type="date"
            value={draft.validFrom ?? ''}
            onInput={(day) => change({ validFrom: day || null })}
          />
          <TextInput
            label={text.validTo}
            mark={optional}
            name="validTo"
            type="date"
            value={draft.validTo ?? ''}
            onInput={(day) => change({ validTo: day || null })}
          />
        </div>
        {unit === null && <p class="hint">{text.stays}</p>}
        <DialogActions action={text.send} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** By a part of the path in which the check names a field. */
const fieldNames = (
  text: Readonly<Record<'name' | 'parent' | 'kind' | 'aliases' | 'validTo' | 'code', string>>,
) => ({
  ...{ aliases: text.aliases, parent: text.parent, kind: text.kind, validTo: text.validTo },
  ...{ name: text.name, code: text.code },
});

/** Faults of a definition have their meaning in Vietnamese on this side; the server's sentence is English. */
const inWords = (trouble: Trouble, lang: string): Trouble =>
  new Trouble(
    trouble.code,
    trouble.places.map((place: Place) => ({
      ...place,
      sentence: [lang === 'vi' ? faultMeaning(place.code) : null, place.sentence].filter(Boolean).join(': '),
    })),
    trouble.retryAfter,
  );
