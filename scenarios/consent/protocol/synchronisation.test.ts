import { describe, expect, it } from 'vitest';
import type { AccessReason, ChainView } from './chain-view.ts';
import { confirmedByEvents } from './registry-view.ts';
import { eventCache, poll } from './synchronisation.ts';
import { askOutcome } from './testing/requests.ts';
import { consented, createWorld, grant, people, type World, word } from './testing/world.ts';

const { alice, bob, maria, archive } = people;
const minuteMs = 60_000;

/** Maria has access, through a server that asks the chain by way of `synchronise`, and the chain counts how often it is asked. */
const openWith = async (synchronise: (view: ChainView, nowMs: () => number) => ChainView) => {
  const world = await createWorld();
  const { wanted } = await consented(world);
  let asked = 0;
  const counted: ChainView = {
    ...world.view,
    check: (question, blocksBack) => {
      asked += 1;
      return world.view.check(question, blocksBack);
    },
  };
  const chain = synchronise(counted, world.clock.nowMs);
  const store = world.stores[0] as World['stores'][0];
  const limits = { headAgeMs: Number.POSITIVE_INFINITY };
  const server = await world.serverOf(archive, world.keys.archive, { chain, store, limits });
  const ask = () => askOutcome({ ...world, server }, wanted);
  return { world, ask, asked: () => asked };
};

const revoke = ({ chain }: World) => chain.send(alice, 'revoc', maria.address, word(0));

describe('pull', () => {
  it('asks for each request and knows of a revocation with its block', async () => {
    const { world, ask, asked } = await openWith((view) => view);
    expect([await ask(), await ask()]).toEqual(['served', 'served']);
    expect(asked()).toBe(4); // now and two blocks back, twice
    await revoke(world);
    expect(await ask()).toBe('9 now:notActive');
  });
});

describe('event cache', () => {
  const cached = async () => {
    let cache: ReturnType<typeof eventCache> | undefined;
    const opened = await openWith((view, nowMs) => {
      cache = eventCache(view, nowMs, 10 * minuteMs);
      return cache.view;
    });
    return { ...opened, cache: cache as NonNullable<typeof cache> };
  };

  it('asks once, until an event of the patient is delivered', async () => {
    const { world, ask, asked, cache } = await cached();
    expect([await ask(), await ask(), asked()]).toEqual(['served', 'served', 2]);
    const { events, blockNumber } = await revoke(world);
    expect(await ask()).toBe('served'); // the event is on its way: this is the staleness that RTE measures
    for (const event of events) cache.onEvent({ ...event, blockNumber });
    expect(await ask()).toBe('9 now:notActive');
  });

  it('keeps what others’ events do not concern, and forgets all at a suspension, a reorganisation, and with time', async () => {
    const { world, ask, asked, cache } = await cached();
    const blockNumber = world.chain.blocks.length;
    await ask();
    cache.onEvent({ name: 'ConsentRevoked', args: { sp: bob.address }, blockNumber });
    cache.onEvent({ name: 'UsageCommitted', args: {}, blockNumber });
    await ask();
    expect(asked()).toBe(2);
    cache.onEvent({ name: 'EntityStatus', args: { who: maria.address }, blockNumber });
    await ask();
    expect(asked()).toBe(4);
    cache.forget();
    await ask();
    expect(asked()).toBe(6);
    world.clock.aheadMs += 10 * minuteMs;
    await ask();
    expect(asked()).toBe(8);
  });

  /** A node that answers when it is told to, each question in turn. */
  const slowCache = (blockOf: () => number) => {
    const answers: ((reason: AccessReason) => void)[] = [];
    const node = {
      head: async () => ({ number: blockOf(), hash: word(1), timestampS: 0, sync: 'following' }),
      check: () => new Promise((resolve) => answers.push(resolve)),
    } as Partial<ChainView> as ChainView;
    const cache = eventCache(node, () => 0, minuteMs);
    const question = { sp: alice.address, ms: maria.address, mdrs: archive.address, recordId: word(1) };
    const check = () => cache.view.check({ ...question, proof: [], ops: 1, purpose: 1 }, 0);
    const asked = async (count: number) => expect.poll(() => answers.length).toBe(count);
    return { cache, check, answers, asked };
  };

  it.each([
    ['of the patient', { name: 'ConsentRevoked', args: { sp: alice.address } }],
    ['of everybody', { name: 'PausedSet', args: {} }],
  ])('never keeps a yes that was on its way when an event %s came', async (_, event) => {
    const { cache, check, answers, asked } = slowCache(() => 7);
    const early = check();
    await asked(1);
    cache.onEvent({ ...event, blockNumber: 8 });
    answers[0]?.('ok');
    expect(await early).toBe('ok'); // asked before the revocation, and served as such
    const late = check();
    await asked(2); // and not answered from memory
    answers[1]?.('notActive');
    expect(await late).toBe('notActive');
  });

  it('never keeps the yes of a node that is behind the events, or of a branch that is gone', async () => {
    let block = 7;
    const { cache, check, answers, asked } = slowCache(() => block);
    cache.onEvent({ name: 'ConsentRevoked', args: { sp: alice.address }, blockNumber: 8 });
    cache.onEvent({ name: 'PausedSet', args: {}, blockNumber: 3 }); // told late
    const behind = check();
    await asked(1);
    answers[0]?.('ok');
    await behind;
    block = 9;
    const onOldBranch = check();
    await asked(2);
    cache.forget();
    answers[1]?.('ok');
    await onOldBranch;
    void check();
    await asked(3);
  });

  it('keeps the newer of two answers, though the older comes last', async () => {
    const answers: ((epoch: number) => void)[] = [];
    const heads = [9, 5]; // of two nodes that share the questions
    const node = {
      head: async () => ({ number: heads.shift() ?? 9, hash: word(1), timestampS: 0, sync: 'following' }),
      pair: () => new Promise((resolve) => answers.push((epoch) => resolve({ epoch, expiresAt: 0 }))),
    } as Partial<ChainView> as ChainView;
    const { view } = eventCache(node, () => 0, minuteMs);
    const [newer, older] = [view.pair(alice.address, maria.address), view.pair(alice.address, maria.address)];
    await expect.poll(() => answers.length).toBe(2);
    answers[0]?.(3);
    await newer;
    answers[1]?.(1);
    await older;
    expect(await view.pair(alice.address, maria.address)).toMatchObject({ epoch: 3 });
  });
});

