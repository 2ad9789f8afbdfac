/** A page that waits for a first publication: why it is empty, and what to do next. */
import { CAMPAIGNS } from '../addresses.ts';
import { useLanguage } from '../language.tsx';
import { mayOfProvince, useSession } from '../session.ts';

/** @param of picks the words of the page that is empty */
export function NothingPublished({ of }: { readonly of: 'compare' | 'unitDashboard' | 'years' | 'reports' }) {
  const { words } = useLanguage();
  const session = useSession();
  const text = words.staff[of];
  return (
    <div class="empty">
      <p>{text.none}</p>
      <p class="muted">{text.noneNext}</p>
      {mayOfProvince(session, ['list-campaigns']) && (
        <p>
          <a href={CAMPAIGNS}>{text.toCampaigns}</a>
        </p>
      )}
    </div>
  );
}
