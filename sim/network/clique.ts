/**
 * Proof of authority by turns (EIP-225, Clique). Signer i is in turn at the heights n with n mod signers = i, and signs
 * at the parent's timestamp + period with difficulty 2; the others may sign with difficulty 1, after a random delay of up
 * to signers × wiggle, unless they signed one of the last floor(signers / 2) blocks (SIGNER_LIMIT). Whoever gets a better
 * block meanwhile begins anew on that.
 *
 * Signers are the first nodes; they do not change (no votes, no epochs). As in reality there are forks where blocks take
 * longer than the out-of-turn delays, and the chain can stand still when branches of equal difficulty meet and all
 * who may go on have signed recently.
 */
import type { Timer } from '../kernel/scheduler.ts';
import { msPerS } from '../units.ts';
import type { TreeBlock } from './block-tree.ts';
import { type Consensus, type CreateConsensus, findPriority } from './consensus.ts';

export interface CliqueProfile {
  readonly kind: 'clique';
  readonly signerCount: number;
  /** Least difference of timestamps, in whole seconds. */
  readonly periodS: number;
  /** Per signer, of the out-of-turn delay. */
  readonly wiggleMs: number;
}

/** EIP-225 §Specification: DIFF_INTURN, DIFF_NOTURN. */
const inTurnDifficulty = 2n;
const outOfTurnDifficulty = 1n;

export const isInTurn = (node: number, number: number, signerCount: number): boolean =>
  number % signerCount === node;

/** EIP-225: a signer may sign one of any floor(signers / 2) + 1 consecutive blocks. */
export const maySign = (node: number, head: TreeBlock, signerCount: number): boolean => {
  let block: TreeBlock | undefined = head;
  for (let count = Math.floor(signerCount / 2); count > 0 && block !== undefined; count -= 1) {
    if (block.producer === node) return false;
    block = block.parent;
  }
  return true;
};

export const clique =
  ({ signerCount, periodS, wiggleMs }: CliqueProfile): CreateConsensus =>
  (site): Consensus => {
    const { scheduler } = site;
    const timers: (Timer | undefined)[] = Array.from({ length: signerCount }, () => undefined);
    const wiggles = timers.map((_, node) => site.random.fork(`wiggle ${node}`));

    const wiggle = (node: number): number => (wiggles[node]?.uniform() ?? 0) * signerCount * wiggleMs;

    const prepare = (node: number): void => {
      if (node >= signerCount) return;
      timers[node]?.cancel();
      const head = site.head(node);
      if (!maySign(node, head, signerCount)) return;
      const nowMs = scheduler.nowMs();
      const turn = isInTurn(node, head.number + 1, signerCount);
      const timestampS = Math.max(head.timestampS + periodS, Math.floor(nowMs / msPerS));
      const difficulty = turn ? inTurnDifficulty : outOfTurnDifficulty;
      const sign = () => site.produce({ producer: node, timestampS, difficulty, uncles: [] });
      const signMs = Math.max(timestampS * msPerS, nowMs) + (turn ? 0 : wiggle(node));
      timers[node] = scheduler.at(signMs, sign, findPriority);
    };

    return {
      start: () => {
        for (let node = 0; node < signerCount; node += 1) prepare(node);
      },
      headChanged: prepare,
    };
  };
