/**
 * Following a survey as it runs: the server tells when there is something new, and the page asks for it. Where no stream
 * can be had, the page asks by itself every few seconds, as `useLoad` does; nothing depends on the stream.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { surveyEvents } from './api.ts';

/** `off`: there is nothing to follow. */
export type Following = 'off' | 'connecting' | 'following' | 'lost';

export interface SurveyNews {
  /** The release that stands, by its name. */
  onRelease(name: string): void;
  /** Answers came in: how many today and in all. */
  onArrivals(counts: { readonly today: number; readonly total: number }): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before the next try, in milliseconds: twice as long each time up to a minute, and never the same for
 * all who lost the server at one moment.
 * @param tries that have failed in a row, from 1
 * @param chance in [0;1)
 */
export function waitBefore(tries: number, chance: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) * (0.5 + chance / 2);
}

/** What an event carries. */
function readNews(data: unknown): Readonly<Record<string, unknown>> {
  const read: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  return typeof read === 'object' && read !== null ? { ...read } : {};
}

/**
 * Holds one stream while the page is seen: a browser has few connections to a server, and pages in the background would
 * use them up.
 * @param on false: there is nothing to follow
 */
export function useSurveyNews(survey: string, on: boolean, news: SurveyNews): Following {
  const [state, setState] = useState<Following>('off');
  const latest = useRef(news);
  latest.current = news;
  useEffect(() => {
    if (!on) return setState('off');
    return keepStream(survey, setState, () => latest.current);
  }, [survey, on]);
  return state;
}

/** @returns what ends it */
function keepStream(survey: string, tell: (state: Following) => void, news: () => SurveyNews): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  const close = () => {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };
  const open = () => {
    close();
    if (document.visibilityState !== 'visible') return;
    stream = surveyEvents(survey);
    stream.onopen = () => {
      tries = 0;
      tell('following');
    };
    stream.onerror = () => {
      close();
      tries += 1;
      tell('lost');
      timer = setTimeout(open, waitBefore(tries, Math.random()));
    };
    stream.addEventListener('release', ({ data }) => news().onRelease(String(readNews(data).release)));
    stream.addEventListener('arrivals', ({ data }) => {
      const { today, total } = readNews(data);
      news().onArrivals({ today: Number(today), total: Number(total) });
    });
  };
  tell('connecting');
  open();
  document.addEventListener('visibilitychange', open);
  return () => {
    document.removeEventListener('visibilitychange', open);
    close();
  };
}

/** Calls at once, and then not before some time has gone by; what is asked for meanwhile is done once, at its end. */
export function usePaced(act: () => void, everyMs: number): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wanted = useRef(false);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const call = () => {
    if (timer.current !== null) {
      wanted.current = true;
      return;
    }
    latest.current();
    timer.current = setTimeout(() => {
      timer.current = null;
      if (!wanted.current) return;
      wanted.current = false;
      call();
    }, everyMs);
  };
  return call;
}

/** A text that is read aloud when it changes, but not more often than this; nothing is said at the start. */
export function useSpoken(text: string, everyMs: number): string {
  const [said, setSaid] = useState('');
  const first = useRef(text);
  const latest = useRef(text);
  latest.current = text;
  const say = usePaced(() => setSaid(latest.current), everyMs);
  const speak = useRef(say);
  speak.current = say;
  useEffect(() => {
    if (first.current === '') first.current = text;
    else if (text !== first.current) speak.current();
  }, [text]);
  return said;
}
