/**
 * A small chain for tests of contracts: our engine, one transaction per block, twelve seconds between blocks unless a
 * test lets more time pass, every sender funded. Gas is paid at a fixed price, so that a contract's behaviour is all
 * that differs between runs.
 */
import { createEthereumjsEngine } from '../../sim/engine/ethereumjs.ts';
import { type ContractCodec, createContractCodec } from '../../sim/ethereum/abi.ts';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import { sharedCommon } from '../../sim/ethereum/common.ts';
import { type Hardfork, isAtLeast } from '../../sim/ethereum/hardfork.ts';
import type { Receipt } from '../../sim/ethereum/receipt.ts';
import { decodeTransaction } from '../../sim/ethereum/transaction.ts';
import { createSigner } from '../../sim/load/signer.ts';
import { type Address, type Hex, weiPerEther } from '../../sim/units.ts';
import { type Actor, actors } from './actors.ts';
import { compiled } from './compiled.ts';
import { type Event, eventsIn } from './events.ts';

export interface Outcome {
  /** The revert in words; undefined after a success. */
  readonly error: string | undefined;
  readonly events: readonly Event[];
  readonly gasUsed: number;
  readonly blockNumber: number;
  readonly timestampS: bigint;
}

export interface Contract {
  readonly artifact: Artifact;
  readonly address: Address;
  readonly encode: ContractCodec['encodeCall'];
  readonly decode: ContractCodec['decodeResult'];
  /** What its deployment cost. */
  readonly gasUsed: number;
  send(from: Actor, call: string, args: readonly unknown[], valueWei?: bigint): Promise<Outcome>;
  read(from: Actor, call: string, args: readonly unknown[]): Promise<unknown>;
}

export interface Sandbox {
  readonly chainId: number;
  /** A contract by its path below `contracts/`, without the extension, or one that a test compiled itself. */
  deploy(source: string | Artifact, args?: readonly unknown[]): Promise<Contract>;
  /** Seals an empty block, this much later than the next one was due. */
  pass(seconds: number): Promise<void>;
  /** The newest block's time, which a read sees too. */
  nowS(): bigint;
  /** What is deployed at an address, immutable values included. */
  codeAt(address: Address): Promise<Hex>;
  /** Remembers the newest block; the answer undoes all that came after it. */
  mark(): () => Promise<void>;
}

const gasPriceWei = 1_000_000_000n;
const firstBlockS = 1_800_000_000n;
const blockIntervalS = 12n;
const undoBlocks = 10_000;

export const createSandbox = (hardfork: Hardfork, chainId = 1337): Sandbox => {
  const engine = createEthereumjsEngine({ chainId, hardfork, undoBlocks });
  const sign = createSigner({ chainId, feeMarket: 'legacy' });
  const common = sharedCommon(chainId, hardfork);
  const funded = new Set<Address>();
  let blockNumber = 0;
  let timestampS = firstBlockS;
  let parentHash: Hex = `0x${'00'.repeat(32)}`;

  const openBlock = () => {
    blockNumber += 1;
    timestampS += blockIntervalS;
    return engine.openBlock({
      number: blockNumber,
      parentHash,
      timestampS,
      gasLimit: 30_000_000n,
      baseFeePerGasWei: isAtLeast(hardfork, 'london') ? 7n : undefined,
      beneficiary: `0x${'00'.repeat(20)}`,
      difficulty: isAtLeast(hardfork, 'paris') ? 0n : 1n,
      prevRandao: `0x${'00'.repeat(32)}`,
    });
  };

  const mine = async (from: Actor, to: Address | undefined, data: Hex, valueWei = 0n): Promise<Receipt> => {
    if (!funded.has(from.address)) engine.fund(from.address, 1000n * weiPerEther);
    funded.add(from.address);
    const { nonce } = engine.account(from.address);
    const fees = { maxFeePerGasWei: gasPriceWei, maxPriorityFeePerGasWei: gasPriceWei };
    const { raw } = sign({ nonce, to, data, valueWei, gasLimit: 10_000_000n, ...fees }, from.key);
    const block = await openBlock();
    const execution = await block.execute(decodeTransaction(raw, common));
    if (execution.kind === 'invalid') throw new Error(execution.message);
    parentHash = (await block.seal()).hash;
    return execution.receipt;
  };

  const contractAt = (address: Address, artifact: Artifact, gasUsed: bigint): Contract => {
    const codec = createContractCodec(artifact);
    return {
      artifact,
      address,
      encode: codec.encodeCall,
      decode: codec.decodeResult,
      gasUsed: Number(gasUsed),
      async send(from, call, args, valueWei) {
        const receipt = await mine(from, address, codec.encodeCall(call, args), valueWei);
        return {
          error: receipt.halt && codec.decodeError(receipt.halt.data),
          events: eventsIn(address, artifact, receipt.logs),
          gasUsed: Number(receipt.gasUsed),
          blockNumber,
          timestampS,
        };
      },
      async read(from, call, args) {
        const data = codec.encodeCall(call, args);
        const message = { from: from.address, to: address, data, valueWei: 0n, gasLimit: undefined };
        return codec.decodeResult(call, (await engine.call(message)).returnData);
      },
    };
  };

  return {
    chainId,
    async deploy(source, args = []) {
      const artifact = typeof source === 'string' ? await compiled(source, hardfork) : source;
      const data = createContractCodec(artifact).encodeDeploy(args);
      const { contractAddress, gasUsed, halt } = await mine(actors.alice, undefined, data);
      if (contractAddress === undefined || halt) throw new Error(`${artifact.name} did not deploy`);
      return contractAt(contractAddress, artifact, gasUsed);
    },
    async pass(seconds) {
      timestampS += BigInt(seconds);
      parentHash = (await (await openBlock()).seal()).hash;
    },
    nowS: () => timestampS,
    async codeAt(address) {
      const { returnData } = await engine.call({
        ...{ from: actors.alice.address, to: undefined, valueWei: 0n, gasLimit: undefined },
        data: copyOf(address),
      });
      return returnData;
    },
    mark() {
      const then = { blockNumber, timestampS, parentHash };
      return async () => {
        await engine.rollback(then.blockNumber);
        ({ blockNumber, timestampS, parentHash } = then);
      };
    },
  };
};

/** Creation code that makes a copy of what is deployed: EXTCODESIZE, EXTCODECOPY to 0, RETURN. */
const copyOf = (address: Address): Hex => {
  const push = `73${address.slice(2)}`;
  return `0x${push}3b8060006000${push}3c6000f3`;
};
