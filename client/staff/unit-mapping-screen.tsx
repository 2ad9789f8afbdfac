import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { YEARS } from './addresses.ts';
import { answerOf, type UnitMappings, unitMappings } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type MappingProps, saveMapping } from './save-mapping.ts';
import { UnitMappingDialog } from './unit-mapping-dialog.tsx';
import { UnitMappingFile } from './unit-mapping-file.tsx';
import { groupsOf, type MappingGroup, replaced, shareText } from './unit-mapping-view.ts';
import { useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';
import './settings.css';

const FILTERS = { province: 'tinh' } as const;

/** More are shown on demand. */
const FIRST_GROUPS = 50;

/** What units that merged or split were made of, by province. */
export function UnitMappingScreen() {
  const { lang, words } = useLanguage();
  const { years } = words.staff;
  const { mapping: text } = years;
  const filters = useFilters(FILTERS);
  const { province } = filters.values;
  const load = useLoad<UnitMappings>(province, () =>
    answerOf(unitMappings['unit-mappings'].$get({ query: province ? { province } : {} })),
  );
  return (
    <Screen title={text.title} over={{ title: years.title, href: YEARS }}>
      <Loaded load={load}>
        {(found) =>
          found.province === null ? (
            <p class="empty">{text.noProvince}</p>
          ) : (
            <>
              <p>{text.lead}</p>
              {found.provinces.length > 1 && (
                <div class="fields block-s">
                  <ChoiceField
                    label={text.province}
                    name="province"
                    value={found.province}
                    choices={found.provinces.map(({ code, name }) => [code, say(name, lang)] as const)}
                    onChoose={(code) => filters.set({ province: code })}
                  />
                </div>
              )}
              <Mapping key={found.province} found={found} reload={load.reload} />
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Mapping({ found, reload }: MappingProps) {
  const { words } = useLanguage();
  const { mapping: text } = words.staff.years;
  const [opened, setOpened] = useState<MappingGroup | 'new' | null>(null);
  const groups = groupsOf(found.rows);
  return (
    <>
      {found.mayChange && (
        <p class="toolbar">
          <button type="button" class="button" onClick={() => setOpened('new')}>
            {text.add}
          </button>
        </p>
      )}
      {groups.length === 0 ? (
        <div class="empty">
          <p>{text.none}</p>
          <p class="muted">{found.mayChange ? text.noneNext : text.noneWait}</p>
        </div>
      ) : (
        <GroupList found={found} groups={groups} reload={reload} onOpen={setOpened} />
      )}
      {found.mayChange && <UnitMappingFile found={found} reload={reload} />}
      {opened !== null && (
        <UnitMappingDialog
          found={found}
          group={opened === 'new' ? null : opened}
          reload={reload}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

interface GroupListProps extends MappingProps {
  readonly groups: readonly MappingGroup[];
  onOpen(group: MappingGroup): void;
}

function GroupList({ found, groups, reload, onOpen }: GroupListProps) {
  const { lang, words } = useLanguage();
  const { mapping: text } = words.staff.years;
  const [find, setFind] = useState('');
  const [all, setAll] = useState(false);
  const names = new Map(found.units.map(({ code, name }) => [code, say(name, lang)]));
  const wanted = find.trim().toLowerCase();
  const says = (code: string) => `${code} ${names.get(code) ?? ''}`.toLowerCase().includes(wanted);
  const matching = groups.filter(
    ({ newUnit, rows }) => says(newUnit) || rows.some(({ oldUnit }) => says(oldUnit)),
  );
  const shown = all ? matching : matching.slice(0, FIRST_GROUPS);
  return (
    <>
      {groups.length > 5 && (
        <div class="fields">
          <TextInput label={text.find} name="find" value={find} onInput={setFind} />
        </div>
      )}
      {matching.length === 0 && <p class="empty">{text.findNone(find)}</p>}
      <ul class="rows block-s">
        {shown.map((group) => (
          <GroupItem
            key={group.key}
            group={group}
            names={names}
            found={found}
            reload={reload}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {shown.length < matching.length && (
        <p>
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.showAll(matching.length)}
          </button>
        </p>
      )}
    </>
  );
}

interface GroupItemProps extends Omit<GroupListProps, 'groups'> {
  readonly group: MappingGroup;
  readonly names: ReadonlyMap<string, string>;
}

function GroupItem({ group, names, found, reload, onOpen }: GroupItemProps) {
  const { lang, words } = useLanguage();
  const { mapping: text } = words.staff.years;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const nameOf = (code: string) => names.get(code) ?? code;
  const name = nameOf(group.newUnit);
  const remove = () =>
    run(async () => {
      const { rows } = await saveMapping(found, replaced(found.rows, [group.key], []), found.rows);
      const undo = async () => {
        await saveMapping(found, found.rows, rows);
        reload();
      };
      flash({ text: text.removed(name), undo });
      reload();
    });
  const documents = [...new Set(group.rows.map(({ document }) => document))].join('; ');
  return (
    <li>
      <p>
        <b>{name}</b> · {formatDate(group.effectiveOn, lang)}
      </p>
      <p>
        {group.rows.map(({ oldUnit, share }) => `${nameOf(oldUnit)} ${shareText(share, lang)}`).join(' + ')}
      </p>
      <p class="small muted">{documents}</p>
      <TroubleNotice trouble={trouble} />
      {found.mayChange && (
        <p class="toolbar">
          <button
            type="button"
            class="button quiet"
            aria-label={text.edit(name)}
            onClick={() => onOpen(group)}
          >
            {text.change}
          </button>
          <button
            type="button"
            class="button quiet"
            aria-label={`${text.remove} ${name}`}
            disabled={busy}
            onClick={() => void remove()}
          >
            {text.remove}
          </button>
        </p>
      )}
    </li>
  );
}
