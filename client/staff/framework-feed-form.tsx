import type { SurveyFeed } from '../../server/core/framework.ts';
import { say } from '../../survey-forms/form.ts';
import type { FeedingForm } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';

interface FeedFormProps {
  readonly feed: SurveyFeed | undefined;
  readonly forms: readonly FeedingForm[];
  readonly disabled: boolean;
  onChange(feed: SurveyFeed | undefined, field?: string): void;
}

/** Which questions of which form feed a survey leaf, for whom, and how they are put together (decision 2). */
export function FeedForm({ feed, forms, disabled, onChange }: FeedFormProps) {
  const { lang, words } = useLanguage();
  const { feed: text } = words.staff.frameworks;
  const known = Object.fromEntries(forms.map((form) => [form.id, say(form.title, lang)]));
  const unknown = feed && !(feed.form in known) ? { [feed.form]: text.unknown(feed.form) } : {};
  const form = forms.find((one) => one.id === feed?.form);
  return (
    <fieldset class="sub-form" disabled={disabled}>
      <legend>{text.title}</legend>
      <ChoiceField
        label={text.form}
        name="feed-form"
        value={feed?.form ?? ''}
        choices={{ '': text.external, ...known, ...unknown }}
        onChoose={(id) => onChange(id === '' ? undefined : { form: id, questions: [], items: 'pooled' })}
      />
      {feed && form && (
        <>
          <Questions feed={feed} form={form} onChange={onChange} />
          {feed.questions.length > 1 && (
            <ChoiceField
              label={text.items}
              name="items"
              value={feed.items}
              choices={text.itemKinds}
              onChoose={(items) => onChange({ ...feed, items })}
            />
          )}
          <Groups feed={feed} form={form} onChange={onChange} />
        </>
      )}
    </fieldset>
  );
}

interface PartProps {
  readonly feed: SurveyFeed;
  readonly form: FeedingForm;
  onChange(feed: SurveyFeed, field?: string): void;
}

function Questions({ feed, form, onChange }: PartProps) {
  const { lang, words } = useLanguage();
  const keys = form.questions.map(({ key }) => key);
  const strays = feed.questions.filter((key) => !keys.includes(key));
  const toggle = (key: string, checked: boolean) =>
    onChange({
      ...feed,
      // In the order of the form, whatever the order of ticking.
      questions: [...keys, ...strays].filter((one) => (one === key ? checked : feed.questions.includes(one))),
    });
  return (
    <fieldset class="field check-list">
      <legend>{words.staff.frameworks.feed.questions}</legend>
      {form.questions.map(({ key, text }) => (
        <Check
          key={key}
          label={`${key}. ${say(text, lang)}`}
          checked={feed.questions.includes(key)}
          onChange={(checked) => toggle(key, checked)}
        />
      ))}
      {strays.map((key) => (
        <Check key={key} label={key} checked onChange={() => toggle(key, false)} />
      ))}
    </fieldset>
  );
}

/** All groups, only some, or some with weights: then all of them have one (domain §3). */
function Groups({ feed, form, onChange }: PartProps) {
  const { lang, words } = useLanguage();
  const { feed: text } = words.staff.frameworks;
  const groups = feed.groups ?? [];
  const weighted = groups.some(({ weight }) => weight !== undefined);
  const way = feed.groups === undefined ? 'all' : weighted ? 'weighted' : 'some';
  const choose = (next: 'all' | 'some' | 'weighted') => {
    if (next === 'all') return onChange({ ...feed, groups: undefined });
    const chosen = groups.length > 0 ? groups : form.groups.map(({ code }) => ({ code }));
    onChange({
      ...feed,
      groups: chosen.map(({ code }) => (next === 'weighted' ? { code, weight: '1' } : { code })),
    });
  };
  const toggle = (code: string, checked: boolean) => {
    const added = weighted ? { code, weight: '1' } : { code };
    onChange({
      ...feed,
      groups: form.groups.flatMap(
        (group) =>
          (group.code === code ? checked && added : groups.find((one) => one.code === group.code)) || [],
      ),
    });
  };
  return (
    <>
      <ChoiceField
        label={text.groups}
        name="groups"
        value={way}
        choices={{ all: text.allGroups, some: text.someGroups, weighted: text.weighted }}
        onChoose={choose}
      />
      {way !== 'all' &&
        form.groups.map(({ code, text: name }) => {
          const at = groups.findIndex((one) => one.code === code);
          const own = groups[at];
          return (
            <div class="row-form" key={code}>
              <Check
                label={say(name, lang)}
                checked={own !== undefined}
                onChange={(checked) => toggle(code, checked)}
              />
              {weighted && own && (
                <DecimalField
                  label={text.weightOf(say(name, lang))}
                  name={`weight-${code}`}
                  value={own.weight ?? ''}
                  onInput={(weight) =>
                    onChange({ ...feed, groups: groups.with(at, { code, weight }) }, `weight-${code}`)
                  }
                />
              )}
            </div>
          );
        })}
    </>
  );
}
