/** A chain in real time, spoken to as viem speaks to a node. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, custom, defineChain, parseEther } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monotonicWallMs, unixWallMs } from '../kernel/wall-clock.ts';
import type { LiveChain } from './live.ts';
import { startChain } from './start-chain.ts';

const counter = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract Counter {
    event Counted(address indexed who, uint256 count);
    error Enough();
    uint256 public count;
    function increment() external { if (count == 2) revert Enough(); count += 1; emit Counted(msg.sender, count); }
    function time() external view returns (uint256) { return block.timestamp; }
}
`;
const instant = defineChain({
  id: 1337,
  name: 'instant',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [] } },
});
const account = privateKeyToAccount(`0x${'01'.repeat(32)}`);
let chain: LiveChain;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chronobench-live-'));
  writeFileSync(join(folder, 'Counter.sol'), counter);
  chain = await startChain({ chain: 'instant' });
  chain.fund(account.address.toLowerCase() as `0x${string}`, parseEther('10'));
});
afterAll(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

const clients = () => ({
  reader: createPublicClient({ transport: custom(chain), pollingInterval: 10 }),
  wallet: createWalletClient({ account, chain: instant, transport: custom(chain), pollingInterval: 10 }),
});

test('a contract is deployed, called, refuses, and is asked for its events', async () => {
  const { reader, wallet } = clients();
  const { abi, bytecode } = await chain.compile(join(folder, 'Counter.sol'));
  const deployment = await reader.waitForTransactionReceipt({
    hash: await wallet.deployContract({ abi, bytecode }),
  });
  const address = deployment.contractAddress as `0x${string}`;
  const increment = { address, abi, functionName: 'increment' } as const;
  for (const blockNumber of [2n, 3n]) {
    const receipt = await reader.waitForTransactionReceipt({ hash: await wallet.writeContract(increment) });
    expect(receipt).toMatchObject({ status: 'success', blockNumber, logs: [{ address, logIndex: 0 }] });
  }
  await expect(wallet.writeContract(increment)).rejects.toThrow(/Enough/);
  expect(await reader.readContract({ address, abi, functionName: 'count' })).toBe(2n);
  const events = await reader.getContractEvents({ address, abi, eventName: 'Counted', fromBlock: 0n });
  expect(events.map((event) => (event as unknown as { args: { count: bigint } }).args.count)).toEqual([
    1n,
    2n,
  ]);
  expect(await reader.getContractEvents({ address, abi, eventName: 'Counted', fromBlock: 3n })).toHaveLength(
    1,
  );
  const other = { who: `0x${'22'.repeat(20)}` };
  expect(
    await reader.getContractEvents({ address, abi, eventName: 'Counted', fromBlock: 0n, args: other }),
  ).toEqual([]);
});

test('its blocks are dated by the world, and its clock goes on', async () => {
  const { reader } = clients();
  const block = await reader.getBlock();
  expect(Math.abs(Number(block.timestamp) * 1000 - unixWallMs())).toBeLessThan(120_000);
  const [before, beforeWallMs] = [chain.unixMs(), monotonicWallMs()];
  while (monotonicWallMs() < beforeWallMs + 5);
  expect(chain.unixMs()).toBeGreaterThanOrEqual(before + 4);
});

test('a block names its transactions, or shows them whole', async () => {
  const { reader, wallet } = clients();
  const hash = await wallet.sendTransaction({ to: account.address, value: 1n });
  const { blockNumber } = await reader.waitForTransactionReceipt({ hash });
  expect(await reader.getBlock({ blockNumber })).toMatchObject({ transactions: [hash] });
  const whole = await reader.getBlock({ blockNumber, includeTransactions: true });
  expect(whole.transactions).toMatchObject([{ hash, blockNumber, value: 1n }]);
});

test('it starts at the instant that is asked for', async () => {
  const startUnixMs = Date.UTC(2001, 0, 1);
  const past = await startChain({ chain: 'instant', startUnixMs });
  const { timestamp } = await createPublicClient({ transport: custom(past) }).getBlock();
  expect(Number(timestamp) * 1000).toBe(startUnixMs);
  await past.stop();
});

test('what it cannot do or read is an error with a number, and the chain goes on', async () => {
  const ask = (method: string, ...params: unknown[]) => chain.request({ method, params });
  await expect(ask('eth_mine')).rejects.toMatchObject({ code: -32_601 });
  await expect(ask('constructor')).rejects.toMatchObject({ code: -32_601 });
  for (const bad of [undefined, 7, '0x1', '0xzz', 'latest', {}, null])
    await expect(ask('eth_getBalance', bad)).rejects.toMatchObject({ code: -32_602 });
  await expect(ask('eth_getLogs', { topics: [1, 2, 3, 4, 5] })).rejects.toMatchObject({ code: -32_602 });
  await expect(ask('eth_sendRawTransaction', '0x')).rejects.toMatchObject({ code: -32_000 });
  await expect(ask('eth_sendRawTransaction', `0x${'ff'.repeat(1_000)}`)).rejects.toMatchObject({
    code: -32_000,
  });
  expect(await ask('eth_getTransactionReceipt', `0x${'00'.repeat(32)}`)).toBeNull();
  expect(await ask('eth_chainId')).toBe('0x539');
});

test('a chain that was stopped answers nobody', async () => {
  const other = await startChain({ chain: 'dev-2s' });
  await other.stop();
  await expect(other.request({ method: 'eth_chainId' })).rejects.toMatchObject({
    message: 'the chain has stopped',
  });
});

test('a chain that does not exist is named beside those that do', async () => {
  await expect(startChain({ chain: 'moon' })).rejects.toMatchObject({ code: 'UNKNOWN_CHAIN' });
});
