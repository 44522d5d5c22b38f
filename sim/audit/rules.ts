/**
 * The hard rules: what the figures of every run satisfy, whatever the system. m, a and M are the least, mean and
 * greatest delay of n successes; W is the submit window and T the run, both from the first submission; S and X are send
 * rate and throughput. Each rule is linear in every single one of these, so what it allows for one is half a line.
 */
import type { Counts, Definition } from './definition.ts';
import type { Facts, Quantity } from './facts.ts';
import type { Inequality } from './inequality.ts';
import { Fraction } from './interval.ts';

export type RuleId = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C9';

export interface Rule {
  readonly id: RuleId;
  readonly statement: string;
  readonly why: string;
  readonly applies: (counts: Counts, definition: Definition) => boolean;
  /** All must hold. */
  readonly inequalities: (counts: Counts, definition: Definition) => readonly Inequality[];
  /** Whether breaking it proves anything when some transactions failed, whose delays are in no column. */
  readonly withFailures: 'hard' | 'soft' | 'inapplicable';
}

const succeeded = ({ successes }: Counts, least: number): boolean => successes.compare(least) >= 0;
const ofTransactions = ({ delaysOf }: Definition): boolean => delaysOf === 'transactions';
const isFailureFree = ({ failures }: Counts): boolean => failures.compare(0) === 0;
const share = ({ successes }: Counts): Fraction => new Fraction(1).div(successes);

export const rules: readonly Rule[] = [
  {
    id: 'C1',
    statement: 'm ≤ a ≤ M',
    why: 'a mean lies between the extremes',
    applies: (counts) => succeeded(counts, 1),
    inequalities: () => [
      { avgDelayS: 1, minDelayS: -1 },
      { maxDelayS: 1, avgDelayS: -1 },
    ],
    withFailures: 'hard',
  },
  {
    id: 'C2',
    statement: 'm + (M − m)/n ≤ a ≤ M − (M − m)/n',
    why: 'one transaction has the least delay and another the greatest',
    applies: (counts, definition) => succeeded(counts, 2) && ofTransactions(definition),
    inequalities: (counts) => {
      const [one, rest] = [share(counts), new Fraction(1).sub(share(counts))];
      return [
        { avgDelayS: 1, minDelayS: rest.neg(), maxDelayS: one.neg() },
        { maxDelayS: rest, minDelayS: one, avgDelayS: -1 },
      ];
    },
    withFailures: 'hard',
  },
  {
    id: 'C3',
    statement: 'T ≥ M',
    why: 'the slowest success was submitted no earlier than the first',
    applies: (counts) => succeeded(counts, 1),
    inequalities: () => [{ runS: 1, maxDelayS: -1 }],
    withFailures: 'hard',
  },
  {
    id: 'C4',
    statement: 'T ≥ W + m',
    why: 'what is submitted last ends no earlier than the least delay after that',
    applies: (counts, definition) => succeeded(counts, 1) && ofTransactions(definition),
    // A failure may be the last to be submitted and end at once.
    inequalities: (counts) => [
      isFailureFree(counts) ? { runS: 1, submitWindowS: -1, minDelayS: -1 } : { runS: 1, submitWindowS: -1 },
    ],
    withFailures: 'hard',
  },
  {
    id: 'C5',
    statement: 'T ≤ W + M',
    why: 'everything is submitted within W and ends within M of that',
    applies: (counts, { endsWithLastOutcome }) => succeeded(counts, 1) && endsWithLastOutcome,
    inequalities: () => [{ submitWindowS: 1, maxDelayS: 1, runS: -1 }],
    withFailures: 'soft',
  },
  {
    id: 'C6',
    statement: 'T ≥ a + W/n',
    why: 'the mean outcome is the mean submission plus a, and the mean submission is W/n at least',
    applies: (counts, definition) => succeeded(counts, 1) && ofTransactions(definition),
    inequalities: (counts) => [{ runS: 1, avgDelayS: -1, submitWindowS: share(counts).neg() }],
    withFailures: 'inapplicable',
  },
  {
    id: 'C9',
    statement: 'N = 1: m = a = M = T',
    why: 'a single transaction has one delay, and the run lasts as long',
    applies: (counts, definition) =>
      isFailureFree(counts) && counts.successes.compare(1) === 0 && ofTransactions(definition),
    inequalities: (_counts, { endsWithLastOutcome }) => [
      ...equal('minDelayS', 'maxDelayS'),
      ...equal('minDelayS', 'avgDelayS'),
      ...equal('avgDelayS', 'maxDelayS'),
      ...(['minDelayS', 'avgDelayS', 'maxDelayS'] as const).flatMap((delay) =>
        endsWithLastOutcome ? equal('runS', delay) : [{ runS: 1, [delay]: -1 }],
      ),
    ],
    withFailures: 'inapplicable',
  },
];

function equal(one: Quantity, other: Quantity): readonly Inequality[] {
  return [
    { [one]: 1, [other]: -1 },
    { [one]: -1, [other]: 1 },
  ];
}

/** The rules that bind a row, each with what it then asks. */
export const bindingRules = (counts: Counts, definition: Definition): readonly Rule[] =>
  rules.filter((rule) => rule.applies(counts, definition) && strengthOf(rule, counts) === 'hard');

export const strengthOf = (rule: Rule, counts: Counts): Rule['withFailures'] =>
  isFailureFree(counts) ? 'hard' : rule.withFailures;

/** Whether the row prints all that at least one inequality of the rule speaks of. */
export const isStated = (rule: Rule, { counts, unknown }: Facts, definition: Definition): boolean =>
  rule
    .inequalities(counts, definition)
    .some((inequality) => !Object.keys(inequality).some((quantity) => unknown.has(quantity as Quantity)));
