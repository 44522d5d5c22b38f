/** All that the registry shows of the cast's pairs at one moment, in words; from the chain by one call, or from the model. */

import { leafOf } from '../../../scenarios/consent/merkle-tree.ts';
import type { Address, Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import type { Event } from '../events.ts';
import { type Name, patients, type ScopeName, staff } from '../model/actions.ts';
import { coverage, liveness } from '../model/liveness.ts';
import { openRequestsOf } from '../model/pair-rules.ts';
import { keyOf, type Model, type ModelPair, pairIn, patientEpochIn } from '../model/state.ts';
import {
  type Pair,
  type Reason,
  type Registry,
  reasons,
  recordIds,
  scope,
  statuses,
} from '../registry/registry.ts';
import type { Contract } from '../sandbox.ts';

export interface View {
  readonly pairs: Readonly<Record<string, ModelPair>>;
  /** Whether the granted server could release the first record now, to be read, for the granted purpose. */
  readonly answers: Readonly<Record<string, Reason>>;
  readonly patientEpochs: Readonly<Record<string, number>>;
  readonly openRequests: Readonly<Record<string, number>>;
}

export const pairKeys: readonly (readonly [Name, Name])[] = patients.flatMap((sp) =>
  staff.map((ms) => [sp, ms] as const),
);

const names = new Map<string, Name>(
  Object.entries(actors).map(([name, { address }]) => [address, name as Name]),
);

export const nameOf = (address: string): Name | undefined => names.get(address.toLowerCase());

/** Revert reasons with names in place of addresses. */
export const inWords = (text: string): string =>
  text.replace(/0x[0-9a-f]{40}\b/g, (address) => nameOf(address) ?? address);

export const eventInWords = ({ name, args }: Event): Event => ({
  name,
  args: Object.fromEntries(
    Object.entries(args).map(([field, value]) => [field, nameOf(String(value)) ?? value]),
  ),
});

export const roots: Record<ScopeName, Hex> = {
  all: scope.root,
  first: leafOf(recordIds[0]),
  none: `0x${'00'.repeat(32)}`,
};

const scopeNames = new Map(Object.entries(roots).map(([name, root]) => [root, name as ScopeName]));
const at = (name: Name): Address => actors[name].address;
const proof = scope.proofOf(recordIds[0]) ?? [];

export type Look = (expected: View, keys: readonly string[]) => Promise<View>;

/**
 * Looks at some pairs of a registry, with their patients and staff. What is not looked at is left as expected; also,
 * the expected pair says which server and purpose its question is about.
 */
export const createLook = (reads: Contract, { contract: registry }: Registry): Look => {
  const ask = memoised((question: string): Hex => {
    const [sp, ms, mdrs, scopeName, purpose] = JSON.parse(question);
    const shown = scopeName === 'first' ? [] : proof;
    return registry.encode('check', [at(sp), at(ms), at(mdrs), recordIds[0], shown, 1, purpose]);
  });
  const pairFrom = memoised((data: Hex) => pairInWords(registry.decode('GetMS', data) as Pair));
  const openIn = (data: Hex) => (registry.decode('entity', data) as { openRequests: number }).openRequests;
  const call = memoised((words: string): Hex => {
    const [name = '', ...who] = words.split(' ');
    return registry.encode(name, (who as Name[]).map(at));
  });

  return async (expected, keys) => {
    const patients = [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))];
    const staff = [...new Set(keys.map((key) => key.split(' ')[1] ?? ''))];
    const groups = [
      keys.map((key) => call(`GetMS ${key}`)),
      keys.map((key) => {
        const { mdrs = 'archive', scope: scopeName = 'all', purpose } = expected.pairs[key] as ModelPair;
        return ask(JSON.stringify([...key.split(' '), mdrs, scopeName, purpose]));
      }),
      patients.map((sp) => call(`patientEpoch ${sp}`)),
      staff.map((ms) => call(`entity ${ms}`)),
    ];
    const read = (await reads.read(actors.alice, 'read', [registry.address, groups.flat()])) as Hex[];
    const [pairs = [], answers = [], epochs = [], entities = []] = groups.map((group) =>
      read.splice(0, group.length),
    );
    return {
      pairs: { ...expected.pairs, ...byKey(keys, pairs.map(pairFrom)) },
      answers: {
        ...expected.answers,
        ...byKey(
          keys,
          answers.map((data) => reasons[Number(data)] as Reason),
        ),
      },
      patientEpochs: { ...expected.patientEpochs, ...byKey(patients, epochs.map(Number)) },
      openRequests: { ...expected.openRequests, ...byKey(staff, entities.map(openIn)) },
    };
  };
};

const memoised = <Key extends string, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
};

const pairKey = ([sp, ms]: readonly [Name, Name]): string => keyOf(sp, ms);

export const allKeys: readonly string[] = pairKeys.map(pairKey);

const byKey = <T>(keys: readonly string[], list: readonly T[]): Record<string, T> =>
  Object.fromEntries(keys.map((key, index) => [key, list[index] as T]));

export const pairInWords = ({ terms: _terms, ...pair }: Pair): ModelPair => {
  const isGiven = pair.scope !== roots.none;
  return {
    ...pair,
    status: statuses[pair.status] ?? 'none',
    mdrs: nameOf(pair.mdrs),
    scope: isGiven ? scopeNames.get(pair.scope) : undefined,
  };
};

export const viewOfModel = (model: Model): View => {
  const byPair = <T>(of: (sp: Name, ms: Name) => T): Record<string, T> =>
    Object.fromEntries(pairKeys.map(([sp, ms]) => [keyOf(sp, ms), of(sp, ms)]));
  return {
    pairs: byPair((sp, ms) => pairIn(model, sp, ms)),
    answers: byPair((sp, ms) => {
      const reason = liveness(model, sp, ms);
      if (reason !== 'ok') return reason;
      const pair = pairIn(model, sp, ms);
      return coverage(pair, { sp, ms, record: 0, ops: 1, purpose: pair.purpose });
    }),
    patientEpochs: Object.fromEntries(patients.map((sp) => [sp, patientEpochIn(model, sp)])),
    openRequests: Object.fromEntries(staff.map((ms) => [ms, openRequestsOf(model, ms)])),
  };
};
