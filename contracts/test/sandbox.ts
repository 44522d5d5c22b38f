/**
 * A small chain for tests of contracts: our engine, one transaction per block, twelve seconds between blocks, four
 * funded actors. Gas is paid at a fixed price, so that a contract's behaviour is all that differs between runs.
 */
import { fileURLToPath } from 'node:url';
import { decodeEventLog } from 'viem/utils';
import { createEthereumjsEngine } from '../../sim/engine/ethereumjs.ts';
import { createContractCodec } from '../../sim/ethereum/abi.ts';
import type { Artifact } from '../../sim/ethereum/artifact.ts';
import { sharedCommon } from '../../sim/ethereum/common.ts';
import { compileContract } from '../../sim/ethereum/compile.ts';
import { defaultCacheDirectory } from '../../sim/ethereum/compile-cache.ts';
import { addressOf } from '../../sim/ethereum/crypto.ts';
import { type Hardfork, isAtLeast, solcEvmVersion } from '../../sim/ethereum/hardfork.ts';
import type { Log, Receipt } from '../../sim/ethereum/receipt.ts';
import { decodeTransaction } from '../../sim/ethereum/transaction.ts';
import { createSigner } from '../../sim/load/signer.ts';
import { type Address, type Hex, weiPerEther } from '../../sim/units.ts';

export interface Actor {
  readonly address: Address;
  readonly key: Uint8Array;
}

const actor = (number: number): Actor => {
  const key = new Uint8Array(32).fill(number);
  return { key, address: addressOf(key) };
};

/** Two patients and two members of staff. */
export const actors = { alice: actor(1), bob: actor(2), maria: actor(3), noor: actor(4) } as const;

export interface Outcome {
  /** The revert in words; undefined after a success. */
  readonly error: string | undefined;
  /** `Name(value, …)`, addresses in lower case. */
  readonly events: readonly string[];
  readonly gasUsed: number;
  readonly blockNumber: number;
  readonly timestampS: bigint;
}

export interface Contract {
  readonly artifact: Artifact;
  /** What its deployment cost. */
  readonly gasUsed: number;
  send(from: Actor, call: string, args: readonly unknown[]): Promise<Outcome>;
  read(from: Actor, call: string, args: readonly unknown[]): Promise<unknown>;
}

export interface Sandbox {
  deploy(name: string): Promise<Contract>;
}

const chainId = 1337;
const gasPriceWei = 1_000_000_000n;

export const createSandbox = (hardfork: Hardfork): Sandbox => {
  const engine = createEthereumjsEngine({ chainId, hardfork });
  const sign = createSigner({ chainId, feeMarket: 'legacy' });
  const common = sharedCommon(chainId, hardfork);
  let blockNumber = 0;
  let parentHash: Hex = `0x${'00'.repeat(32)}`;
  for (const { address } of Object.values(actors)) engine.fund(address, 1000n * weiPerEther);

  const mine = async (from: Actor, to: Address | undefined, data: Hex): Promise<Receipt> => {
    const { nonce } = engine.account(from.address);
    const fees = { maxFeePerGasWei: gasPriceWei, maxPriorityFeePerGasWei: gasPriceWei };
    const { raw } = sign({ nonce, to, data, valueWei: 0n, gasLimit: 5_000_000n, ...fees }, from.key);
    blockNumber += 1;
    const block = await engine.openBlock({
      number: blockNumber,
      parentHash,
      timestampS: timestampOf(blockNumber),
      gasLimit: 30_000_000n,
      baseFeePerGasWei: isAtLeast(hardfork, 'london') ? 7n : undefined,
      beneficiary: `0x${'00'.repeat(20)}`,
      difficulty: isAtLeast(hardfork, 'paris') ? 0n : 1n,
      prevRandao: `0x${'00'.repeat(32)}`,
    });
    const execution = await block.execute(decodeTransaction(raw, common));
    if (execution.kind === 'invalid') throw new Error(execution.message);
    parentHash = (await block.seal()).hash;
    return execution.receipt;
  };

  return {
    async deploy(name) {
      const artifact = await compile(name, hardfork);
      const codec = createContractCodec(artifact);
      const { contractAddress: address, gasUsed } = await mine(
        actors.alice,
        undefined,
        codec.encodeDeploy([]),
      );
      return {
        artifact,
        gasUsed: Number(gasUsed),
        async send(from, call, args) {
          const receipt = await mine(from, address, codec.encodeCall(call, args));
          return {
            error: receipt.halt && codec.decodeError(receipt.halt.data),
            events: receipt.logs.map((log) => describeEvent(artifact, log)),
            gasUsed: Number(receipt.gasUsed),
            blockNumber,
            timestampS: timestampOf(blockNumber),
          };
        },
        async read(from, call, args) {
          const data = codec.encodeCall(call, args);
          const { returnData } = await engine.call({
            from: from.address,
            to: address,
            data,
            valueWei: 0n,
            gasLimit: undefined,
          });
          return codec.decodeResult(call, returnData);
        },
      };
    },
  };
};

const timestampOf = (blockNumber: number): bigint => 1_800_000_000n + 12n * BigInt(blockNumber);

const compile = (name: string, hardfork: Hardfork): Promise<Artifact> =>
  compileContract({
    file: fileURLToPath(new URL(`../${name}.sol`, import.meta.url)),
    evmVersion: solcEvmVersion(hardfork),
    cacheDirectory: defaultCacheDirectory(),
  });

const describeEvent = ({ abi }: Artifact, { topics, data }: Log): string => {
  const { eventName, args } = decodeEventLog({ abi, data, topics: topics as [Hex, ...Hex[]] });
  return `${eventName}(${Object.values(args ?? {})
    .map((value) => String(value).toLowerCase())
    .join(', ')})`;
};
