/**
 * One miner withholds: from a given moment on he mines on a branch of his own, which nobody hears of, and shows it when it
 * undoes what the others have confirmed. A race for one payee, once; the chain ends with it, so that what it left can be
 * looked at.
 *
 * Model (Rosenfeld 2014, section 3): constant difficulty. When the race begins he has one block ahead: he mines in
 * secret on the newest block, moves on with it whenever the others find one first, and sends what he is going to undo
 * at the moment of his first find. Mining has no memory, so the race may begin at any moment with this find. The others
 * confirm from the next block on; once they have made k blocks he wins as soon as his branch is longer. He gives up
 * when it is `giveUpBlocks` behind. He knows of every block at once, and is heard by all at once: the worst case.
 * He shows his branch a second after he has won, when the payee has acted. His blocks are empty. Where nobody else mines he confirms in the open what he undoes after.
 */
import type { TreeBlock } from './block-tree.ts';
import { after, type BlockOrder, type Consensus, type CreateConsensus, timestampAfter } from './consensus.ts';
import { type ProofOfWorkProfile, proofOfWork } from './proof-of-work.ts';

export interface WithholdingProfile
  extends Pick<ProofOfWorkProfile, 'shares' | 'hashRatePerS' | 'genesisDifficulty'> {
  readonly kind: 'withholding';
  readonly attacker: number;
  readonly startMs: number;
  /** k: how many blocks the others must have made, so that the payee believes them. */
  readonly confirmations: number;
  readonly giveUpBlocks: number;
}

export interface RaceOutcome {
  readonly isRewritten: boolean;
  /** Since the race began: of the others, and his own with the one that he had. */
  readonly publicCount: number;
  readonly secretCount: number;
  readonly endMs: number;
}

/** What the payee takes to act on what he believes. */
const payeeMs = 1_000;

const notHeard = () => Number.POSITIVE_INFINITY;

export const withholding =
  (profile: WithholdingProfile, onOver: (outcome: RaceOutcome) => void = () => {}): CreateConsensus =>
  (site): Consensus => {
    const { attacker, startMs, confirmations, giveUpBlocks, genesisDifficulty: difficulty } = profile;
    const { scheduler } = site;
    const isAlone = profile.shares.every((share, node) => share === 0 || node === attacker);
    let stage: 'before' | 'racing' | 'over' = 'before';
    let [fork, known, secret]: (TreeBlock | undefined)[] = [];

    const heights = () => {
      const base = (fork as TreeBlock).number;
      return {
        publicCount: (known as TreeBlock).number - base,
        secretCount: (secret as TreeBlock).number - base,
      };
    };
    const isOpen = (): boolean => stage !== 'racing' || (isAlone && heights().publicCount < confirmations);
    const baseOf = (node: number): TreeBlock =>
      node === attacker && !isOpen() ? (secret as TreeBlock) : site.head(node);

    const end = (isRewritten: boolean): void => {
      stage = 'over';
      const endMs = scheduler.nowMs();
      if (isRewritten) site.send(secret as TreeBlock, () => endMs + payeeMs);
      onOver({ isRewritten, ...heights(), endMs });
    };

    const judge = (): void => {
      const { publicCount, secretCount } = heights();
      if (publicCount >= confirmations && secretCount > publicCount) end(true);
      else if (publicCount - secretCount >= giveUpBlocks) end(false);
    };

    const produceSecretly = (order: BlockOrder): void | Promise<void> =>
      site.produce({
        ...order,
        parent: secret as TreeBlock,
        contents: 'nothing',
        uncles: [],
        arrivals: (block) => {
          secret = block;
          return notHeard;
        },
      });

    const produceOpenly = (order: BlockOrder): void | Promise<void> =>
      after(site.produce(order), () => {
        if (stage === 'before') return;
        const made = site.head(order.producer);
        if (made.number > (known as TreeBlock).number) known = made;
      });

    const produce = (order: BlockOrder): void | Promise<void> => {
      const isSecret = order.producer === attacker && !isOpen();
      const made = isSecret ? produceSecretly(order) : produceOpenly(order);
      return after(made, () => {
        if (stage === 'racing') judge();
      });
    };

    const begin = (): void | Promise<void> => {
      fork = site.head(attacker);
      [known, secret, stage] = [fork, fork, 'racing'];
      if (isAlone) return;
      const timestampS = timestampAfter(fork, scheduler.nowMs());
      return produceSecretly({ producer: attacker, timestampS, difficulty, uncles: [] });
    };

    const mining = proofOfWork(
      { ...profile, kind: 'proof-of-work', difficultyRule: 'constant' },
      { isOver: () => stage === 'over' },
    )({ ...site, head: baseOf, produce });
    return {
      start: () => {
        scheduler.at(startMs, begin);
        mining.start();
      },
      headChanged: mining.headChanged,
    };
  };
