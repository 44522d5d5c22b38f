/**
 * solc's SMTChecker on the models of this folder. solc turns assertions into questions of SMT-LIB and asks whoever it
 * is given; what the answers mean for the assertions it says itself, in words that are read here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** An SMT-LIB script in, the solver's answer out. */
export type Solve = (script: string) => string;

export interface Finding {
  readonly verdict: 'proved' | 'refuted' | 'undecided';
  /** File and line. */
  readonly place: string;
  /** The line, as written. */
  readonly assertion: string;
  /** The values of a counterexample and the call that leads there, where the engine gives them. */
  readonly counterexample: readonly string[];
}

/** CHC: all histories, from the constructor on. BMC: one call from any state; it alone gives counterexamples here. */
export type Engine = 'chc' | 'bmc';

interface Diagnostic {
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number };
  readonly secondarySourceLocations?: readonly {
    readonly message?: string;
    readonly file?: string;
    readonly start?: number;
  }[];
}

interface Solc {
  compile(input: string, callbacks: { smtSolver(script: string): { contents: string } }): string;
}

const folder = new URL('./', import.meta.url);
const sources = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sol'))
    .map((name) => [name, { content: readFileSync(new URL(name, folder), 'utf8') }]),
);

/** What becomes of each assertion of a contract. */
export const examine = (file: string, contract: string, engine: Engine, solve: Solve): Finding[] => {
  const solc = createRequire(import.meta.url)('solc') as Solc;
  const modelChecker = {
    contracts: { [file]: [contract] },
    ...{ engine, solvers: ['smtlib2'], targets: ['assert'] },
    ...{ showProvedSafe: true, showUnproved: true, timeout: 60_000 },
  };
  const settings = { modelChecker, outputSelection: { '*': { '*': ['abi'] } } };
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const smtSolver = (script: string) => ({ contents: solve(script) });
  const { errors = [] } = JSON.parse(solc.compile(input, { smtSolver })) as { errors?: Diagnostic[] };
  return errors.flatMap(findingOf);
};

const words = [
  [/violation happens here/, 'refuted'],
  [/violation might happen/, 'undecided'],
  [/violation check is safe/, 'proved'],
] as const;

const findingOf = (diagnostic: Diagnostic): Finding[] => {
  const { message, sourceLocation } = diagnostic;
  const verdict = words.find(([pattern]) => pattern.test(message))?.[1];
  if (verdict === undefined || sourceLocation === undefined) return [];
  const { line, text } = lineAt(sourceLocation);
  const place = `${sourceLocation.file}:${line}`;
  return [{ verdict, place, assertion: text, counterexample: counterexampleIn(diagnostic) }];
};

/** Without the variables that are as they were in the beginning, and those of no name. */
const counterexampleIn = ({ secondarySourceLocations = [] }: Diagnostic): string[] =>
  secondarySourceLocations.flatMap(({ message = '', file, start }) => [
    ...message.split('\n').filter((value) => /^ +\S+ = (?!0$|false$)/.test(value)),
    ...(file === undefined || start === undefined ? [] : [`  in ${lineAt({ file, start }).text}`]),
  ]);

const lineAt = ({ file, start }: { readonly file: string; readonly start: number }) => {
  const before = Buffer.from(sources[file]?.content ?? '')
    .subarray(0, start)
    .toString()
    .split('\n');
  const text = sources[file]?.content.split('\n')[before.length - 1] ?? '';
  return { line: before.length, text: text.trim() };
};