describe('poll', () => {
  it('asks once in each period, so that a revocation counts from the next on', async () => {
    const { world, ask, asked } = await openWith((view, nowMs) => poll(view, nowMs, minuteMs));
    world.clock.aheadMs = minuteMs - (world.clock.nowMs() % minuteMs); // a period begins
    expect([await ask(), await ask(), asked()]).toEqual(['served', 'served', 2]);
    await revoke(world); // the block takes twelve seconds
    world.clock.aheadMs += 30_000;
    expect(await ask()).toBe('served');
    world.clock.aheadMs += 18_000;
    expect(await ask()).toBe('9 now:notActive');
  });

  it('forgets a pair whose revocation it sees in the pool', async () => {
    const { world, ask, asked } = await openWith((view, nowMs) => poll(view, nowMs, 1e12));
    expect([await ask(), await ask(), asked()]).toEqual(['served', 'served', 2]);
    world.chain.hold(alice, 'revoc', maria.address, word(0));
    expect(await ask()).toBe('10 revocationPending');
    await world.chain.sealHeld();
    expect(await ask()).toBe('9 now:notActive'); // the pool is empty again
  });

  it('keeps no answer beyond the period in which it was asked for', async () => {
    let nowMs = 0;
    const answers: ((reason: AccessReason) => void)[] = [];
    const node = { check: () => new Promise((resolve) => answers.push(resolve)) } as Partial<ChainView>;
    const view = poll(node as ChainView, () => nowMs, minuteMs);
    const question = { sp: alice.address, ms: maria.address, mdrs: archive.address, recordId: word(1) };
    const check = () => view.check({ ...question, proof: [], ops: 1, purpose: 1 }, 0);
    const early = check();
    nowMs = minuteMs;
    void check();
    answers[0]?.('ok');
    expect(await early).toBe('ok');
    void check();
    expect(answers).toHaveLength(3);
  });

  it('asks again after a refusal', async () => {
    const { world, ask } = await openWith((view, nowMs) => poll(view, nowMs, 1e12));
    await world.chain.send(people.regulator, 'setPaused', true);
    expect(await ask()).toBe('9 now:paused');
    await world.chain.send(people.regulator, 'setPaused', false);
    await world.chain.confirm(2);
    expect(await ask()).toBe('served');
  });
});

describe('confirmations by events, for a chain that cannot look back', () => {
  it('count from the block of the grant’s event', async () => {
    const granted = new Map<string, number>();
    const { world } = await openWith((view) => view);
    const view = confirmedByEvents(world.view, (grantId) => granted.get(grantId));
    const grantId = await grant(world);
    const question = {
      sp: alice.address,
      ms: maria.address,
      mdrs: archive.address,
      recordId: word(1),
      proof: [],
    };
    const answer = () => view.check({ ...question, ops: 1, purpose: 1 }, 2);
    expect(await answer()).toBe('noGrant');
    granted.set(grantId, world.chain.blocks.length);
    expect(await answer()).toBe('notActive');
    await world.chain.confirm(2);
    expect(await answer()).toBe('ok');
  });
});
