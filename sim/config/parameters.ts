/**
 * Parameters of a scenario: what its author lets others choose, each with a default. They come as words, such as those
 * of `--param name=value`, and are read where the definition is made. A wrong word is noted and the default goes on in
 * its place, so that whatever is wrong with all of them comes out at once.
 */
import { BenchError, exitCodes, type Problem } from '../errors.ts';

/** The word for each parameter that somebody chose, by its name. */
export type ParameterWords = Readonly<Record<string, string>>;
/** What each parameter turned out to be, in the order in which they were asked for. */
export type Parameters = Readonly<Record<string, string | number>>;

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** How a definition asks, once for each name. The default is held to the same rules as a word. */
export interface ParameterReader {
  text(name: string, byDefault: string): string;
  /** A decimal number, such as `0.5` or `1e-3`. */
  number(name: string, byDefault: number, bounds?: Bounds): number;
  integer(name: string, byDefault: number, bounds?: Bounds): number;
  choice<const T extends string>(name: string, known: readonly T[], byDefault: NoInfer<T>): T;
}

export interface ParameterReading {
  readonly param: ParameterReader;
  readonly resolved: () => Parameters;
  /** When the definition is made, and so has asked for all it knows. Throws `ParametersInvalid`. */
  readonly check: (file: string) => void;
}

export const readParameters = (words: ParameterWords): ParameterReading => {
  const resolved = new Map<string, string | number>();
  const defaults: string[] = [];
  const problems: Problem[] = [];

  const read = <T extends string | number>(
    name: string,
    byDefault: T,
    expected: string,
    parse: (word: string) => T | undefined,
  ): T => {
    if (resolved.has(name)) problems.push(problem(`parameter ${name}`, 'to be asked for once', 'it again'));
    const word = Object.hasOwn(words, name) ? words[name] : undefined;
    const value = parse(word ?? String(byDefault));
    const place = word === undefined ? `default of parameter ${name}` : `--param ${name}`;
    if (value === undefined) problems.push(problem(place, expected, `'${word ?? byDefault}'`));
    resolved.set(name, value ?? byDefault);
    defaults.push(`${name}=${byDefault}`);
    return value ?? byDefault;
  };

  return {
    param: {
      text: (name, byDefault) => read(name, byDefault, 'text', (word) => word),
      number: (name, byDefault, bounds = {}) =>
        read(name, byDefault, `a number${boundsText(bounds)}`, numberIn(/^-?\d+(\.\d+)?(e-?\d+)?$/, bounds)),
      integer: (name, byDefault, bounds = {}) =>
        read(name, byDefault, `a whole number${boundsText(bounds)}`, wholeNumberIn(bounds)),
      choice: (name, known, byDefault) =>
        read(name, byDefault, `one of ${known.join(', ')}`, (word) => known.find((one) => one === word)),
    },
    resolved: () => Object.freeze(Object.fromEntries(resolved)),
    check: (file) => {
      const known = defaults.length === 0 ? 'no parameter, as it has none' : `one of ${defaults.join(', ')}`;
      const unknown = Object.keys(words).filter((name) => !resolved.has(name));
      const all = [...problems, ...unknown.map((name) => problem('--param', known, `'${name}'`))];
      if (all.length > 0) throw new ParametersInvalid(file, all);
    },
  };
};

const problem = (path: string, expected: string, received: string): Problem => ({ path, expected, received });

const numberIn =
  (form: RegExp, { min = -Infinity, max = Infinity }: Bounds) =>
  (word: string): number | undefined => {
    const value = form.test(word) ? Number(word) : Number.NaN;
    return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
  };

const wholeNumberIn = ({ min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Bounds) =>
  numberIn(/^-?\d+$/, { min, max });

const boundsText = ({ min, max }: Bounds): string => {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, ${min} or more`;
  return max === undefined ? '' : `, ${max} or less`;
};

export class ParametersInvalid extends BenchError {
  override readonly name = 'ParametersInvalid';
  constructor(file: string, problems: readonly Problem[]) {
    super(`${file}: its parameters are not valid`, {
      code: 'PARAMETERS_INVALID',
      exitCode: exitCodes.usage,
      file,
      problems,
    });
  }
}
