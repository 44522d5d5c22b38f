/**
 * What of a fingerprint must agree, and what is compared. A gate exists to tell what a change of the contracts costs, so
 * their bytecode is its **subject**; everything else (chain and hardfork, compiler and its settings, EVM library, the
 * scenario's sources, seed) is a **condition**, under another of which a difference would say nothing of the contracts.
 *
 * Conditions are flat and named, so that a difference can be told: `chain.producer.intervalMs`, not a hash. What only
 * describes the chain in words is none.
 */
export type Conditions = Readonly<Record<string, string | number>>;

interface Described {
  readonly fingerprint: Readonly<Record<string, unknown>>;
  /** As result.json describes it. */
  readonly scenario: Readonly<Record<string, unknown>>;
}

export interface ConditionDifference {
  readonly field: string;
  /** null: it has no such field. */
  readonly baseline: string | number | null;
  readonly current: string | number | null;
}

const subjectField = 'contractsHash';
const sourcesField = 'scenarioHash';

export const subjectOf = ({ fingerprint }: Described): string => String(fingerprint[subjectField] ?? '');

export const conditionsOf = ({ fingerprint, scenario }: Described): Conditions => {
  // The chain is given by its values, which the hash would only repeat without saying which of them differs.
  const { [subjectField]: _subject, chainHash: _hash, ...conditions } = fingerprint;
  const {
    description: _description,
    sources: _sources,
    hardfork: _named,
    ...chain
  } = asRecord(scenario.chain);
  return Object.fromEntries(flat({ ...conditions, chain }, '').sort(([a], [b]) => (a < b ? -1 : 1)));
};

export const differencesOf = (baseline: Conditions, current: Conditions): readonly ConditionDifference[] =>
  [...new Set([...Object.keys(baseline), ...Object.keys(current)])]
    .sort()
    .filter((field) => baseline[field] !== current[field])
    .map((field) => ({ field, baseline: baseline[field] ?? null, current: current[field] ?? null }));

/** The scenario was written anew and nothing else differs: its sources, which are functions, have no other value than a hash. */
export const isRewritten = (differences: readonly ConditionDifference[]): boolean =>
  differences.length === 1 && differences[0]?.field === sourcesField;

type Flat = readonly [field: string, value: string | number];

const flat = (value: unknown, path: string): Flat[] => {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  if (Array.isArray(value)) return [[path, JSON.stringify(value, bigintAsText)]];
  return Object.entries(value).flatMap(([key, part]) =>
    part === undefined ? [] : flat(part, path === '' ? key : `${path}.${key}`),
  );
};

const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
