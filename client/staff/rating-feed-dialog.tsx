import { useState } from 'preact/hooks';
import type { RatingResult } from '../../server/core/rating-result.ts';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { answerOf, type FeedTargets, ratings } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface RatingFeedDialogProps {
  readonly province: string;
  readonly from: { readonly rating: string } | { readonly year: string };
  readonly result: RatingResult;
  /** What is fed, in words. */
  readonly title: string;
  onClose(): void;
}

/** "Tốt" is the second class (domain §1: the share of agencies rated Tốt or better). */
const GOOD = 2;

/** Of which agencies the share is taken. */
type Counted = 'all' | 'classed';

/** Agencies without a class, and of how many agencies the share is. */
function countedIn({ units }: RatingResult, counted: Counted) {
  const unclassed = units.filter((one) => one.class === null);
  return { unclassed, agencies: counted === 'all' ? units.length : units.length - unclassed.length };
}

/** The share of agencies rated well, on its way into a criterion of an index that is not published yet. */
export function RatingFeedDialog({ province, from, result, title, onClose }: RatingFeedDialogProps) {
  const { lang, words } = useLanguage();
  const { feed: text } = words.staff.ratings;
  const load = useLoad<FeedTargets>(province, async () => {
    const found = await answerOf(ratings['rating-feeds'].targets.$get({ query: { province } }));
    return found.targets;
  });
  const [counted, setCounted] = useState<Counted>('all');
  const { unclassed, agencies } = countedIn(result, counted);
  const good = result.classes.slice(0, GOOD).reduce((total, { units }) => total + units, 0);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>{text.lead(good, agencies, title)}</p>
      {unclassed.length > 0 && (
        <div class="fields">
          <ChoiceField
            label={text.unclassed(unclassed.map(({ name }) => say(name, lang)).join(', '))}
            name="counted"
            value={counted}
            choices={text.counted}
            onChoose={(choice) => setCounted(choice)}
          />
        </div>
      )}
      <Loaded load={load}>
        {(targets) =>
          targets.length === 0 ? (
            <p class="empty">{text.none}</p>
          ) : (
            <FeedForm targets={targets} from={from} counted={counted} onClose={onClose} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

interface FeedFormProps extends Pick<RatingFeedDialogProps, 'from' | 'onClose'> {
  readonly targets: FeedTargets;
  readonly counted: Counted;
}

function FeedForm({ targets, from, counted, onClose }: FeedFormProps) {
  const { lang, words } = useLanguage();
  const { feed: text } = words.staff.ratings;
  const flash = useFlash();
  const [chosen, setChosen] = useState({ campaign: targets[0]?.campaign ?? '', unit: '', criterion: '' });
  const [faults, setFaults] = useState<{ unit?: string; criterion?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const target = targets.find(({ campaign }) => campaign === chosen.campaign);
  const units = target?.units ?? [];
  // The province itself, where it is the only one.
  const unit = chosen.unit || (units.length === 1 ? (units[0]?.code ?? '') : '');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const missing = {
      ...(unit === '' && { unit: text.choiceMissing }),
      ...(chosen.criterion === '' && { criterion: text.choiceMissing }),
    };
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    void run(async () => {
      await answerOf(ratings['rating-feeds'].$post({ json: { from, ...chosen, unit, counted } }));
      flash({ text: text.done(chosen.criterion) });
      onClose();
    });
  };
  const names = { campaign: text.campaign, unit: text.unit, criterion: text.criterion };
  return (
    <form class="fields" onSubmit={send} ref={form}>
      <TroubleNotice trouble={trouble} fields={names} />
      <Select
        label={text.campaign}
        value={chosen.campaign}
        options={targets.map(({ campaign, title, year }) => [campaign, `${year} · ${say(title, lang)}`])}
        choose={(campaign) => setChosen({ campaign, unit: '', criterion: '' })}
      />
      <Select
        label={text.unit}
        value={unit}
        error={faults.unit}
        options={optionsOf(units, lang)}
        choose={(code) => setChosen({ ...chosen, unit: code })}
      />
      <Select
        label={text.criterion}
        hint={text.criterionHint}
        value={chosen.criterion}
        error={faults.criterion}
        options={optionsOf(target?.criteria ?? [], lang).map(([code, name]) => [code, `${code} ${name}`])}
        choose={(code) => setChosen({ ...chosen, criterion: code })}
      />
      <DialogActions action={text.send} busy={busy} onClose={onClose} />
    </form>
  );
}

const optionsOf = (list: readonly { code: string; name: Text }[], lang: Lang): [string, string][] =>
  list.map(({ code, name }) => [code, say(name, lang)]);

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  choose(value: string): void;
}

function Select({ label, value, hint, error, options, choose }: SelectProps) {
  const { words } = useLanguage();
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {value === '' && <option value="">{words.staff.ratings.feed.choose}</option>}
          {options.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
