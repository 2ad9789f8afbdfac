import { useId, useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { isDecimalText, sumText } from '../decimal-text.ts';
import { formatShort } from '../format.ts';
import type { MappingLine, UnitMappings } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type MappingProps, saveMapping } from './save-mapping.ts';
import type { Place } from './trouble.ts';
import {
  type MappingGroup,
  percentOfShare,
  replaced,
  shareOfPercent,
  typedUnit,
  unitLabel,
} from './unit-mapping-view.ts';
import { useSend } from './use-send.ts';

interface UnitMappingDialogProps extends MappingProps {
  /** Null: another new unit. */
  readonly group: MappingGroup | null;
  onClose(): void;
}

/** One new unit: its day, the document, and its predecessors with their shares. */
export function UnitMappingDialog(props: UnitMappingDialogProps) {
  const { words } = useLanguage();
  return (
    <Dialog title={words.staff.years.mapping.dialogTitle} onClose={props.onClose}>
      <MappingForm {...props} />
    </Dialog>
  );
}

interface Predecessor {
  /** As typed. */
  readonly unit: string;
  readonly percent: string;
}

interface Draft {
  readonly newUnit: string;
  readonly effectiveOn: string;
  readonly document: string;
  readonly from: readonly Predecessor[];
}

const EMPTY: Predecessor = { unit: '', percent: '' };

function useDraft(group: MappingGroup | null, units: UnitMappings['units']) {
  const { lang } = useLanguage();
  const labelOf = (code: string) => {
    const unit = units.find((one) => one.code === code);
    return unit ? unitLabel(unit, lang) : code;
  };
  return useState<Draft>(() =>
    group
      ? {
          newUnit: labelOf(group.newUnit),
          effectiveOn: group.effectiveOn,
          document: group.rows[0]?.document ?? '',
          from: group.rows.map(({ oldUnit, share }) => ({
            unit: labelOf(oldUnit),
            percent: percentOfShare(share),
          })),
        }
      : { newUnit: '', effectiveOn: '', document: '', from: [EMPTY, EMPTY] },
  );
}

function MappingForm({ found, group, reload, onClose }: UnitMappingDialogProps) {
  const { lang, words } = useLanguage();
  const { mapping: text } = words.staff.years;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const list = useId();
  const [draft, setDraft] = useDraft(group, found.units);
  const newUnit = typedUnit(draft.newUnit, found.units, lang);
  const own: MappingLine[] = draft.from.map(({ unit, percent }) => ({
    newUnit,
    oldUnit: typedUnit(unit, found.units, lang),
    effectiveOn: draft.effectiveOn,
    share: shareOfPercent(percent),
    document: draft.document,
  }));
  const rows = replaced(found.rows, group ? [group.key] : [], own);
  const save = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      const saved = await saveMapping(found, rows, found.rows);
      const undo = async () => {
        await saveMapping(found, found.rows, saved.rows);
        reload();
      };
      const unit = found.units.find(({ code }) => code === newUnit);
      flash({ text: text.saved(unit ? say(unit.name, lang) : newUnit), undo });
      onClose();
      reload();
    });
  };
  const columns = { newUnit: text.newUnit, oldUnit: text.oldUnit, effectiveOn: text.effectiveOn };
  return (
    <form class="fields" onSubmit={save} noValidate>
      <TroubleNotice
        trouble={trouble}
        nameOf={(place) =>
          placeName(place, rows.length - own.length, draft, {
            ...columns,
            share: text.share,
            document: text.document,
          })
        }
      />
      <TextInput
        label={text.newUnit}
        name="newUnit"
        list={list}
        value={draft.newUnit}
        onInput={(value) => setDraft({ ...draft, newUnit: value })}
      />
      <TextInput
        label={text.effectiveOn}
        name="effectiveOn"
        type="date"
        value={draft.effectiveOn}
        onInput={(effectiveOn) => setDraft({ ...draft, effectiveOn })}
      />
      <TextInput
        label={text.document}
        name="document"
        hint={text.documentHint}
        value={draft.document}
        onInput={(document) => setDraft({ ...draft, document })}
      />
      <p class="small muted">{text.shareHint}</p>
      <Predecessors from={draft.from} list={list} onChange={(from) => setDraft({ ...draft, from })} />
      <datalist id={list}>
        {found.units.map((unit) => (
          <option key={unit.code} value={unitLabel(unit, lang)} />
        ))}
      </datalist>
      <DialogActions action={words.staff.save} busy={busy} onClose={onClose} />
    </form>
  );
}

/** `rows[12].share` → "Tỷ lệ (%), Sở An": the rows of this unit stand behind all others. */
function placeName(
  { field }: Place,
  before: number,
  { from, newUnit }: Draft,
  columns: Readonly<Record<string, string>>,
): string | undefined {
  const [, at, column = ''] = /^rows\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
  if (at === undefined) return undefined;
  const unit = column === 'newUnit' ? newUnit : from[Number(at) - before]?.unit;
  return [columns[column] ?? column, unit].filter(Boolean).join(', ');
}

interface PredecessorsProps {
  readonly from: readonly Predecessor[];
  readonly list: string;
  onChange(from: readonly Predecessor[]): void;
}

function Predecessors({ from, list, onChange }: PredecessorsProps) {
  const { lang, words } = useLanguage();
  const { mapping: text } = words.staff.years;
  const sum = sumText(from.map(({ percent }) => (isDecimalText(percent) ? percent : '0')));
  return (
    <>
      {from.map((one, at) => (
        // A row has no name of its own until its unit is chosen; its place is what it is.
        <div class="row-form" key={`row ${from.length} ${at + 1}`}>
          <div class="field-row">
            <TextInput
              label={text.oldUnit}
              name={`oldUnit${at}`}
              list={list}
              value={one.unit}
              onInput={(unit) => onChange(from.with(at, { ...one, unit }))}
            />
            <DecimalField
              label={text.share}
              name={`share${at}`}
              value={one.percent}
              onInput={(percent) => onChange(from.with(at, { ...one, percent }))}
            />
          </div>
          <button
            type="button"
            class="icon-button"
            aria-label={text.removeRow(one.unit)}
            onClick={() => onChange(from.toSpliced(at, 1))}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      <p class="small" role="status">
        {text.sum(`${formatShort(sum, 6, lang)}\u00a0%`)}
      </p>
      <p>
        <button type="button" class="button quiet" onClick={() => onChange([...from, EMPTY])}>
          {text.addRow}
        </button>
      </p>
    </>
  );
}
