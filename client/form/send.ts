/**
 * Sends a submission until it is received, refused, or there is no hope for now. The body, and with it the client id,
 * stays the same over all attempts, so that however often it arrives it is counted once (decision 12).
 */
import type { Violation } from '../../survey-forms/answer.ts';
import { isRecord } from '../../survey-forms/relevance.ts';

export type Outcome =
  | { readonly kind: 'received'; readonly receipt: string }
  /** Final: `code` is one of the server's problems. */
  | { readonly kind: 'refused'; readonly code: string; readonly violations: readonly Violation[] }
  | { readonly kind: 'gave-up' };

/** An answer of the server, as far as it matters here. */
export interface Reply {
  readonly status: number;
  /** Seconds the server asks to wait; null without such a header. */
  readonly retryAfter: number | null;
  /** Parsed JSON; undefined for anything else, e.g. the sign-in page of a public network. */
  readonly body: unknown;
}

/** The outside world. `post` rejects when the network fails; `random` is in [0;1). */
export interface Sender {
  readonly post: (body: string) => Promise<Reply>;
  /** Waits, and tells the citizen so. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly random: () => number;
}

/** Seconds before each further attempt, a quarter of it left to chance so that a whole queue does not come back at once. */
const PAUSES = [2, 4, 8, 15, 30, 30, 30];
const SPREAD = 0.25;

/** A server may ask for patience, but a person is waiting in front of the screen. */
const LONGEST_PAUSE = 60;

export async function send(body: string, sender: Sender): Promise<Outcome> {
  for (const pause of [...PAUSES, null]) {
    const reply = await sender.post(body).catch(() => null);
    const outcome = reply && outcomeOf(reply);
    if (outcome) return outcome;
    if (pause === null) break;
    const spread = Math.round(pause * (1 + SPREAD * sender.random()));
    await sender.wait(Math.min(Math.max(spread, reply?.retryAfter ?? 0), LONGEST_PAUSE));
  }
  return { kind: 'gave-up' };
}

/** Null: try again. Only what is readable as the server's own word is final; a proxy's error page is not. */
function outcomeOf({ status, body }: Reply): Outcome | null {
  if (!isRecord(body)) return null;
  if (status < 300)
    return typeof body.receipt === 'string' ? { kind: 'received', receipt: body.receipt } : null;
  if (status < 400 || status === 429 || status >= 500 || typeof body.code !== 'string') return null;
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
export function postTo(address: string): Sender['post'] {
  return async (body) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30_000);
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
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
