/**
 * What each node of a network holds to be the newest block, in two implementations that agree on everything:
 * `lazy-views` finds it out when asked, `createEagerViews` has an event per node and block, so that a node can act
 * when its head changes.
 */
import { priorities, type Scheduler } from '../kernel/scheduler.ts';
import type { TreeBlock } from './block-tree.ts';
import type { Arrivals } from './channel.ts';
import { createView } from './view.ts';

export interface Views {
  /** To be told of every block when it is made. A node whose arrival time is infinite never has it. */
  made(block: TreeBlock, arrivals: Arrivals): void;
  /** As of now. */
  head(node: number): TreeBlock;
  hasSeen(node: number, block: TreeBlock): boolean;
}

export type Clock = Pick<Scheduler, 'nowMs' | 'at'>;

export interface ViewOptions {
  readonly nodeCount: number;
  readonly genesis: TreeBlock;
  readonly clock: Clock;
}

export const createEagerViews = (
  { nodeCount, genesis, clock }: ViewOptions,
  headChanged: (node: number) => void,
): Views => {
  const views = Array.from({ length: nodeCount }, () => createView(genesis));
  return {
    head: (node) => (views[node] as (typeof views)[number]).head(),
    hasSeen: (node, block) => (views[node] as (typeof views)[number]).hasSeen(block),
    made: (block, arrivals) => {
      for (const [node, view] of views.entries()) {
        view.announce(block);
        const receive = (): void => {
          if (view.receive(block)) headChanged(node);
        };
        const arrivalMs = arrivals(node);
        if (arrivalMs <= clock.nowMs()) receive();
        else if (arrivalMs < Number.POSITIVE_INFINITY) clock.at(arrivalMs, receive, priorities.block);
      }
    },
  };
};
