/**
 * What people do, as draws: per 1,000 encounters 4,000 reads and 150 new relationships, of which 128 are granted, 12 denied and 10 never answered;
 * 1 % of grants are taken back on the same day. Assumptions of the specification, where no source is named.
 */
import { exponential, type RandomStream, sampleMs } from '../../../sim/index.ts';
import { decisions } from '../flow-stage.ts';

export const strangerRatio = 0.15;
const [deniedRatio, unansweredRatio] = [12 / 150, 10 / 150];
const inPersonRatio = 0.7;
export const withdrawnRatio = 0.01;
/** Opened in one encounter: one, and a Poisson number of others. */
const meanFurtherReads = 3;
/** Between two reads of an encounter. */
export const pause = exponential(3 * 60_000);

/** Purposes of use by HL7, as registered numbers. */
export const purposes = { treatment: 1, emergency: 2 } as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

export const drawReadCount = (random: RandomStream): number => 1 + drawPoisson(meanFurtherReads, random);

export type Answer = 'granted' | 'denied' | 'none';

export const drawAnswer = (random: RandomStream): Answer => {
  const share = random.uniform();
  if (share < deniedRatio) return 'denied';
  return share < deniedRatio + unansweredRatio ? 'none' : 'granted';
};

/** Most decide at the desk, the others at home. In an emergency all are asked in person. */
export const drawDecisionMs = (purpose: Purpose, random: RandomStream): number => {
  const isInPerson = random.uniform() < inPersonRatio || purpose === purposes.emergency;
  return sampleMs(decisions[isInPerson ? 'in-person' : 'remote'], random);
};

/** How long a grant lasts, in days; one as likely as another. */
export const drawTermDays = (random: RandomStream): number => random.pick([30, 90, 365]);

/** By inversion: one uniform number. */
const drawPoisson = (mean: number, random: RandomStream): number => {
  let left = random.uniform();
  let probability = Math.exp(-mean);
  let count = 0;
  for (; left >= probability && probability > 0; count += 1) {
    left -= probability;
    probability *= mean / (count + 1);
  }
  return count;
};

/** Zipf's law, truncated: index 0 is the likeliest. */
export const createZipf = (count: number, exponent: number): ((random: RandomStream) => number) => {
  const weights = Array.from({ length: count }, (_, index) => Math.exp(-exponent * Math.log(index + 1)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (random) => {
    let left = random.uniform() * total;
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return index === -1 ? 0 : index;
  };
};

/** Of a member of staff's patients: an assumption. */
export const patientExponent = 0.9;
/** Of a patient's records: an eighth of them make four fifths of all entries (Wright & Bates 2010), of 40 records with this exponent. */
export const recordExponent = 1.6;
