/**
 * Which contract a code is, by the code itself, so that it is found wherever it was put: by a deployment, a factory or
 * a proxy. Where the compiler left zeros for an immutable (or, in a library, for its own address) any bytes may be.
 */

import type { Artifact } from '../ethereum/artifact.ts';
import type { CodeOrigin, CodeOrigins } from '../ethereum/code-origins.ts';
import { functionNames } from '../ethereum/function-lookup.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import type { Hex } from '../units.ts';
import { type CodeMap, createCodeMap } from './code-map.ts';
import { immediateLength } from './source-map.ts';

/** A code that runs; without a map it has a name alone. */
export type KnownCode = Pick<CodeMap, 'name'> & {
  readonly map?: CodeMap;
  /** Names of functions by selector, where there is no map. */
  readonly functions?: ReadonlyMap<Hex, string>;
};

export interface KnownCodes {
  /** `creation`: the code that makes a contract; arguments follow it. */
  readonly find: (code: Uint8Array, kind: 'creation' | 'deployed') => KnownCode | undefined;
}

/** What a scenario deploys: compiled here with its origins, or ready from elsewhere. */
export type CodeSource =
  | { readonly kind: 'compiled'; readonly origins: CodeOrigins }
  | { readonly kind: 'ready'; readonly name: string; readonly artifact: Artifact };

interface Template {
  readonly code: Uint8Array;
  readonly know: () => KnownCode;
}

export const createKnownCodes = (sources: readonly CodeSource[]): KnownCodes => {
  const templates = {
    creation: sources.flatMap((source) => templatesOf(source, 'creation')).sort(longestFirst),
    deployed: sources.flatMap((source) => templatesOf(source, 'deployed')),
  };
  const known = new Map<string, KnownCode | undefined>();
  return {
    find: (code, kind) => {
      const key = `${kind} ${bytesToHex(code)}`;
      if (!known.has(key)) known.set(key, templates[kind].find(fits[kind](code))?.know());
      return known.get(key);
    },
  };
};

/** Of two contracts the code of one may begin as the other's does. */
const longestFirst = (a: Template, b: Template): number => b.code.length - a.code.length;

const fits = {
  creation: (code: Uint8Array) => (template: Template) =>
    template.code.every((byte, index) => byte === code[index]),
  deployed: (code: Uint8Array) => (template: Template) =>
    template.code.length === code.length && isInstance(code, template.code),
};

/** The template with other bytes at most where it pushes twenty zeros or more. */
const isInstance = (code: Uint8Array, template: Uint8Array): boolean => {
  for (let pc = 0; pc < template.length; ) {
    const length = immediateLength(template[pc] ?? 0);
    const end = pc + 1 + length;
    const isHole = length >= 20 && template.subarray(pc + 1, end).every((byte) => byte === 0);
    const compared = isHole ? pc + 1 : end;
    for (let at = pc; at < compared; at += 1) if (code[at] !== template[at]) return false;
    pc = end;
  }
  return true;
};

const templatesOf = (source: CodeSource, kind: 'creation' | 'deployed'): Template[] => {
  if (source.kind === 'ready') {
    const { name, artifact } = source;
    const code = kind === 'creation' ? artifact.bytecode : artifact.deployedBytecode;
    if (code === undefined) return [];
    const functions = functionNames(artifact.abi);
    return [{ code: hexToBytes(code), know: () => ({ name, functions }) }];
  }
  const { contracts, units } = source.origins;
  return contracts.map((contract) => template(contract.name, contract[kind], units));
};

const template = (name: string, origin: CodeOrigin, units: CodeOrigins['units']): Template => {
  // A library that is yet to be linked has `__$…$__` in its code, and cannot be deployed like this.
  const code = hexToBytes(`0x${origin.code.replaceAll(/__\$\w+\$__/g, '0'.repeat(40))}`);
  return { code, know: () => ({ name, map: createCodeMap(name, code, origin, units) }) };
};
