import { STAFF } from '../addresses.ts';
import { useLanguage } from '../language.tsx';

/** The mark of the public pages; here it leads to the start of the workplace. */
export function StaffMark() {
  const { words } = useLanguage();
  return (
    <a class="mark" href={STAFF} aria-label={words.staff.home}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M3 16 16 3l5 5L8 21zm4.5-4 2 2m.7-4.7 2 2m.7-4.7 2 2"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      </svg>
      {words.common.product}
    </a>
  );
}
