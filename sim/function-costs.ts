/** What each function of a scenario's contracts costs, of every run, for its result. */
import { createBranchLog } from './branch-log.ts';
import {
  type CalledFunctions,
  createCalledFunctions,
  effectOf,
  partsOf,
  selectorOf,
} from './called-functions.ts';
import type { IncludedTransaction, SealedBlock } from './ethereum/block.ts';
import { calldataOf } from './ethereum/calldata.ts';
import {
  type FunctionCall,
  type FunctionCosts,
  type FunctionTallies,
  summariseFunctionCosts,
  tallyCalls,
} from './measure/function-tally.ts';
import type { ResolvedContract } from './round/plan.ts';
import type { Hex } from './units.ts';

export interface FunctionCostLog {
  readonly record: (block: SealedBlock) => void;
  /** Of the branch with this head. */
  readonly read: (headHash: Hex) => readonly FunctionCosts[];
}

/** On a single node there is one branch, so that no block has to be told from others; its chain may have as many as transactions. */
export const createFunctionCostLog = (
  contracts: readonly ResolvedContract[],
  nodes: 'single node' | 'network',
): FunctionCostLog => {
  const functions = createCalledFunctions(contracts);
  const callsIn = ({ transactions }: SealedBlock): readonly FunctionCall[] =>
    transactions.flatMap((included) => callsOf(included, functions));
  if (nodes === 'single node') {
    const tallies: FunctionTallies = new Map();
    return {
      record: (block) => void tallyCalls(callsIn(block), tallies),
      read: () => summariseFunctionCosts([tallies]),
    };
  }
  const log = createBranchLog<FunctionTallies>();
  return {
    record: (block) => log.add(block, tallyCalls(callsIn(block))),
    read: (headHash) => summariseFunctionCosts(log.branch(headHash)),
  };
};

/** None for a creation, which calls no function. */
const callsOf = (included: IncludedTransaction, functions: CalledFunctions): readonly FunctionCall[] => {
  const { transaction, receipt } = included;
  if (receipt.contractAddress !== undefined) functions.created(receipt.contractAddress);
  if (transaction.to === undefined) return [];
  const calldata = calldataOf(transaction.envelope.data);
  // Without the selector of what has no name, of which there may be as many as transactions.
  const { contract, function: name = 'fallback' } = functions.of(transaction.to, selectorOf(included));
  return [
    {
      contract,
      function: name,
      effect: effectOf(receipt),
      parts: partsOf(calldata, receipt),
      calldataByteCount: calldata.byteCount,
    },
  ];
};
