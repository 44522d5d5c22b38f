/**
 * Everything that a chain lets everybody see, as named bytes: calldata, logs, headers; and, from a second execution on stock
 * ethereumjs, what `debug_traceTransaction` would show (each value that was on top of the stack, memory wherever it is hashed, logged,
 * stored or returned) and all storage in the end.
 */
import { MerkleStateManager } from '@ethereumjs/statemanager';
import { createTxFromRLP } from '@ethereumjs/tx';
import { Account, createAddressFromString } from '@ethereumjs/util';
import { createVM, runTx } from '@ethereumjs/vm';
import { createBlockFrom, type SealedBlock } from '../../../../sim/ethereum/block.ts';
import { stockCommon } from '../../../../sim/ethereum/common.ts';
import { hexToBytes, weiPerEther } from '../../../../sim/index.ts';
import type { RegistryChain } from './registry-chain.ts';

export interface Published {
  readonly place: string;
  readonly bytes: Uint8Array;
}

export const publishedBy = async (chain: RegistryChain): Promise<Published[]> => [
  ...chain.blocks.flatMap(ofBlock),
  ...(await executionOf(chain)),
];

const ofBlock = ({ environment, transactions }: SealedBlock): Published[] => {
  const place = (what: string) => `block ${environment.number}, ${what}`;
  const header = JSON.stringify(environment, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  return [
    { place: place('header'), bytes: Buffer.from(header) },
    ...transactions.flatMap(({ transaction, receipt }) => [
      { place: place('calldata'), bytes: transaction.raw },
      ...receipt.logs.flatMap(({ topics, data }) =>
        [...topics, data].map((part) => ({ place: place('log'), bytes: hexToBytes(part) })),
      ),
    ]),
  ];
};

const showsMemory = /^(KECCAK256|LOG\d|SSTORE|RETURN|REVERT|STOP|CALL|STATICCALL)$/;

const executionOf = async ({ blocks, funded, address, deployment }: RegistryChain): Promise<Published[]> => {
  const common = stockCommon(deployment.chainId, 'osaka');
  const stateManager = new MerkleStateManager({ common });
  for (const sender of funded)
    await stateManager.putAccount(createAddressFromString(sender), new Account(0n, 1000n * weiPerEther));
  const vm = await createVM({ common, stateManager });
  const tops: Buffer[] = [];
  const memories: Buffer[] = [];
  vm.evm.events?.on('step', ({ stack, memory, opcode }) => {
    const top = stack.at(-1);
    if (top !== undefined) tops.push(Buffer.from(top.toString(16).padStart(64, '0'), 'hex'));
    if (showsMemory.test(opcode.name)) memories.push(Buffer.from(memory));
  });
  for (const { environment, transactions } of blocks) {
    const block = createBlockFrom(environment, common);
    for (const { transaction, receipt } of transactions) {
      const tx = createTxFromRLP(transaction.raw, { common });
      const { totalGasSpent } = await runTx(vm, { tx, block });
      if (totalGasSpent !== receipt.gasUsed) throw new Error('The second execution is not the first');
    }
  }
  const storage = await stateManager.dumpStorage(createAddressFromString(address));
  return [
    { place: 'trace, stack', bytes: Buffer.concat(tops) },
    { place: 'trace, memory', bytes: Buffer.concat(memories) },
    { place: 'storage', bytes: Buffer.concat(Object.values(storage).map(bytesOf)) },
    { place: 'storage, as shown', bytes: Buffer.from(JSON.stringify(storage)) },
  ];
};

const bytesOf = (digits: string): Buffer => Buffer.from(digits.replace(/^0x/, ''), 'hex');
