/**
 * The registry on a chain that speaks EIP-1193, in process or over HTTP: transactions that are awaited, reads and events. On the codec and
 * the signer that scenarios use: a wallet library would be loaded for longer than the demonstration runs. The tests hold both to viem.
 */
import { encode, fromAbi } from 'ox/AbiEvent';
import {
  type Address,
  bytesToHex,
  type ContractCodec,
  type ContractDescription,
  createSigner,
  createWallScheduler,
  type Hex,
  hexToBytes,
  type LiveChain,
  loadContractCodec,
} from '../../../../sim/index.ts';
import type { Actor } from './cast.ts';

export interface RegistryEvent {
  readonly name: string;
  /** Addresses in lower case. */
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

type Abi = ContractDescription['abi'];

/** Where a node is, and what it runs. */
export interface RegistrySite {
  readonly abi: Abi;
  readonly chainId: number;
  readonly request: LiveChain['request'];
}

export const openRegistry = async (
  { abi, chainId, request }: RegistrySite,
  address: Address,
): Promise<RegistrySession> => {
  const codec = await loadContractCodec({ abi, name: 'the registry' });
  const sender = createSender(chainId, request);
  const call = (to: Address, data: Hex, more: object = {}): Promise<Hex> =>
    request({ method: 'eth_call', params: [{ to, data, ...more }, 'latest'] }) as Promise<Hex>;
  return {
    address,
    send: async (from, name, ...args) => {
      const { logs } = await sender.send(from, address, codec.encodeCall(name, args));
      return logs.flatMap((log) => eventOf(codec, log));
    },
    read: async (name, args) => codec.decodeResult(name, await call(address, codec.encodeCall(name, args))),
    call: (to, data, gasLimit) =>
      call(to, data, { gas: quantity(gasLimit) }).catch((error: unknown): Hex => {
        if (isRevert(error)) return '0x';
        throw error;
      }),
    events: async (name, args) => {
      const { topics } = encode(fromAbi(abi, name as never), args as never);
      const filter = { address, topics, fromBlock: '0x0', toBlock: 'latest' };
      const logs = (await request({ method: 'eth_getLogs', params: [filter] })) as readonly LogDocument[];
      return logs.flatMap((log) => eventOf(codec, log));
    },
  };
};

/** The new registry's address. */
export const deployRegistry = async (
  { abi, chainId, request }: RegistrySite,
  bytecode: Hex,
  regulator: Actor,
): Promise<Address> => {
  const codec = await loadContractCodec({ abi, bytecode });
  const data = codec.encodeDeploy([regulator.account.address]);
  const { contractAddress } = await createSender(chainId, request).send(regulator, undefined, data);
  return contractAddress as Address; // a deployment's receipt has one
};

interface LogDocument {
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
}

interface ReceiptDocument {
  readonly status: Hex;
  readonly contractAddress: Address | null;
  readonly logs: readonly LogDocument[];
}

const eventOf = (codec: ContractCodec, log: LogDocument): RegistryEvent[] => {
  const event = codec.readEvent(log);
  return event === undefined ? [] : [{ ...event, blockNumber: Number(log.blockNumber) }];
};

const quantity = (value: bigint): Hex => `0x${value.toString(16)}`;

/** EIP-1474 and geth: 3 is what nodes answer to a call that reverted. */
const isRevert = (error: unknown): boolean => (Object(error) as { readonly code?: unknown }).code === 3;

const pollEveryMs = 5;

/** Transactions of one after another: a nonce is asked for when it is needed. */
const createSender = (chainId: number, request: RegistrySite['request']) => {
  const ask = async (method: string, ...params: readonly unknown[]): Promise<unknown> =>
    request({ method, params });
  const number = async (method: string, ...params: readonly unknown[]): Promise<bigint> =>
    BigInt((await ask(method, ...params)) as Hex);

  const receiptOf = (hash: Hex): Promise<ReceiptDocument> =>
    createWallScheduler().run(async (process) => {
      for (;;) {
        const receipt = (await process.join(
          ask('eth_getTransactionReceipt', hash),
        )) as ReceiptDocument | null;
        if (receipt !== null) return receipt;
        await process.delay(pollEveryMs);
      }
    });

  return {
    async send(from: Actor, to: Address | undefined, data: Hex): Promise<ReceiptDocument> {
      const { address } = from.account;
      const message = { from: address, data, ...(to !== undefined && { to }) };
      const gasLimit = await number('eth_estimateGas', message);
      const { baseFeePerGas } = (await ask('eth_getBlockByNumber', 'latest', false)) as {
        readonly baseFeePerGas?: Hex;
      };
      const sign = createSigner({ chainId, feeMarket: baseFeePerGas === undefined ? 'legacy' : 'eip1559' });
      const [maxFeePerGasWei, maxPriorityFeePerGasWei] = [
        await number('eth_gasPrice'),
        await number('eth_maxPriorityFeePerGas'),
      ];
      const nonce = Number(await number('eth_getTransactionCount', address, 'pending'));
      const fees = { maxFeePerGasWei, maxPriorityFeePerGasWei };
      const transaction = { nonce, to, data, valueWei: 0n, gasLimit, ...fees };
      const { raw } = sign(transaction, hexToBytes(from.privateKey));
      const hash = (await ask('eth_sendRawTransaction', bytesToHex(raw))) as Hex;
      const receipt = await receiptOf(hash);
      if (receipt.status !== '0x1') throw new Error(`transaction ${hash} was reverted`);
      return receipt;
    },
  };
};
