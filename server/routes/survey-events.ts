/** The stream of a survey: what a page needs to know that there is something new to ask for. */
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import type { Operation } from '../access.ts';
import { heldUnits } from '../held-units.ts';
import { createRoutes, demandSomewhere } from '../http.ts';
import { standingKey } from '../key-session.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import type { SignedIn } from '../session.ts';
import { type Glance, SurveyFollowers } from '../survey-followers.ts';
import { events } from './survey-result-declarations.ts';

/** What one reader may know of a survey, by unit; '' is a form that rates many units. */
interface Sight {
  readonly arrivals: ReadonlySet<string>;
  readonly results: ReadonlySet<string>;
  /** These too, once the survey is over (decision 22). */
  readonly ownResults: ReadonlySet<string>;
}

/** Events of a glance by name, as they are sent; the release only to whom its results are shown. */
function eventsOf(glance: Glance, { arrivals, results, ownResults }: Sight): Map<string, string> {
  const told = new Map<string, string>();
  const seen = glance.exact ? new Set([...results, ...ownResults]) : results;
  if (seen.size > 0) {
    const responses = sumOf(glance.released, seen, (count) => count);
    told.set('release', JSON.stringify({ release: glance.release, responses }));
  }
  const today = sumOf(glance.arrivals, arrivals, (one) => one.today);
  const total = sumOf(glance.arrivals, arrivals, (one) => one.total);
  return told.set('arrivals', JSON.stringify({ today, total }));
}

function sumOf<Row>(
  rows: ReadonlyMap<string, Row>,
  units: ReadonlySet<string>,
  countOf: (row: Row) => number,
): number {
  let sum = 0;
  for (const [unit, row] of rows) if (units.has(unit)) sum += countOf(row);
  return sum;
}

export function surveyEventRoutes(parts: Parts) {
  const { environment, sessions, intake } = parts;
  const { db } = environment;
  const followers = parts.followers ?? new SurveyFollowers(environment, intake);

  async function sightOf(survey: OpenSurvey, { actor }: SignedIn): Promise<Sight> {
    const units = async (operation: Operation) => {
      const held = await heldUnits(db, survey, actor, operation);
      return new Set([...held].map((unit) => (unit === survey.province ? '' : unit)));
    };
    return {
      arrivals: await units('read-arrivals'),
      results: await units('read-survey-results'),
      ownResults: await units('read-own-results'),
    };
  }

  /** Whether the session and its rights are those with which the line was opened; listening keeps nobody signed in. */
  async function stands({ secretHash, actor }: SignedIn): Promise<boolean> {
    const isKey = actor.kind === 'account' && actor.key !== undefined;
    const now = await (isKey ? standingKey(environment, secretHash) : sessions.standing(secretHash));
    return now !== null && JSON.stringify(now.actor) === JSON.stringify(actor);
  }

  async function tell(
    stream: SSEStreamingApi,
    line: AbortSignal,
    survey: string,
    sight: Sight,
    who: SignedIn,
  ) {
    const told = new Map<string, string>();
    let wroteAt = Date.now();
    for await (const glance of followers.follow(survey, line)) {
      const news = [...(glance ? eventsOf(glance, sight) : [])].filter(
        ([event, data]) => told.get(event) !== data,
      );
      if (news.length === 0 && Date.now() - wroteAt < followers.pace.heartbeat) continue;
      if (!(await stands(who))) return;
      if (news.length === 0) await stream.write(': \n\n');
      for (const [event, data] of news) {
        told.set(event, data);
        await stream.writeSSE({ event, data });
      }
      wroteAt = Date.now();
    }
  }

  return createRoutes().openapi(events, async (c) => {
    const signedIn = demandSomewhere(c, 'read-arrivals');
    const survey = await findSurvey(db, c.req.valid('param').survey);
    if (!survey) throw new Problem('unknown-survey');
    const sight = await sightOf(survey, signedIn);
    if (sight.arrivals.size === 0) throw new Problem('forbidden');
    const line = followers.open(signedIn.account.id);
    const response = streamSSE(c, async (stream) => {
      stream.onAbort(() => line.abort());
      // Also under somebody who does not read what was sent.
      line.signal.addEventListener('abort', () => stream.abort(), { once: true });
      try {
        await tell(stream, line.signal, survey.id, sight, signedIn);
      } catch (error) {
        if (!line.signal.aborted) followers.report(error);
      } finally {
        line.abort();
      }
    });
    response.headers.set('Cache-Control', 'no-store');
    // Nothing else comes on this line: a server that stops need not wait for it to grow old.
    response.headers.set('Connection', 'close');
    // A proxy that collects answers before it hands them on would hold the stream back.
    response.headers.set('X-Accel-Buffering', 'no');
    return response;
  });
}

export type SurveyEventRoutes = ReturnType<typeof surveyEventRoutes>;
