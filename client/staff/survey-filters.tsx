import { useState } from 'preact/hooks';
import type { SurveyView } from '../../server/core/survey-view.ts';
import { say } from '../../survey-forms/form.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import type { Filters, FilterValues } from './use-filters.ts';

/** Filter → its parameter in the address. */
export const SURVEY_FILTERS = {
  unit: 'don-vi',
  channel: 'kenh',
  group: 'nhom',
  basis: 'loai-phieu',
  flagged: 'danh-dau',
  breakdown: 'chia-theo',
  from: 'tu-ngay',
  to: 'den-ngay',
  search: 'tim',
} as const;

export type SurveyFilter = keyof typeof SURVEY_FILTERS;

/** Those that narrow the results; the others belong to one section of the page. */
const RESULT_FILTERS = ['unit', 'channel', 'group', 'basis', 'flagged', 'breakdown'] as const;

/** Words of the address for values of the API; a value that is no such word goes as it is, and the server says so. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  basis: { 'vang-lai': 'open', 'tat-ca': 'all' },
  flagged: { bo: 'without' },
};

const inAddress = (filter: SurveyFilter, value: string) =>
  Object.entries(VALUES[filter] ?? {}).find(([, known]) => known === value)?.[0] ?? '';

const ofAddress = (filter: SurveyFilter, value: string) => VALUES[filter]?.[value] ?? value;

/** What the results are asked for with: the filters that are set, in the words of the API. */
export function resultQuery(values: FilterValues<SurveyFilter>): Record<string, string> {
  const set = RESULT_FILTERS.filter((filter) => values[filter] !== '');
  return Object.fromEntries(set.map((filter) => [filter, ofAddress(filter, values[filter])]));
}

interface FilterBarProps {
  readonly filters: Filters<SurveyFilter>;
  /** Without them only what is set can be taken away. */
  readonly choices: SurveyView['choices'] | null;
}

/** What the results are narrowed to; each choice is an address of its own. */
export function FilterBar({ filters, choices }: FilterBarProps) {
  const { words } = useLanguage();
  const { filters: text } = words.staff.results;
  const { values, set } = filters;
  const [open] = useState(isWide);
  const narrowed = RESULT_FILTERS.some((filter) => values[filter] !== '');
  return (
    <details class="filter-box" open={open}>
      <summary>{text.label}</summary>
      <div class="filter-bar">
        {choices && <PlaceFilters filters={filters} choices={choices} />}
        <ChoiceField
          label={text.names.basis}
          name="basis"
          value={ofAddress('basis', values.basis) || 'counted'}
          choices={text.bases}
          onChoose={(basis) => set({ basis: inAddress('basis', basis) })}
        />
        <ChoiceField
          label={text.names.flagged}
          name="flagged"
          value={ofAddress('flagged', values.flagged) || 'with'}
          choices={text.flags}
          onChoose={(flagged) => set({ flagged: inAddress('flagged', flagged) })}
        />
        <button
          type="button"
          class="button quiet"
          disabled={!narrowed}
          onClick={() => set({ unit: '', channel: '', group: '', basis: '', flagged: '', breakdown: '' })}
        >
          {text.clear}
        </button>
      </div>
    </details>
  );
}

/** On a phone the filters would stand where the sentence should: they open at a touch. */
const isWide = () => typeof matchMedia === 'undefined' || matchMedia('(min-width: 720px)').matches;

interface PlaceFiltersProps {
  readonly filters: Filters<SurveyFilter>;
  readonly choices: SurveyView['choices'];
}

function PlaceFilters({ filters: { values, set }, choices }: PlaceFiltersProps) {
  const { lang, words } = useLanguage();
  const { filters: text } = words.staff.results;
  const units = choices.units
    .map(({ code, name }) => [code, say(name, lang)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
  return (
    <>
      {units.length > 1 && (
        <ChoiceField
          label={text.names.unit}
          name="unit"
          value={values.unit}
          choices={[['', text.allUnits], ...units]}
          onChoose={(unit) => set({ unit })}
        />
      )}
      {choices.channels.length > 1 && (
        <ChoiceField
          label={text.names.channel}
          name="channel"
          value={values.channel}
          choices={[
            ['', text.allChannels],
            ...choices.channels.map((one) => [one, text.channels[one]] as const),
          ]}
          onChoose={(channel) => set({ channel })}
        />
      )}
      {choices.groups.length > 1 && (
        <ChoiceField
          label={text.names.group}
          name="group"
          value={values.group}
          choices={[
            ['', text.allGroups],
            ...choices.groups.map((one) => [one.code, say(one.text, lang)] as const),
          ]}
          onChoose={(group) => set({ group })}
        />
      )}
    </>
  );
}
