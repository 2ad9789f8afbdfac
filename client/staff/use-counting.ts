/** Counting sheets back as fast as a scanner types: one request after the other, for the order of receipt is theirs. */
import { useRef, useState } from 'preact/hooks';
import { answerOf, type BatchDetail, batchMoves } from './api.ts';
import { type Trouble, troubleOf } from './trouble.ts';

export type Totals = BatchDetail['batch']['totals'];

/** What became of one serial. */
export interface Counted {
  readonly serial: string;
  /** Order of receipt; null: it was refused. */
  readonly receipt: number | null;
  /** The quota pushed it out at once. */
  readonly over: boolean;
  readonly trouble: Trouble | null;
}

export interface Counting {
  /** The latest first. */
  readonly done: readonly Counted[];
  /** Serials on their way. */
  readonly waiting: number;
  /** Totals as the server last said them; null before the first sheet. */
  readonly totals: Totals | null;
  count(serial: string): void;
  /** Takes the sheet counted last off again, after all that are on their way. */
  takeOff(serial: string): Promise<void>;
}

const KEPT = 5;

/** @param onIdle called when nothing is on its way any more */
export function useCounting(campaign: string, batch: number, onIdle: () => void): Counting {
  const [done, setDone] = useState<readonly Counted[]>([]);
  const [totals, setTotals] = useState<Totals | null>(null);
  const [waiting, setWaiting] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const under = useRef(0);
  const put = (json: { serials: string[] } | { takeOff: string }) =>
    answerOf(
      batchMoves.campaigns[':campaign']['sheet-batches'][':batch']['count-back'].$put({
        param: { campaign, batch: String(batch) },
        json,
      }),
    );
  const follow = (work: () => Promise<void>) => {
    under.current += 1;
    setWaiting(under.current);
    queue.current = queue.current.then(work).then(() => {
      under.current -= 1;
      setWaiting(under.current);
      if (under.current === 0) onIdle();
    });
    return queue.current;
  };
  const note = (one: Counted) => setDone((before) => [one, ...before].slice(0, KEPT));
  const countOne = async (serial: string) => {
    try {
      const said = await put({ serials: [serial] });
      setTotals(said.totals);
      const receipt = said.counted[0]?.receipt ?? null;
      note({ serial, receipt, over: said.pushedOut.includes(serial), trouble: null });
    } catch (error) {
      note({ serial, receipt: null, over: false, trouble: troubleOf(error) });
    }
  };
  const takeOffNow = async (serial: string) => {
    const said = await put({ takeOff: serial });
    setTotals(said.totals);
    setDone((before) => before.filter((one) => one.serial !== serial || one.receipt === null));
  };
  return {
    ...{ done, waiting, totals },
    count: (serial) => void follow(() => countOne(serial)),
    takeOff: async (serial) => {
      let failed: unknown = null;
      await follow(async () => {
        await takeOffNow(serial).catch((error: unknown) => {
          failed = error;
        });
      });
      if (failed !== null) throw failed;
    },
  };
}
