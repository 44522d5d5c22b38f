/**
 * E1: both tables again, under every reading of GetMS. The scenarios are those that `bench run` runs: the same seed
 * gives the same rows there.
 */
import type {
  Experiment,
  ScenarioDefinition,
  SimulatedRound,
  StudyContext,
  StudyTable,
} from '../../sim/index.ts';
import { paperExperiment, table1, table2 } from '../consent/paper.ts';
import { digestFinding, digestTable } from './replication-digest.ts';
import { type Line, linesTable, publishedLine, simulatedLine } from './replication-lines.ts';
import { inStudy } from './set-up.ts';

interface Replica {
  readonly tableNumber: number;
  readonly asTransaction: ScenarioDefinition;
  readonly asCall: ScenarioDefinition;
}

const replicaOf = (tableNumber: number, rounds: typeof table1 | typeof table2): Replica => ({
  tableNumber,
  asTransaction: paperExperiment({ ...rounds, getMSAs: 'transaction' }),
  asCall: paperExperiment({ ...rounds, getMSAs: 'call' }),
});

const replicas: readonly Replica[] = [replicaOf(1, table1), replicaOf(2, table2)];

interface Reading {
  readonly name: string;
  readonly chain: string;
  readonly scenario: (replica: Replica) => ScenarioDefinition;
}

const asTransactionOn = (chain: string): Reading => ({
  name: chain,
  chain,
  scenario: ({ asTransaction }) => asTransaction,
});

const readings: readonly Reading[] = [
  { name: 'call (instant)', chain: 'instant', scenario: ({ asCall }) => asCall },
  ...['instant', 'dev-2s', 'pow-15s', 'mainnet-2021'].map(asTransactionOn),
];

const linesOf = async (context: StudyContext, replica: Replica): Promise<readonly Line[]> => {
  const rows = context.published.filter(({ tableNumber }) => tableNumber === replica.tableNumber);
  const simulated: (readonly [Reading, readonly SimulatedRound[]])[] = [];
  for (const reading of readings) {
    const label = `Table ${replica.tableNumber}, GetMS ${reading.chain === reading.name ? 'as a transaction on' : 'as a'} ${reading.name}`;
    const rounds = await context.simulate(inStudy(reading.scenario(replica)), {
      label,
      chain: reading.chain,
    });
    simulated.push([reading, rounds]);
  }
  return rows.flatMap((row, index) => [
    publishedLine(row),
    ...simulated.flatMap(([{ name }, rounds]) => {
      const round = rounds[index];
      return round === undefined ? [] : [simulatedLine(row.name, name, round)];
    }),
  ]);
};

export const replication: Experiment = {
  id: 'E1',
  title: 'Both tables, under every reading',
  question:
    'What would Caliper have printed for the same rounds, with GetMS as a call and as a transaction on chains of four kinds?',
  run: async (context) => {
    const tables: StudyTable[] = [];
    const lines: Line[] = [];
    for (const replica of replicas) {
      const own = await linesOf(context, replica);
      lines.push(...own);
      tables.push(linesTable(replica.tableNumber, own));
    }
    return { tables: [...tables, digestTable(lines)], findings: [digestFinding(lines), ...findings(lines)] };
  },
};

const findings = (lines: readonly Line[]): string[] => {
  const published = lines.filter(({ source }) => source === 'published');
  const simulated = lines.filter(({ source }) => source !== 'published');
  const failures = simulated.reduce((sum, line) => sum + (line.failures ?? 0), 0);
  return [
    failures === 0
      ? 'No simulated transaction failed, so both definitions of throughput give the same figure in every row: they differ only when something fails.'
      : `${failures} simulated transactions failed: only from 0.4.0 on does Caliper count them as throughput.`,
    impossibleCount(simulated) === 0
      ? `All ${simulated.length} simulated rows pass the audit that ${impossibleCount(published)} of ${published.length} published rows fail.`
      : `${impossibleCount(simulated)} simulated rows fail the audit: a fault of ours.`,
    'Block times of the proof-of-work chains are drawn at random: another seed gives other rows there.',
  ];
};

const impossibleCount = (lines: readonly Line[]): number =>
  lines.filter(({ broken }) => broken.length > 0).length;
