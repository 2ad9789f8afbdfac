import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { slipAddress } from '../public/addresses.ts';
import { SURVEYS, surveyScreen } from './addresses.ts';
import { type Arrivals, answerOf, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const MOST = 10_000;
const PROPOSED = '100';

interface Issued {
  readonly unit: string;
  readonly tokens: readonly string[];
}

/** Issues single-use tokens of a unit. They are shown here once: only their hashes are stored. */
export function TokensScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const survey = params.survey ?? '';
  const [issued, setIssued] = useState<Issued | null>(null);
  const load = useLoad<Arrivals>(survey, () =>
    answerOf(surveys.surveys[':survey'].arrivals.$get({ param: { survey } })),
  );
  const { tokens } = words.staff;
  const over = load.data
    ? { title: say(load.data.survey.title, lang), href: surveyScreen(survey) }
    : { title: words.staff.surveys.title, href: SURVEYS };
  return (
    <Screen title={tokens.title} over={over}>
      <Loaded load={load}>
        {(data) =>
          issued ? (
            <IssuedTokens issued={issued} again={() => setIssued(null)} />
          ) : (
            <>
              <p>{tokens.lead}</p>
              <IssueForm survey={survey} units={data.units} onIssued={setIssued} />
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

interface IssueFormProps {
  readonly survey: string;
  readonly units: Arrivals['units'];
  onIssued(issued: Issued): void;
}

function IssueForm({ survey, units, onIssued }: IssueFormProps) {
  const { lang, words } = useLanguage();
  const { staff } = words;
  const [unit, setUnit] = useState(units[0]?.code ?? '');
  const [count, setCount] = useState(PROPOSED);
  const { busy, trouble, run } = useSend();
  const nameOf = (code: string) => {
    const found = units.find((one) => one.code === code);
    return found ? say(found.name, lang) : staff.manyUnits;
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { unit, count: Number(count) };
      const { tokens } = await answerOf(surveys.surveys[':survey'].tokens.$post({ param: { survey }, json }));
      onIssued({ unit: nameOf(unit), tokens });
    });
  };
  return (
    <form class="fields block-s" onSubmit={send}>
      <TroubleNotice trouble={trouble} fields={{ unit: staff.tokens.unit, count: staff.tokens.count }} />
      <Field label={staff.tokens.unit} error={fieldError(trouble, 'unit', words)}>
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
        label={staff.tokens.count}
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
      <button type="submit" class="button" disabled={busy}>
        {busy ? staff.working : staff.tokens.send}
      </button>
    </form>
  );
}

/** The list, to copy or print; leaving with neither done asks first, because nobody can bring them back. */
function IssuedTokens({ issued, again }: { readonly issued: Issued; again(): void }) {
  const { lang, words } = useLanguage();
  const { tokens, print } = words.staff;
  const [kept, setKept] = useState(false);
  useEffect(() => {
    if (kept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [kept]);
  const addresses = issued.tokens.map((token) => `${location.origin}${slipAddress(lang, token)}`);
  return (
    <>
      <h2>{tokens.done(issued.tokens.length, issued.unit)}</h2>
      <div class="unsaved block-s">
        <Notice kind="warn">{tokens.once}</Notice>
      </div>
      <div class="toolbar">
        <CopyButton text={addresses.join('\n')} label={tokens.copyAll} onCopied={() => setKept(true)} />
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            window.print();
            setKept(true);
          }}
        >
          {print}
        </button>
        <button type="button" class="button quiet" onClick={again}>
          {tokens.again}
        </button>
      </div>
      <table class="token-list">
        <thead>
          <tr>
            <th scope="col" class="n">
              #
            </th>
            <th scope="col">{tokens.address}</th>
          </tr>
        </thead>
        <tbody>
          {addresses.map((address, at) => (
            <tr key={address}>
              <td class="n">{at + 1}</td>
              <td>
                <code>{address}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
