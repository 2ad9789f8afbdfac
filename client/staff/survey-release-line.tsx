import type { Release } from '../../server/core/survey-view.ts';
import { timeOf } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { useLanguage } from './language.tsx';
import type { Following } from './survey-follow.ts';

/** Which figures these are: "số liệu phát hành 8a41c2f0 · 1.230 phiếu". */
export function releaseWords({ name, responses, exact }: Release, { staff }: Words): string {
  const { release: text } = staff.results;
  if (exact) return text.exact(name, responses);
  return responses === 0 ? text.none : text.running(name, responses);
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

interface ReleaseLineProps {
  /** Null for who follows arrivals only. */
  readonly release: Release | null;
  readonly at: Date | null;
  readonly following: Following;
}

/** Which release is shown and of when, how many answers wait for the next, and whether the page follows. */
export function ReleaseLine({ release, at, following }: ReleaseLineProps) {
  const { words } = useLanguage();
  const { results: text } = words.staff;
  const parts = release
    ? [
        capital(releaseWords(release, words)),
        at && timeOf(at.toISOString()),
        release.waiting === null ? null : text.release.waiting(release.waiting),
      ].filter(Boolean)
    : [];
  return (
    <p
      class="release-line small muted"
      title={release?.exact ? text.release.exactHint : text.release.runningHint}
    >
      {following !== 'off' && (
        <span class={`follow ${following}`} role="status">
          {text.follow[following]}
        </span>
      )}
      <span key={parts.join()} class="release">
        {parts.map((part, at) => (
          <span key={part}>
            {at > 0 && ' · '}
            <span class={at === 0 ? 'whole strong' : 'whole'}>{part}</span>
          </span>
        ))}
      </span>
    </p>
  );
}
