import { describe, expect, test } from 'vitest';
import { createFakeTransactions } from '../pool/fake-transactions.ts';
import { createMempool } from '../pool/mempool.ts';
import { createOrdering } from '../pool/ordering.ts';
import type { TemplateKind } from '../profile/profile.ts';
import { createTemplates } from './template.ts';

const setUp = (kind: TemplateKind) => {
  const { make } = createFakeTransactions();
  const limits = {
    maxPending: 10,
    guaranteedPerSender: 10,
    maxQueued: 10,
    maxQueuedPerSender: 10,
    priceBumpPercent: 10,
  };
  const account = () => ({ nonce: 0, balanceWei: 10n ** 18n });
  const pool = createMempool({ limits, account, onDropped: () => {} });
  const templates = createTemplates(kind, pool);
  const offered = (): (string | undefined)[] => {
    const { lines, crowd } = templates.current();
    const ordering = createOrdering(lines, undefined, crowd);
    const hashes: (string | undefined)[] = [];
    for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
      hashes.push(next.transaction?.hash);
      ordering.take();
    }
    return hashes;
  };
  const add = (nonce: number, priceWei = 10n): string => {
    const fees = { maxFeePerGasWei: priceWei, maxPriorityFeePerGasWei: priceWei };
    const transaction = make({ nonce, ...fees });
    pool.add(transaction);
    return transaction.hash;
  };
  return { templates, offered, add };
};

test('at the block, what waits then is offered', () => {
  const { offered, add } = setUp('at-block');
  const first = add(0);
  expect(offered()).toEqual([first]);
  expect(offered()).toEqual([first]);
  const second = add(1);
  expect(offered()).toEqual([first, second]);
});

describe('frozen', () => {
  test('nothing is offered before the miner has begun, and what came since waits for the next block', () => {
    const { templates, offered, add } = setUp('frozen');
    const first = add(0);
    expect(offered()).toEqual([]);
    templates.begin();
    const second = add(1);
    expect(offered()).toEqual([first]);
    templates.begin();
    expect(offered()).toEqual([first, second]);
  });

  test('what was replaced since is still in it', () => {
    const { templates, offered, add } = setUp('frozen');
    const first = add(0);
    templates.begin();
    const dearer = add(0, 20n);
    expect(offered()).toEqual([first]);
    templates.begin();
    expect(offered()).toEqual([dearer]);
  });
});
