import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { assessmentsScreen } from './addresses.ts';
import { type Appraisers, answerOf, office } from './api.ts';
import { StageDays } from './assessment-deadline.tsx';
import './assessment.css';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Check } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

/** Which areas each appraiser scores; a tick is stored at once and can be taken back. */
export function AppraisersScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const { assessment } = words.staff;
  const { appraisers: text } = assessment;
  const param = { campaign };
  const load = useLoad<Appraisers>(campaign, () =>
    answerOf(office.campaigns[':campaign'].appraisers.$get({ param })),
  );
  const { trouble, run } = useSend();
  const flash = useFlash();
  const put = async (account: string, areas: readonly string[]) => {
    const json = { account, areas: [...areas] };
    await answerOf(office.campaigns[':campaign'].appraisers.$put({ param, json }));
    load.reload();
  };
  const assign = (person: Appraisers['appraisers'][number], areas: readonly string[]) =>
    run(async () => {
      await put(person.id, areas);
      const undo = async () => {
        await put(person.id, person.areas);
        flash(null);
      };
      flash({ text: text.done(person.name), undo });
    });
  return (
    <Screen title={text.title} over={{ title: assessment.title, href: assessmentsScreen(campaign) }}>
      <p>{text.lead}</p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>
        {(data) =>
          data.appraisers.length === 0 ? (
            <p class="empty">{text.none}</p>
          ) : (
            <>
              <StageDays deadlines={data.deadlines} today={data.today} />
              <Unassigned data={data} />
              {data.appraisers.map((person) => (
                <Areas
                  key={person.id}
                  data={data}
                  person={person}
                  onChange={(areas) => void assign(person, areas)}
                />
              ))}
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** Areas that nobody scores hold every round up. */
function Unassigned({ data }: { readonly data: Appraisers }) {
  const { lang, words } = useLanguage();
  const { appraisers: text } = words.staff.assessment;
  const open = data.areas.filter(({ code }) => !data.appraisers.some(({ areas }) => areas.includes(code)));
  if (open.length === 0) return null;
  return (
    <p class="note warn">
      {text.unassigned} {open.map(({ code, name }) => `${code}. ${say(name, lang)}`).join('; ')}.
    </p>
  );
}

interface AreasProps {
  readonly data: Appraisers;
  readonly person: Appraisers['appraisers'][number];
  onChange(areas: readonly string[]): void;
}

function Areas({ data, person, onChange }: AreasProps) {
  const { lang } = useLanguage();
  return (
    <fieldset class="field appraiser">
      <legend>
        {person.name} <span class="muted small">{person.username}</span>
      </legend>
      {data.areas.map(({ code, name }) => (
        <Check
          key={code}
          label={`${code}. ${say(name, lang)}`}
          checked={person.areas.includes(code)}
          onChange={(on) =>
            onChange(on ? [...person.areas, code] : person.areas.filter((one) => one !== code))
          }
        />
      ))}
    </fieldset>
  );
}
