/** The words of `bench predict` as a question; every option that is wrong, missing or out of place is reported at once. */
import type { Problem } from '../../errors.ts';
import { mostPlaces } from '../../theory/slots.ts';
import { UsageError } from '../failure.ts';
import { isOverloaded, overloadHint, overloadProblem } from './overload.ts';
import { type Deciding, kinds, type LatencyQuestion, type Question, questions } from './question.ts';
import { optionProblem, type WordName, type Words, wordNames, wordProblems } from './words.ts';

export const toQuestion = (words: Words): Question => {
  const [decider, ...rivals] = (Object.keys(kinds) as Deciding[]).filter((name) => words[name] !== undefined);
  if (decider === undefined) throw new NothingToPredict(wordProblems(words));
  const question = questions[decider](words);
  const problems = [
    ...wordProblems(words),
    ...rivals.map((rival) => optionProblem(rival, `only one of --${decider} and this`, words[rival] ?? '')),
    ...(rivals.length > 0 ? [] : [...misplaced(words, decider), ...missing(words, decider)]),
    ...(question.kind === 'latency' ? tooManyPlaces(question, words) : []),
  ];
  const isHopeless = question.kind === 'latency' && isOverloaded(question);
  if (isHopeless)
    throw new PredictOptionError([...problems, overloadProblem(question, words)], overloadHint(question));
  if (problems.length > 0) throw new PredictOptionError(problems);
  return question;
};

const tooManyPlaces = ({ queue, blocks }: LatencyQuestion, words: Words): Problem[] =>
  blocks.includes('slots') && Number.isFinite(queue.batch) && queue.batch > mostPlaces
    ? [
        optionProblem(
          'capacity',
          `at most ${mostPlaces} with slots (without --capacity there is no limit)`,
          words.capacity ?? '',
        ),
      ]
    : [];

const misplaced = (words: Words, decider: Deciding): Problem[] => {
  const known: readonly WordName[] = [decider, ...kinds[decider].others];
  return [
    ...wordNames
      .filter((name) => words[name] !== undefined && !known.includes(name))
      .map((name) => optionProblem(name, `no such option beside --${decider}`, words[name] ?? '')),
    ...exclusive(words, 'confirmations', 'risk', decider === 'attacker'),
    ...exclusive(words, 'shares', 'miners', decider === 'delay'),
    ...exclusive(words, 'missed', 'blocks', decider === 'arrivals' && words.blocks === 'poisson'),
  ];
};

const exclusive = (words: Words, one: WordName, other: WordName, applies: boolean): Problem[] =>
  applies && words[one] !== undefined && words[other] !== undefined
    ? [optionProblem(one, `not together with --${other} ${words[other]}`, words[one])]
    : [];

const missing = (words: Words, decider: Deciding): Problem[] => {
  const required: readonly WordName[] = kinds[decider].required;
  const isDepthMissing = decider === 'attacker' && (words.confirmations ?? words.risk) === undefined;
  return [
    ...required
      .filter((name) => words[name] === undefined)
      .map((name) => ({ path: `--${name}`, expected: `a number beside --${decider}`, received: 'nothing' })),
    ...(isDepthMissing
      ? [{ path: '--confirmations', expected: 'a number, or --risk with one', received: 'nothing' }]
      : []),
  ];
};

export class PredictOptionError extends UsageError {
  override readonly name = 'PredictOptionError';
  constructor(problems: readonly Problem[], hint = 'bench predict --help describes the options') {
    super('the options are not valid', hint, problems);
  }
}

export class NothingToPredict extends UsageError {
  override readonly name = 'NothingToPredict';
  constructor(problems: readonly Problem[]) {
    super(
      'nothing to predict',
      'give --arrivals for latency, --attacker for double spends, or --delay for stale blocks',
      problems,
    );
  }
}
