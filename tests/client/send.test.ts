import { describe, expect, it } from 'vitest';
import { type Reply, type Sender, send } from '../../client/form/send.ts';

const reply = (status: number, body?: unknown, retryAfter: number | null = null): Reply => ({
  status,
  body,
  retryAfter,
});

/** A world that answers as told, one reply an attempt; 'lost' is a network failure, the last one repeats. */
function world(replies: readonly (Reply | 'lost')[]) {
  const bodies: string[] = [];
  const pauses: number[] = [];
  const sender: Sender = {
    post: async (body) => {
      const now = replies[Math.min(bodies.push(body), replies.length) - 1];
      if (now === undefined || now === 'lost') throw new TypeError('network');
      return now;
    },
    wait: async (seconds) => void pauses.push(seconds),
    random: () => 0,
  };
  return { bodies, pauses, sender };
}

/** The server's own word that it cannot take the answers now. */
const busy = { code: 'storage-unavailable', errors: [] };
const received = reply(201, { receipt: 'AB-12' });

describe('sending', () => {
  it('is done with the first receipt', async () => {
    const { sender, bodies, pauses } = world([received]);
    expect(await send('x', sender)).toEqual({ kind: 'received', receipt: 'AB-12' });
    expect([bodies.length, pauses]).toEqual([1, []]);
  });

  it('tries again with the same body after a lost network, 429 and 5xx, ever more slowly', async () => {
    const { sender, bodies, pauses } = world(['lost', reply(429, busy), reply(503, busy), received]);
    expect(await send('same', sender)).toEqual({ kind: 'received', receipt: 'AB-12' });
    expect(bodies).toEqual(['same', 'same', 'same', 'same']);
    expect(pauses).toEqual([2, 4, 8]);
  });

  it('waits as long as the server asks, but not for ever', async () => {
    const { sender, pauses } = world([reply(503, busy, 20), reply(503, busy, 3600), received]);
    await send('x', sender);
    expect(pauses).toEqual([20, 60]);
  });

  it('leaves a part of each pause to chance', async () => {
    const { sender, pauses } = world(['lost', 'lost', received]);
    await send('x', { ...sender, random: () => 0.999 });
    expect(pauses).toEqual([2, 5]); // 2 × 1.25 = 2.5 → 2 (2.4995); 4 × 1.25 = 5
  });

  it('takes a sign-in page of a public network for no receipt', async () => {
    const { sender } = world([reply(200, undefined), reply(200, { hello: 1 }), received]);
    expect(await send('x', sender)).toMatchObject({ kind: 'received' });
  });

  it('takes a proxy that refuses for no word of the server', async () => {
    const { sender, bodies } = world([reply(403, undefined), reply(404, {}), received]);
    expect(await send('x', sender)).toMatchObject({ kind: 'received' });
    expect(bodies).toHaveLength(3);
  });

  it('gives up after eight attempts, to be asked again', async () => {
    const { sender, bodies, pauses } = world(['lost']);
    expect(await send('x', sender)).toEqual({ kind: 'gave-up' });
    expect([bodies.length, pauses.length]).toEqual([8, 7]);
  });

  it('stops at a refusal and tells which answers it names', async () => {
    const errors = [
      { field: 'answers.q05', code: 'required', sentence: '…' },
      { field: 'answers.m1.XX.02', code: 'not-in-scale', sentence: '…' },
      { field: 'clientId', code: 'wrong-type', sentence: '…' },
      'noise',
    ];
    const { sender, bodies } = world([reply(422, { code: 'answers-invalid', errors })]);
    expect(await send('x', sender)).toEqual({
      kind: 'refused',
      code: 'answers-invalid',
      violations: [
        { question: 'q05', code: 'required' },
        { question: 'm1', unit: 'XX.02', code: 'not-in-scale' },
      ],
    });
    expect(bodies).toHaveLength(1);
  });
});
