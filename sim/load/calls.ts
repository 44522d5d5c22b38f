import { BenchError, exitCodes } from '../errors.ts';
import { type ContractCodec, createContractCodec } from '../ethereum/abi.ts';
import type { Halt } from '../ethereum/receipt.ts';
import type { Address, Hex } from '../units.ts';
import type { ContractCall, Deployment, RawMessage } from './workload.ts';

/**
 * What a request says to whom: contract names become addresses and calls become calldata, by the ABIs of the
 * scenario's contracts, which enter the book as they are deployed. Whoever is called also explains its reverts.
 */
export interface EncodedCall {
  readonly to: Address;
  readonly data: Hex;
  /** Of the contract that is called, for results and errors; of no contract in particular for any other address. */
  readonly codec: ContractCodec;
}

export interface CallBook {
  add(name: string, address: Address, codec: ContractCodec, deployment: Deployment): void;
  /** Throws `UnknownContractError`. */
  address(name: string): Address;
  /** Throws `UnknownContractError`. */
  deployment(name: string): Deployment;
  /** Throws `UnknownContractError`. */
  codec(name: string): ContractCodec;
  /** Throws `UnknownContractError`, `InvalidRecipientError` and what the contract's codec throws. */
  encode(request: ContractCall | RawMessage): EncodedCall;
}

interface DeployedContract {
  readonly address: Address;
  readonly codec: ContractCodec;
  readonly deployment: Deployment;
}

export const createCallBook = (): CallBook => {
  const deployed = new Map<string, DeployedContract>();
  const codecs = new Map<Address, ContractCodec>();

  const contractOf = (name: string) => {
    const contract = deployed.get(name);
    if (contract === undefined) throw new UnknownContractError(name, [...deployed.keys()]);
    return contract;
  };

  return {
    add: (name, address, codec, deployment) => {
      deployed.set(name, { address, codec, deployment });
      codecs.set(address, codec);
    },
    address: (name) => contractOf(name).address,
    deployment: (name) => contractOf(name).deployment,
    codec: (name) => contractOf(name).codec,
    encode: (request) => {
      if ('call' in request) {
        const { address, codec } = contractOf(request.to);
        return { to: address, data: codec.encodeCall(request.call, request.args ?? []), codec };
      }
      const to = addressOfRecipient(request.to);
      return { to, data: request.data ?? '0x', codec: codecs.get(to) ?? anyContract };
    },
  };
};

/** Why an execution ended: a revert in the words of the contract's ABI, any other halt by its name. */
export const explainHalt = (halt: Halt | undefined, codec: ContractCodec): string => {
  if (halt === undefined) return 'reverted';
  return halt.kind === 'revert' ? codec.decodeError(halt.data) : halt.name;
};

/** Knows the errors that every Solidity contract may raise, Error(string) and Panic(uint256). */
const anyContract = createContractCodec({ abi: [] });

const addressOfRecipient = (recipient: RawMessage['to']): Address => {
  const address = (typeof recipient === 'string' ? recipient : recipient.address).toLowerCase();
  if (!/^0x[0-9a-f]{40}$/.test(address)) throw new InvalidRecipientError(String(recipient));
  return address as Address;
};

export class UnknownContractError extends BenchError {
  override readonly name = 'UnknownContractError';

  constructor(name: string, known: readonly string[]) {
    const expected = known.length === 0 ? 'a contract (none is deployed yet)' : known.join(', ');
    super(`the scenario deploys no contract '${name}'`, {
      code: 'CONTRACT_UNKNOWN',
      exitCode: exitCodes.scenarioFailed,
      hint: `Contracts: ${expected}.`,
      problems: [{ path: 'to', expected, received: `'${name}'` }],
    });
  }
}

export class InvalidRecipientError extends BenchError {
  override readonly name = 'InvalidRecipientError';

  constructor(recipient: string) {
    super(`'${recipient}' is not an address`, {
      code: 'RECIPIENT_INVALID',
      exitCode: exitCodes.scenarioFailed,
      hint: 'Give an account, an address of 20 bytes, or a contract name together with `call`.',
      problems: [{ path: 'to', expected: '0x and 40 hexadecimal digits', received: recipient }],
    });
  }
}
