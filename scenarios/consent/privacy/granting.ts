/** Four weeks of grants in one profile, on the real registry; and what they look like to everybody. */
import {
  bytesToHex,
  fixedRate,
  type ScenarioDefinition,
  type StudyContext,
  type WorkloadContext,
} from '../../../sim/index.ts';
import type { GrantInput } from '../signed-decisions.ts';
import { registryVariant } from '../variants/registry-variant.ts';
import { grantsEndS, word } from '../variants/variant.ts';
import { openParties, type Parties } from '../workload-parties.ts';
import type { Sighting } from './linkability.ts';
import type { PrivacyProfile } from './profiles.ts';
import { type Clinic, shuffled, type Visit } from './visits.ts';

const dayMs = 86_400_000;
const [read, treatment] = [1, 1];
const deadline = 2n ** 40n;

export interface Granted {
  /** As the events have them. */
  readonly sightings: readonly Sighting[];
  readonly staff: readonly string[];
  readonly gasPerGrant: number;
  /** From the visit to the grant. */
  readonly meanDelayDays: number;
}

export const observeGrants = async (
  { simulate }: Pick<StudyContext, 'simulate'>,
  clinic: Clinic,
  visits: readonly Visit[],
  profile: PrivacyProfile,
): Promise<Granted> => {
  const seen: Seen = { sightings: [], staff: [], delaysMs: [], startMs: 0, parties: undefined };
  const scenario = scenarioOf(clinic, visits, profile, seen);
  const [round] = await simulate(scenario, { chain: 'instant', label: profile.title });
  const { sightings, staff, delaysMs } = seen;
  const meanDelayMs = delaysMs.reduce((sum, delayMs) => sum + delayMs, 0) / delaysMs.length;
  const gasPerGrant = Number(round?.summary.labels.grant?.gas?.mean);
  return { sightings, staff, gasPerGrant, meanDelayDays: meanDelayMs / dayMs };
};

interface Seen {
  readonly sightings: Sighting[];
  staff: readonly string[];
  readonly delaysMs: number[];
  startMs: number;
  parties: Parties | undefined;
}

const scenarioOf = (
  clinic: Clinic,
  visits: readonly Visit[],
  profile: PrivacyProfile,
  seen: Seen,
): ScenarioDefinition => {
  const { patientCount, staffCount, dayCount } = clinic;
  const patients = profile.addresses === 'onePerGrant' ? visits.length : patientCount;
  let order: readonly (readonly [number, Visit])[] = [];
  return {
    accounts: { patient: patients, staff: staffCount, relayer: 1, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      const { account, node, random } = context;
      seen.parties = await openParties(context);
      seen.staff = Array.from({ length: staffCount }, (_, index) => account('staff', index).address);
      const all = [...visits.entries()];
      order = profile.sending === 'atOnce' ? all : shuffled(all, random.fork('order'));
      seen.startMs = context.nowMs();
      node.watch('consent', {
        onEvent: ({ name, args }) => {
          if (name !== 'ConsentGranted') return;
          const day = Math.floor((context.nowMs() - seen.startMs) / dayMs);
          seen.sightings.push({ sp: String(args.sp), ms: String(args.ms), day });
        },
      });
    },
    rounds: [
      {
        label: 'grants',
        txCount: visits.length,
        rate: fixedRate(1_000),
        timeoutMs: (dayCount + 2) * dayMs,
        workload: async (context) => {
          const [place, visit] = order[context.index] as readonly [number, Visit];
          // One second each: the day after the last for a batch, in the order that was drawn for it.
          const dueDay = profile.sending === 'atOnce' ? visit.day : dayCount;
          const dueMs = seen.startMs + dueDay * dayMs + 1_000 * (1 + context.index);
          await context.delay(Math.max(0, dueMs - context.nowMs()));
          await grant(context, profile, seen.parties as Parties, place, visit);
          seen.delaysMs.push(Math.max(0, dueDay - visit.day) * dayMs);
        },
      },
    ],
  };
};

const grant = async (
  context: WorkloadContext,
  { addresses, sending }: PrivacyProfile,
  { chain, walletOf, entropy }: Parties,
  place: number,
  { patientIndex, staffIndex }: Visit,
): Promise<void> => {
  const patient = context.account('patient', addresses === 'onePerGrant' ? place : patientIndex);
  const [ms, mdrs] = [context.account('staff', staffIndex).address, context.account('server', 0).address];
  const input: GrantInput = {
    ...{ ms, mdrs, scope: bytesToHex(entropy(32)), terms: word(0x7e), notBefore: 0 },
    ...{ expiresAt: grantsEndS, ops: read, purpose: treatment, usesMax: 0 },
  };
  const how = { to: 'consent', label: 'grant', gasLimit: 200_000n } as const;
  if (addresses === 'onePerPatient' && sending === 'atOnce') {
    await context.send({ ...how, from: patient, call: 'grant', args: [input] });
    return;
  }
  const { epoch } = await chain.within(context, () => chain.newest.pair(patient.address, ms));
  const { signature } = walletOf(patient).signGrant({ ...input, epoch, patientEpoch: 0, deadline });
  const args = [patient.address, input, epoch, deadline, signature];
  await context.send({ ...how, from: context.account('relayer', 0), call: 'grantBySig', args });
};
