import type { Policies } from '../../server/core/campaign.ts';
import { say, type Text } from '../../survey-forms/form.ts';
import { hundredfold, hundredth } from '../decimal-text.ts';
import { isDecimal } from './framework-tree.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';
import { TextInput } from './parts/text-input.tsx';

interface PolicyFieldsProps {
  readonly policies: Policies;
  /** Classes of the framework, best first. */
  readonly bands: readonly { readonly name: Text }[];
  onChange(policies: Policies): void;
}

export const DEFAULT_POLICIES: Policies = {
  adjustments: 'inside-the-points',
  notApplicable: 'flat',
  ranking: 'all',
  ties: 'shared',
  openAnswers: 'excluded',
  flaggedAnswers: 'included',
  minimumResponses: 10,
};

/** The rules that two offices may set differently, each choice said in words. */
export function PolicyFields({ policies, bands, onChange }: PolicyFieldsProps) {
  const { words } = useLanguage();
  const { policies: text } = words.staff.campaignSettings;
  const choice = <
    Name extends
      | 'adjustments'
      | 'notApplicable'
      | 'ranking'
      | 'ties'
      | 'openAnswers'
      | 'flaggedAnswers'
      | 'unbalancedUnits'
      | 'indexCeiling',
  >(
    name: Name,
    value: NonNullable<Policies[Name]>,
  ) => (
    <ChoiceField<NonNullable<Policies[Name]>>
      label={text[name].label}
      name={name}
      value={value}
      choices={text[name].choices as Readonly<Record<NonNullable<Policies[Name]>, string>>}
      onChoose={(next) => onChange({ ...policies, [name]: next })}
    />
  );
  return (
    <fieldset class="sub-form fields wide-fields">
      <legend class="visually-hidden">{text.title}</legend>
      {choice('ranking', policies.ranking)}
      {choice('ties', policies.ties)}
      {choice('notApplicable', policies.notApplicable)}
      {choice('adjustments', policies.adjustments)}
      {choice('indexCeiling', policies.indexCeiling ?? 'none')}
      <ClassCapFields policies={policies} bands={bands} onChange={onChange} />
      {choice('openAnswers', policies.openAnswers)}
      {choice('flaggedAnswers', policies.flaggedAnswers)}
      {choice('unbalancedUnits', policies.unbalancedUnits ?? 'ranked')}
      <TextInput
        label={text.minimumResponses}
        hint={text.minimumHint}
        name="minimumResponses"
        type="number"
        min={1}
        value={String(policies.minimumResponses)}
        onInput={(value) =>
          onChange({ ...policies, minimumResponses: Math.max(1, Math.floor(Number(value)) || 1) })
        }
      />
    </fieldset>
  );
}

/** A class held down by the units below, with its threshold as data (domain §4). */
function ClassCapFields({ policies, bands, onChange }: PolicyFieldsProps) {
  const { lang, words } = useLanguage();
  const { policies: text } = words.staff.campaignSettings;
  const { classCap } = policies;
  const classes = Object.fromEntries(bands.map(({ name }) => [name.vi, say(name, lang)]));
  const begin = { reached: bands[1]?.name.vi ?? '', least: '0.6', heldAt: bands[2]?.name.vi ?? '' };
  const change = (more: Partial<typeof begin>) =>
    onChange({ ...policies, classCap: { ...(classCap ?? begin), ...more } });
  const least = classCap?.least ?? '';
  return (
    <>
      <Check
        label={text.cap}
        hint={text.capHint}
        checked={classCap !== undefined}
        disabled={bands.length === 0}
        onChange={(checked) => onChange({ ...policies, classCap: checked ? begin : undefined })}
      />
      {classCap && (
        <div class="field-row">
          <ChoiceField
            label={text.capReached}
            name="reached"
            value={classCap.reached}
            choices={classes}
            onChoose={(reached) => change({ reached })}
          />
          <DecimalField
            label={text.capLeast}
            name="least"
            value={isDecimal(least) ? hundredfold(least) : least}
            onInput={(percent) => change({ least: isDecimal(percent) ? hundredth(percent) : percent })}
          />
          <ChoiceField
            label={text.capHeldAt}
            name="heldAt"
            value={classCap.heldAt}
            choices={classes}
            onChoose={(heldAt) => change({ heldAt })}
          />
        </div>
      )}
    </>
  );
}
