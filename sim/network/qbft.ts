/**
 * Immediate finality by a quorum (QBFT, the EEA's specification; names as in Besu). Proposers take turns; a block is
 * proposed when the parent's timestamp + period has come, and goes through three phases, in each of which everybody
 * speaks to everybody: pre-prepare (the block), prepare (by all who have it), commit (by all who have a quorum of prepares).
 * A node has the block for good when it has a quorum of commits: with a constant delay, three of these after the proposal.
 *
 * A silent validator (crashed) neither proposes nor votes. When it would be its turn, the others' round timers run out,
 * at the request timeout, doubled with every round; they tell the next proposer, which proposes when a quorum has spoken.
 * Assumptions: validators are the first nodes and do not change; nobody lies; a round whose proposer speaks is never
 * given up, however slow the links. Other nodes get the block from the first validator that has it. Votes are sent ahead
 * of their time, so that on uplinks they take their gaps before what is sent meanwhile.
 */
import { msPerS } from '../units.ts';
import type { Arrivals, Channel } from './channel.ts';
import { after, type Consensus, type CreateConsensus, findPriority } from './consensus.ts';

export interface QbftProfile {
  readonly kind: 'qbft';
  readonly validatorCount: number;
  /** How many votes decide. */
  readonly quorum: number;
  /** Validators that have crashed. */
  readonly silent: readonly number[];
  /** Least difference of timestamps, in whole seconds. */
  readonly periodS: number;
  readonly requestTimeoutMs: number;
}

/** Besu, BftHelpers.calculateRequiredValidatorQuorum: two thirds, rounded up; 2f + 1 of n = 3f + 1. */
export const leastQuorum = (validatorCount: number): number => Math.ceil((2 * validatorCount) / 3);

/** A signature, a round and a hash. */
const voteBytes = 200;

export const qbft =
  (profile: QbftProfile): CreateConsensus =>
  (site): Consensus => {
    const { validatorCount, periodS } = profile;
    const { scheduler, messages } = site;
    /** When each node has had the newest block. */
    let readyMs: readonly number[] = Array.from({ length: site.nodeCount }, () => 0);

    const prepare = (blockTimeMs: number, firstProposer: number): void => {
      const proposal = nextProposal(profile, messages, { readyMs, blockTimeMs, firstProposer });
      scheduler.at(proposal.timeMs, () => propose(proposal.proposer), findPriority);
    };

    const propose = (producer: number): void | Promise<void> => {
      const timeMs = scheduler.nowMs();
      const timestampS = Math.floor(timeMs / msPerS);
      const arrivals = (_: unknown, byteCount: number): Arrivals => {
        const proposed = messages.send(producer, timeMs, byteCount);
        const commits = commitTimes(profile, messages, { proposed, readyMs });
        readyMs = withObservers(commits, site.nodeCount, messages, byteCount);
        return (node) => readyMs[node] as number;
      };
      const made = site.produce({ producer, timestampS, difficulty: 1n, uncles: [], arrivals });
      return after(made, () => prepare((timestampS + periodS) * msPerS, (producer + 1) % validatorCount));
    };

    return { start: () => prepare(periodS * msPerS, 0), headChanged: () => {} };
  };

interface Height {
  readonly readyMs: readonly number[];
  /** No block before. */
  readonly blockTimeMs: number;
  readonly firstProposer: number;
}

/** Who proposes, and when: the first in turn that speaks. */
const nextProposal = (
  { validatorCount, quorum, silent, requestTimeoutMs }: QbftProfile,
  messages: Channel,
  { readyMs, blockTimeMs, firstProposer }: Height,
): { readonly proposer: number; readonly timeMs: number } => {
  const startMs = (node: number): number => Math.max(readyMs[node] as number, blockTimeMs);
  let proposer = firstProposer;
  let round = 0;
  for (; silent.includes(proposer); round += 1) proposer = (proposer + 1) % validatorCount;
  if (round === 0) return { proposer, timeMs: startMs(proposer) };
  const timeoutsMs = requestTimeoutMs * (2 ** round - 1);
  const votesMs = speaking(validatorCount, silent)
    .map((node) => ({ node, timeMs: startMs(node) + timeoutsMs }))
    .sort((a, b) => a.timeMs - b.timeMs)
    .map(({ node, timeMs }) => messages.send(node, timeMs, voteBytes)(proposer));
  return { proposer, timeMs: quorumMs(votesMs, quorum) };
};

/** When each validator has a quorum of commits; never for a silent one. */
const commitTimes = (
  { validatorCount, quorum, silent }: QbftProfile,
  messages: Channel,
  { proposed, readyMs }: { readonly proposed: Arrivals; readonly readyMs: readonly number[] },
): readonly number[] => {
  const voters = speaking(validatorCount, silent);
  /** Each voter speaks when its time has come; then each has what a quorum has said. */
  const phase = (timesMs: readonly number[]): readonly number[] => {
    const votes = voters
      .map((node) => ({ node, timeMs: timesMs[node] as number }))
      .sort((a, b) => a.timeMs - b.timeMs)
      .map(({ node, timeMs }) => messages.send(node, timeMs, voteBytes));
    return timesMs.map((timeMs, node) =>
      Math.max(
        timeMs,
        quorumMs(
          votes.map((arrivals) => arrivals(node)),
          quorum,
        ),
      ),
    );
  };
  // A node works on a height when it has the block before.
  const acceptedMs = Array.from({ length: validatorCount }, (_, node) =>
    silent.includes(node) ? Number.POSITIVE_INFINITY : Math.max(proposed(node), readyMs[node] as number),
  );
  return phase(phase(acceptedMs));
};

const withObservers = (
  commitsMs: readonly number[],
  nodeCount: number,
  messages: Channel,
  byteCount: number,
): readonly number[] => {
  if (nodeCount === commitsMs.length) return commitsMs;
  const firstMs = Math.min(...commitsMs);
  const arrivals = messages.send(commitsMs.indexOf(firstMs), firstMs, byteCount);
  return Array.from({ length: nodeCount }, (_, node) => commitsMs[node] ?? arrivals(node));
};

const speaking = (validatorCount: number, silent: readonly number[]): readonly number[] =>
  Array.from({ length: validatorCount }, (_, node) => node).filter((node) => !silent.includes(node));

const quorumMs = (timesMs: readonly number[], quorum: number): number =>
  timesMs.toSorted((a, b) => a - b)[quorum - 1] ?? Number.POSITIVE_INFINITY;
