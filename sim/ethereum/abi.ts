/**
 * Calls in, words out: encodes a contract's calls and deployment from its ABI, decodes what it returns and why it
 * reverts. The encoding itself is ox's, on which viem stands, as loading all of viem takes longer than a small run; here
 * are lookup by name, checks of arguments, and errors that help. The tests hold it to viem.
 *
 * Calls repeat thousands of times, so each function is looked up, hashed and prepared once.
 */
import type { Abi } from 'ox/Abi';
import type { AbiFunction } from 'ox/AbiFunction';
import { getSelector } from 'ox/AbiItem';
import type { Parameter as AbiParameter } from 'ox/AbiParameters';
import { decode, encode } from 'ox/AbiParameters';
import { BenchError, exitCodes, type Problem } from '../errors.ts';
import type { Hex } from '../units.ts';
import { type ArgumentCheck, createArgumentCheck } from './abi-arguments.ts';
import { createCallReader, createEventReader, type ReadCall, type ReadEvent } from './abi-reading.ts';
import { findFunction } from './function-lookup.ts';
import type { Log } from './receipt.ts';
import { createRevertReader } from './revert-reason.ts';

export interface ContractCodec {
  /** Calldata. `call` is a name, or a signature such as `grant(address,bytes)` where the name is overloaded. */
  encodeCall(call: string, args: readonly unknown[]): Hex;
  /** Creation code with the constructor's arguments. */
  encodeDeploy(args: readonly unknown[]): Hex;
  /** One returned value as it is, several as a list, none as undefined; addresses checksummed, as viem has them. */
  decodeResult(call: string, data: Hex): unknown;
  /** Revert data in words, whatever it holds. */
  decodeError(data: Hex): string;
  /** Calldata of anybody's; undefined when it is none of this contract's. */
  readCall(data: Hex): ReadCall | undefined;
  /** A log of the contract's own; undefined when its ABI does not know it. */
  readEvent(log: Pick<Log, 'topics' | 'data'>): ReadEvent | undefined;
}

/** What the codec needs of an artifact; an ABI alone does for everything but deployment. */
export interface ContractDescription {
  readonly abi: Abi;
  readonly name?: string;
  readonly bytecode?: Hex;
}

interface PreparedFunction {
  readonly item: AbiFunction;
  readonly selector: Hex;
  readonly check: ArgumentCheck;
}

/** Its methods throw FunctionNotFound, FunctionAmbiguous, ArgumentMismatch, ConstructorMismatch or ResultMismatch. */
export const createContractCodec = ({
  abi,
  name = 'the contract',
  bytecode,
}: ContractDescription): ContractCodec => {
  const prepared = new Map<string, PreparedFunction>();
  const prepare = (call: string): PreparedFunction => {
    const item = findFunction(abi, call, name);
    const entry = { item, selector: getSelector(item), check: createArgumentCheck(item.inputs) };
    prepared.set(call, entry);
    return entry;
  };
  const functionOf = (call: string): PreparedFunction => prepared.get(call) ?? prepare(call);
  const constructorInputs = abi.find((item) => item.type === 'constructor')?.inputs ?? [];
  let readRevert: ((data: Hex) => string) | undefined;
  let readCall: ContractCodec['readCall'] | undefined;
  let readEvent: ContractCodec['readEvent'] | undefined;

  return {
    encodeCall(call, args) {
      const { item, selector, check } = functionOf(call);
      const problems = check(args);
      if (problems.length > 0) throw new ArgumentMismatch(`${name}.${item.name}`, problems);
      return `${selector}${encode(item.inputs, args).slice(2)}`;
    },
    encodeDeploy(args) {
      if (bytecode === undefined) throw new BytecodeMissing(name);
      const problems = createArgumentCheck(constructorInputs)(args);
      if (problems.length > 0) throw new ConstructorMismatch(name, problems);
      return `${bytecode}${encode(constructorInputs, args).slice(2)}`;
    },
    decodeResult(call, data) {
      const { item } = functionOf(call);
      const values = decodeOutputs(item, data);
      if (values === undefined) throw new ResultMismatch(`${name}.${item.name}`, item.outputs, data);
      return values.length > 1 ? values : values[0];
    },
    decodeError(data) {
      readRevert ??= createRevertReader(abi);
      return readRevert(data);
    },
    readCall(data) {
      readCall ??= createCallReader(abi);
      return readCall(data);
    },
    readEvent(log) {
      readEvent ??= createEventReader(abi);
      return readEvent(log);
    },
  };
};

const decodeOutputs = ({ outputs }: AbiFunction, data: Hex): readonly unknown[] | undefined => {
  if (outputs.length === 0) return [];
  try {
    return decode(outputs, data, { checksumAddress: true });
  } catch {
    return undefined;
  }
};

export class ArgumentMismatch extends BenchError {
  override readonly name = 'ArgumentMismatch';
  constructor(call: string, problems: readonly Problem[]) {
    super(`the arguments do not fit ${call}`, {
      code: 'ARGUMENT_MISMATCH',
      exitCode: exitCodes.scenarioFailed,
      problems,
    });
  }
}

export class ConstructorMismatch extends BenchError {
  override readonly name = 'ConstructorMismatch';
  constructor(contract: string, problems: readonly Problem[]) {
    super(`the arguments do not fit the constructor of ${contract}`, {
      code: 'CONSTRUCTOR_MISMATCH',
      exitCode: exitCodes.usage,
      problems,
    });
  }
}

export class BytecodeMissing extends BenchError {
  override readonly name = 'BytecodeMissing';
  constructor(contract: string) {
    super(`${contract} is known by its ABI alone and cannot be deployed`, {
      code: 'BYTECODE_MISSING',
      exitCode: exitCodes.usage,
    });
  }
}

export class ResultMismatch extends BenchError {
  override readonly name = 'ResultMismatch';
  constructor(call: string, outputs: readonly AbiParameter[], data: Hex) {
    super(`the result of ${call} is not what its ABI says`, {
      code: 'RESULT_MISMATCH',
      exitCode: exitCodes.scenarioFailed,
      problems: [{ path: 'result', expected: outputs.map(({ type }) => type).join(', '), received: data }],
      hint: data === '0x' ? 'No data at all: is there a contract at this address?' : undefined,
    });
  }
}
