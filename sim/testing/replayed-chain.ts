/**
 * Small chains for the replay's tests: hand-assembled contracts that do what a state transition can do, a workload as
 * plain data, and our engine to execute it. Block 1 deploys the contracts; what is invalid is left out, as a block
 * builder would.
 */
import { createTx } from '@ethereumjs/tx';
import { eoaCode7702AuthorizationListBytesItemToJSON, eoaCode7702SignAuthorization } from '@ethereumjs/util';
import type { Engine, OpenBlock } from '../engine/engine.ts';
import { createEthereumjsEngine } from '../engine/ethereumjs.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { sharedCommon } from '../ethereum/common.ts';
import { addressOf } from '../ethereum/crypto.ts';
import { nextBaseFeeWei } from '../ethereum/fees.ts';
import { type Hardfork, isAtLeast } from '../ethereum/hardfork.ts';
import { decodeTransaction } from '../ethereum/transaction.ts';
import type { ReplayGenesis } from '../proof/stock-replay.ts';
import { type Address, gwei, type Hex, weiPerEther } from '../units.ts';

/** Runtime code; w0 and w1 are the first words of the calldata. */
const runtimeCode = {
  /** storage[w0] = w1, and a log of w0 under the topic w0. */
  store: '602035600035556020600060003760003560206000a100',
  /** storage[w0] = w1, then a revert with 32 bytes. */
  revert: '6020356000355560206000fd',
  /** The balance to the address w0, and the contract away (EIP-6780: only if it is new). */
  destruct: '600035ff',
  /** Until the gas is used up. */
  loop: '5b600056',
  /** A contract whose init code is the calldata; its address to storage[0]. */
  create: '3660006000373660006000f060005500',
  /** What the EVM sees of the chain, to storage: the parent's hash, time, randomness, beneficiary. */
  observe: '60014303404355426001554460025541600355',
  /** Calls the address w0 with the rest of the calldata; whether it succeeded to storage[7]. */
  call: '6020360360206000376000600060203603600060006000355af160075500',
} as const;

export type ContractName = keyof typeof runtimeCode;
export const contractNames = Object.keys(runtimeCode) as ContractName[];

/** One transaction of a workload. */
export interface Step {
  /** `reserve`: its gas limit, for a transaction that nobody executes. */
  readonly kind: ContractName | 'transfer' | 'deploy' | 'reserve';
  /** Which account sends, and which contract or account is meant, modulo how many there are. */
  readonly sender: number;
  readonly target: number;
  readonly word: number;
  readonly valueWei: number;
  readonly gasLimit: number;
  /** EIP-2718's type; what the hardfork does not know becomes the newest type that it does. */
  readonly type: 0 | 1 | 2 | 4;
}

export interface ReplayedChain {
  readonly engine: Engine;
  readonly genesis: ReplayGenesis;
  readonly blocks: readonly SealedBlock[];
}

const chainId = 1337;
const keys = [1, 2, 3].map((index) => new Uint8Array(32).fill(index));
const accounts = keys.map(addressOf);
const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

/** Executes the workload, one list of steps per block. */
export const produceChain = async (
  hardfork: Hardfork,
  workload: readonly (readonly Step[])[],
): Promise<ReplayedChain> => {
  const engine = createEthereumjsEngine({ chainId, hardfork });
  const funds = accounts.map((address) => [address, 10n * weiPerEther] as const);
  for (const [address, balanceWei] of funds) engine.fund(address, balanceWei);
  const deployments = contractNames.map((_, target): Step => ({ ...deployment, target }));
  const blocks: SealedBlock[] = [];
  for (const steps of [deployments, ...workload]) {
    const open = await engine.openBlock(environmentAfter(blocks, hardfork));
    for (const step of steps) await execute(engine, open, step, deployedIn(blocks));
    blocks.push(await open.seal());
  }
  return { engine, genesis: { chainId, hardfork, funds }, blocks };
};

const deployment: Step = {
  kind: 'deploy',
  sender: 0,
  target: 0,
  word: 0,
  valueWei: 1,
  gasLimit: 300_000,
  type: 0,
};

const deployedIn = ([first]: readonly SealedBlock[]): Address[] =>
  (first?.transactions ?? []).flatMap(({ receipt }) => receipt.contractAddress ?? []);

