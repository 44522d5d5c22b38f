/** E0: how long one call takes when nobody else is there, operation by operation, one after the other. */
import {
  createRandom,
  type Experiment,
  fixedLoad,
  type ReadOutcome,
  type ScenarioDefinition,
  type SendOutcome,
  type StudyContext,
  studyTable,
  type WorkloadContext,
} from '../../sim/index.ts';
import { drawRelationships, paperPopulation, type Relationship } from '../consent/population.ts';
import { variants } from '../consent/variants/variants.ts';
import { paperWorkloads } from '../consent/workloads.ts';
import { seconds } from './rounds.ts';
import { inStudy } from './set-up.ts';

const callCount = 20;
/** In the text of section IV: "the average smart contract takes about 2s for each call". */
const textS = 2;

type Operation = (context: WorkloadContext, pair: Relationship) => Promise<SendOutcome | ReadOutcome>;

const { request, grant, getMS, readMS, revoke } = paperWorkloads(variants.v1);

const operations: readonly (readonly [label: string, Operation])[] = [
  ['reqManage', request],
  ['grant', grant],
  ['GetMS', getMS],
  ['GetMS as a call', readMS],
  ['revoc', revoke],
];

const scenario = (): ScenarioDefinition => {
  const pairs = drawRelationships(paperPopulation, createRandom('population').fork('relationships'));
  return inStudy({
    accounts: { patient: paperPopulation.patientCount, staff: paperPopulation.staffCount },
    rounds: operations.map(([label, operation]) => ({
      label,
      txCount: callCount,
      rate: fixedLoad(1),
      workload: (context) => operation(context, pairs[context.index] as Relationship), // there are 100
    })),
  });
};

interface Timed {
  readonly what: string;
  readonly where: string;
  readonly meanS: number | null;
  readonly maxS: number | null;
  readonly gas: number | null;
}

const timed = async (context: StudyContext, chain: string): Promise<readonly Timed[]> => {
  const rounds = await context.simulate(scenario(), { label: `one call at a time on ${chain}`, chain });
  return rounds.map(({ summary }) => {
    const gas = summary.gas?.mean ?? summary.readGas?.mean;
    return {
      what: summary.label,
      where: `simulated, ${chain}`,
      meanS: seconds(summary.latencyMs.mean),
      maxS: seconds(summary.latencyMs.max),
      gas: gas === undefined ? null : Number(gas),
    };
  });
};

export const perCall: Experiment = {
  id: 'E0',
  title: 'One call at a time',
  question:
    'How long does one call take when nobody else is there, and is it the 2 s of the text or the 0.24 s of the tables?',
  run: async (context) => {
    const tableS = context.published.find(({ successes }) => successes === 1)?.avgDelayS ?? null;
    const instant = await timed(context, 'instant');
    const slots = await timed(context, 'dev-2s');
    const published = [
      { what: 'any call', where: 'published, text', meanS: textS, maxS: null, gas: null },
      { what: 'ReqMagan', where: 'published, tables', meanS: tableS, maxS: tableS, gas: null },
    ];
    const table = studyTable(
      { id: 'calls', title: 'Time per call', remark: 'from the wish to call until the outcome is known' },
      [...published, ...instant, ...slots],
      [
        { key: 'operation', head: 'Operation', value: ({ what }) => what },
        { key: 'source', head: 'Source', value: ({ where }) => where },
        { key: 'mean_s', head: 'Mean', unit: 's', decimals: 4, value: ({ meanS }) => meanS },
        { key: 'max_s', head: 'Max', unit: 's', decimals: 4, value: ({ maxS }) => maxS },
        { key: 'gas', head: 'Gas', decimals: 0, value: ({ gas }) => gas },
      ],
    );
    return { tables: [table], findings: findings(instant, slots, tableS) };
  },
};

const findings = (instant: readonly Timed[], slots: readonly Timed[], tableS: number | null): string[] => {
  const means = instant.flatMap(({ meanS }) => meanS ?? []);
  const sent = slots.filter(({ what }) => what !== 'GetMS as a call').flatMap(({ maxS }) => maxS ?? []);
  const ms = (valueS: number): string => (valueS * 1000).toFixed(1);
  return [
    `On a chain that makes a block for each transaction, as the JavaScriptVM does, a call takes ${ms(Math.min(...means))} to ` +
      `${ms(Math.max(...means))} ms of modelled time, so neither 2 s nor 0.24 s is the contract's or the chain's: what ` +
      'remains is the browser and the person before it, which this simulator does not model.',
    ...(tableS === null
      ? []
      : [
          `The two published figures disagree with each other by a factor of ${(textS / tableS).toFixed(1)}.`,
        ]),
    `Two seconds per call are what a person sees who calls again and again on a chain with a block every 2 s ` +
      `(here ${Math.max(...sent).toFixed(2)} s at most): they measure the block interval.`,
  ];
};
