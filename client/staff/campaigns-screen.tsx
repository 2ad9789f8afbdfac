import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate } from '../format.ts';
import { resultsAddress } from '../public/addresses.ts';
import { campaignPrintScreen, campaignScreen, IMPORTS, NEW_CAMPAIGN, settingsScreen } from './addresses.ts';
import { answerOf, type Campaign, campaigns } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { mayAny, useSession } from './session.ts';
import { useLoad } from './use-load.ts';

/** Campaigns, the latest year first, with what is published of each. */
export function CampaignsScreen() {
  const { words } = useLanguage();
  const session = useSession();
  const { campaigns: text, imports } = words.staff;
  const load = useLoad('campaigns', async () => (await answerOf(campaigns.campaigns.$get())).campaigns);
  const mayImport = mayAny(session, ['import-campaign']);
  const mayCreate = mayAny(session, ['create-campaign']);
  const actions = (mayImport || mayCreate) && (
    <>
      {mayImport && (
        <a class="button quiet" href={IMPORTS}>
          {imports.title}
        </a>
      )}
      {mayCreate && (
        <a class="button" href={NEW_CAMPAIGN}>
          {words.staff.campaignSettings.create}
        </a>
      )}
    </>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <Loaded load={load}>
        {(list) =>
          list.length === 0 ? (
            <p class="empty">
              {text.none} {mayImport ? text.noneImport : text.noneWait}
            </p>
          ) : (
            <CampaignTable list={list} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function CampaignTable({ list }: { readonly list: readonly Campaign[] }) {
  const { words } = useLanguage();
  const { campaigns: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" class="n wide">
            {text.year}
          </th>
          <th scope="col" class="wide">
            {text.province}
          </th>
          <th scope="col" class="wide">
            {text.framework}
          </th>
          <th scope="col">{text.published}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((campaign) => (
          <CampaignRow key={campaign.id} campaign={campaign} />
        ))}
      </tbody>
    </table>
  );
}

function CampaignRow({ campaign }: { readonly campaign: Campaign }) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { campaigns: text, sampleTag } = words.staff;
  const title = say(campaign.title, lang);
  const { framework, published } = campaign;
  return (
    <tr>
      <th scope="row">
        {campaign.mayPublish ? <a href={campaignScreen(campaign.id)}>{title}</a> : title}{' '}
        {campaign.sample && <span class="tag mid">{sampleTag}</span>}
        {campaign.mayPublish && (
          <a class="under small" href={settingsScreen(campaign.id)}>
            {words.staff.campaignSettings.settings}
          </a>
        )}
        {!campaign.mayPublish && mayAny(session, ['compare-print']) && (
          <a class="under small" href={campaignPrintScreen(campaign.id)}>
            {words.staff.publication.comparePrint}
          </a>
        )}
        <span class="narrow small muted">
          {campaign.year} · {say(campaign.province, lang)}
        </span>
      </th>
      <td class="n wide">{campaign.year}</td>
      <td class="wide">{say(campaign.province, lang)}</td>
      <td class="wide small muted">{text.frameworkVersion(framework.id, framework.version)}</td>
      <td>
        {published ? (
          <>
            <span class="under">
              {text.publishedAt(published.revision, formatDate(dayOf(published.at), lang))}
            </span>
            <a class="small" href={resultsAddress(lang, campaign.id)}>
              {text.seePublic}
            </a>
          </>
        ) : (
          <span class="muted">{text.notPublished}</span>
        )}
      </td>
    </tr>
  );
}
