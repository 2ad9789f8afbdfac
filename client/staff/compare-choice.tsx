import { say } from '../../survey-forms/form.ts';
import {
  type Asked,
  byName,
  type Choice,
  type ComparedQuery,
  campaignOf,
  choiceOf,
  commonUnits,
  groupName,
  KIND_IN_ADDRESS,
  kindOf,
  kindsFor,
} from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Segments } from './parts/segments.tsx';

interface CompareChoiceFieldsProps {
  readonly asked: Asked;
  /** What is asked for, with what the address leaves open filled in. */
  readonly query: ComparedQuery | null;
  readonly choices: readonly Choice[];
  set(change: Partial<Asked>): void;
}

/** What to compare. Another kind or campaign forgets the sides, which do not exist there. */
export function CompareChoiceFields({ asked, query, choices, set }: CompareChoiceFieldsProps) {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const kind = kindOf(asked);
  return (
    <>
      <Segments
        name="compare-kind"
        legend={text.kind}
        choices={kindsFor(choices)}
        chosen={kind}
        label={(one) => text.kinds[one]}
        choose={(one) => set({ kind: KIND_IN_ADDRESS[one], left: '', right: '', unit: '' })}
      />
      <div class="compare-fields">
        {kind === null ? null : kind === 'years' ? (
          <YearFields query={query} asked={asked} choices={choices} set={set} />
        ) : (
          <WithinFields query={query} asked={asked} choices={choices} set={set} />
        )}
      </div>
      {query && (
        <p>
          <button
            type="button"
            class="button quiet"
            onClick={() => set({ left: query.right, right: query.left })}
            hidden={kind === 'years'}
          >
            {text.swap}
          </button>
        </p>
      )}
    </>
  );
}

function YearFields({ asked, query, choices, set }: CompareChoiceFieldsProps) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const options = choices.map(({ id, title, year }) => ({
    value: id,
    label: `${year} · ${say(title, lang)}`,
  }));
  const [left, right] = [query?.left ?? asked.left, query?.right ?? asked.right];
  const isPart = [left, right].some((id) => choiceOf(id, choices)?.whole === false);
  const units = commonUnits(choiceOf(left, choices), choiceOf(right, choices));
  return (
    <>
      <Select
        label={text.left.years}
        value={left}
        options={options}
        choose={(value) => set({ left: value, right })}
      />
      <Select
        label={text.right.years}
        value={right}
        options={options}
        choose={(value) => set({ left, right: value })}
      />
      <Select
        label={text.unit}
        value={query?.unit ?? asked.unit}
        blank={isPart ? undefined : text.allUnits}
        options={units.map(({ code, name }) => ({ value: code, label: say(name, lang) }))}
        choose={(value) => set({ unit: value })}
      />
    </>
  );
}

/** Two units or two groups of one campaign. */
function WithinFields({ asked, query, choices, set }: CompareChoiceFieldsProps) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const kind = kindOf(asked) === 'groups' ? 'groups' : 'units';
  const campaign = campaignOf(asked, choices);
  const choice = choiceOf(campaign, choices);
  const options =
    kind === 'units'
      ? byName(choice?.units ?? []).map(({ code, name }) => ({ value: code, label: say(name, lang) }))
      : (choice?.groups ?? []).map((group) => ({
          value: group.key,
          label: text.unitsIn(groupName(group, words, lang), group.units.length),
        }));
  const [left, right] = [query?.left ?? asked.left, query?.right ?? asked.right];
  return (
    <>
      <Select
        label={text.campaign}
        value={campaign}
        options={choices.map(({ id, title, year }) => ({
          value: id,
          label: `${year} · ${say(title, lang)}`,
        }))}
        choose={(value) => set({ campaign: value, ...(kind === 'groups' && { left: '', right: '' }) })}
      />
      {kind === 'groups' && options.length === 0 ? (
        <p class="empty">{text.noGroups}</p>
      ) : (
        (['left', 'right'] as const).map((side) => (
          <Select
            key={side}
            label={text[side][kind]}
            value={side === 'left' ? left : right}
            options={options}
            choose={(value) => set({ left, right, [side]: value })}
          />
        ))
      )}
    </>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Said where nothing is chosen, and nothing need be. */
  readonly blank?: string | undefined;
  choose(value: string): void;
}

function Select({ label, value, options, blank, choose }: SelectProps) {
  const { words } = useLanguage();
  const unknown = value !== '' && !options.some((option) => option.value === value);
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {(blank !== undefined || value === '') && (
            <option value="">{blank ?? words.staff.compare.choose}</option>
          )}
          {unknown && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
