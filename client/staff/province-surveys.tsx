import type { ComponentChildren } from 'preact';
import { type Lang, say } from '../../survey-forms/form.ts';
import { percentText, reachedPercent } from '../decimal-text.ts';
import { formatCount, formatDate, formatPercent } from '../format.ts';
import { ThinBar } from '../public/figures.tsx';
import { wordsOf } from '../words/words-of.ts';
import { conflictsScreen, KIOSKS, ledgerScreen, PAPER, surveyScreen } from './addresses.ts';
import type { CampaignOverview, OverviewSurvey } from './api.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { mayAny, type Session, useSession } from './session.ts';
import { StateTag } from './survey-line.tsx';

interface SurveysProps {
  readonly campaign: CampaignOverview;
  /** With their newest counts. */
  readonly surveys: readonly OverviewSurvey[];
  readonly stale: boolean;
}

/** What came in against what was aimed at, and how good the figures are. */
export function SurveySections({ campaign, surveys, stale }: SurveysProps) {
  const { words } = useLanguage();
  const { surveys: text } = words.staff.province;
  return (
    <>
      <section class="block">
        <h2>{text.title}</h2>
        {stale && <p class="note warn">{text.stale}</p>}
        {surveys.length === 0 ? (
          <div class="empty">
            <p>{text.none}</p>
            <p class="muted">{campaign.published ? text.noneEver : text.noneNext}</p>
          </div>
        ) : (
          <div class="survey-cards">
            {surveys.map((survey) => (
              <SurveyCard key={survey.id} survey={survey} />
            ))}
          </div>
        )}
      </section>
      {surveys.length > 0 && <SignalsSection campaign={campaign} surveys={surveys} />}
    </>
  );
}

/** The survey by its title, leading to its page for who may see that. */
function SurveyName({ survey }: { readonly survey: Pick<OverviewSurvey, 'id' | 'title'> }) {
  const { lang } = useLanguage();
  const title = say(survey.title, lang);
  const session = useSession();
  return mayAny(session, ['read-arrivals']) ? (
    <a href={surveyScreen(survey.id)}>{title}</a>
  ) : (
    <span>{title}</span>
  );
}

