/** Options that several commands share, in yargs' form. */
import { UsageError } from './failure.ts';

/** yargs would make a list of an option that is given twice. */
export const once = (value: string | undefined): string | undefined => {
  if (Array.isArray(value)) throw new UsageError(`an option was given twice: ${value.join(' and ')}`);
  return value;
};

export const text = (describe: string) =>
  ({ type: 'string', requiresArg: true, coerce: once, describe }) as const;
export const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const;

export const verboseOption = flag('Show stack traces');
export const configOption = text('Project file [bench.config.ts]');
export const jsonOption = flag('Print one JSON document and nothing else');
export const chainOption = text('Chain profile, instead of the one the scenario names');
export const roundsOption = text('Run only the rounds with this label (* for any text)');
export const paramOption = {
  type: 'string',
  array: true,
  nargs: 1,
  describe: 'A parameter of the scenario, as name=value; may be repeated',
} as const;
export const seedOption = text('Whole number that all chance comes from [1]');
