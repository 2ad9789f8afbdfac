import { type Lang, say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { assessmentsScreen, campaignScreen, PAPER, scoreChangesScreen, surveyScreen } from './addresses.ts';
import type { CampaignOverview } from './api.ts';
import { useLanguage } from './language.tsx';
import { mayAny, type Session, useSession } from './session.ts';

type Due = CampaignOverview['due'][number];

/** Days before the last one from which on it is near. */
const NEAR_DAYS = 7;

/** Days of stages and surveys, the nearest first, and what waits for somebody. */
export function DueSection({ campaign }: { readonly campaign: CampaignOverview }) {
  const { lang, words } = useLanguage();
  const { due: text } = words.staff.province;
  return (
    <section class="block">
      <h2 id="due">{text.title}</h2>
      {campaign.due.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <table class="due">
          <thead>
            <tr>
              <th scope="col">{text.what}</th>
              <th scope="col" class="wide">
                {text.day}
              </th>
              <th scope="col">{text.left}</th>
            </tr>
          </thead>
          <tbody>
            {campaign.due.map((one) => (
              <tr key={`${one.kind} ${one.stage} ${one.survey?.id}`}>
                <th scope="row">
                  <DueWhat due={one} campaign={campaign.id} />
                  <span class="narrow small muted">{dayText(one, lang)}</span>
                </th>
                <td class="wide">{dayText(one, lang)}</td>
                <td>
                  <Left daysLeft={one.daysLeft} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function dayText({ day, since }: Due, lang: Lang): string {
  if (day !== null) return formatDate(day, lang);
  return since === null ? '' : wordsOf(lang).staff.province.due.since(formatDate(since, lang));
}

/** Late and near are words with a tint. */
function Left({ daysLeft }: Pick<Due, 'daysLeft'>) {
  const { words } = useLanguage();
  const { due: text } = words.staff.province;
  if (daysLeft === null) return <span class="tag mid">{text.waits}</span>;
  if (daysLeft < 0) return <span class="tag late">{text.late(-daysLeft)}</span>;
  const said = daysLeft === 0 ? text.today : text.days(daysLeft);
  return <span class={daysLeft <= NEAR_DAYS ? 'tag low' : 'tag mid'}>{said}</span>;
}

function DueWhat({ due, campaign }: { readonly due: Due; readonly campaign: string }) {
  const { lang } = useLanguage();
  const session = useSession();
  const href = dueAddress(due, campaign, session);
  const text = dueText(due, lang);
  return href === null ? <span>{text}</span> : <a href={href}>{text}</a>;
}

/** What is to be done, in words. */
export function dueText({ kind, stage, survey, count }: Due, lang: Lang): string {
  const { province, assessment } = wordsOf(lang).staff;
  const { due: text } = province;
  switch (kind) {
    case 'stage':
      return stage ? text.stage(assessment.stageNames[stage], count) : '';
    case 'survey-opens':
    case 'survey-closes':
    case 'survey-accepts':
      return text[kind](survey ? say(survey.title, lang) : '');
    case 'publication-proposed':
      return text[kind];
    default:
      return text[kind](count);
  }
}

/** Where it is done, for who may go there. */
function dueAddress({ kind, survey }: Due, campaign: string, session: Session): string | null {
  const places = {
    stage: ['read-assessment', assessmentsScreen(campaign)],
    'survey-opens': ['read-arrivals', surveyScreen(survey?.id ?? '')],
    'survey-closes': ['read-arrivals', surveyScreen(survey?.id ?? '')],
    'survey-accepts': ['read-arrivals', surveyScreen(survey?.id ?? '')],
    'batches-out': ['list-sheet-batches', PAPER],
    'batches-open': ['list-sheet-batches', PAPER],
    'publication-proposed': ['preview-result', campaignScreen(campaign)],
    'score-changes': ['propose-score-change', scoreChangesScreen(campaign)],
  } as const;
  const [operation, href] = places[kind];
  return mayAny(session, [operation]) ? href : null;
}
