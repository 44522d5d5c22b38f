/**
 * What a block may hold: what waits when it is made, or what waited when its miner began with it. A miner that does not
 * renew its template leaves out whatever came since; and what was replaced or evicted since is still in it.
 */

import type { Mempool } from '../pool/mempool.ts';
import type { Line } from '../pool/ordering.ts';
import type { PooledBackground } from '../pool/pooled-transaction.ts';
import type { ChainProfile, TemplateKind } from '../profile/profile.ts';

export const templateOf = ({ producer }: ChainProfile): TemplateKind =>
  ('template' in producer ? producer.template : undefined) ?? 'at-block';

export interface Template {
  /** Of each sender, in order of nonce. */
  readonly lines: Iterable<Line>;
  readonly crowd: Iterable<PooledBackground>;
}

export const emptyTemplate: Template = { lines: [], crowd: [] };

export interface Templates {
  /** Of the block that is made now. */
  current(): Template;
  /** The miner begins with the next block. */
  begin(): void;
}

export const createTemplates = (kind: TemplateKind, pool: Mempool): Templates => {
  if (kind === 'at-block') return { current: () => fresh(pool), begin: () => {} };
  let template = emptyTemplate;
  return {
    current: () => template,
    begin: () => {
      template = frozen(pool);
    },
  };
};

const fresh = (pool: Mempool): Template => {
  pool.catchUp();
  return { lines: pool.lanes(), crowd: pool.crowd.waiting() };
};

const frozen = (pool: Mempool): Template => {
  pool.catchUp();
  const lines = Array.from(pool.lanes(), (lane): Line => {
    const pending = lane.allPending();
    return { pendingAt: (index) => pending[index] };
  });
  return { lines, crowd: [...pool.crowd.waiting()] };
};
