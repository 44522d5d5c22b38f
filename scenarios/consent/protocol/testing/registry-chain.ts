/**
 * The registry on the real EVM, one transaction to a block: transactions are signed, blocks sealed, and reads can look back, as on a node. A
 * transaction can be held back, which is a mempool of one's own, and blocks can be taken back. All that the chain publishes is kept.
 */
import { compiled } from '../../../../contracts/test/compiled.ts';
import { type Event, eventsIn } from '../../../../contracts/test/events.ts';
import { createEthereumjsEngine } from '../../../../sim/engine/ethereumjs.ts';
import { createContractCodec } from '../../../../sim/ethereum/abi.ts';
import type { SealedBlock } from '../../../../sim/ethereum/block.ts';
import { sharedCommon } from '../../../../sim/ethereum/common.ts';
import { decodeTransaction } from '../../../../sim/ethereum/transaction.ts';
import { type Address, type Hex, weiPerEther } from '../../../../sim/index.ts';
import { createSigner } from '../../../../sim/load/signer.ts';
import type { RegistryReader } from '../registry-view.ts';

export interface Sender {
  readonly address: Address;
  readonly key: Uint8Array;
}

export interface Outcome {
  readonly error: string | undefined;
  readonly events: readonly Event[];
  readonly blockNumber: number;
}

export type RegistryChain = Awaited<ReturnType<typeof createRegistryChain>>;

const hardfork = 'osaka';
const fees = { maxFeePerGasWei: 1_000_000_000n, maxPriorityFeePerGasWei: 1_000_000_000n };
const noHash: Hex = `0x${'00'.repeat(32)}`;
export const startS = 1_800_000_000;

export const createRegistryChain = async (deployer: Sender, chainId = 1337) => {
  const artifact = await compiled('ConsentRegistry', hardfork);
  const codec = createContractCodec(artifact);
  const engine = createEthereumjsEngine({ chainId, hardfork, undoBlocks: 10_000 });
  const sign = createSigner({ chainId, feeMarket: 'legacy' });
  const common = sharedCommon(chainId, hardfork);
  const funded = new Set<Address>();
  const blocks: SealedBlock[] = [];
  const held: { readonly from: Sender; readonly call: string; readonly args: readonly unknown[] }[] = [];
  let timestampS = startS;

  const seal = async (raw?: Uint8Array) => {
    timestampS += 12;
    const block = await engine.openBlock({
      number: blocks.length + 1,
      parentHash: blocks.at(-1)?.hash ?? noHash,
      timestampS: BigInt(timestampS),
      gasLimit: 30_000_000n,
      baseFeePerGasWei: 7n,
      beneficiary: `0x${'00'.repeat(20)}`,
      difficulty: 0n,
      prevRandao: noHash,
    });
    const execution = raw && (await block.execute(decodeTransaction(raw, common)));
    blocks.push(await block.seal());
    if (execution?.kind === 'invalid') throw new Error(execution.message);
    return execution?.receipt;
  };

  const transact = (from: Sender, to: Address | undefined, data: Hex) => {
    if (!funded.has(from.address)) engine.fund(from.address, 1000n * weiPerEther);
    funded.add(from.address);
    const { nonce } = engine.account(from.address);
    return seal(sign({ nonce, to, data, valueWei: 0n, gasLimit: 10_000_000n, ...fees }, from.key).raw);
  };

  const deployed = await transact(deployer, undefined, codec.encodeDeploy([deployer.address]));
  const address = deployed?.contractAddress as Address;

  /** The engine has one newest block: who writes it or looks back from it takes turns. */
  let turns: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turns.then(work);
    turns = result.catch(() => undefined);
    return result;
  };

  const send = (from: Sender, call: string, ...args: readonly unknown[]): Promise<Outcome> =>
    inTurn(async () => {
      const receipt = await transact(from, address, codec.encodeCall(call, args));
      return {
        error: receipt?.halt && codec.decodeError(receipt.halt.data),
        events: eventsIn(address, artifact, receipt?.logs ?? []),
        blockNumber: blocks.length,
      };
    });

  const read = (call: string, args: readonly unknown[], blocksBack = 0): Promise<unknown> =>
    inTurn(async () => {
      const then = blocks.at(-1 - blocksBack);
      if (then === undefined) throw new Error('There is no block so far back');
      if (blocksBack > 0) await engine.checkout(then.hash);
      const message = { from: deployer.address, to: address, valueWei: 0n, gasLimit: undefined };
      const { returnData } = await engine.call({ ...message, data: codec.encodeCall(call, args) });
      if (blocksBack > 0) await engine.checkout((blocks.at(-1) as SealedBlock).hash);
      return codec.decodeResult(call, returnData);
    });

  const reader: RegistryReader = {
    deployment: { chainId, verifyingContract: address },
    head: async () => ({
      number: blocks.length,
      hash: (blocks.at(-1) as SealedBlock).hash,
      timestampS,
      sync: 'following',
    }),
    read,
    callAccount: (to, data, gasLimit) =>
      inTurn(async () => {
        const message = { from: `0x${'00'.repeat(20)}`, to, valueWei: 0n, gasLimit, data } as const;
        const { status, returnData } = await engine.call(message);
        return status === 'success' ? returnData : '0x';
      }),
    isRevocationPending: async (sp, ms) =>
      held.some(
        ({ from, call, args }) =>
          from.address === sp && (call === 'revokeAll' || (call === 'revoc' && args[0] === ms)),
      ),
  };

  return {
    ...{ address, artifact, blocks, deployment: reader.deployment, funded, read, reader, send },
    nowS: () => timestampS,
    /** Into the mempool, not into a block. */
    hold: (from: Sender, call: string, ...args: readonly unknown[]) => held.push({ from, call, args }),
    async sealHeld(): Promise<void> {
      for (const { from, call, args } of held.splice(0)) await send(from, call, ...args);
    },
    /** An empty block, this much later than the next one was due. */
    async pass(seconds: number): Promise<void> {
      timestampS += seconds;
      await seal();
    },
    /** Empty blocks at the usual interval. */
    async confirm(count: number): Promise<void> {
      for (let block = 0; block < count; block += 1) await seal();
    },
    /** Takes back all blocks above a number; others come in their place. */
    async takeBack(toBlock: number): Promise<void> {
      await engine.rollback(toBlock);
      blocks.length = toBlock;
    },
  };
};
