/** Functions of an ABI by what a scenario's author wrote, with help for a name that is not there. */
import type { Abi } from 'ox/Abi';
import type { AbiFunction } from 'ox/AbiFunction';
import { getSelector, getSignature } from 'ox/AbiItem';
import { BenchError, exitCodes } from '../errors.ts';
import type { Hex } from '../units.ts';
import { nearest } from './nearest.ts';

/** `call` is a name, or a signature where the name is overloaded. Throws FunctionNotFound or FunctionAmbiguous. */
export const findFunction = (abi: Abi, call: string, contract: string): AbiFunction => {
  const functions = abi.filter((item) => item.type === 'function');
  const wanted = call.replaceAll(/\s/g, '');
  const matches = wanted.includes('(')
    ? functions.filter((item) => getSignature(item) === wanted)
    : functions.filter((item) => item.name === wanted);
  const [match] = matches;
  if (match === undefined) throw new FunctionNotFound(contract, call, functions);
  if (matches.length > 1) throw new FunctionAmbiguous(contract, call, matches);
  return match;
};

/** What to call each function, by its selector: its name, or its signature where the name is overloaded. */
export const functionNames = (abi: Abi): ReadonlyMap<Hex, string> => {
  const functions = abi.filter((item) => item.type === 'function');
  const byName = Map.groupBy(functions, ({ name }) => name);
  return new Map(
    functions.map((item) => {
      const isAlone = byName.get(item.name)?.length === 1;
      return [getSelector(item), isAlone ? item.name : getSignature(item)];
    }),
  );
};

const list = (functions: readonly AbiFunction[]): string =>
  functions.map((item) => getSignature(item)).join(', ');

export class FunctionNotFound extends BenchError {
  override readonly name = 'FunctionNotFound';
  constructor(contract: string, call: string, functions: readonly AbiFunction[]) {
    const near = nearest(
      call,
      functions.map(({ name }) => name),
    );
    const suggestion = near === undefined ? '' : `Did you mean ${near}? `;
    super(`${contract} has no function ${call}`, {
      code: 'FUNCTION_NOT_FOUND',
      exitCode: exitCodes.scenarioFailed,
      hint: `${suggestion}Functions: ${list(functions) || 'none'}`,
    });
  }
}

export class FunctionAmbiguous extends BenchError {
  override readonly name = 'FunctionAmbiguous';
  constructor(contract: string, call: string, matches: readonly AbiFunction[]) {
    super(`${contract} has ${matches.length} functions ${call}`, {
      code: 'FUNCTION_AMBIGUOUS',
      exitCode: exitCodes.scenarioFailed,
      hint: `Name one with its signature: ${list(matches)}`,
    });
  }
}
