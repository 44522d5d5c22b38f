/**
 * What the four contracts have in common, in the words of the domain: parties, and operations of a pair of patient and
 * staff. An operation that a contract lacks is not imitated: it says what is missing.
 */
import type { Account, ContractDefinition, Hex, SendOutcome, WorkloadContext } from '../../../sim/index.ts';

export const variantNames = ['v0', 'v1', 'v2', 'v3'] as const;
export type VariantName = (typeof variantNames)[number];

export interface Pair {
  readonly patient: Account;
  readonly staff: Account;
}

/** What may differ between two grants of one pair. */
export interface GrantTerms {
  /** Where the data lies, encrypted to its server: what V0 and V1 store with the grant. */
  readonly encryptedAddress: Hex;
  /** Others than usual: another scope, other terms, more operations. */
  readonly terms: 'usual' | 'wider';
}

export const operationNames = [
  ...['request', 'grant', 'revoke', 'revokeAll', 'renounce', 'deny', 'withdrawRequest'],
  ...['check', 'getMS', 'setPointer', 'issueToken', 'commitUsage'],
] as const;
export type OperationName = (typeof operationNames)[number];

export type Operation = (context: WorkloadContext, pair: Pair, terms: GrantTerms) => Promise<SendOutcome>;

/** Why a contract does not have an operation. */
export interface Lacking {
  readonly lacks: string;
}

export interface ConsentVariant {
  readonly name: VariantName;
  readonly contractName: string;
  /** Account labels beyond patients and staff. */
  readonly otherParties: Readonly<Record<string, number>>;
  /** For a scenario in the folder `scenarios`; the contract is called `consent` there. */
  readonly contract: ContractDefinition;
  /** Registers all parties that the contract wants to know; outside every measured window. */
  register(context: WorkloadContext, staff: readonly Account[]): Promise<unknown>;
  readonly operations: Readonly<Record<OperationName, Operation | Lacking>>;
  /** What the contract says of a pair to whoever asks without a transaction. */
  isLive(context: WorkloadContext, pair: Pair): Promise<boolean>;
}

export const lacks = (what: string): Lacking => ({ lacks: what });

/** The operation, or an error that says what is missing. */
export const operationOf = ({ contractName, operations }: ConsentVariant, name: OperationName): Operation => {
  const operation = operations[name];
  if ('lacks' in operation) throw new Error(`${contractName} has no ${name}: ${operation.lacks}`);
  return operation;
};

/** All that it lacks, in a sentence. */
export const lackSentence = ({ name, operations }: ConsentVariant): string => {
  const lacking = Object.entries(operations).flatMap(([operation, how]) =>
    'lacks' in how ? [`${operation} (${how.lacks})`] : [],
  );
  const what = lacking.length === 0 ? 'nothing of this' : lacking.join('; ');
  return `${name.toUpperCase()} lacks ${what}.`;
};

/** For an operation that asks for none of it. */
export const usualTerms: GrantTerms = { encryptedAddress: '0x', terms: 'usual' };

/**
 * Given as a benchmark configuration of the paper's tool would give them, so that nothing is executed twice for an
 * estimate: the dearest case measured plus a margin, by the name of the call.
 */
const gasLimits: Readonly<Record<string, bigint>> = {
  grant: 250_000n,
  setPointer: 150_000n,
  issueToken: 150_000n,
};

/** A transaction to the contract. */
export const call =
  (
    from: (context: WorkloadContext, pair: Pair) => Account,
    name: string,
    args: (context: WorkloadContext, pair: Pair, terms: GrantTerms) => readonly unknown[],
  ): Operation =>
  (context, pair, terms) =>
    context.send({
      from: from(context, pair),
      to: 'consent',
      call: name,
      args: args(context, pair, terms),
      gasLimit: gasLimits[name] ?? 80_000n,
    });

export const byPatient = (_: WorkloadContext, { patient }: Pair): Account => patient;
export const byStaff = (_: WorkloadContext, { staff }: Pair): Account => staff;
export const byServer = ({ account }: WorkloadContext): Account => account('server', 0);

/** 32 bytes that end with a number: identifiers and hashes of which only the identity matters. */
export const word = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;

/**
 * The second at which grants end: about thirty days after the chains of today's rules begin. A multiple of 256, so
 * that its bytes are as often zero as those of the tests' grants: a zero byte costs less gas (EIP-2028).
 */
export const grantsEndS = Math.ceil((1_750_000_000 + 30 * 86_400) / 256) * 256;
