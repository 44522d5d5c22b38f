/**
 * Solidity to artifact, at run time. What solc answers is kept under the hash of its exact input; a run that finds its
 * answer there never loads the compiler.
 *
 * Only contracts of the named file become artifacts; what it imports is compiled as far as they need it.
 */
import { BenchError, exitCodes, type Problem } from '../errors.ts';
import type { Artifact, CompilerWarning } from './artifact.ts';
import { cached, sha256 } from './compile-cache.ts';
import { chooseContract } from './contract-choice.ts';
import { runSolc, solcVersion } from './solc.ts';
import { type Diagnostic, isMissingImport, placeOf, problemOf } from './solc-diagnostic.ts';
import { collectSources, type SourceClosure } from './solidity-sources.ts';
import { standardInput } from './standard-input.ts';

export interface CompileRequest {
  readonly file: string;
  /** May be absent when exactly one contract of the file can be deployed. */
  readonly contractName?: string | undefined;
  /** solc's name of the instruction set: `solcEvmVersion(hardfork)`. */
  readonly evmVersion: string;
  /** Where answers are kept, such as `defaultCacheDirectory()`. Absent: nowhere. */
  readonly cacheDirectory?: string | undefined;
}

/** Throws SourceUnreadable, ImportMissing, CompileError (all errors of the sources), ContractChoiceError, SolcCrashed. */
export const compileContract = async (request: CompileRequest): Promise<Artifact> => {
  const closure = await collectSources(request.file);
  const input = standardInput(closure, request.evmVersion, { [closure.mainUnit]: { '*': outputs } });
  const inputHash = sha256(`${solcVersion}\n${input}`);
  const answer = await cached(request.cacheDirectory, inputHash, () => compile(input, closure, request.file));
  const { contracts, warnings } = JSON.parse(answer) as Compilation;
  const name = chooseContract(request, creationCodes(contracts));
  const { abi, evm } = contracts[name] as SolcContract;
  return {
    name,
    abi,
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytecode: `0x${evm.deployedBytecode.object}`,
    methodIdentifiers: Object.fromEntries(
      Object.entries(evm.methodIdentifiers).map(([signature, digits]) => [signature, `0x${digits}`]),
    ),
    sourceMap: { creation: evm.bytecode.sourceMap, deployed: evm.deployedBytecode.sourceMap },
    warnings,
    compiler: { solcVersion, evmVersion: request.evmVersion, inputHash },
  };
};

interface SolcCode {
  readonly object: string;
  readonly sourceMap: string;
}

interface SolcContract {
  readonly abi: Artifact['abi'];
  readonly evm: {
    readonly bytecode: SolcCode;
    readonly deployedBytecode: SolcCode;
    readonly methodIdentifiers: Readonly<Record<string, string>>;
  };
}

interface SolcOutput {
  readonly errors?: readonly Diagnostic[];
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>;
}

/** What the cache keeps: the contracts of one file by name, and what solc had to say about them. */
interface Compilation {
  readonly contracts: Readonly<Record<string, SolcContract>>;
  readonly warnings: readonly CompilerWarning[];
}

const codeFields = ['object', 'sourceMap'];
const outputs = [
  'abi',
  ...['evm.bytecode', 'evm.deployedBytecode'].flatMap((code) =>
    codeFields.map((field) => `${code}.${field}`),
  ),
  'evm.methodIdentifiers',
];

const compile = async (input: string, closure: SourceClosure, file: string): Promise<string> => {
  const { contracts = {}, errors: diagnostics = [] } = JSON.parse(await runSolc(input)) as SolcOutput;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const problems = errors.map((error) => problemOf(error, closure));
  if (errors.some(isMissingImport)) throw new ImportMissing(file, problems);
  if (errors.length > 0) throw new CompileError(file, problems);
  const warnings = diagnostics.map((warning) => ({
    place: placeOf(warning, closure.texts),
    code: warning.errorCode ?? warning.type,
    message: warning.message,
  }));
  return JSON.stringify({ contracts: contracts[closure.mainUnit] ?? {}, warnings } satisfies Compilation);
};

const creationCodes = (contracts: Compilation['contracts']): ReadonlyMap<string, string> =>
  new Map(Object.entries(contracts).map(([name, { evm }]) => [name, evm.bytecode.object]));

export class ImportMissing extends BenchError {
  override readonly name = 'ImportMissing';
  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} imports what is not there`, {
      code: 'IMPORT_MISSING',
      exitCode: exitCodes.scenarioFailed,
      file,
      problems,
      hint: 'Imports that begin with ./ or ../ are looked for beside the importing file, all others in node_modules.',
    });
  }
}

export class CompileError extends BenchError {
  override readonly name = 'CompileError';
  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} does not compile with solc ${solcVersion}`, {
      code: 'COMPILE_FAILED',
      exitCode: exitCodes.scenarioFailed,
      file,
      problems,
    });
  }
}
