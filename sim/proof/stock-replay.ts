/**
 * The independent proof of a run: the whole chain once more on stock ethereumjs, from nothing but its genesis and the
 * bytes of its transactions. The library decodes them anew and recovers the senders with its own cryptography, runs
 * each block with `runBlock` on its Merkle state manager, and every receipt, every block's gas and roots, and the final
 * state root must be ours; each header must follow from the one before it by the library's rules of base fee and gas limit.
 * Only what the producers decided is taken as given, and with it the gas that a block reserves for transactions which
 * nobody executes: it is taken off before the comparison, and held to the block's limit. Blocks are fed one by one, in order from
 * number 1. The genesis must hold every account that was ever funded: a chain that funds accounts on first use is
 * therefore replayed after the run, which also proves that the lateness of the funding was never observable.
 */
import { Block, type BlockHeader, createBlockHeader, genTransactionsTrieRoot } from '@ethereumjs/block';
import type { Common } from '@ethereumjs/common';
import type { EVMMockBlockchainInterface } from '@ethereumjs/evm';
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager';
import { createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx';
import { Account, createAddressFromString } from '@ethereumjs/util';
import { createVM, runBlock, type VM } from '@ethereumjs/vm';
import { systemContracts } from '../engine/system-contracts.ts';
import type { BlockEnvironment } from '../ethereum/block.ts';
import { stockCommon } from '../ethereum/common.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import type { Address, Hex } from '../units.ts';
import { compareBlock, type ReplayedBlock, type ReplayMismatch } from './stock-replay-comparison.ts';
import { limitMismatches, successionMismatches } from './stock-replay-headers.ts';

export type { ReplayedBlock, ReplayMismatch } from './stock-replay-comparison.ts';

export interface ReplayGenesis {
  readonly chainId: number;
  readonly hardfork: Hardfork;
  /** Every account that was funded, with its balance in wei. */
  readonly funds: Iterable<readonly [address: Address, balanceWei: bigint]>;
}

export type ReplayResult =
  | {
      readonly verified: true;
      readonly blockCount: number;
      readonly transactionCount: number;
      readonly stateRoot: Hex;
      /** Of all blocks: taken as given. */
      readonly reservedGas: bigint;
    }
  | {
      readonly verified: false;
      /** The first `maxMismatches`. */
      readonly mismatches: readonly ReplayMismatch[];
    };

export interface StockReplay {
  block(block: ReplayedBlock): Promise<void>;
  /** `ourStateRoot`: of the state after the last block. */
  finish(ourStateRoot: Hex): Promise<ReplayResult>;
}

export const maxMismatches = 20;

/** `watch`: is shown the machine before it executes anything; it must not change what that does. */
export const createStockReplay = async (
  genesis: ReplayGenesis,
  watch: (machine: VM) => void = () => {},
): Promise<StockReplay> => {
  const common = stockCommon(genesis.chainId, genesis.hardfork);
  const state = await genesisState(genesis, common);
  const hashes = createKnownHashes();
  const vm = await createVM({ common, stateManager: state, blockchain: hashes });
  watch(vm);
  const mismatches: ReplayMismatch[] = [];
  let blockCount = 0;
  let transactionCount = 0;
  let reservedGas = 0n;
  let parent: BlockHeader | undefined;
  /** After a block that the library refuses there is no common state to go on from. */
  let isRefused = false;

  const execute = async (ours: ReplayedBlock): Promise<ReplayMismatch[]> => {
    const { environment } = ours;
    const transactions = ours.transactions.map(({ transaction }) =>
      createTxFromRLP(transaction.raw, { common }),
    );
    const block = stockBlock(ours, transactions, common);
    const result = await runBlock(vm, { block, generate: true, skipBlockValidation: true });
    const found = await compareBlock(ours, {
      hash: bytesToHex(block.hash()),
      parentHash: hashes.of(environment.number - 1) ?? environment.parentHash,
      transactionsRoot: bytesToHex(await genTransactionsTrieRoot(transactions)),
      transactions,
      baseFeePerGasWei: block.header.baseFeePerGas,
      result,
    });
    const succession = parent === undefined ? [] : successionMismatches(parent, block.header);
    parent = block.header;
    return [...found, ...limitMismatches(ours, transactions), ...succession];
  };

  const refusal = ({ environment }: ReplayedBlock, error: unknown): ReplayMismatch => {
    isRefused = true;
    const stock = error instanceof Error ? error.message : String(error);
    return { blockNumber: environment.number, field: 'validity', ours: 'executed', stock };
  };

  return {
    block: async (block) => {
      if (isRefused) return;
      hashes.learn(block);
      const found = await execute(block).catch((error: unknown) => [refusal(block, error)]);
      mismatches.push(...found.slice(0, maxMismatches - mismatches.length));
      blockCount += 1;
      transactionCount += block.transactions.length;
      reservedGas += block.reservedGas?.total ?? 0n;
    },
    finish: async (ourStateRoot) => {
      const stateRoot = bytesToHex(await state.getStateRoot());
      if (stateRoot !== ourStateRoot && mismatches.length < maxMismatches)
        mismatches.push({
          blockNumber: blockCount,
          field: 'stateRoot',
          ours: ourStateRoot,
          stock: stateRoot,
        });
      if (mismatches.length > 0) return { verified: false, mismatches };
      return { verified: true, blockCount, transactionCount, stateRoot, reservedGas };
    },
  };
};

const genesisState = async (
  { hardfork, funds }: ReplayGenesis,
  common: Common,
): Promise<MerkleStateManager> => {
  const state = new MerkleStateManager({ common, caches: new Caches() });
  for (const [address, balanceWei] of funds)
    await state.putAccount(createAddressFromString(address), new Account(0n, balanceWei));
  for (const { address, nonce, code } of systemContracts(hardfork)) {
    const contract = createAddressFromString(address);
    await state.putAccount(contract, new Account(nonce));
    await state.putCode(contract, hexToBytes(code));
  }
  return state;
};

/** With our gas figure, so that its hash can be compared; `runBlock` does not read it. */
const stockBlock = (
  { environment, gasUsed }: ReplayedBlock,
  transactions: TypedTransaction[],
  common: Common,
): Block => new Block(createBlockHeader({ ...headerOf(environment), gasUsed }, { common }), transactions);

const headerOf = (environment: BlockEnvironment) => ({
  number: environment.number,
  parentHash: environment.parentHash,
  timestamp: environment.timestampS,
  gasLimit: environment.gasLimit,
  coinbase: environment.beneficiary,
  difficulty: environment.difficulty,
  mixHash: environment.prevRandao,
  ...(environment.baseFeePerGasWei !== undefined && { baseFeePerGas: environment.baseFeePerGasWei }),
});

interface KnownHashes extends EVMMockBlockchainInterface {
  learn(block: ReplayedBlock): void;
  of(blockNumber: number): Hex | undefined;
}

/** BLOCKHASH reaches 256 blocks back (Yellow Paper §9.4); genesis is known by its first child alone. */
const createKnownHashes = (): KnownHashes => {
  const hashes = new Map<number, Hex>();
  const known: KnownHashes = {
    learn: ({ environment: { number, parentHash }, hash }) => {
      if (hashes.size === 0) hashes.set(number - 1, parentHash);
      hashes.set(number, hash);
      hashes.delete(number - 257);
    },
    of: (blockNumber) => hashes.get(blockNumber),
    getBlock: async (number) => {
      const hash = hashes.get(number);
      return { hash: () => (hash === undefined ? new Uint8Array(32) : hexToBytes(hash)) };
    },
    putBlock: async () => {},
    shallowCopy: () => known,
  };
  return known;
};
