import { formatDate, formatInstant } from '../format.ts';
import type { Preview } from './api.ts';
import { useLanguage } from './language.tsx';

export type Proposal = NonNullable<Preview['proposal']>;

interface ProposalWordsProps {
  readonly proposal: Proposal;
  /** The reader proposed it himself. */
  readonly mine: boolean;
}

/** Who proposed what and when, by which decision, and why a further revision: read again where it is confirmed. */
export function ProposalWords({ proposal, mine }: ProposalWordsProps) {
  const { lang, words } = useLanguage();
  const { publication: text } = words.staff;
  const at = formatInstant(proposal.proposedAt, lang);
  const { number, day } = proposal.decision;
  return (
    <>
      <p>
        <strong>{mine ? text.waitingMine(at) : text.waiting(proposal.proposer.name, at)}</strong>{' '}
        {text.becomes(proposal.revision)}
      </p>
      <p>
        {words.results.decision(number, formatDate(day, lang))}
        {proposal.reason && ` · ${words.results.revisionReason(proposal.reason)}`}
      </p>
    </>
  );
}
