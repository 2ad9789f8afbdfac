/** Reads server-sent events as they come. */

export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface EventStream {
  /** The next event; null: the stream has ended. @throws Error after five seconds without one */
  next(): Promise<StreamEvent | null>;
  /** Comments so far, which keep the line open. */
  readonly beats: () => number;
  close(): Promise<void>;
}

export function readEvents(response: Response): EventStream {
  const reader = response.body?.getReader();
  if (!reader) throw new Error('no stream came');
  const decoder = new TextDecoder();
  let rest = '';
  let beats = 0;
  async function read(): Promise<StreamEvent | null> {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) return null;
        rest += decoder.decode(value, { stream: true });
        continue;
      }
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
      );
      if (fields.has('event'))
        return { event: fields.get('event') ?? '', data: JSON.parse(fields.get('data') ?? 'null') };
      beats += 1;
    }
  }
  return {
    next: () => within(read(), 5000),
    beats: () => beats,
    close: async () => reader.cancel(),
  };
}

/** @throws Error when it takes longer */
export async function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
