/**
 * The trial behind "sent twice, counted once": phones empty their queues by the very code that runs on them, through a
 * proxy that cuts 30 % of the replies and 10 % of the requests. Every answer must be stored once and have its receipt.
 */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { memoryOutbox } from '../../client/form/outbox.ts';
import { postTo } from '../../client/form/send.ts';
import { keepSending } from '../../client/form/sync.ts';
import type { Database } from '../../db/dialect.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { startCuttingProxy } from './cutting-proxy.ts';

export interface LossyReport {
  readonly queued: number;
  /** Rows in the table of responses. */
  readonly stored: number;
  /** Different receipts that the phones hold. */
  readonly receipts: number;
  readonly refused: number;
  /** Tokens spent: each answer has one of its own. */
  readonly spent: number;
  readonly cutRequests: number;
  readonly cutReplies: number;
}

const LOSS = { requests: 0.1, replies: 0.3 };
const PHONES = 20;
/** Pauses of the phone pass this much faster here. */
const HASTE = 500;

/** Sends `answers` answers from the queues of twenty phones. */
export async function lossyNetwork(database: Database, answers: number): Promise<LossyReport> {
  const world = await openedWorld(database);
  const server = serve({ fetch: world.app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const proxy = await startCuttingProxy((server.address() as AddressInfo).port, LOSS);
  try {
    const { tokens } = await issueTokens.run(world.environment, SYSTEM, {
      survey: 'hai-long',
      unit: 'TT-AN',
      count: answers,
    });
    const share = Math.ceil(answers / PHONES);
    const phones = Array.from({ length: PHONES }, (_, i) => tokens.slice(i * share, (i + 1) * share));
    const sent = await Promise.all(phones.map((own) => emptyQueue(proxy.origin, own)));
    return {
      queued: answers,
      receipts: new Set(sent.flatMap((one) => one.receipts)).size,
      refused: sent.reduce((total, one) => total + one.refused, 0),
      ...(await counted(world)),
      cutRequests: proxy.cut.requests,
      cutReplies: proxy.cut.replies,
    };
  } finally {
    await proxy.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** One phone: its queue is filled while there is no network, then sent until nothing waits. */
async function emptyQueue(origin: string, tokens: readonly string[]) {
  const outbox = memoryOutbox();
  for (const token of tokens) {
    const answer = visit({ token });
    await outbox.put({ id: answer.clientId, body: JSON.stringify(answer) });
  }
  let stopped = false;
  await keepSending({
    outbox,
    post: postTo(`${origin}/api/v1/responses`),
    alone: (work) => work(),
    sleep: async (_least, most) => {
      stopped = most === null;
      if (most !== null) await new Promise((resolve) => setTimeout(resolve, (most * 1000) / HASTE));
    },
    random: Math.random,
    stopped: () => stopped,
  });
  const { refused } = await outbox.counts();
  return { receipts: await outbox.receipts(tokens.length), refused };
}

async function counted({ db }: World): Promise<{ stored: number; spent: number }> {
  const { stored } = await db
    .selectFrom('responses')
    .select((one) => one.fn.countAll().as('stored'))
    .executeTakeFirstOrThrow();
  const { spent } = await db
    .selectFrom('tokens')
    .select((one) => one.fn.countAll().as('spent'))
    .where('state', '=', 'used')
    .executeTakeFirstOrThrow();
  return { stored: Number(stored), spent: Number(spent) };
}

/** What the trial found, in words. */
export function lossyReportText(report: LossyReport): string {
  const { queued, stored, receipts, spent, cutRequests, cutReplies } = report;
  return `${queued} queued answers through a network that cut ${cutRequests} requests and ${cutReplies} replies: ${stored} stored, ${receipts} receipts, ${spent} tokens spent.`;
}
