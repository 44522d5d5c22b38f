/** Foundry's node, in a process of its own on the same core, with an account of its processor time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWallScheduler } from '../../kernel/wall-scheduler.ts';
import { peerPath } from '../peers.ts';
import { freePort, httpTransport } from './http-transport.ts';
import { startSession, type Transport } from './json-rpc.ts';
import type { Fixture, System } from './system.ts';

const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;

export const system: System = {
  name: 'anvil',
  start: async (fixture) => {
    const folder = mkdtempSync(join(tmpdir(), 'chronobench-anvil-'));
    const port = await freePort();
    const node = startNode(fixture, folder, port);
    process.on('exit', () => node.kill());
    const ask = httpTransport(port);
    await answered(ask, node);
    const session = await startSession(fixture, ask, async () => {
      node.kill();
      rmSync(folder, { recursive: true });
    });
    return { ...session, otherCpuMs: () => cpuMsOf(node.pid as number) };
  },
};

function startNode(fixture: Fixture, folder: string, port: number): ChildProcess {
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

async function answered(ask: Transport, node: ChildProcess): Promise<void> {
  const isUp = () =>
    ask([{ method: 'eth_chainId', params: [] }]).then(
      () => true,
      () => false,
    );
  await createWallScheduler().run(async (process) => {
    while (!(await process.join(isUp()))) {
      if (node.exitCode !== null) throw new Error(`anvil ended with exit code ${node.exitCode}`);
      await process.delay(100);
    }
  });
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