function SurveyCard({ survey }: { readonly survey: OverviewSurvey }) {
  const { lang, words } = useLanguage();
  const { surveys: text } = words.staff.province;
  const { channelNames } = words.staff.open;
  const running = survey.state === 'open' || survey.state === 'accepting';
  return (
    <section class="survey-card">
      <h3>
        <SurveyName survey={survey} />
      </h3>
      <p class="small muted">
        <StateTag state={survey.state} />{' '}
        <span class="whole">
          {text.from(formatDate(survey.opensOn, lang), formatDate(survey.closesOn, lang))}
        </span>
      </p>
      <p class="received">
        <b>{text.received(survey.received)}</b>
        {running && ` · ${text.today(survey.today)}`}
      </p>
      <table class="channels">
        <thead>
          <tr>
            <th scope="col">{text.channel}</th>
            <th scope="col" class="n">
              {text.responses}
            </th>
            <th scope="col" class="n">
              {text.target}
            </th>
            <th scope="col">{text.progress}</th>
          </tr>
        </thead>
        <tbody>
          {survey.channels.map(({ channel, responses, target }) => (
            <tr key={channel}>
              <th scope="row">{channelNames[channel]}</th>
              <td class="n">{formatCount(responses, lang)}</td>
              <td class="n">
                {target === null ? (
                  <span class="muted small">{text.noTarget}</span>
                ) : (
                  formatCount(target, lang)
                )}
              </td>
              <td>
                <Progress responses={responses} target={target} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Progress({ responses, target }: { responses: number; target: number | null }) {
  const { lang } = useLanguage();
  if (target === null) return null;
  const percent = percentText(String(responses), String(target));
  return (
    <span class="progress">
      <span class="n">{formatPercent(reachedPercent(responses, target), lang, 0)}</span>
      <ThinBar percent={percent} />
    </span>
  );
}

const SIGNALS = ['flagged', 'blank', 'open', 'late', 'parted', 'kiosks', 'conflicts', 'missing'] as const;
type Signal = (typeof SIGNALS)[number];

/** Signals of which any number above zero asks for a look; the others are shares. */
const ALARMS: readonly Signal[] = ['late', 'parted', 'kiosks', 'conflicts', 'missing'];

/** Where a signal is made of, as far as the reader may go there; null: nowhere. */
function placeOf(signal: Signal, survey: string, campaign: string, session: Session): string | null {
  const places = {
    late: ['read-ledger', ledgerScreen(survey)],
    parted: ['read-reconciliation', ledgerScreen(survey)],
    kiosks: ['list-kiosks', KIOSKS],
    conflicts: ['list-conflicts', conflictsScreen(campaign)],
    missing: ['list-sheet-batches', PAPER],
    flagged: ['read-arrivals', surveyScreen(survey)],
    blank: ['read-arrivals', surveyScreen(survey)],
    open: ['read-arrivals', surveyScreen(survey)],
  } as const;
  const [operation, href] = places[signal];
  if (mayAny(session, [operation])) return href;
  return mayAny(session, ['read-arrivals']) ? surveyScreen(survey) : null;
}

interface Reading {
  readonly text: string;
  readonly alarming: boolean;
  readonly muted: boolean;
}

const plain = (text: string): Reading => ({ text, alarming: false, muted: true });

/** What a signal says: a share of what it is of, or a count; hidden, empty and not applicable are three things. */
export function readingOf(signal: Signal, { signals }: OverviewSurvey, lang: Lang): Reading {
  const { signals: text } = wordsOf(lang).staff.province;
  const value = signals[signal];
  if (value === null) return plain(text.notApplicable);
  const alarm = ALARMS.includes(signal);
  if (typeof value === 'number')
    return { text: formatCount(value, lang), alarming: alarm && value > 0, muted: false };
  if ('withheld' in value && value.withheld) return plain(text.withheld);
  const { count, of } = value;
  if (count === null || of === null || of === 0) return plain(text.empty);
  const both = `${formatCount(count, lang)}/${formatCount(of, lang)}`;
  const share = formatPercent(percentText(String(count), String(of)), lang, 1);
  return { text: alarm ? both : `${share} (${both})`, alarming: alarm && count > 0, muted: false };
}

function SignalsSection({ campaign, surveys }: Omit<SurveysProps, 'stale'>) {
  const { words } = useLanguage();
  const { signals: text } = words.staff.province;
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <p class="small muted">{text.hint}</p>
      <ScrollBox label={text.title}>
        <table class="signals">
          <thead>
            <tr>
              <th scope="col">{text.survey}</th>
              {SIGNALS.map((signal) => (
                <th key={signal} scope="col" class="n">
                  {text.kinds[signal]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <tr key={survey.id}>
                <th scope="row">
                  <SurveyName survey={survey} />
                </th>
                {SIGNALS.map((signal) => (
                  <td key={signal} class="n">
                    <SignalCell signal={signal} survey={survey} campaign={campaign.id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <details class="more">
        <summary>{text.whatIs}</summary>
        <dl class="record">
          {SIGNALS.map((signal) => (
            <Explained key={signal} term={text.kinds[signal]}>
              {text.explained[signal]}
            </Explained>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Explained({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface SignalCellProps {
  readonly signal: Signal;
  readonly survey: OverviewSurvey;
  readonly campaign: string;
}

/** A count that leads to what it is made of; what asks for a look is a word with a tint. */
function SignalCell({ signal, survey, campaign }: SignalCellProps) {
  const { lang } = useLanguage();
  const session = useSession();
  const { text, alarming, muted } = readingOf(signal, survey, lang);
  const href = muted ? null : placeOf(signal, survey.id, campaign, session);
  const shown = alarming ? <span class="tag low">{text}</span> : text;
  if (muted) return <span class="small muted">{shown}</span>;
  return href === null ? <span>{shown}</span> : <a href={href}>{shown}</a>;
}
