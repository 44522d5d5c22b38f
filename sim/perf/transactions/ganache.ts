/** ganache, in process. Its newest rules are Shanghai's, under which this contract's gas is the same. */
import { requirePeer } from '../peers.ts';
import { type Call, startSession } from './json-rpc.ts';
import type { Fixture, System } from './system.ts';

interface Provider {
  request(call: Call): Promise<unknown>;
  disconnect(): Promise<void>;
}

interface Ganache {
  provider(options: Readonly<Record<string, unknown>>): Provider;
}

export const system: System = {
  name: 'ganache',
  start: async (fixture) => {
    const provider = (requirePeer('ganache') as Ganache).provider(options(fixture));
    await provider.request({ method: 'miner_stop', params: [] });
    return startSession(
      fixture,
      (calls) => Promise.all(calls.map((call) => provider.request(call))),
      () => provider.disconnect(),
    );
  },
};

const options = (fixture: Fixture): Readonly<Record<string, unknown>> => ({
  chain: { chainId: fixture.chainId, networkId: fixture.chainId, hardfork: 'shanghai' },
  miner: { blockGasLimit: fixture.blockGasLimit, instamine: 'strict' },
  wallet: { accounts: fixture.privateKeys.map((secretKey) => ({ secretKey, balance: fixture.balanceWei })) },
  logging: { quiet: true },
});
