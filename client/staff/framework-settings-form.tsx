import type { Band, Framework } from '../../server/core/framework.ts';
import { withText } from './framework-criterion-form.tsx';
import { RemoveRow } from './framework-rule-form.tsx';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';
import { TextInput } from './parts/text-input.tsx';

interface SettingsFormProps {
  readonly framework: Framework;
  readonly disabled: boolean;
  /** @param field names the text field that was typed in */
  onChange(framework: Framework, field?: string): void;
}

const DECIMALS = [0, 1, 2, 3, 4, 5, 6];
const LEAF_KINDS = ['appraisal', 'satisfaction', 'perception'] as const;

/** What holds for the whole framework: title, maximum, rounding, classes, caps. */
export function FrameworkSettingsForm({ framework, disabled, onChange }: SettingsFormProps) {
  const { words } = useLanguage();
  const { settings: text } = words.staff.frameworks;
  const { title, max, bandsOn, bands, bonusCap, deductionCap } = framework;
  const cap = (name: 'bonusCap' | 'deductionCap', value: string | undefined) => (
    <DecimalField
      label={text[name]}
      hint={text.capHint}
      name={name}
      value={value ?? ''}
      onInput={(next) => onChange({ ...framework, [name]: next === '' ? undefined : next }, name)}
    />
  );
  return (
    <fieldset class="sub-form fields wide-fields" disabled={disabled}>
      <legend class="visually-hidden">{text.title}</legend>
      <TextInput
        label={text.name}
        name="title"
        value={title.vi}
        onInput={(vi) => onChange({ ...framework, title: withText(title, 'vi', vi) }, 'title')}
      />
      <TextInput
        label={text.nameEn}
        name="title-en"
        value={title.en ?? ''}
        onInput={(en) => onChange({ ...framework, title: withText(title, 'en', en) }, 'title-en')}
      />
      <DecimalField
        label={text.max}
        hint={text.maxHint}
        name="framework-max"
        value={max ?? ''}
        onInput={(next) => onChange({ ...framework, max: next === '' ? null : next }, 'max')}
      />
      <Rounding framework={framework} disabled={disabled} onChange={onChange} />
      <ChoiceField
        label={text.bandsOn}
        name="bandsOn"
        value={bandsOn}
        choices={text.bandsOns}
        onChoose={(next) => onChange({ ...framework, bandsOn: next })}
      />
      <Bands
        bands={bands}
        disabled={disabled}
        onChange={(next, field) => onChange({ ...framework, bands: next }, field)}
      />
      <div class="field-pair">
        {cap('bonusCap', bonusCap)}
        {cap('deductionCap', deductionCap)}
      </div>
    </fieldset>
  );
}

/** Leaves of the chosen kinds are rounded half up; the others stay as they come (decision 7). */
function Rounding({ framework, onChange }: SettingsFormProps) {
  const { words } = useLanguage();
  const { settings: text, criterion } = words.staff.frameworks;
  const { leafRounding } = framework;
  const choices = DECIMALS.map((decimals) => [String(decimals), text.decimals(decimals)] as const);
  return (
    <>
      <ChoiceField
        label={text.rounding}
        name="rounding"
        value={leafRounding === undefined ? '' : String(leafRounding.decimals)}
        choices={[['', text.roundingNone], ...choices]}
        onChoose={(next) => {
          const kinds = leafRounding?.kinds ?? ['appraisal', 'satisfaction'];
          const rounding = next === '' ? undefined : { decimals: Number(next), kinds };
          onChange({ ...framework, leafRounding: rounding });
        }}
      />
      {leafRounding && (
        <fieldset class="field">
          <legend>{text.roundedKinds}</legend>
          {LEAF_KINDS.map((kind) => (
            <Check
              key={kind}
              label={criterion.kinds[kind]}
              checked={leafRounding.kinds.includes(kind)}
              onChange={(checked) => {
                const kinds = LEAF_KINDS.filter((one) =>
                  one === kind ? checked : leafRounding.kinds.includes(one),
                );
                onChange({ ...framework, leafRounding: { ...leafRounding, kinds } });
              }}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

interface BandsProps {
  readonly bands: readonly Band[];
  readonly disabled: boolean;
  onChange(bands: readonly Band[], field?: string): void;
}

function Bands({ bands, disabled, onChange }: BandsProps) {
  const { words } = useLanguage();
  const { settings: text } = words.staff.frameworks;
  return (
    <div class="rows-form">
      <p class="label">{text.bands}</p>
      {bands.map((band, at) => (
        // A class has no name of its own while it is typed; its place is what it is.
        <div class="row-form" key={`band ${bands.length} ${at + 1}`}>
          <div class="field-row">
            <TextInput
              label={`${text.band} ${at + 1}`}
              name={`band-${at}`}
              value={band.name.vi}
              onInput={(vi) =>
                onChange(bands.with(at, { ...band, name: withText(band.name, 'vi', vi) }), `band-${at}`)
              }
            />
            <TextInput
              label={`${text.bandEn} ${at + 1}`}
              name={`band-en-${at}`}
              value={band.name.en ?? ''}
              onInput={(en) =>
                onChange(bands.with(at, { ...band, name: withText(band.name, 'en', en) }), `band-en-${at}`)
              }
            />
            <DecimalField
              label={`${text.from} ${at + 1}`}
              name={`from-${at}`}
              value={band.from}
              onInput={(from) => onChange(bands.with(at, { ...band, from }), `from-${at}`)}
            />
          </div>
          <RemoveRow
            name={band.name.vi || String(at + 1)}
            disabled={disabled || bands.length === 1}
            onRemove={() => onChange(bands.toSpliced(at, 1))}
          />
        </div>
      ))}
      <button
        type="button"
        class="button quiet"
        onClick={() => onChange([...bands, { name: { vi: '' }, from: '0' }])}
      >
        {text.addBand}
      </button>
    </div>
  );
}
