import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatInstant } from '../format.ts';
import { resultsAddress } from '../public/addresses.ts';
import { CAMPAIGNS } from './addresses.ts';
import { answerOf, type Campaign, campaigns, type Preview, type Published, publications } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { ProposeDialog } from './publish-dialog.tsx';
import { ProposalBox } from './publish-proposal.tsx';
import { PreviewRanking } from './publish-ranking.tsx';
import { Readiness } from './publish-readiness.tsx';
import { useLoad } from './use-load.ts';

interface Shown {
  /** Null: there is none, or this account may not see it. */
  readonly campaign: Campaign | null;
  readonly preview: Preview | null;
}

/** The result of a campaign as it would be published now, the proposal that waits, and its publication. */
export function CampaignScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const id = params.campaign ?? '';
  const { campaign: text, campaigns: list, publication } = words.staff;
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const [published, setPublished] = useState<Published | null>(null);
  const load = useLoad<Shown>(id, () => shownOf(id));
  const shown = load.data;
  const proposable = shown?.preview ? isProposable(shown.preview) : false;
  const actions = shown?.campaign && (
    <>
      {shown.campaign.published && (
        <a class="button quiet" href={resultsAddress(lang, id)}>
          {list.seePublic}
        </a>
      )}
      {proposable && (
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {publication.propose}
        </button>
      )}
    </>
  );
  return (
    <Screen
      title={shown?.campaign ? say(shown.campaign.title, lang) : text.over}
      over={{ title: list.title, href: CAMPAIGNS }}
      actions={actions}
    >
      {published && <PublishedNotice campaign={id} published={published} />}
      <Loaded load={load}>
        {({ campaign, preview }) =>
          campaign && preview ? (
            <>
              <p class="note info block-s">
                {preview.standing ? text.previewDiffers(preview.standing.revision) : text.previewNote}
              </p>
              <TurnedDown preview={preview} />
              {preview.proposal && (
                <ProposalBox
                  campaign={campaign}
                  preview={preview}
                  proposal={preview.proposal}
                  onDecided={load.reload}
                  onPublished={(done) => {
                    setPublished(done);
                    load.reload();
                  }}
                />
              )}
              <Readiness campaign={id} preview={preview} />
              <PreviewRanking preview={preview} />
              {asking && (
                <ProposeDialog
                  campaign={campaign}
                  preview={preview}
                  onClose={() => setAsking(false)}
                  onProposed={() => {
                    setAsking(false);
                    flash({ text: publication.proposed });
                    load.reload();
                  }}
                />
              )}
            </>
          ) : (
            <p class="empty">{text.unknown}</p>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** Where nothing can be proposed, the page says why. */
const isProposable = ({ proposal, unchanged, running }: Preview) =>
  proposal === null && !unchanged && running.length === 0;

async function shownOf(id: string): Promise<Shown> {
  const all = (await answerOf(campaigns.campaigns.$get())).campaigns;
  const campaign = all.find((one) => one.id === id) ?? null;
  if (!campaign?.mayPublish) return { campaign: null, preview: null };
  const sent = publications.campaigns[':campaign'].preview.$get({ param: { campaign: id } });
  return { campaign, preview: await answerOf(sent) };
}

/** The last proposal, where it was refused or taken back and nothing has followed. */
function TurnedDown({ preview }: { readonly preview: Preview }) {
  const { lang, words } = useLanguage();
  const { publication: text } = words.staff;
  const { turnedDown } = preview;
  if (!turnedDown) return null;
  const at = formatInstant(turnedDown.decidedAt, lang);
  return (
    <p class="note block-s">
      {turnedDown.outcome === 'refused'
        ? text.wasRefused(turnedDown.decider, at, turnedDown.note ?? '')
        : text.wasWithdrawn(turnedDown.proposer, at)}
    </p>
  );
}

/** Says what was published, with the hash that goes into the minutes. */
function PublishedNotice({
  campaign,
  published,
}: {
  readonly campaign: string;
  readonly published: Published;
}) {
  const { lang, words } = useLanguage();
  const { campaign: text, campaigns: list } = words.staff;
  return (
    <div role="status" class="block-s">
      <Notice kind="good">
        <p>
          <strong>{text.done(published.revision)}</strong>{' '}
          <a href={resultsAddress(lang, campaign)}>{list.seePublic}</a>
        </p>
        <p>
          {text.hash}: <code class="hash">{published.hash}</code>
        </p>
        <p>{text.hashHint}</p>
        <CopyButton text={published.hash} />
      </Notice>
    </div>
  );
}
