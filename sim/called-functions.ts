/**
 * What a transaction called, by the names of a scenario's contracts and their functions, and what it cost in parts.
 * Only a scenario's deployments create, one after another, so that the n-th address to be created is its n-th contract; on
 * another branch the same transaction creates the same address.
 */
import type { IncludedTransaction } from './ethereum/block.ts';
import type { Calldata } from './ethereum/calldata.ts';
import { functionNames } from './ethereum/function-lookup.ts';
import { bytesToHex } from './ethereum/hex.ts';
import type { Receipt } from './ethereum/receipt.ts';
import type { Effect } from './measure/function-gas.ts';
import type { GasParts } from './measure/gas-parts.ts';
import type { ResolvedContract } from './round/plan.ts';
import type { Address, Hex } from './units.ts';

export interface CalledFunction {
  readonly contract: string;
  /** Undefined: the contract has no function of this selector. */
  readonly function: string | undefined;
}

export interface CalledFunctions {
  /** Must be told of every creation before anything calls what it created. */
  readonly created: (address: Address) => void;
  readonly of: (to: Address, selector: Hex) => CalledFunction;
}

export const createCalledFunctions = (contracts: readonly ResolvedContract[]): CalledFunctions => {
  const known = new Map<Address, { readonly name: string; readonly functions: ReadonlyMap<Hex, string> }>();
  return {
    created: (address) => {
      const contract = contracts[known.size];
      if (contract === undefined || known.has(address)) return;
      known.set(address, { name: contract.name, functions: functionNames(contract.artifact.abi) });
    },
    of: (to, selector) => {
      const called = known.get(to);
      return called === undefined
        ? { contract: '(no contract)', function: selector === '0x' ? 'transfer' : undefined }
        : {
            contract: called.name,
            function: called.functions.get(selector) ?? (selector === '0x' ? 'receive' : undefined),
          };
    },
  };
};

/** The first four bytes of the data; shorter where there are fewer. */
export const selectorOf = ({ transaction: { envelope } }: IncludedTransaction): Hex =>
  bytesToHex(envelope.data.subarray(0, 4));

export const effectOf = ({ status, storageWrite }: Receipt): Effect =>
  status === 'reverted' ? 'reverted' : effectNames[storageWrite];

const effectNames = { first: 'first write', update: 'update', none: 'no write' } as const;

export const partsOf = (calldata: Calldata, { gas }: Receipt): GasParts => ({
  base: gas.intrinsic - calldata.gas,
  calldata: calldata.gas,
  execution: gas.execution,
  refund: gas.refund,
  floor: gas.floorAdjustment,
});
