import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDecimal } from '../format.ts';
import type { Campaign, Preview, Published } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { ConfirmDialog, decide, RefuseDialog } from './publish-decision-dialogs.tsx';
import { type Proposal, ProposalWords } from './publish-proposal-words.tsx';
import { useSession } from './session.ts';
import { useSend } from './use-send.ts';
import './publication.css';

interface ProposalBoxProps {
  readonly campaign: Campaign;
  readonly preview: Preview;
  readonly proposal: Proposal;
  onPublished(published: Published): void;
  onDecided(): void;
}

/** A proposal that waits: whose it is, what it says, what has changed since, and what this person may do with it. */
export function ProposalBox({ campaign, preview, proposal, onPublished, onDecided }: ProposalBoxProps) {
  const { words } = useLanguage();
  const { publication: text, working } = words.staff;
  const { account } = useSession();
  const flash = useFlash();
  const [asking, setAsking] = useState<'confirm' | 'refuse' | null>(null);
  const { busy, trouble, run } = useSend();
  const mine = proposal.proposer.id === account.id;
  const withdraw = () =>
    run(async () => {
      await decide(campaign.id, proposal.id, { outcome: 'withdrawn' });
      flash({ text: text.withdrawn });
      onDecided();
    });
  return (
    <section class="note info block-s" aria-label={text.propose}>
      <TroubleNotice trouble={trouble} />
      <ProposalWords proposal={proposal} mine={mine} />
      {proposal.changed && <Changed changed={proposal.changed} preview={preview} />}
      <div class="evidence-actions">
        {mine ? (
          <button type="button" class="button quiet" disabled={busy} onClick={() => void withdraw()}>
            {busy ? working : text.withdraw}
          </button>
        ) : (
          <>
            {!proposal.changed && (
              <button type="button" class="button" onClick={() => setAsking('confirm')}>
                {text.confirm}
              </button>
            )}
            <button type="button" class="button quiet" onClick={() => setAsking('refuse')}>
              {text.refuse}
            </button>
          </>
        )}
      </div>
      {asking === 'confirm' && (
        <ConfirmDialog
          campaign={campaign}
          preview={preview}
          proposal={proposal}
          onClose={() => setAsking(null)}
          onPublished={onPublished}
        />
      )}
      {asking === 'refuse' && (
        <RefuseDialog
          campaign={campaign.id}
          proposal={proposal}
          onClose={() => setAsking(null)}
          onRefused={() => {
            setAsking(null);
            flash({ text: text.refused });
            onDecided();
          }}
        />
      )}
    </section>
  );
}

type Change = NonNullable<Proposal['changed']>;
type Standing = Change['units'][number]['before'];

/** What is no longer as it was proposed, by part and by unit. */
function Changed({ changed, preview }: { readonly changed: Change; readonly preview: Preview }) {
  const { lang, words } = useLanguage();
  const { publication: text } = words.staff;
  const partName = (part: string) => Object.entries(text.parts).find(([key]) => key === part)?.[1] ?? part;
  const nameOf = (code: string) => {
    const unit = preview.units.find((one) => one.unit === code);
    return unit ? say(unit.name, lang) : code;
  };
  const figures = (standing: Standing) => {
    if (standing?.index == null) return words.common.noValue;
    const earned = preview.classes.find(({ name }) => name.vi === standing.class)?.name;
    const parts = [formatDecimal(standing.index, 2, lang), earned && say(earned, lang)];
    if (standing.rank !== null) parts.push(words.unit.rankShort(standing.rank));
    return parts.filter(Boolean).join(' · ');
  };
  return (
    <>
      <p>
        <strong>{text.changed}</strong> {changed.parts.map(partName).join(', ')}.
      </p>
      {changed.units.length === 0 ? (
        <p>{text.noFigure}</p>
      ) : (
        <ScrollBox label={text.changedUnits}>
          <table>
            <caption>{text.changedUnits}</caption>
            <thead>
              <tr>
                <th scope="col">{words.common.unit}</th>
                <th scope="col">{text.atProposal}</th>
                <th scope="col">{text.now}</th>
              </tr>
            </thead>
            <tbody>
              {changed.units.map(({ unit, before, now }) => (
                <tr key={unit}>
                  <th scope="row">{nameOf(unit)}</th>
                  <td>{figures(before)}</td>
                  <td>{figures(now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </>
  );
}
