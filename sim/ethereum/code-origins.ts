/**
 * From which source each instruction of a contract comes: the same compilation as the artifact's, asked for the source
 * maps of every contract that its sources define, and for what the sources name. It is large and slow beside the
 * artifact, so only who asks where gas went pays for it; the cache keeps it under a key of its own, because what solc is
 * asked for is part of its input.
 */
import type { CompileRequest } from './compile.ts';
import { cached, sha256 } from './compile-cache.ts';
import { runSolc, solcVersion } from './solc.ts';
import { collectSources } from './solidity-sources.ts';
import { type SourceFunction, sourceFunctions } from './source-functions.ts';
import { standardInput } from './standard-input.ts';

export interface CodeOrigin {
  /** Hexadecimal digits without prefix, with immutables still zero. */
  readonly code: string;
  /** solc's source map of it, compressed. */
  readonly sourceMap: string;
  /** What the compiler wrote itself for this code. */
  readonly generated: readonly SourceUnit[];
}

export interface ContractOrigin {
  readonly name: string;
  readonly creation: CodeOrigin;
  readonly deployed: CodeOrigin;
}

export interface SourceUnit {
  /** By which source maps name it. */
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly functions: readonly SourceFunction[];
}

export interface CodeOrigins {
  /** Those that have code. */
  readonly contracts: readonly ContractOrigin[];
  readonly units: readonly SourceUnit[];
}

/** Of sources that compile, as the artifact shows. */
export const findCodeOrigins = async ({
  file,
  evmVersion,
  cacheDirectory,
}: CompileRequest): Promise<CodeOrigins> => {
  const closure = await collectSources(file);
  const input = standardInput(closure, evmVersion, { '*': { '*': outputs, '': ['ast'] } });
  const key = sha256(`origins 2\n${solcVersion}\n${input}`);
  const answer = await cached(cacheDirectory, key, async () =>
    JSON.stringify(originsOf(JSON.parse(await runSolc(input)) as SolcOutput, closure.texts)),
  );
  return JSON.parse(answer) as CodeOrigins;
};

const codeFields = ['object', 'sourceMap', 'generatedSources'];
const outputs = ['evm.bytecode', 'evm.deployedBytecode'].flatMap((code) =>
  codeFields.map((field) => `${code}.${field}`),
);

interface SolcCode {
  readonly object: string;
  readonly sourceMap: string;
  readonly generatedSources?: readonly {
    readonly id: number;
    readonly name: string;
    readonly contents: string;
    readonly ast: unknown;
  }[];
}

interface SolcContract {
  readonly evm: { readonly bytecode: SolcCode; readonly deployedBytecode: SolcCode };
}

interface SolcOutput {
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>;
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast: unknown }>>;
}

const originsOf = (
  { contracts = {}, sources = {} }: SolcOutput,
  texts: ReadonlyMap<string, string>,
): CodeOrigins => ({
  contracts: Object.values(contracts).flatMap((ofUnit) =>
    Object.entries(ofUnit).flatMap(([name, { evm }]) =>
      evm.bytecode.object === ''
        ? []
        : [{ name, creation: originOf(evm.bytecode), deployed: originOf(evm.deployedBytecode) }],
    ),
  ),
  units: Object.entries(sources).map(([name, { id, ast }]) => ({
    id,
    name,
    text: texts.get(name) ?? '',
    functions: sourceFunctions(ast),
  })),
});

const originOf = ({ object, sourceMap, generatedSources = [] }: SolcCode): CodeOrigin => ({
  code: object,
  sourceMap,
  generated: generatedSources.map(({ id, name, contents, ast }) => ({
    id,
    name,
    text: contents,
    functions: sourceFunctions(ast),
  })),
});
