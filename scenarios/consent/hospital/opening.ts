/**
 * Set-up: everybody is registered, records are sealed and their addresses put on the chain, and the relationships that the day may touch are
 * granted. All of it real cryptography and real transactions, outside every measured window. A grant that exists before the
 * day has lived a random part of its term.
 */
import type { WorkloadContext } from '../../../sim/index.ts';
import { drawRelationships, type Relationship } from '../population.ts';
import { seededEntropy } from '../protocol/entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from '../protocol/hpke.ts';
import { createStaff } from '../protocol/staff.ts';
import { word } from '../variants/variant.ts';
import { openWorkloadChain } from '../workload-chain.ts';
import { confirm, grantInput } from './asking.ts';
import { drawTermDays, purposes } from './behaviour.ts';
import { keepCharts, type PatientCharts } from './charts.ts';
import { createConsents } from './consents.ts';
import { type Hospital, siteOf, visitOf } from './hospital.ts';
import type { HospitalProfile } from './profiles.ts';
import { openServerSite, type ServerSite } from './server-site.ts';

export interface OpeningOptions {
  readonly profile: HospitalProfile;
  readonly batchSize: number;
  readonly cacheMs: number;
}

/** Later than anybody else’s registration ends. */
const providersUntilS = 4_000_000_000;
const registeredDays = 365;
const daySeconds = 86_400;
/** Longer than set-up takes, so that no grant ends before the day. */
const setUpS = 2 * 3_600;
/** Transactions at once: half of what a block of 30 million gas holds, so that set-up does not raise the base fee. */
const waveSize = 140;

export const openHospital = async (context: WorkloadContext, options: OpeningOptions): Promise<Hospital> => {
  const { profile } = options;
  const consents = createConsents();
  await registerProviders(context);
  const chain = await openWorkloadChain(context, context.account('server', 0));
  const { nowMs } = chain;
  const sites = await inTurn(profile.serverCount, (index) =>
    openServerSite({ context, chain, index, ...options }),
  );
  context.node.watch('consent', {
    onEvent: (event) => {
      consents.onEvent(event);
      for (const { onEvent } of sites) onEvent(event);
    },
  });
  const keys = await staffKeys(context, profile);
  await registerAll(context, sites, keys, nowMs);

  const relationships = drawRelationships(
    { ...profile, relationshipsPerStaff: profile.knownPerStaff, elsewhereRatio: 0.1 },
    context.random.fork('relationships'),
  );
  const charts = await openCharts(context, profile, sites, relationships);
  const staff = keys.map((encryptionKeys, index) => {
    const account = chain.keyOf(context.account('staff', index));
    const entropy = seededEntropy(context.random.fork(`requests of staff ${index}`));
    return createStaff({ account, encryptionKeys, deployment: chain.deployment, entropy });
  });
  const known = Array.from({ length: profile.staffCount }, (): number[] => []);
  for (const { staffIndex, patientIndex } of relationships) known[staffIndex]?.push(patientIndex);
  const hospital = { profile, nowMs, sites, staff, known, charts, consents };
  await registerPointers(hospital, context);
  await grantAll(hospital, context, relationships);
  await confirm(context, context.node.head().number);
  return hospital;
};

const registerProviders = async (context: WorkloadContext): Promise<void> => {
  const regulator = context.account('regulator', 0);
  for (let index = 0; index < context.accountCount('provider'); index += 1) {
    const { address } = context.account('provider', index);
    await register(context, regulator, 'registerProvider', address, providersUntilS, word(1));
  }
};

const staffKeys = (context: WorkloadContext, { staffCount }: HospitalProfile): Promise<EncryptionKeys[]> => {
  const entropy = seededEntropy(context.random.fork('keys of staff'));
  return Promise.all(Array.from({ length: staffCount }, () => createEncryptionKeys(entropy)));
};

const registerAll = async (
  context: WorkloadContext,
  sites: readonly ServerSite[],
  keys: readonly EncryptionKeys[],
  nowMs: () => number,
): Promise<void> => {
  const until = Math.floor(nowMs() / 1000) + registeredDays * daySeconds;
  const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`;
  const regulator = context.account('regulator', 0);
  for (const { account, server } of sites)
    await register(
      ...([context, regulator, 'registerServer', account.address, until, word(2)] as const),
      hex(server.encryptionKey),
    );
  const providerCount = context.accountCount('provider');
  await inWaves(keys, ({ publicKey }, index) => {
    const provider = context.account('provider', index % providerCount);
    const { address } = context.account('staff', index);
    return register(context, provider, 'registerStaff', address, until, word(3), hex(publicKey));
  });
};

const register = (
  { send }: WorkloadContext,
  from: ReturnType<WorkloadContext['account']>,
  call: string,
  ...args: readonly unknown[]
) => send({ from, to: 'consent', call, args, gasLimit: 150_000n });

/** One patient after the other, as the servers' entropy is a stream. */
const openCharts = async (
  context: WorkloadContext,
  profile: HospitalProfile,
  sites: readonly ServerSite[],
  relationships: readonly Relationship[],
): Promise<ReadonlyMap<number, PatientCharts>> => {
  const patients = [...new Set(relationships.map(({ patientIndex }) => patientIndex))];
  const charts = new Map<number, PatientCharts>();
  for (const patientIndex of patients) {
    const { server } = siteOf({ sites }, patientIndex);
    const random = context.random.fork(`records of patient ${patientIndex}`);
    const patient = context.account('patient', patientIndex);
    charts.set(patientIndex, await keepCharts(patient, server.records, profile, random));
  }
  return charts;
};

const registerPointers = ({ charts, sites }: Hospital, { account, send }: WorkloadContext): Promise<void> => {
  const all = [...charts].flatMap(([patientIndex, { charts: own }]) =>
    own.map((chart) => ({ patientIndex, chart })),
  );
  return inWaves(all, ({ patientIndex, chart }) => {
    const from = account('patient', patientIndex);
    const { address: mdrs } = siteOf({ sites }, patientIndex).account;
    const args = [from.address, chart.recordId, mdrs, chart.contentHash, chart.pointer];
    return send({ from, to: 'consent', call: 'setPointer', args, gasLimit: 150_000n });
  });
};

const grantAll = (
  hospital: Hospital,
  context: WorkloadContext,
  relationships: readonly Relationship[],
): Promise<void> => {
  const random = context.random.fork('terms');
  const nowS = Math.floor(hospital.nowMs() / 1000);
  return inWaves(relationships, (who) => {
    const visit = visitOf(hospital, context, who);
    const leftS = Math.ceil((drawTermDays(random) - 1) * daySeconds * random.uniform());
    const args = [grantInput(visit, purposes.treatment, nowS + setUpS + leftS)];
    return context.send({ from: visit.patient, to: 'consent', call: 'grant', args, gasLimit: 180_000n });
  });
};

/** So many at a time, one wave after the other. */
const inWaves = async <T>(items: readonly T[], act: (item: T, index: number) => Promise<unknown>) => {
  for (let start = 0; start < items.length; start += waveSize)
    await Promise.all(items.slice(start, start + waveSize).map((item, index) => act(item, start + index)));
};

const inTurn = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
};
