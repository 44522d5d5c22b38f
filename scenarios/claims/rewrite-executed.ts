/**
 * The same races on nodes that execute: a patient's grant is mined and confirmed by the others, the attacker's branch is
 * without it, and who asks the contract before and after sees what the reorganisation did. Mining ends with the race, so
 * that nothing is mined again before we look.
 */
import {
  type Experiment,
  fixedRate,
  type ProfileOverrides,
  type ReadOutcome,
  type ScenarioDefinition,
  type StudyContext,
  studyTable,
  type WithholdingProfile,
  type WorkloadContext,
} from '../../sim/index.ts';
import { variants } from '../consent/variants/variants.ts';
import { paperWorkloads } from '../consent/workloads.ts';
import { sequence } from './estimates.ts';
import { type Attack, attackersOf, linksOf } from './races.ts';

/** Long after the contract is deployed and access is asked for. */
const startMs = 1_800_000;
/** Longer than any race. */
const endMs = 1_000_000_000;
const { grant, readMS, request } = paperWorkloads(variants.v1);
const pair = { patientIndex: 0, staffIndex: 0 };
/** Status of the contract. */
const active = 2;

interface Witness {
  confirmed: boolean;
  before: number | undefined;
  after: number | undefined;
}

const statusIn = (outcome: ReadOutcome): number | undefined =>
  outcome.status === 'succeeded' ? Number((outcome.value as { status: number }).status) : undefined;

/** The grant is sent when the race begins; asked for when it is confirmed, and when the race is long over. */
const scenarioOf = (witness: Witness): ScenarioDefinition => ({
  accounts: { patient: 1, staff: 1 },
  contracts: { consent: { file: '../contracts/PaperConsent.sol' } },
  setup: (context) => request(context, pair),
  rounds: [
    {
      label: 'grant',
      txCount: 1,
      rate: fixedRate(1),
      timeoutMs: 2 * endMs,
      tolerate: ['pending'],
      workload: async (context: WorkloadContext) => {
        await context.delay(startMs - context.nowMs());
        witness.confirmed = (await grant(context, pair)).status === 'succeeded';
        witness.before = statusIn(await readMS(context, pair));
        await context.delay(endMs - context.nowMs());
        witness.after = statusIn(await readMS(context, pair));
      },
    },
  ],
});

const chainOf = (miners: WithholdingProfile, attack: Attack): ProfileOverrides => ({
  extends: 'mainnet-2021',
  producer: miners,
  confirmations: attack.confirmations,
  node: { msPerGas: 0 },
  network: {
    nodeCount: miners.shares.length,
    clientNode: miners.shares.length - 1,
    links: linksOf(attack),
    thresholdRatio: 1,
    horizonBlocks: 512,
  },
});

export interface Executed {
  readonly isRewritten: boolean;
  /** That the same finds on headers have the same outcome. */
  readonly agreesWithHeaders: boolean;
  readonly wasActive: boolean;
  readonly isActive: boolean;
  /** The grant waits again, in every node's pool. */
  readonly isPending: boolean;
}

export const executeRace = async (
  context: Pick<StudyContext, 'simulate' | 'race'>,
  attack: Attack,
  replication: number,
): Promise<Executed> => {
  const miners = { ...attackersOf(attack), startMs };
  const witness: Witness = { confirmed: false, before: undefined, after: undefined };
  const [round] = await context.simulate(scenarioOf(witness), {
    label: `q = ${attack.attackerRatio}, z = ${attack.confirmations}`,
    chain: 'withheld',
    chains: { withheld: chainOf(miners, attack) },
    replication,
  });
  const { isRewritten } = await context.race({ miners, links: linksOf(attack), replication });
  const isActive = witness.after === active;
  return {
    isRewritten: witness.confirmed && !isActive,
    agreesWithHeaders: isRewritten === (witness.confirmed && !isActive),
    wasActive: witness.before === active,
    isActive,
    isPending: round?.summary.pending === 1,
  };
};

