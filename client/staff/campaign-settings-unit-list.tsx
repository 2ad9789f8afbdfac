import { useState } from 'preact/hooks';
import { say, type Text } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import { isDecimal } from './framework-tree.ts';
import { useLanguage } from './language.tsx';
import { Lasting } from './lasting.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';
import { Notice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';

/** A unit that can be ranked. */
export interface KnownUnit {
  readonly code: string;
  readonly name: Text;
  readonly kind: string;
  /** How it stood in the year; `from`, `to`: first day of it, first day without it. */
  readonly standing: 'whole' | 'part' | 'outside';
  readonly from: string | null;
  readonly to: string | null;
  readonly standardScale?: string | null | undefined;
  /** Something hangs on it: it cannot leave the list. */
  readonly inUse?: boolean | undefined;
  /** It was decided on before. */
  readonly decided?: boolean | undefined;
}

/** A row of the campaign's list. */
export interface ChosenUnit {
  readonly unit: string;
  readonly group: string | null;
  readonly scale: string | null;
  readonly keep?: boolean | undefined;
}

interface UnitListProps {
  readonly chosen: readonly ChosenUnit[];
  readonly known: readonly KnownUnit[];
  /** Whether groups are ranked, and whether the framework leaves the scale to be given. */
  readonly grouped: boolean;
  readonly scaled: boolean;
  onChange(chosen: readonly ChosenUnit[]): void;
}

/** How many of the others are listed at once; the filter finds the rest. */
const LISTED = 50;

/** The ranked units in their order, and those that could be. */
export function UnitList(props: UnitListProps) {
  const { words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  const { chosen, known } = props;
  const byCode = new Map(known.map((unit) => [unit.code, unit]));
  return (
    <>
      <AskedUnits {...props} byCode={byCode} />
      <h3>{text.chosen(chosen.length)}</h3>
      {chosen.length === 0 ? <p class="empty">{text.none}</p> : <ChosenTable {...props} byCode={byCode} />}
      <OtherUnits {...props} />
    </>
  );
}

interface WithUnits extends UnitListProps {
  readonly byCode: ReadonlyMap<string, KnownUnit>;
}

/** Units that did not last the year are asked about: kept or taken out, never silently (domain §8). */
function AskedUnits({ chosen, byCode, onChange }: WithUnits) {
  const { lang, words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  const asked = chosen.flatMap((row, at) => {
    const unit = byCode.get(row.unit);
    return unit && unit.standing !== 'whole' && !unit.decided ? [{ row, at, unit }] : [];
  });
  if (asked.length === 0) return null;
  return (
    <Notice kind={asked.every(({ row }) => row.keep) ? 'info' : 'warn'}>
      <p>
        <strong>{text.askTitle(asked.length)}.</strong> {text.ask}
      </p>
      {asked.map(({ row, at, unit }) => (
        <div class="row-form" key={unit.code}>
          <span>
            {say(unit.name, lang)}: <Lasting unit={unit} />
          </span>
          {unit.standing === 'part' && (
            <Check
              label={text.keepOf(say(unit.name, lang))}
              checked={row.keep === true}
              onChange={(keep) => onChange(chosen.with(at, { ...row, keep }))}
            />
          )}
          <button type="button" class="button quiet" onClick={() => onChange(chosen.toSpliced(at, 1))}>
            {text.remove}
          </button>
        </div>
      ))}
    </Notice>
  );
}

function ChosenTable(props: WithUnits) {
  const { words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  const { chosen, grouped, scaled, byCode } = props;
  const shows = {
    group: grouped || chosen.some(({ group }) => group),
    scale: scaled || chosen.some(({ scale }) => scale),
    standard: [...byCode.values()].some(({ standardScale }) => standardScale !== undefined),
  };
  const hints = [shows.group && text.groupHint, shows.scale && text.scaleHint].filter(Boolean).join(' ');
  return (
    <table class="unit-list">
      {hints && <caption class="hint">{hints}</caption>}
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          {shows.group && <th scope="col">{text.group}</th>}
          {shows.scale && <th scope="col">{text.scale}</th>}
          {shows.standard && (
            <th scope="col" class="n wide">
              {text.standardScale}
            </th>
          )}
          <th scope="col">
            <span class="visually-hidden">{words.staff.surveys.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {chosen.map((row, at) => (
          <ChosenRow key={row.unit} {...props} row={row} at={at} shows={shows} />
        ))}
      </tbody>
    </table>
  );
}

interface ChosenRowProps extends WithUnits {
  readonly row: ChosenUnit;
  readonly at: number;
  readonly shows: { readonly group: boolean; readonly scale: boolean; readonly standard: boolean };
}

function ChosenRow({ row, at, shows, chosen, byCode, onChange }: ChosenRowProps) {
  const { lang, words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  const unit = byCode.get(row.unit);
  const name = unit ? say(unit.name, lang) : row.unit;
  const change = (more: Partial<ChosenUnit>) => onChange(chosen.with(at, { ...row, ...more }));
  return (
    <tr>
      <th scope="row">
        {name} <span class="small muted">{row.unit}</span>
        {unit && unit.standing !== 'whole' && (
          <span class="under small lasting">
            <Lasting unit={unit} />
          </span>
        )}
      </th>
      {shows.group && (
        <td>
          <input
            class="group-input"
            aria-label={`${text.group}: ${name}`}
            value={row.group ?? ''}
            onInput={(event) => change({ group: event.currentTarget.value || null })}
          />
        </td>
      )}
      {shows.scale && (
        <td class="cell-field">
          <DecimalField
            label={`${text.scale}: ${name}`}
            name={`scale-${row.unit}`}
            value={row.scale ?? ''}
            onInput={(scale) => change({ scale: scale || null })}
          />
        </td>
      )}
      {shows.standard && (
        <td class="n wide">
          {unit?.standardScale && isDecimal(unit.standardScale) ? formatExact(unit.standardScale, lang) : '–'}
        </td>
      )}
      <td class="row-actions">
        {at > 0 && (
          <button
            type="button"
            class="icon-button"
            aria-label={text.up(name)}
            onClick={() => onChange(chosen.toSpliced(at, 1).toSpliced(at - 1, 0, row))}
          >
            <span aria-hidden="true">↑</span>
          </button>
        )}
        {unit?.inUse ? (
          <span class="small muted">{text.inUse}</span>
        ) : (
          <button
            type="button"
            class="icon-button"
            aria-label={text.removeUnit(name)}
            onClick={() => onChange(chosen.toSpliced(at, 1))}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </td>
    </tr>
  );
}

/** Units of the province that are not in the list, found by name, code and kind. */
function OtherUnits({ chosen, known, onChange }: UnitListProps) {
  const { lang, words } = useLanguage();
  const { units: text } = words.staff.campaignSettings;
  const [filter, setFilter] = useState('');
  const [kind, setKind] = useState('');
  const taken = new Set(chosen.map(({ unit }) => unit));
  const others = known.filter(({ code, standing }) => !taken.has(code) && standing !== 'outside');
  const kinds = [...new Set(others.map((unit) => unit.kind))];
  const wanted = folded(filter);
  const found = others.filter(
    (unit) =>
      (kind === '' || unit.kind === kind) && folded(`${say(unit.name, lang)} ${unit.code}`).includes(wanted),
  );
  const add = (units: readonly KnownUnit[]) =>
    onChange([...chosen, ...units.map(({ code }) => ({ unit: code, group: null, scale: null }))]);
  const kindName = (one: string) => Object.entries(text.kinds).find(([code]) => code === one)?.[1] ?? one;
  return (
    <section class="block-s">
      <h3>{text.others}</h3>
      {others.length === 0 ? (
        <p class="muted">{text.noOthers}</p>
      ) : (
        <>
          <div class="field-pair">
            <TextInput label={text.filter} name="filter" value={filter} onInput={setFilter} />
            <ChoiceField
              label={text.kind}
              name="kind"
              value={kind}
              choices={{ '': text.allKinds, ...Object.fromEntries(kinds.map((one) => [one, kindName(one)])) }}
              onChoose={setKind}
            />
          </div>
          <p class="toolbar">
            <span role="status" class="small muted">
              {text.otherCount(found.length)}
            </span>
            {found.length > 0 && (
              <button type="button" class="button quiet" onClick={() => add(found)}>
                {text.addAll(found.length)}
              </button>
            )}
          </p>
          <ul class="other-units">
            {found.slice(0, LISTED).map((unit) => (
              <li key={unit.code}>
                <button
                  type="button"
                  class="link-button"
                  aria-label={text.addUnit(say(unit.name, lang))}
                  onClick={() => add([unit])}
                >
                  + {say(unit.name, lang)}
                </button>{' '}
                <span class="small muted">
                  {unit.code}
                  {unit.standing === 'part' && (
                    <>
                      {' · '}
                      <Lasting unit={unit} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Without marks and case, as people type when they search. */
const folded = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
