/**
 * What no execution shows of a block: whether its header follows from its parent's, by the library's own rules, and whether
 * each transaction had room, reserved gas included. (The library makes no header with more gas used than its limit.)
 */
import type { BlockHeader } from '@ethereumjs/block';
import type { TypedTransaction } from '@ethereumjs/tx';
import type { ReplayedBlock, ReplayMismatch } from './stock-replay-comparison.ts';

/** EIP-1559's base fee, and the Yellow Paper's drift of the gas limit. */
export const successionMismatches = (parent: BlockHeader, header: BlockHeader): ReplayMismatch[] => {
  const blockNumber = Number(header.number);
  const found: ReplayMismatch[] = [];
  if (header.common.isActivatedEIP(1559)) {
    const [ours, stock] = [`${header.baseFeePerGas}`, `${parent.calcNextBaseFee()}`];
    if (ours !== stock) found.push({ blockNumber, field: 'baseFeePerGasWei', ours, stock });
  }
  try {
    header.validateGasLimit(parent);
  } catch (error) {
    const stock = error instanceof Error ? error.message : String(error);
    found.push({ blockNumber, field: 'gasLimit', ours: `${header.gasLimit}`, stock });
  }
  return found;
};

/** Yellow Paper §6.2: a transaction's gas limit fits into what those before it have left of the block's. */
export const limitMismatches = (
  { environment: { gasLimit, number: blockNumber }, transactions: ours }: ReplayedBlock,
  transactions: readonly Pick<TypedTransaction, 'gasLimit'>[],
): ReplayMismatch[] =>
  ours.flatMap(({ receipt }, transactionIndex) => {
    const gasLeft = gasLimit - receipt.cumulativeGasUsed + receipt.gasUsed;
    const wanted = transactions[transactionIndex]?.gasLimit ?? 0n;
    if (wanted <= gasLeft) return [];
    const stock = `at most ${gasLeft}`;
    return [{ blockNumber, transactionIndex, field: 'gasLimit', ours: `${wanted}`, stock }];
  });
