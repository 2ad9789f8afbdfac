import type { AnswersApart } from '../../server/core/rating-result.ts';
import { formatCount } from '../format.ts';
import { settingsScreen } from './addresses.ts';
import { useLanguage } from './language.tsx';
import { mayAny, useSession } from './session.ts';

/** "20 phiếu không có mã được đếm riêng…": by the policy that sets them apart; '' where it sets none apart. */
export function useApartWords(): (apart: AnswersApart | undefined) => string {
  const { lang, words } = useLanguage();
  const { apart: text } = words.staff.ratings;
  const said = (count: number | null) => (count === null ? text.few : formatCount(count, lang));
  return (apart) =>
    (['open', 'flagged'] as const)
      .flatMap((why) => (apart && apart[why] !== 0 ? [text[why](said(apart[why]))] : []))
      .join('; ');
}

interface RatingApartProps {
  readonly apart: AnswersApart | undefined;
  readonly campaign: string;
}

/** Answers that came and give no points (decision 6), and where that is decided. */
export function RatingApart({ apart, campaign }: RatingApartProps) {
  const { words } = useLanguage();
  const session = useSession();
  const said = useApartWords()(apart);
  const { apart: text } = words.staff.ratings;
  if (said === '') return null;
  return (
    <p>
      {said}. {text.who}{' '}
      {mayAny(session, ['change-campaign']) && <a href={settingsScreen(campaign)}>{text.settings}</a>}
    </p>
  );
}
