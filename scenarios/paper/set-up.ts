/**
 * What the experiments of this study share: the accounts and the contract of the consent scenarios, with the contract's
 * path as seen from here, and a small population in which every member of staff has one patient's consent.
 */
import type { RateController, ScenarioDefinition, SendOutcome, WorkloadContext } from '../../sim/index.ts';
import { paperExperiment } from '../consent/paper.ts';
import type { Relationship } from '../consent/population.ts';

/** The definition as a study may simulate it: its contract's file lies two folders up. */
export const inStudy = (definition: ScenarioDefinition): ScenarioDefinition => ({
  ...definition,
  contracts: { consent: { file: '../../contracts/PaperConsent.sol' } },
});

const staffCount = 20;

/** One relationship each: granted in the set-up. */
const smallPopulation = {
  patientCount: staffCount,
  staffCount,
  relationshipsPerStaff: 1,
  elsewhereRatio: 0,
};

const pairs: readonly Relationship[] = Array.from({ length: staffCount }, (_, index) => ({
  patientIndex: index,
  staffIndex: index,
}));

export interface GetMSRound {
  readonly txCount: number;
  readonly rate: RateController;
}

/**
 * More than GetMS needs. A block is filled by gas limits: with one this high, a block gas limit of this much and n − 1
 * times the gas that is really used holds n of them, and still has room for the deployment.
 */
export const generousGasLimit = 2_000_000n;

/** Rounds of GetMS as a transaction, the staff in turn, each sent with a generous gas limit. */
export const getMSScenario = (rounds: readonly GetMSRound[]): ScenarioDefinition => ({
  ...inStudy(
    paperExperiment({ txCount: 1, ratesTps: [], getMSAs: 'transaction', population: smallPopulation }),
  ),
  rounds: rounds.map((round) => ({
    ...round,
    label: 'GetMS',
    workload: (context: WorkloadContext): Promise<SendOutcome> => {
      const { patientIndex, staffIndex } = pairs[context.index % staffCount] as Relationship; // one of them
      const patient = context.account('patient', patientIndex);
      const staff = context.account('staff', staffIndex);
      const args = [patient.address, staff.address];
      return context.send({ from: staff, to: 'consent', call: 'GetMS', args, gasLimit: generousGasLimit });
    },
  })),
});
