/**
 * Which contract of a file a scenario means. It need not say when only one of them has code to deploy: interfaces and
 * abstract contracts have none.
 */
import { BenchError, exitCodes } from '../errors.ts';

/** The name to deploy. `creationCodes` are hexadecimal digits by contract name, empty for what cannot be deployed. */
export const chooseContract = (
  { file, contractName }: { readonly file: string; readonly contractName?: string | undefined },
  creationCodes: ReadonlyMap<string, string>,
): string => {
  const names = [...creationCodes.keys()];
  const choiceError = (code: ChoiceCode, received: string): ContractChoiceError =>
    new ContractChoiceError(code, file, names, received);
  if (names.length === 0) throw choiceError('NO_CONTRACT', 'a file without contracts');
  if (contractName !== undefined && !creationCodes.has(contractName))
    throw choiceError('UNKNOWN_CONTRACT', contractName);

  const wanted = contractName === undefined ? names : [contractName];
  const deployable = wanted.filter((name) => creationCodes.get(name) !== '');
  const [name] = deployable;
  if (name === undefined)
    throw choiceError(
      'CONTRACT_NOT_DEPLOYABLE',
      `no code for ${wanted.join(', ')}: abstract, or an interface`,
    );
  if (deployable.length > 1)
    throw choiceError('AMBIGUOUS_CONTRACT', `no name, and code for ${deployable.join(', ')}`);
  // solc leaves `__$hash$__` where the address of a library with external functions belongs.
  if (creationCodes.get(name)?.includes('__'))
    throw choiceError(
      'CONTRACT_NOT_DEPLOYABLE',
      `${name}, which needs linked libraries: make their functions internal`,
    );
  return name;
};

type ChoiceCode = 'NO_CONTRACT' | 'UNKNOWN_CONTRACT' | 'AMBIGUOUS_CONTRACT' | 'CONTRACT_NOT_DEPLOYABLE';

export class ContractChoiceError extends BenchError {
  override readonly name = 'ContractChoiceError';
  constructor(code: ChoiceCode, file: string, names: readonly string[], received: string) {
    super(`cannot tell which contract of ${file} to deploy`, {
      code,
      exitCode: exitCodes.usage,
      file,
      problems: [{ path: file, expected: 'the name of a contract that can be deployed', received }],
      hint: names.length > 0 ? `Contracts in this file: ${names.join(', ')}` : undefined,
    });
  }
}
