/**
 * The paper's experiments: one request, then rounds of GetMS at the rates of its tables. The consents that GetMS needs
 * are given in the set-up, outside every measured window. Rounds begin at a random phase of the block interval, as
 * a person starting them by hand would; otherwise each would begin just after a block.
 */
import {
  createRandom,
  defineScenario,
  fixedRate,
  type RoundDefinition,
  type ScenarioDefinition,
  uniform,
  type WorkloadContext,
} from '../../sim/index.ts';
import { drawRelationships, drawStranger, type PopulationParameters, paperPopulation } from './population.ts';
import type { ConsentVariant } from './variants/variant.ts';
import { chosenVariant, variants } from './variants/variants.ts';
import { paperWorkloads } from './workloads.ts';

export interface PaperExperiment {
  /** Calls of GetMS in each round. */
  readonly txCount: number;
  /** One round for each of these send rates. */
  readonly ratesTps: readonly number[];
  /** Whether GetMS is sent as a transaction or asked as a call. */
  readonly getMSAs: 'transaction' | 'call';
  readonly population?: PopulationParameters;
}

/** The rounds of GetMS in the paper's two tables. */
export const table1 = { txCount: 1000, ratesTps: [306.9, 335.5] } as const;
export const table2 = { txCount: 100, ratesTps: [114.2, 216.3, 335.9] } as const;

/** Longer than any block interval but the rarest, so that the phase is spread evenly. */
const pauseMs = uniform(0, 20_000);

export const paperScenario = (experiment: PaperExperiment) =>
  defineScenario(({ param }) => paperExperiment(experiment, chosenVariant(param)));

/** On the paper's own contract, unless another is named. */
export const paperExperiment = (
  experiment: PaperExperiment,
  variant: ConsentVariant = variants.v1,
): ScenarioDefinition => {
  const { request, grant, getMS, readMS } = paperWorkloads(variant);
  const population = experiment.population ?? paperPopulation;
  // Who knows whom belongs to the experiment, not to chance: it is the same under every seed.
  const random = createRandom('population');
  const relationships = drawRelationships(population, random.fork('relationships'));
  const stranger = drawStranger(population, relationships, random.fork('stranger'));
  const lookUp = experiment.getMSAs === 'transaction' ? getMS : readMS;
  const pairOf = ({ index }: WorkloadContext) => relationships[index % relationships.length] ?? stranger;

  const rounds: RoundDefinition[] = [
    {
      label: 'ReqManage',
      txCount: 1,
      rate: fixedRate(1),
      pauseMs,
      workload: (context) => request(context, stranger),
    },
    ...experiment.ratesTps.map((tps) => ({
      label: 'GetMS',
      txCount: experiment.txCount,
      rate: fixedRate(tps),
      pauseMs,
      workload: (context: WorkloadContext) => lookUp(context, pairOf(context)),
    })),
  ];

  return {
    accounts: { patient: population.patientCount, staff: population.staffCount, ...variant.otherParties },
    contracts: { consent: variant.contract },
    setup: async (context) => {
      const staff = Array.from({ length: population.staffCount }, (_, index) =>
        context.account('staff', index),
      );
      await variant.register(context, staff);
      await Promise.all(relationships.map((pair) => request(context, pair)));
      await Promise.all(relationships.map((pair) => grant(context, pair)));
    },
    rounds,
  };
};
