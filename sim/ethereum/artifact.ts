/**
 * A compiled contract, from our own compiler or ready from disk in the forms that solc, Hardhat and Foundry write.
 * An artifact can be deployed: a file without bytecode, or with libraries yet to be linked, is not one.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Abi } from 'ox/Abi';
import { BenchError, exitCodes, type Problem } from '../errors.ts';
import type { Hex } from '../units.ts';

export interface Artifact {
  readonly name: string;
  readonly abi: Abi;
  /** What a deployment executes; constructor arguments follow it. */
  readonly bytecode: Hex;
  /** The code that stays, with immutables still zero; undefined where a ready artifact lacks it. */
  readonly deployedBytecode: Hex | undefined;
  /** Selector by signature: `{ 'grant(address)': '0x…' }`. */
  readonly methodIdentifiers: Readonly<Record<string, Hex>>;
  /** solc's source maps of both codes; undefined where a ready artifact lacks them. */
  readonly sourceMap: { readonly creation: string; readonly deployed: string } | undefined;
  readonly warnings: readonly CompilerWarning[];
  /** What compiled it; undefined for a ready artifact. */
  readonly compiler: CompilerIdentity | undefined;
}

export interface CompilerIdentity {
  readonly solcVersion: string;
  readonly evmVersion: string;
  /** SHA-256 of the compiler's version and its exact input: all sources and settings. */
  readonly inputHash: string;
}

export interface CompilerWarning {
  /** `unit:line:column`, the unit named relative to the project; absent when it is about no place. */
  readonly place?: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** The artifact in a JSON file: `abi` and `bytecode` (text or `{ object }`), or solc's `evm.bytecode`. Throws ArtifactUnusable. */
export const readArtifact = async (file: string): Promise<Artifact> => {
  const document = await readJson(file);
  const evm = record(document.evm) ?? document;
  const bytecode = codeOf(evm.bytecode);
  const problems = [...abiProblems(document.abi), ...bytecodeProblems(bytecode)];
  if (problems.length > 0) throw new ArtifactUnusable(file, problems);
  return {
    name: typeof document.contractName === 'string' ? document.contractName : basename(file, '.json'),
    abi: document.abi as Abi,
    bytecode: bytecode as Hex,
    deployedBytecode: codeOf(evm.deployedBytecode),
    methodIdentifiers: prefixAll(record(evm.methodIdentifiers) ?? {}),
    sourceMap: undefined,
    warnings: [],
    compiler: undefined,
  };
};

type Json = Readonly<Record<string, unknown>>;

const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

const readJson = async (file: string): Promise<Json> => {
  const unusable = (received: string, cause?: unknown): ArtifactUnusable =>
    new ArtifactUnusable(
      file,
      [{ path: '(file)', expected: 'JSON with `abi` and `bytecode`', received }],
      cause,
    );
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unusable('a file that cannot be read', cause);
  });
  const document = record(parse(text));
  if (document === undefined) throw unusable('no JSON object');
  return document;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const codeOf = (code: unknown): Hex | undefined => {
  const text = typeof code === 'string' ? code : record(code)?.object;
  return typeof text === 'string' ? prefix(text) : undefined;
};

const prefix = (digits: string): Hex => (digits.startsWith('0x') ? (digits as Hex) : `0x${digits}`);

const prefixAll = (identifiers: Json): Record<string, Hex> =>
  Object.fromEntries(
    Object.entries(identifiers).map(([signature, digits]) => [signature, prefix(String(digits))]),
  );

const itemTypes = ['function', 'constructor', 'event', 'error', 'fallback', 'receive'];

const abiProblems = (abi: unknown): Problem[] => {
  if (!Array.isArray(abi)) return [{ path: 'abi', expected: 'a list', received: typeof abi }];
  return abi.flatMap((item: unknown, index) => {
    const type = record(item)?.type;
    if (typeof type === 'string' && itemTypes.includes(type)) return [];
    return [{ path: `abi[${index}].type`, expected: itemTypes.join(', '), received: String(type) }];
  });
};

const bytecodeProblems = (code: string | undefined): Problem[] => {
  const problem = (received: string): Problem[] => [
    { path: 'bytecode', expected: '0x and an even number of hexadecimal digits', received },
  ];
  if (code === undefined) return problem('nothing');
  if (code === '0x') return problem('no code, as of an interface or an abstract contract');
  if (code.includes('__')) return problem('code with libraries that are not linked');
  return /^0x([0-9a-f]{2})+$/i.test(code) ? [] : problem('other text');
};

export class ArtifactUnusable extends BenchError {
  override readonly name = 'ArtifactUnusable';
  constructor(file: string, problems: readonly Problem[], cause?: unknown) {
    super(`${file} is not an artifact that can be deployed`, {
      code: 'ARTIFACT_UNUSABLE',
      exitCode: exitCodes.usage,
      file,
      problems,
      cause,
    });
  }
}
