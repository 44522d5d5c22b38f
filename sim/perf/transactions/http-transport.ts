/** JSON-RPC over HTTP: one kept-alive connection and batches of calls, which suit nodes better than single ones. */
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { resultOf, type Transport, toJson } from './json-rpc.ts';
import { inBatches } from './system.ts';

const callsPerRequest = 100;

interface Answer {
  readonly id: number;
  readonly result: unknown;
}

export function httpTransport(port: number): Transport {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return async (calls) => {
    const results: unknown[] = [];
    for (const batch of inBatches(calls, callsPerRequest)) {
      const answers = JSON.parse(await post(agent, port, `[${batch.map(toJson).join()}]`)) as Answer[];
      for (const answer of answers.sort((a, b) => a.id - b.id)) results.push(resultOf(answer));
    }
    return results;
  };
}

const post = (agent: Agent, port: number, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject).end(body);
  });

/** One that nobody listened on a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : Number.NaN),
      );
    });
  });
