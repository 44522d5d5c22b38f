/** The solver z3 as a program of the system, answering one script at a time. */
import { spawnSync } from 'node:child_process';
import type { Solve } from './checker.ts';

/** Those that solc-js gives it: Horn clauses over arrays are hopeless without. */
const options = [
  'rewriter.pull_cheap_ite=true',
  'fp.spacer.q3.use_qgen=true',
  'fp.spacer.mbqi=false',
  'fp.spacer.ground_pobs=false',
];

export const z3Version = (): string | undefined => {
  const { status, stdout } = spawnSync('z3', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** What takes too long, or breaks, is unknown. */
export const solveByZ3: Solve = (script) => {
  const { stdout } = spawnSync('z3', ['-smt2', '-in', ...options], {
    input: script,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 28,
  });
  return /^(sat|unsat)/.test(stdout ?? '') ? stdout : 'unknown';
};
