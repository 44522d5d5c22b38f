import { describe, expect, it } from 'vitest';
import type { ChainView } from './chain-view.ts';
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
    const { events } = await revoke(world);
    expect(await ask()).toBe('served'); // the event is on its way: this is the staleness that RTE measures
    for (const event of events) cache.onEvent(event);
    expect(await ask()).toBe('9 now:notActive');
  });

  it('keeps what others’ events do not concern, and forgets all at a suspension, a reorganisation, and with time', async () => {
    const { world, ask, asked, cache } = await cached();
    await ask();
    cache.onEvent({ name: 'ConsentRevoked', args: { sp: bob.address } });
    cache.onEvent({ name: 'UsageCommitted', args: {} });
    await ask();
    expect(asked()).toBe(2);
    cache.onEvent({ name: 'EntityStatus', args: { who: maria.address } });
    await ask();
    expect(asked()).toBe(4);
    cache.forget();
    await ask();
    expect(asked()).toBe(6);
    world.clock.aheadMs += 10 * minuteMs;
    await ask();
    expect(asked()).toBe(8);
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
