/**
 * Where answers wait on a device until the server's receipt is stored. What the sender works with is this small
 * interface; phones and kiosks keep it in IndexedDB (`browser-outbox.ts`), tests and a device without storage in memory.
 */

/** An answer that waits: its client id, and the exact text that is sent, however often (decision 12). */
export interface QueuedAnswer {
  readonly id: string;
  /** A `Submission` as JSON. */
  readonly body: string;
}

/** An answer that the server refused for good: counted and shown, never deleted. */
export interface RefusedAnswer extends QueuedAnswer {
  /** The server's problem code, e.g. `survey-closed`. */
  readonly code: string;
}

export interface Counts {
  readonly waiting: number;
  readonly sent: number;
  readonly refused: number;
}

export interface Outbox {
  /**
   * Resolves once the answer is kept; true: durably, so that it outlives the browser. An answer that was refused and
   * then corrected by its owner comes back under its own id and leaves the quarantine.
   */
  put(answer: QueuedAnswer): Promise<boolean>;
  waiting(): Promise<readonly QueuedAnswer[]>;
  /** Keeps the receipt and lets the answer go, both or neither. Only the receipt stays: the client id could lead back. */
  received(id: string, receipt: string): Promise<void>;
  /** Moves the answer to the quarantine, where it blocks nothing. */
  refused(id: string, code: string): Promise<void>;
  quarantine(): Promise<readonly RefusedAnswer[]>;
  counts(): Promise<Counts>;
  /** The latest receipts, at most so many. */
  receipts(most: number): Promise<readonly string[]>;
}

/** An outbox that lasts as long as its page. */
export function memoryOutbox(): Outbox {
  const waiting = new Map<string, QueuedAnswer>();
  const quarantine = new Map<string, RefusedAnswer>();
  const receipts: string[] = [];
  return {
    put: async (answer) => {
      quarantine.delete(answer.id);
      waiting.set(answer.id, answer);
      return false;
    },
    waiting: async () => [...waiting.values()],
    received: async (id, receipt) => {
      if (waiting.delete(id)) receipts.push(receipt);
    },
    refused: async (id, code) => {
      const answer = waiting.get(id);
      if (!answer) return;
      waiting.delete(id);
      quarantine.set(id, { ...answer, code });
    },
    quarantine: async () => [...quarantine.values()],
    counts: async () => ({ waiting: waiting.size, sent: receipts.length, refused: quarantine.size }),
    receipts: async (most) => receipts.slice(-most),
  };
}
