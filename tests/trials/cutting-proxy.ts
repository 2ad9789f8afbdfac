/** A network as a mountain commune has it: a TCP proxy that cuts some requests and some replies, in the middle or whole. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly origin: string;
  /** What it has done so far. */
  readonly cut: { readonly requests: number; readonly replies: number };
  close(): Promise<void>;
}

export interface Cutting {
  /** Shares in [0;1]. */
  readonly requests: number;
  readonly replies: number;
}

/** @param port of the server on this machine */
export async function startCuttingProxy(port: number, share: Cutting): Promise<CuttingProxy> {
  const cut = { requests: 0, replies: 0 };
  const open = new Set<Socket>();
  const server = createServer((phone) => {
    const upstream = connect(port, '127.0.0.1');
    const end = () => {
      phone.destroy();
      upstream.destroy();
    };
    for (const socket of [phone, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    const forward = (to: Socket, lost: number, count: () => void) => (chunk: Buffer) => {
      if (Math.random() >= lost) return void to.write(chunk);
      count();
      // Half of it arrives, or nothing.
      if (Math.random() < 0.5) to.end(chunk.subarray(0, Math.floor(chunk.length / 2)), end);
      else end();
    };
    phone.on(
      'data',
      forward(upstream, share.requests, () => {
        cut.requests += 1;
      }),
    );
    upstream.on(
      'data',
      forward(phone, share.replies, () => {
        cut.replies += 1;
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
