import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { SURVEYS, surveyScreen } from './addresses.ts';
import { answerOf, type Batches, tokens } from './api.ts';
import { BatchesSection } from './batches-section.tsx';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type IssuedSlips, SlipsSheet } from './slips-sheet.tsx';
import { fieldError } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const MOST = 10_000;
const PROPOSED = '96';

/** Issues single-use tokens of a unit, as slips that are shown here once: only their hashes are stored. */
export function TokensScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const survey = params.survey ?? '';
  const [issued, setIssued] = useState<IssuedSlips | null>(null);
  const load = useLoad<Batches>(survey, () =>
    answerOf(tokens.surveys[':survey'].batches.$get({ param: { survey } })),
  );
  const { tokens: text } = words.staff;
  const over = load.data
    ? { title: say(load.data.survey.title, lang), href: surveyScreen(survey) }
    : { title: words.staff.surveys.title, href: SURVEYS };
  const again = () => {
    setIssued(null);
    load.reload();
  };
  return (
    <Screen title={text.title} over={over}>
      <Loaded load={load}>
        {(data) =>
          issued ? (
            <SlipsSheet issued={issued} again={again} />
          ) : (
            <>
              <p>{text.lead}</p>
              <IssueForm data={data} onIssued={setIssued} />
              <BatchesSection data={data} onVoided={load.reload} />
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

interface IssueFormProps {
  readonly data: Batches;
  onIssued(issued: IssuedSlips): void;
}

function IssueForm({ data, onIssued }: IssueFormProps) {
  const { lang, words } = useLanguage();
  const { staff } = words;
  const { survey, units } = data;
  const [unit, setUnit] = useState(units[0]?.code ?? '');
  const [count, setCount] = useState(PROPOSED);
  const [expiresOn, setExpiresOn] = useState('');
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { unit, count: Number(count), ...(expiresOn === '' ? {} : { expiresOn }) };
      const sent = tokens.surveys[':survey'].tokens.$post({ param: { survey: survey.id }, json });
      onIssued({ ...(await answerOf(sent)), survey, unit: units.find((one) => one.code === unit) ?? null });
    });
  };
  const { unit: unitLabel, count: countLabel, expiresOn: expiresLabel } = staff.tokens;
  const lastDay = formatDate(survey.acceptsUntil, lang);
  return (
    <form class="fields block-s" onSubmit={send}>
      <TroubleNotice
        trouble={trouble}
        fields={{ unit: unitLabel, count: countLabel, expiresOn: expiresLabel }}
      />
      <Field label={unitLabel} error={fieldError(trouble, 'unit', words)}>
        {(control) => (
          <select {...control} value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
            {units.map(({ code, name }) => (
              <option key={code} value={code}>
                {say(name, lang)}
              </option>
            ))}
            <option value="">{staff.manyUnits}</option>
          </select>
        )}
      </Field>
      <TextInput
        label={countLabel}
        hint={staff.tokens.countHint}
        name="count"
        type="number"
        min={1}
        max={MOST}
        required
        value={count}
        onInput={setCount}
        error={fieldError(trouble, 'count', words)}
      />
      <TextInput
        label={expiresLabel}
        mark={staff.optional}
        hint={staff.tokens.expiresOnHint(lastDay)}
        name="expiresOn"
        type="date"
        value={expiresOn}
        onInput={setExpiresOn}
        error={fieldError(trouble, 'expiresOn', words)}
      />
      <button type="submit" class="button" disabled={busy}>
        {busy ? staff.working : staff.tokens.send}
      </button>
    </form>
  );
}
