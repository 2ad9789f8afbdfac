/** The queue's promises, on the sender that the phone runs and an outbox in memory. */
import { describe, expect, it } from 'vitest';
import { memoryOutbox, type Outbox } from '../../client/form/outbox.ts';
import type { Reply } from '../../client/form/send.ts';
import { keepSending, pauseAfter, type Settled, sendRound } from '../../client/form/sync.ts';

const received = (receipt: string): Reply => ({ status: 201, body: { receipt }, retryAfter: null });
const said = (status: number, code: string, retryAfter: number | null = null): Reply => ({
  status,
  body: { code, errors: [] },
  retryAfter,
});

async function outboxWith(...ids: string[]): Promise<Outbox> {
  const outbox = memoryOutbox();
  for (const id of ids) await outbox.put({ id, body: id });
  return outbox;
}

/** Sends until nothing can be done any more, noting each pause as [least, most]. `replies` are used up in turn. */
async function sendAll(outbox: Outbox, reply: (body: string, attempt: number) => Reply | 'lost') {
  const bodies: string[] = [];
  const pauses: (readonly [number, number | null])[] = [];
  const settled: Settled[] = [];
  let stopped = false;
  await keepSending({
    outbox,
    post: async (body) => {
      const now = reply(body, bodies.push(body));
      if (now === 'lost') throw new TypeError('network');
      return now;
    },
    alone: (work) => work(),
    sleep: async (least, most) => {
      pauses.push([least, most]);
      stopped = most === null || pauses.length > 20;
    },
    random: () => 0,
    stopped: () => stopped,
    onSettled: (one) => settled.push(one),
  });
  return { bodies, pauses, settled };
}

describe('the queue', () => {
  it('is sent, each answer once, and sleeps until it is woken', async () => {
    const outbox = await outboxWith('a', 'b');
    const { bodies, pauses, settled } = await sendAll(outbox, (body) => received(`R-${body}`));
    expect([bodies, pauses]).toEqual([['a', 'b'], [[0, null]]]);
    expect(settled.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', { kind: 'received', receipt: 'R-a' }],
      ['b', { kind: 'received', receipt: 'R-b' }],
    ]);
    expect(await outbox.counts()).toEqual({ waiting: 0, sent: 2, refused: 0 });
    expect(await outbox.receipts(1)).toEqual(['R-b']);
  });

  it('keeps an answer until the receipt is stored: a storage that fails sends it again', async () => {
    const outbox = await outboxWith('a');
    let broken = true;
    const failing: Outbox = {
      ...outbox,
      received: async (id, receipt) => {
        if (broken) {
          broken = false;
          throw new Error('storage');
        }
        await outbox.received(id, receipt);
      },
    };
    const { bodies } = await sendAll(failing, () => received('R'));
    expect(bodies).toEqual(['a', 'a']);
    expect(await outbox.counts()).toEqual({ waiting: 0, sent: 1, refused: 0 });
  });

  it('tries the same text again after a lost network, ever more slowly', async () => {
    const { bodies, pauses } = await sendAll(await outboxWith('same'), (_, attempt) =>
      attempt < 5 ? 'lost' : received('R'),
    );
    expect(bodies).toEqual(Array(5).fill('same'));
    expect(pauses).toEqual([
      [0, 2],
      [0, 4],
      [0, 8],
      [0, 16],
      [0, null],
    ]);
  });

  it('waits at least as long as the server asks, but not longer than an hour', async () => {
    const outbox = await outboxWith('a');
    const { pauses } = await sendAll(outbox, (_, attempt) =>
      attempt === 1
        ? said(503, 'storage-unavailable', 30)
        : attempt === 2
          ? said(429, 'slow-down', 99_999)
          : received('R'),
    );
    expect(pauses).toEqual([
      [30, 30],
      [3600, 3600],
      [0, null],
    ]);
  });

  it('asks no further in a round in which the server asked for patience, or the network is down', async () => {
    const outbox = await outboxWith('a', 'b', 'c', 'd', 'e');
    const busy: string[] = [];
    await sendRound({
      outbox,
      post: async (body) => {
        busy.push(body);
        return said(503, 'storage-unavailable', 30);
      },
    });
    expect(busy).toEqual(['a']);
    const lost: string[] = [];
    await sendRound({
      outbox,
      post: async (body) => {
        lost.push(body);
        throw new TypeError('network');
      },
    });
    expect(lost).toEqual(['a', 'b', 'c']);
  });

  it('puts what is refused for good into quarantine, counted, never deleted, and goes on with the rest', async () => {
    const outbox = await outboxWith('bad', 'good', 'late');
    const { bodies } = await sendAll(outbox, (body) =>
      body === 'bad'
        ? said(422, 'answers-invalid')
        : body === 'late'
          ? said(410, 'survey-closed')
          : received('R'),
    );
    expect(bodies).toEqual(['bad', 'good', 'late']);
    expect(await outbox.counts()).toEqual({ waiting: 0, sent: 1, refused: 2 });
    expect(await outbox.quarantine()).toEqual([
      { id: 'bad', body: 'bad', code: 'answers-invalid' },
      { id: 'late', body: 'late', code: 'survey-closed' },
    ]);
  });

  it('takes a corrected answer back out of the quarantine, under its own id', async () => {
    const outbox = await outboxWith('a');
    await outbox.refused('a', 'answers-invalid');
    await outbox.put({ id: 'a', body: 'corrected' });
    expect([await outbox.waiting(), await outbox.quarantine()]).toEqual([
      [{ id: 'a', body: 'corrected' }],
      [],
    ]);
  });

  it('lets an answer that fails every time hold up no other', async () => {
    const outbox = await outboxWith('poison-1', 'poison-2', 'poison-3', 'poison-4', 'good');
    const { bodies } = await sendAll(outbox, (body) =>
      body === 'good' ? received('R') : said(500, 'internal'),
    );
    expect(bodies.indexOf('good')).toBeLessThan(6);
    expect(await outbox.counts()).toEqual({ waiting: 4, sent: 1, refused: 0 });
  });

  it('leaves a part of each pause to chance and waits five minutes at most', () => {
    expect(pauseAfter(1, 0)).toBe(2);
    expect(pauseAfter(2, 0.999)).toBe(5);
    expect(pauseAfter(50, 0)).toBe(300);
    expect(pauseAfter(50, 0.999)).toBe(375);
  });
});
