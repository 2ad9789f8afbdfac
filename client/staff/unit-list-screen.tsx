import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { IMPORTS } from './addresses.ts';
import { answerOf, type ListedUnit, type ListedUnits, units } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { UnitDialog } from './unit-dialog.tsx';
import { UnitListFile } from './unit-list-file.tsx';
import { useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';

const FILTERS = { province: 'tinh' } as const;
const FIRST_ROWS = 100;

/** The units of a province with the names that find them: one added or changed, many brought as a file. */
export function UnitListScreen() {
  const { lang, words } = useLanguage();
  const { unitList: text, imports } = words.staff;
  const filters = useFilters(FILTERS);
  const { province } = filters.values;
  const load = useLoad<ListedUnits>(province, () =>
    answerOf(units.units.$get({ query: province ? { province } : {} })),
  );
  const [opened, setOpened] = useState<ListedUnit | 'new' | null>(null);
  const actions = load.data?.mayChange && (
    <button type="button" class="button" onClick={() => setOpened('new')}>
      {text.add}
    </button>
  );
  return (
    <Screen title={text.title} over={{ title: imports.title, href: IMPORTS }} actions={actions}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {(found) => (
          <>
            {!found.mayChange && <p class="muted">{text.whoChanges}</p>}
            {found.provinces.length > 1 && (
              <div class="fields block-s">
                <ChoiceField
                  label={text.province}
                  name="province"
                  value={found.province ?? ''}
                  choices={found.provinces.map(({ code, name }) => [code, say(name, lang)] as const)}
                  onChoose={(code) => filters.set({ province: code })}
                />
              </div>
            )}
            <UnitTable key={found.province} found={found} onOpen={setOpened} />
            {found.mayChange && <UnitListFile found={found} onStored={load.reload} />}
            {opened !== null && (
              <UnitDialog
                found={found}
                unit={opened === 'new' ? null : opened}
                onClose={() => setOpened(null)}
                onStored={load.reload}
              />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface UnitTableProps {
  readonly found: ListedUnits;
  onOpen(unit: ListedUnit): void;
}

function UnitTable({ found: { units: list, mayChange }, onOpen }: UnitTableProps) {
  const { words } = useLanguage();
  const { unitList: text } = words.staff;
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  if (list.length === 0)
    return (
      <p class="empty">
        {text.none} {mayChange && text.noneChange}
      </p>
    );
  const found = list.filter((unit) => matches(unit, search));
  const shown = all ? found : found.slice(0, FIRST_ROWS);
  const names = new Map(list.map(({ code, name }) => [code, name]));
  return (
    <section class="block">
      <div class="fields">
        <TextInput label={text.search} name="search" value={search} onInput={setSearch} />
      </div>
      <p role="status" class="small muted block-s">
        {found.length === 0 ? text.noneFound : text.found(shown.length, list.length)}
      </p>
      {found.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.columns.unit}</th>
              <th scope="col" class="wide">
                {text.columns.kind}
              </th>
              <th scope="col" class="wide">
                {text.columns.parent}
              </th>
              <th scope="col" class="wide">
                {text.columns.aliases}
              </th>
              {mayChange && (
                <th scope="col">
                  <span class="visually-hidden">{text.edit}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <UnitLine
                key={unit.code}
                unit={unit}
                above={unit.parent === null ? null : (names.get(unit.parent) ?? { vi: unit.parent })}
                onOpen={mayChange ? () => onOpen(unit) : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < found.length && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.more(found.length - shown.length)}
          </button>
        </p>
      )}
    </section>
  );
}

const matches = ({ code, name, aliases }: ListedUnit, search: string): boolean =>
  [code, name.vi, name.en ?? '', ...aliases].some((one) =>
    one.toLowerCase().includes(search.trim().toLowerCase()),
  );

interface UnitLineProps {
  readonly unit: ListedUnit;
  readonly above: ListedUnit['name'] | null;
  /** Null: it can only be read. */
  readonly onOpen: (() => void) | null;
}

function UnitLine({ unit, above, onOpen }: UnitLineProps) {
  const { lang, words } = useLanguage();
  const { unitList: text } = words.staff;
  const { code, name, kind, aliases, validFrom, validTo } = unit;
  const kindName = Object.entries(text.kinds).find(([known]) => known === kind)?.[1] ?? kind;
  const days = [
    validFrom && text.began(formatDate(validFrom, lang)),
    validTo && text.ended(formatDate(validTo, lang)),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row">
        {say(name, lang)} <code class="small">{code}</code>
        {days.length > 0 && <span class="under small muted">{days.join(', ')}</span>}
        <span class="narrow small muted">
          {[kindName, above && say(above, lang), aliases.join('; ')].filter(Boolean).join(' · ')}
        </span>
      </th>
      <td class="wide">{kindName}</td>
      <td class="wide">{above && say(above, lang)}</td>
      <td class="wide">{aliases.join('; ')}</td>
      {onOpen && (
        <td>
          <button
            type="button"
            class="link-button"
            aria-label={text.editOf(say(name, lang))}
            onClick={onOpen}
          >
            {text.edit}
          </button>
        </td>
      )}
    </tr>
  );
}
