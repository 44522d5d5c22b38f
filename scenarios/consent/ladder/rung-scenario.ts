/** One rung as a scenario: what is there before, and what each event of the mix sends. */
import {
  gwei,
  type Hex,
  poissonRate,
  type ScenarioDefinition,
  type WorkloadContext,
} from '../../../sim/index.ts';
import { leafOf, merkleTree } from '../merkle-tree.ts';
import { grantBatch } from '../variants/registry-variant.ts';
import { type PaperWorkloads, paperWorkloads, pairOf as partiesOf } from '../workloads.ts';
import { type Event, eventsOf, type Mix, mixOf, pairOf, patientCountOf, staffCount } from './mix.ts';
import type { Rung } from './rungs.ts';

export interface Effort {
  readonly encounters: number;
  /** Offered, whatever becomes of them. */
  readonly encountersPerS: number;
  /** Reads under one root. */
  readonly readsPerRoot: number;
}

/** Above every base fee that comes about, so that gas alone decides who waits. */
const account = (count: number) => ({
  count,
  balanceWei: 10n ** 30n,
  bid: { priorityFeeWei: gwei(1), maxFeeWei: gwei(1e9) },
});

export const scenarioOf = (rung: Rung, effort: Effort): ScenarioDefinition => {
  const { variant } = rung;
  const mix = mixOf(effort.encounters);
  const events = eventsOf(mix);
  const acts = paperWorkloads(variant);
  const perform = performOf(rung, mix, effort.readsPerRoot, acts);
  const others = Object.entries(variant.otherParties).map(([label, count]) => [label, account(count)]);
  return {
    accounts: {
      patient: account(patientCountOf(mix)),
      staff: account(staffCount),
      ...Object.fromEntries(others),
    },
    contracts: { consent: variant.contract },
    setup: (context) => prepare(context, rung, mix, acts),
    rounds: [
      {
        label: 'encounters',
        txCount: events.length,
        rate: poissonRate((effort.encountersPerS * events.length) / effort.encounters),
        timeoutMs: 20_000_000,
        workload: (context) => perform(context, events[context.index] as Event),
      },
    ],
  };
};

const prepare = async (context: WorkloadContext, { variant }: Rung, mix: Mix, acts: PaperWorkloads) => {
  const staff = Array.from({ length: staffCount }, (_, index) => context.account('staff', index));
  await variant.register(context, staff);
  const pairs = (kind: Event['kind'], count: number) =>
    Array.from({ length: count }, (_, number) => pairOf(mix, { kind, number }));
  const granted = [...pairs('read', mix.known), ...pairs('revoke', mix.revoke)];
  await Promise.all([...granted, ...pairs('grant', mix.grant)].map((who) => acts.request(context, who)));
  await Promise.all(granted.map((who) => acts.grant(context, who)));
};

type Perform = (context: WorkloadContext, event: Event) => Promise<unknown>;

const performOf = (rung: Rung, mix: Mix, readsPerRoot: number, acts: PaperWorkloads): Perform => {
  const read = readingOf(rung, mix, readsPerRoot, acts);
  const grant = grantingOf(rung, mix, acts);
  return (plain, event) => {
    const context: WorkloadContext = {
      ...plain,
      send: (request) => plain.send({ ...request, label: event.kind }),
    };
    if (event.kind === 'read') return read(context, event);
    if (event.kind === 'grant') return grant(context, event);
    return acts[event.kind](context, pairOf(mix, event));
  };
};

/** The patient decides on several at once, when the last of them is due. */
const grantingOf = ({ grantsPerTransaction: size }: Rung, mix: Mix, acts: PaperWorkloads): Perform => {
  if (size === 1) return (context, event) => acts.grant(context, pairOf(mix, event));
  return async (context, { kind, number }) => {
    const isLast = number % size === size - 1 || number === mix.grant - 1;
    if (!isLast) return;
    const first = number - (number % size);
    const pairs = Array.from({ length: number - first + 1 }, (_, place) =>
      partiesOf(context, pairOf(mix, { kind, number: first + place })),
    );
    const [{ patient }] = pairs as [(typeof pairs)[0]];
    await grantBatch(context, patient, pairs);
  };
};

const readingOf = ({ accounting }: Rung, mix: Mix, readsPerRoot: number, acts: PaperWorkloads): Perform => {
  if (accounting === 'lookup') return (context, event) => acts.getMS(context, pairOf(mix, event));
  const size = accounting === 'perAccess' ? 1 : readsPerRoot;
  let leaves: Hex[] = [];
  return async (context, event) => {
    const answer = await acts.readMS(context, pairOf(mix, event));
    if (answer.status === 'failed') throw new Error(`a consent could not be read: ${answer.error}`);
    leaves.push(leafOf(`0x${event.number.toString(16).padStart(64, '0')}`));
    if (leaves.length < size && event.number < mix.read - 1) return;
    const { root } = merkleTree(leaves);
    const args = [BigInt(Math.floor(event.number / size)), root, leaves.length];
    leaves = [];
    await context.send({ ...commit, from: context.account('server', 0), args });
  };
};

const commit = { to: 'consent', call: 'commitUsage', gasLimit: 80_000n };
