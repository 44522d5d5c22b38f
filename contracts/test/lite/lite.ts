/** The contract of one word as its tests speak of it; what a test leaves out is a consent that is in order. */
import { type LiteFields, packWord, unpackWord } from '../../../scenarios/consent/lite-word.ts';
import { type Actor, actors } from '../actors.ts';
import { dayS, type Reason, reasons, startS } from '../registry/registry.ts';
import { type Contract, createSandbox, type Outcome, type Sandbox } from '../sandbox.ts';

export const terms: Partial<LiteFields> = {
  expiresAt: startS + 30 * dayS,
  ops: 3,
  purpose: 1,
  categories: 0b1011,
  server: 1,
};

export interface LiteQuestion {
  readonly sp: Actor;
  readonly ms: Actor;
  readonly server: number;
  readonly categories: number;
  readonly ops: number;
  readonly purpose: number;
}

const question = { sp: actors.alice, ms: actors.maria, server: 1, categories: 1, ops: 1, purpose: 1 };

export const liteCalls = (contract: Contract) => ({
  contract,
  reqManage: (ms: Actor, sp: Actor): Promise<Outcome> =>
    contract.send(ms, 'reqManage', [sp.address, 1, 3, 0b1011]),
  grant: (sp: Actor, ms: Actor, changes: Partial<LiteFields> = {}): Promise<Outcome> =>
    contract.send(sp, 'grant', [ms.address, packWord({ ...terms, ...changes })]),
  revoc: (sp: Actor, ms: Actor): Promise<Outcome> => contract.send(sp, 'revoc', [ms.address]),
  pair: async (sp: Actor, ms: Actor): Promise<LiteFields> =>
    unpackWord((await contract.read(ms, 'GetMS', [sp.address, ms.address])) as bigint),
  reason: async (changes: Partial<LiteQuestion> = {}, from = actors.archive): Promise<Reason | undefined> => {
    const { sp, ms, server, categories, ops, purpose } = { ...question, ...changes };
    const args = [sp.address, ms.address, server, categories, ops, purpose];
    return reasons[(await contract.read(from, 'check', args)) as number];
  },
  call: (from: Actor, call: string, ...args: readonly unknown[]): Promise<Outcome> =>
    contract.send(from, call, args),
  read: (call: string, ...args: readonly unknown[]): Promise<unknown> =>
    contract.read(actors.noor, call, args),
});

export type Lite = ReturnType<typeof liteCalls>;

/** Contracts with two servers, on a chain of their own: each call undoes all that was done with the last one. */
export const createLiteWorlds = (source: Parameters<Sandbox['deploy']>[0] = 'ConsentLite') => {
  let undo: (() => Promise<void>) | undefined;
  const sandbox = createSandbox('osaka');
  const prepared = (async () => {
    const lite = liteCalls(await sandbox.deploy(source, [actors.regulator.address]));
    for (const server of [actors.archive, actors.cloud])
      await lite.call(actors.regulator, 'registerServer', server.address);
    undo = sandbox.mark();
    return { sandbox, lite };
  })();
  return async (): Promise<{ readonly sandbox: Sandbox; readonly lite: Lite }> => {
    const world = await prepared;
    await undo?.();
    return world;
  };
};
