import { BenchError, exitCodes } from '../errors.ts';

/**
 * The forks that a state test may name, and the library's name of each. Some have two names, by the hardfork and by the
 * EIP that stood for it; those that only moved the difficulty bomb change nothing that a state test can see.
 */
export const stateTestForks = {
  Frontier: 'chainstart',
  Homestead: 'homestead',
  EIP150: 'tangerineWhistle',
  TangerineWhistle: 'tangerineWhistle',
  EIP158: 'spuriousDragon',
  SpuriousDragon: 'spuriousDragon',
  Byzantium: 'byzantium',
  Constantinople: 'constantinople',
  ConstantinopleFix: 'petersburg',
  Petersburg: 'petersburg',
  Istanbul: 'istanbul',
  MuirGlacier: 'muirGlacier',
  Berlin: 'berlin',
  London: 'london',
  ArrowGlacier: 'arrowGlacier',
  GrayGlacier: 'grayGlacier',
  Merge: 'paris',
  Paris: 'paris',
  Shanghai: 'shanghai',
  Cancun: 'cancun',
  Prague: 'prague',
  Osaka: 'osaka',
} as const;

export type StateTestFork = keyof typeof stateTestForks;

export const isSupportedFork = (name: string): name is StateTestFork => Object.hasOwn(stateTestForks, name);

/** The fork of that name in any capitalisation. Throws UnknownForkError. */
export const parseFork = (name: string): StateTestFork => {
  const names = Object.keys(stateTestForks).filter(isSupportedFork);
  const found = names.find((fork) => fork.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new UnknownForkError(name, names);
  return found;
};

export class UnknownForkError extends BenchError {
  override readonly name = 'UnknownForkError';

  constructor(received: string, forks: readonly string[]) {
    super(`There is no fork "${received}".`, {
      code: 'UNKNOWN_FORK',
      exitCode: exitCodes.usage,
      hint: `The forks are ${forks.join(', ')}.`,
      problems: [{ path: '--fork', expected: forks.join(' | '), received }],
    });
  }
}
