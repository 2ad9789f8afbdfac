import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate } from '../format.ts';
import { SIGNATURES } from './addresses.ts';
import { answerOf, type ReportChoices, type ReportShown, reports } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { NothingPublished } from './parts/nothing-published.tsx';
import { Screen } from './parts/screen.tsx';
import { ReportDownload } from './report-download.tsx';
import { ReportWriting } from './report-writing.tsx';
import { mayAny, useSession } from './session.ts';
import { useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import './report.css';

type Choice = ReportChoices['campaigns'][number];

/** Which report is shown; in the address, so that it can be sent. */
export interface AskedReport {
  readonly campaign: string;
  readonly revision: number;
  readonly compared: string;
}

/** In the address: none is wanted. */
const NOT_COMPARED = 'khong';

const IN_ADDRESS = { campaign: 'dot', revision: 'ban', compared: 'so-voi' } as const;

/** The report of a published result: what it is of, how it reads, and the office's sentences. */
export function ReportScreen() {
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  const session = useSession();
  const load = useLoad<ReportChoices>('report-choices', () => answerOf(reports.reports.choices.$get()));
  return (
    <Screen title={text.title}>
      <p>{text.lead}</p>
      {mayAny(session, ['add-signing-key']) && (
        <p>
          <a href={SIGNATURES}>{text.signatures}</a>
        </p>
      )}
      <Loaded load={load}>
        {({ campaigns }) =>
          campaigns.length === 0 ? <NothingPublished of="reports" /> : <Chosen campaigns={campaigns} />
        }
      </Loaded>
    </Screen>
  );
}

function Chosen({ campaigns }: { readonly campaigns: readonly Choice[] }) {
  const { lang, words } = useLanguage();
  const { reports: text } = words.staff;
  const { values, set } = useFilters(IN_ADDRESS);
  const chosen = campaigns.find(({ id }) => id === values.campaign) ?? campaigns[0];
  if (!chosen) return null;
  const published =
    chosen.revisions.find(({ revision }) => String(revision) === values.revision) ?? chosen.revisions[0];
  // Against the last year that can be compared, until another or none is chosen.
  const last = values.compared === NOT_COMPARED ? undefined : chosen.earlier[0];
  const compared = (chosen.earlier.find(({ id }) => id === values.compared) ?? last)?.id ?? '';
  const asked: AskedReport = { campaign: chosen.id, revision: published?.revision ?? 1, compared };
  const titled = ({ id, title, year }: { id: string; title: Choice['title']; year: number }) =>
    [id, `${year} · ${say(title, lang)}`] as const;
  return (
    <>
      <div class="fields wide-fields">
        <ChoiceField
          label={text.campaign}
          name="campaign"
          value={chosen.id}
          choices={campaigns.map(titled)}
          onChoose={(campaign) => set({ campaign, revision: '', compared: '' })}
        />
        {chosen.revisions.length > 1 && (
          <ChoiceField
            label={text.revision}
            name="revision"
            value={String(asked.revision)}
            choices={chosen.revisions.map(
              ({ revision, publishedAt }) =>
                [
                  String(revision),
                  text.revisionNamed(revision, formatDate(dayOf(publishedAt), lang)),
                ] as const,
            )}
            onChoose={(revision) => set({ revision })}
          />
        )}
        <ChoiceField
          label={text.compared}
          name="compared"
          value={compared}
          choices={[['', text.notCompared] as const, ...chosen.earlier.map(titled)]}
          hint={chosen.earlier.length === 0 ? text.noEarlier : undefined}
          onChoose={(earlier) => set({ compared: earlier === '' ? NOT_COMPARED : earlier })}
        />
        <ReportDownload asked={asked} />
      </div>
      <Shown key={JSON.stringify(asked)} asked={asked} />
    </>
  );
}

function Shown({ asked }: { readonly asked: AskedReport }) {
  const { campaign, revision, compared } = asked;
  const load = useLoad<ReportShown>(JSON.stringify(asked), () =>
    answerOf(
      reports.reports[':campaign'][':revision'].$get({
        param: { campaign, revision: String(revision) },
        query: compared === '' ? {} : { compared },
      }),
    ),
  );
  return (
    <Loaded load={load}>
      {(shown) => <ReportWriting asked={asked} shown={shown} onSaved={load.reload} />}
    </Loaded>
  );
}
