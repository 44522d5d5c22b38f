/** One row under one definition: every rule with its slack, what the columns could have been, and the repairs. */

import { type CellFault, faultsOf } from './cell-faults.ts';
import type { Definition } from './definition.ts';
import { derivedRules } from './derived-rules.ts';
import { type Box, type Facts, factsOf, type Ranges, type Values, valuesOf } from './facts.ts';
import { feasible, isFreeable } from './feasible.ts';
import { isViolated, leastSlack, type Slack, slackOf } from './inequality.ts';
import type { Interval } from './interval.ts';
import { findRepairs, type Repair } from './repairs.ts';
import { isStated, type RuleId, rules, strengthOf } from './rules.ts';
import { type SoftNote, softNotes } from './soft-rules.ts';
import { type Column, columns, type TableRow } from './table.ts';

export type RuleVerdict = 'ok' | 'violated' | 'soft' | 'not applicable';

export interface RuleFinding {
  readonly id: RuleId | 'C7' | 'C8' | 'C10';
  readonly statement: string;
  readonly verdict: RuleVerdict;
  /** In seconds (C7: transactions, C8: per second); below zero by how much it is broken. Undefined: unbounded. */
  readonly slack: Slack;
}

/** Whether a run could have printed the row. */
export interface RowJudgement {
  readonly row: TableRow;
  readonly isPossible: boolean;
  readonly box: Box;
  readonly findings: readonly RuleFinding[];
  readonly faults: readonly CellFault[];
  readonly notes: readonly SoftNote[];
}

export interface RowAudit extends RowJudgement {
  /** For each printed column, what it could have been with the others as they are; undefined: nothing. */
  readonly feasible: ReadonlyMap<Column, Interval | undefined>;
  /** The smallest sets of cells whose change makes the row possible; none for a row that is. */
  readonly repairs: readonly Repair[];
}

export const judgeRow = (row: TableRow, definition: Definition): RowJudgement => {
  const values = valuesOf(row);
  const faults = faultsOf(row);
  const facts = factsOf(row, values, definition);
  const isReadable = faults.length === 0;
  const findings = isReadable
    ? [...allFindings(facts, values, definition), parsing('ok')]
    : [parsing('violated')];
  const { sendRateTps } = row.cells;
  const sendRateText = typeof sendRateTps === 'string' ? undefined : sendRateTps.text;
  return {
    row,
    isPossible: findings.every(({ verdict }) => verdict !== 'violated'),
    box: facts.box,
    findings,
    faults,
    notes: isReadable ? softNotes(values, facts, definition, sendRateText) : [],
  };
};

export const auditRow = (row: TableRow, definition: Definition): RowAudit => {
  const judgement = judgeRow(row, definition);
  const values = valuesOf(row);
  const freed = (columnsFreed: readonly Column[]): Ranges => feasible(row, values, definition, columnsFreed);
  const freeable = judgement.faults.length > 0 ? [] : columns.filter((column) => isFreeable(column, values));
  const single = new Map(freeable.map((column) => [column, freed([column])?.[column]]));
  return {
    ...judgement,
    feasible: single,
    repairs: judgement.isPossible ? [] : findRepairs(single, freed),
  };
};

const allFindings = (facts: Facts, values: Values, definition: Definition): readonly RuleFinding[] => {
  const { counts, box } = facts;
  const hard = rules.map((rule): RuleFinding => {
    const { id, statement } = rule;
    const strength = strengthOf(rule, counts);
    const isBinding = rule.applies(counts, definition) && strength !== 'inapplicable';
    if (!isBinding || !isStated(rule, facts, definition)) return notApplicable(id, statement);
    const slack = leastSlack(
      rule.inequalities(counts, definition).map((inequality) => slackOf(inequality, box)),
    );
    const broken = strength === 'hard' ? 'violated' : 'soft';
    return { id, statement, verdict: isViolated(slack) ? broken : 'ok', slack };
  });
  const derived = derivedRules.map(({ id, statement, slack: slackFor }): RuleFinding => {
    const slack = slackFor(values, definition);
    if (slack === 'inapplicable') return notApplicable(id, statement);
    return { id, statement, verdict: isViolated(slack) ? 'violated' : 'ok', slack };
  });
  return [...hard, ...derived].sort((a, b) => (a.id < b.id ? -1 : 1));
};

const notApplicable = (id: RuleFinding['id'], statement: string): RuleFinding => ({
  id,
  statement,
  verdict: 'not applicable',
  slack: undefined,
});

const parsing = (verdict: RuleVerdict): RuleFinding => ({
  id: 'C10',
  statement: 'counts are whole and not negative, rates and delays not negative',
  verdict,
  slack: undefined,
});
