/** One attempt to send an answer, and what the reply means for it. */
import type { Violation } from '../../survey-forms/answer.ts';
import { isRecord } from '../../survey-forms/relevance.ts';

export type Outcome =
  | { readonly kind: 'received'; readonly receipt: string }
  /** Final: `code` is one of the server's problems. */
  | { readonly kind: 'refused'; readonly code: string; readonly violations: readonly Violation[] };

/** An answer of the server, as far as it matters here. */
export interface Reply {
  readonly status: number;
  /** Seconds the server asks to wait; null without such a header. */
  readonly retryAfter: number | null;
  /** Parsed JSON; undefined for anything else, e.g. the sign-in page of a public network. */
  readonly body: unknown;
}

/** Sends the text of a submission. Rejects when the network fails. */
export type Post = (body: string) => Promise<Reply>;

/** Refusals that pass: a sign-in that ran out, a slow line, a replay, a flood. */
const PASSING = [401, 408, 425, 429];

/** Null: try again. Only what is readable as the server's own word is final; a proxy's error page is not. */
export function outcomeOf({ status, body }: Reply): Outcome | null {
  if (!isRecord(body)) return null;
  if (status < 300)
    return typeof body.receipt === 'string' ? { kind: 'received', receipt: body.receipt } : null;
  if (status < 400 || status >= 500 || PASSING.includes(status) || typeof body.code !== 'string') return null;
  const places = Array.isArray(body.errors) ? body.errors : [];
  return { kind: 'refused', code: body.code, violations: places.flatMap(violationOf) };
}

/** `{ field: 'answers.q05', code: 'required' }`, or `answers.m1.UNIT` in a matrix; other places are no question's. */
function violationOf(place: unknown): Violation[] {
  if (!isRecord(place) || typeof place.field !== 'string') return [];
  const [root, question, ...unit] = place.field.split('.');
  if (root !== 'answers' || question === undefined) return [];
  // An unknown code gets no words of its own, but the question is still named.
  const code = place.code as Violation['code'];
  return [{ question, code, ...(unit.length > 0 && { unit: unit.join('.') }) }];
}

/** The real thing: JSON to the address of the intake, given up after 30 seconds without an answer. */
export function postTo(address: string, headers: Readonly<Record<string, string>> = {}): Post {
  return async (body) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30_000);
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        credentials: 'omit',
        signal: patience.signal,
      });
      const seconds = Number(response.headers.get('retry-after'));
      return {
        status: response.status,
        retryAfter: seconds > 0 ? seconds : null,
        body: await response.json().catch(() => undefined),
      };
    } finally {
      clearTimeout(timer);
    }
  };
}