const attacks: readonly (Attack & { readonly name: string })[] = [
  { name: '10 % against 2 nodes', attackerRatio: 0.1, confirmations: 1, othersCount: 2, delayS: 0 },
  { name: '30 % against 2 nodes', attackerRatio: 0.3, confirmations: 2, othersCount: 2, delayS: 0 },
  { name: '45 % against 9 nodes', attackerRatio: 0.45, confirmations: 6, othersCount: 9, delayS: 0 },
  { name: 'the only node', attackerRatio: 1, confirmations: 6, othersCount: 0, delayS: 0 },
];
const executedCount = 10;

export const rewriteExecuted: Experiment = {
  id: 'executed',
  title: 'A grant that was confirmed and is gone',
  question: 'What does the contract say of a grant when its block is overtaken?',
  run: async (context) => {
    const rows = await sequence(attacks.length, async (place) => {
      const attack = attacks[place] as (typeof attacks)[number];
      const races = await sequence(executedCount, (index) =>
        executeRace(context, attack, place * executedCount + index),
      );
      return { attack, races };
    });
    const count = (races: readonly Executed[], holds: (race: Executed) => boolean): number =>
      races.filter(holds).length;
    const table = studyTable(
      {
        id: 'executed',
        title: 'Real grants on a real EVM',
        remark:
          'races whose finds are those of the same seed on headers; active: GetMS says that the patient has granted',
      },
      rows,
      [
        { key: 'attacker', head: 'Attacker', value: ({ attack }) => attack.name },
        { key: 'confirmations', head: 'z', decimals: 0, value: ({ attack }) => attack.confirmations },
        { key: 'races', head: 'Races', decimals: 0, value: ({ races }) => races.length },
        {
          key: 'active_when_confirmed',
          head: 'Active once confirmed',
          decimals: 0,
          value: ({ races }) => count(races, ({ wasActive }) => wasActive),
        },
        {
          key: 'active_after',
          head: 'Active after',
          decimals: 0,
          value: ({ races }) => count(races, ({ isActive }) => isActive),
        },
        {
          key: 'gone',
          head: 'Gone',
          decimals: 0,
          value: ({ races }) => count(races, ({ isRewritten }) => isRewritten),
        },
        {
          key: 'waiting_again',
          head: 'Waiting again',
          decimals: 0,
          value: ({ races }) => count(races, ({ isPending }) => isPending),
        },
        {
          key: 'agree_with_headers',
          head: 'As on headers',
          decimals: 0,
          value: ({ races }) => count(races, ({ agreesWithHeaders }) => agreesWithHeaders),
        },
      ],
    );
    const all = rows.flatMap(({ races }) => races);
    return { tables: [table], findings: findings(all, rows.at(-1)?.races ?? []) };
  },
};

const findings = (all: readonly Executed[], alone: readonly Executed[]): string[] => {
  const shown = all.filter(({ wasActive }) => wasActive);
  const gone = all.filter(({ isRewritten }) => isRewritten);
  const disagreeing = all.filter(({ agreesWithHeaders }) => !agreesWithHeaders);
  return [
    `“Permanently recorded in the block and cannot be tampered with at will”: of ${shown.length} grants that the contract showed as active, with all the ` +
      `confirmations that were asked for, ${gone.length} were gone when the other branch came. ${disagreeing.length} races ended otherwise than on headers.`,
    `On a chain of one node, as the paper's test network is, ${alone.filter(({ isRewritten }) => isRewritten).length} of ${alone.length} were: its owner rewrites ` +
      'what he likes, whatever the number of confirmations.',
    'A grant that is taken back waits in the pools again, and other miners would mine it again. It stays away if the attacker has the majority and ' +
      'leaves it out, or if whoever holds the signer’s key has sent another transaction with its nonce.',
  ];
};
