/** The registry on a chain that speaks EIP-1193, in process or over HTTP: transactions that are awaited, reads and events. */
import {
  type Abi,
  BaseError,
  createPublicClient,
  createWalletClient,
  custom,
  decodeEventLog,
  defineChain,
  ExecutionRevertedError,
  encodeDeployData,
  encodeFunctionData,
  getAbiItem,
  type Log,
  type Transport,
} from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Address, Hex, LiveChain } from '../../../../sim/index.ts';
import type { Actor } from './cast.ts';

export interface RegistryEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly blockNumber: number;
}

export interface RegistrySession {
  readonly address: Address;
  /** Resolves on inclusion, with the events; rejects when it would revert, or does. */
  send(from: Actor, call: string, ...args: readonly unknown[]): Promise<readonly RegistryEvent[]>;
  read(call: string, args: readonly unknown[]): Promise<unknown>;
  /** What an account's code returns, '0x' where it reverts or there is none. */
  call(to: Address, data: Hex, gasLimit: bigint): Promise<Hex>;
  events(name: string, args: Readonly<Record<string, unknown>>): Promise<readonly RegistryEvent[]>;
}

export interface RegistrySite {
  readonly abi: Abi;
  readonly address: Address;
  readonly chainId: number;
  readonly transport: Transport;
}

const pollingInterval = 20;

export const providerTransport = (chain: Pick<LiveChain, 'request'>): Transport => custom(chain);

/** `ccipRead`: ERC-3668 would let a contract that is asked send us to any URL. */
export const openRegistry = ({ abi, address, chainId, transport }: RegistrySite): RegistrySession => {
  const site = siteOf(chainId);
  const reader = createPublicClient({ chain: site, transport, pollingInterval, ccipRead: false });
  const eventOf = (log: Log): RegistryEvent => {
    const { eventName = '', args = {} } = decodeEventLog({ abi, data: log.data, topics: log.topics });
    return { name: eventName, args: args as RegistryEvent['args'], blockNumber: Number(log.blockNumber) };
  };
  return {
    address,
    send: async (from, call, ...args) => {
      const account = privateKeyToAccount(from.privateKey);
      const wallet = createWalletClient({ account, chain: site, transport });
      const data = encodeFunctionData({ abi, functionName: call, args });
      const hash = await wallet.sendTransaction({ to: address, data });
      const receipt = await reader.waitForTransactionReceipt({ hash });
      if (receipt.status !== 'success') throw new Error(`${call} was reverted`);
      return receipt.logs.map(eventOf);
    },
    read: (call, args) => reader.readContract({ address, abi, functionName: call, args }),
    call: async (to, data, gas) => {
      const answer = await reader.call({ to, data, gas }).catch((error: unknown) => {
        if (isRevert(error)) return { data: undefined };
        throw error;
      });
      return answer.data ?? '0x';
    },
    events: async (name, args) => {
      const event = getAbiItem({ abi, name }) as never;
      const logs = await reader.getLogs({ address, event, args: args as never, fromBlock: 0n });
      return logs.map(eventOf);
    },
  };
};

const isRevert = (error: unknown): boolean =>
  error instanceof BaseError && error.walk((cause) => cause instanceof ExecutionRevertedError) !== null;

/** The registry's address. */
export const deployRegistry = async (
  site: Omit<RegistrySite, 'address'> & { readonly bytecode: Hex },
  regulator: Actor,
): Promise<Address> => {
  const { abi, bytecode, chainId, transport } = site;
  const account = privateKeyToAccount(regulator.privateKey);
  const wallet = createWalletClient({ account, chain: siteOf(chainId), transport });
  const data = encodeDeployData({ abi, bytecode, args: [account.address] });
  const hash = await wallet.sendTransaction({ data });
  const reader = createPublicClient({ chain: siteOf(chainId), transport, pollingInterval });
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash });
  return contractAddress as Address; // a deployment's receipt has one
};

const siteOf = (id: number) =>
  defineChain({
    id,
    name: 'simulated',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
