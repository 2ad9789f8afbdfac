import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatInstant } from '../format.ts';
import { useLanguage } from './language.tsx';
import './figure.css';

/** What stands at the head of every sheet: the page box of the style sheet takes its words from here. */
function usePageHead(head: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--print-head', JSON.stringify(head));
    return () => {
      style.removeProperty('--print-head');
    };
  }, [head]);
}

interface PrintHeadProps {
  /** Province or unit whose figures these are. */
  readonly place: string;
  /** What the page is about. */
  readonly title: string;
  /** What of it is looked at, in words: filters, both sides of a comparison. Empty: all of it. */
  readonly narrowed?: string;
  /** When the figures came; null before they are there. */
  readonly at: Date | null;
}

/** Stands at the top of the paper only: whose figures these are, and of when. */
export function PrintHead({ place, title, narrowed = '', at }: PrintHeadProps) {
  const { lang, words } = useLanguage();
  const { figure: text } = words.staff;
  const when = at ? formatInstant(at.toISOString(), lang) : '';
  usePageHead([place, title, narrowed, when].filter(Boolean).join(' · '));
  return (
    <div class="print-head" aria-hidden="true">
      <b>{place}</b>
      {title}
      {narrowed && ` · ${narrowed}`}
      {when && ` · ${text.printed(when)}`}
    </div>
  );
}

/** Stands at the end of the paper only: how the figures came about. */
export function PrintNote({ children }: { readonly children: ComponentChildren }) {
  const { words } = useLanguage();
  return (
    <p class="print-note" aria-hidden="true">
      <b>{words.staff.figure.method}</b> {children}
    </p>
  );
}