const environmentAfter = (blocks: readonly SealedBlock[], hardfork: Hardfork) => ({
  number: blocks.length + 1,
  parentHash: blocks.at(-1)?.hash ?? (`0x${'ab'.repeat(32)}` as const),
  timestampS: 1_700_000_000n + 12n * BigInt(blocks.length),
  gasLimit: 30_000_000n,
  baseFeePerGasWei: isAtLeast(hardfork, 'london') ? baseFeeAfter(blocks.at(-1)) : undefined,
  beneficiary: `0x${'c0'.repeat(20)}` as const,
  difficulty: isAtLeast(hardfork, 'paris') ? 0n : 131_072n,
  prevRandao: `0x${(isAtLeast(hardfork, 'paris') ? '5e' : '00').repeat(32)}` as const,
});

const baseFeeAfter = (parent: SealedBlock | undefined): bigint =>
  parent === undefined
    ? gwei(1)
    : nextBaseFeeWei({
        gasLimit: parent.environment.gasLimit,
        gasUsed: parent.gasUsed,
        baseFeePerGasWei: parent.environment.baseFeePerGasWei ?? 0n,
      });

const execute = async (
  engine: Engine,
  open: OpenBlock,
  step: Step,
  contracts: readonly Address[],
): Promise<void> => {
  if (step.kind === 'reserve') return open.reserve(BigInt(step.gasLimit));
  const common = sharedCommon(chainId, engine.hardfork);
  const signed = createTx(fieldsOf(engine, step, contracts), { common }).sign(at(keys, step.sender));
  await open.execute(decodeTransaction(signed.serialize(), common));
};

const fieldsOf = (engine: Engine, step: Step, contracts: readonly Address[]) => {
  const targets = [...contracts, ...accounts, `0x${'99'.repeat(20)}` as const];
  const target = at(targets, step.target);
  const base = {
    nonce: engine.account(at(accounts, step.sender)).nonce,
    gasLimit: step.gasLimit,
    value: step.valueWei,
    ...callOf(step, target, contracts),
  };
  const fees = { maxFeePerGas: gwei(3), maxPriorityFeePerGas: gwei(1) };
  const accessList = [{ address: target, storageKeys: [`0x${wordText(step.word)}` as const] }];
  const type = newestType(step.type, engine.hardfork);
  if (type === 4 && base.to !== undefined) {
    const authorizationList = [authorization(engine, step, contracts)];
    return { ...base, to: base.to, type, chainId, ...fees, accessList, authorizationList };
  }
  if (type === 2 || type === 4) return { ...base, type: 2, chainId, ...fees, accessList };
  return type === 1
    ? { ...base, type, chainId, gasPrice: gwei(2), accessList }
    : { ...base, type: 0, gasPrice: gwei(2) };
};

const newestType = (type: Step['type'], hardfork: Hardfork): Step['type'] => {
  if (type === 4 && !isAtLeast(hardfork, 'prague')) return newestType(2, hardfork);
  if (type === 2 && !isAtLeast(hardfork, 'london')) return newestType(1, hardfork);
  return type === 1 && !isAtLeast(hardfork, 'berlin') ? 0 : type;
};

const wordText = (word: number): string => word.toString(16).padStart(64, '0');

const callOf = (
  { kind, target, word, valueWei }: Step,
  targetAddress: Address,
  contracts: readonly Address[],
): { to?: Address; data: Hex } => {
  if (kind === 'deploy') return { data: `0x${initCode(at(contractNames, target))}` };
  if (kind === 'transfer' || kind === 'reserve') return { to: targetAddress, data: '0x' };
  const to = contracts[contractNames.indexOf(kind)] ?? targetAddress;
  if (kind === 'create') return { to, data: `0x${initCode(at(contractNames, word))}` };
  const isAddressed = kind === 'call' || kind === 'destruct';
  const first = isAddressed ? targetAddress.slice(2).padStart(64, '0') : wordText(word);
  return { to, data: `0x${first}${wordText(valueWei % 2)}${wordText(word)}` };
};

/** Copies the runtime code, which follows these twelve bytes, to memory and returns it. */
const initCode = (name: ContractName): string => {
  const code = runtimeCode[name];
  const length = (code.length / 2).toString(16).padStart(2, '0');
  return `60${length}600c60003960${length}6000f3${code}`;
};

/** EIP-7702: another account lends itself a contract's code. */
const authorization = (engine: Engine, { sender, word }: Step, contracts: readonly Address[]) => {
  const authority = sender + 1;
  const nonce = engine.account(at(accounts, authority)).nonce;
  const address = at(contracts, word);
  const unsigned = {
    chainId: `0x${chainId.toString(16)}`,
    address,
    nonce: `0x${nonce.toString(16)}`,
  } as const;
  return eoaCode7702AuthorizationListBytesItemToJSON(
    eoaCode7702SignAuthorization(unsigned, at(keys, authority)),
  );
};
