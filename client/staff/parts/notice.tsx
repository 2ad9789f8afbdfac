import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLanguage } from '../language.tsx';
import { type Place, placeWords, type Trouble, troubleWords } from '../trouble.ts';

interface NoticeProps {
  readonly kind: 'good' | 'bad' | 'warn' | 'info';
  readonly children: ComponentChildren;
}

/** A sentence that stands out; it is read out when it appears inside a live region. */
export function Notice({ kind, children }: NoticeProps) {
  return <div class={`note ${kind}`}>{children}</div>;
}

interface TroubleNoticeProps {
  readonly trouble: Trouble | null;
  /** Names of the fields on this page, by path. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** Another name for a place, where its path says too little. */
  readonly nameOf?: ((place: Place) => string | undefined) | undefined;
  /** Another sentence for a place, where the page knows better words than those of every page. */
  readonly sayOf?: ((place: Place) => string | undefined) | undefined;
  /** False where the sentences say the place themselves. */
  readonly named?: boolean | undefined;
  /** False where the page puts the focus elsewhere. */
  readonly focus?: boolean | undefined;
}

/** What went wrong, where, and what to do. It takes the focus, so that nobody waits for something that failed. */
export function TroubleNotice({
  trouble,
  fields = {},
  nameOf,
  sayOf,
  named = true,
  focus = true,
}: TroubleNoticeProps) {
  const { words } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (trouble && focus) box.current?.focus();
  }, [trouble, focus]);
  if (!trouble) return null;
  const { title, what } = troubleWords(trouble, words);
  // What stands on no page as a field: the thing an address names, and who was faster.
  const known: Readonly<Record<string, string>> = {
    ...words.staff.things,
    changedBy: words.staff.campaignSettings.changedBy,
    ...fields,
  };
  return (
    <div class="note bad" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>{title}.</strong> {what}
      </p>
      {trouble.places.length > 0 && (
        <ul class="places">
          {trouble.places.map((place) => (
            <li key={`${place.field} ${place.code} ${place.sentence}`}>
              {named && `${nameOf?.(place) ?? known[place.field] ?? place.field}: `}
              {sayOf?.(place) ?? placeWords(place, words)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
