/**
 * A TCP proxy for tests that breaks connections: from `breakEvery` on, each so many-th piece of what clients send ends
 * its connection, before it is handed on or after it, in turn, so that both requests and answers are lost.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultyNetwork {
  readonly port: number;
  breakEvery(pieceCount: number): void;
  /** How many connections it broke. */
  brokenCount(): number;
  close(): Promise<void>;
}

export const startFaultyNetwork = async (target: { host: string; port: number }): Promise<FaultyNetwork> => {
  let [every, pieceCount, brokenCount] = [Number.POSITIVE_INFINITY, 0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    const end = (): void => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [client, upstream]) sockets.add(socket.on('error', end).on('close', end));
    upstream.pipe(client);
    client.on('data', (piece) => {
      pieceCount += 1;
      if (pieceCount % every !== 0) return void upstream.write(piece);
      brokenCount += 1;
      if (brokenCount % 2 === 0) return end();
      client.destroy(); // the answer finds nobody
      upstream.end(piece);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    breakEvery: (count) => {
      every = count;
    },
    brokenCount: () => brokenCount,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
