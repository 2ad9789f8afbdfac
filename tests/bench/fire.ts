/** Fires requests at a server and times them. */
import autocannon from 'autocannon';

export const CONNECTIONS = 100;

export interface Volley {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Sends every body once over 100 connections, or as many plain requests as `amount` says. Requests are made ready before
 * the clock starts, so that the generator takes as little as it can of the processor it shares with the server.
 */
export function fire(url: string, what: { bodies: readonly string[] } | { amount: number }): Promise<Volley> {
  const bodies = 'bodies' in what ? what.bodies : null;
  const amount = 'bodies' in what ? what.bodies.length : what.amount;
  const each = amount / CONNECTIONS;
  if (!Number.isInteger(each) || each < 1)
    throw new Error(`${amount} requests do not fit ${CONNECTIONS} connections`);
  let connection = 0;
  return new Promise((resolve, reject) => {
    let begun = 0;
    let ended = 0;
    const running = autocannon(
      {
        url,
        connections: CONNECTIONS,
        amount,
        // Looks ten times a second whether all is answered.
        sampleInt: 100,
        method: bodies ? 'POST' : 'GET',
        ...(bodies && {
          headers: { 'content-type': 'application/json' },
          setupClient: (client) => {
            const first = each * connection++;
            client.setRequests(bodies.slice(first, first + each).map((body) => ({ body })));
          },
        }),
      },
      (error, { errors, timeouts, statusCodeStats, latency }) => {
        if (error || errors + timeouts > 0)
          return reject(error ?? new Error(`${errors} errors, ${timeouts} timeouts`));
        const statuses = Object.fromEntries(
          Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]),
        );
        resolve({
          perSecond: (1000 * amount) / (ended - begun),
          p50: latency.p50,
          p99: latency.p99,
          statuses,
        });
      },
    );
    running.once('start', () => {
      begun = performance.now();
    });
    running.on('response', () => {
      ended = performance.now();
    });
  });
}
