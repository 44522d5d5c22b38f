/** Foundry's node, over HTTP with one kept-alive connection and JSON-RPC batches, which suit it better than single calls. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerPath } from '../peers.ts';
import { resultOf, startSession, type Transport, toJson } from './json-rpc.ts';
import { type Fixture, inBatches, type System } from './system.ts';

const callsPerRequest = 250;
const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const port = 18_545;

export const system: System = {
  name: 'anvil',
  start: async (fixture) => {
    const folder = mkdtempSync(join(tmpdir(), 'chronobench-anvil-'));
    const node = startNode(fixture, folder);
    const ask = httpTransport();
    await answered(ask, node);
    const session = await startSession(fixture, ask, async () => {
      node.kill();
      rmSync(folder, { recursive: true });
    });
    return { ...session, otherCpuMs: () => cpuMsOf(node.pid as number) };
  },
};

function startNode(fixture: Fixture, folder: string): ChildProcess {
  const genesis = join(folder, 'genesis.json');
  const alloc = Object.fromEntries(
    fixture.accounts.map((address) => [address, { balance: fixture.balanceWei }]),
  );
  const config = { chainId: fixture.chainId };
  writeFileSync(
    genesis,
    JSON.stringify({ config, alloc, difficulty: '0x0', gasLimit: `0x${fixture.blockGasLimit.toString(16)}` }),
  );
  const options = {
    '--init': genesis,
    '--port': port,
    '--hardfork': fixture.hardfork,
    '--chain-id': fixture.chainId,
    '--gas-limit': fixture.blockGasLimit,
    '--base-fee': fixture.baseFeePerGasWei,
    '--order': 'fifo',
    '--accounts': 1,
  };
  const flags = ['--no-mining', '--quiet', '--no-request-size-limit', '--disable-console-log'];
  const binary = peerPath(`@foundry-rs/anvil-${platform}/bin/anvil`);
  return spawn(binary, [...flags, ...Object.entries(options).flat().map(String)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function httpTransport(): Transport {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      sent.on('error', reject).end(body);
    });
  return async (calls) => {
    const results: unknown[] = [];
    for (const batch of inBatches(calls, callsPerRequest)) {
      const answers = JSON.parse(await post(`[${batch.map(toJson).join()}]`)) as {
        id: number;
        result: unknown;
      }[];
      for (const answer of answers.sort((a, b) => a.id - b.id)) results.push(resultOf(answer));
    }
    return results;
  };
}

async function answered(ask: Transport, node: ChildProcess): Promise<void> {
  for (;;) {
    const isUp = await ask([{ method: 'eth_chainId', params: [] }]).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    if (node.exitCode !== null) throw new Error(`anvil ended with exit code ${node.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** proc(5): user and system time are fields 14 and 15, in ticks of 10 ms. NaN where there is no /proc. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
