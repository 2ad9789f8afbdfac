/** Ways to lose a database for a while: the only connection a wrapped handle, a proxy that is cut, a transaction that fails. */
import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import type { Db } from '../../db/dialect.ts';

/** When the writing is to fail: before anything is written, or when all of it is and only the commit is missing. */
export type Moment = 'begin' | 'commit';

/** A database whose transactions fail while `error` gives one; everything else goes to the real one. */
export function failing(db: Db, error: () => unknown, moment: Moment): Db {
  const transaction = () => ({
    execute: (work: (trx: unknown) => Promise<unknown>) =>
      db.transaction().execute(async (trx) => {
        const trouble = error();
        if (trouble && moment === 'begin') throw trouble;
        const result = await work(trx);
        if (trouble) throw trouble;
        return result;
      }),
  });
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** An error as the driver throws it. */
export function databaseError(code: string): Error {
  return Object.assign(new Error(`injected ${code}`), { code });
}

/** Stands between the server and PostgreSQL, and can be cut and mended. */
export class CuttableLine {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();
  #port = 0;

  constructor(private readonly target: URL) {}

  /** @returns the address of the same database through this line */
  async mend(): Promise<string> {
    const server = createServer((near) => {
      const far = connectSocket(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          (socket === near ? far : near).destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the line has no port');
    this.#server = server;
    this.#port = address.port;
    const through = new URL(this.target);
    through.hostname = '127.0.0.1';
    through.port = String(address.port);
    return through.href;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = server && new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
