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
  uniform,
  type WorkloadContext,
} from '../../sim/index.ts';
import { drawRelationships, drawStranger, type PopulationParameters, paperPopulation } from './population.ts';
import { getMS, grant, readMS, request } from './workloads.ts';

export interface PaperExperiment {
  /** Calls of GetMS in each round. */
  readonly txCount: number;
  /** One round for each of these send rates. */
  readonly ratesTps: readonly number[];
  /** Whether GetMS is sent as a transaction or asked as a call. */
  readonly getMSAs: 'transaction' | 'call';
  readonly population?: PopulationParameters;
}

/** Longer than any block interval but the rarest, so that the phase is spread evenly. */
const pauseMs = uniform(0, 20_000);

export const paperScenario = (experiment: PaperExperiment) => {
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

  return defineScenario({
    accounts: { patient: population.patientCount, staff: population.staffCount },
    contracts: { consent: { file: '../contracts/PaperConsent.sol' } },
    setup: async (context) => {
      await Promise.all(relationships.map((pair) => request(context, pair)));
      await Promise.all(relationships.map((pair) => grant(context, pair)));
    },
    rounds,
  });
};
