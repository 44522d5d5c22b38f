/** Hardhat's revm, in process: its provider takes JSON text, and works off requests on threads of its own. */
import { hexToBytes } from '../../ethereum/hex.ts';
import type { Hex } from '../../units.ts';
import { requirePeer } from '../peers.ts';
import { type Call, resultOf, startSession, toJson } from './json-rpc.ts';
import type { Fixture, System } from './system.ts';

interface Provider {
  handleRequest(request: string): Promise<{ readonly data: unknown }>;
}

/** What is used of the library; its own types are not installed with ours. */
interface Edr {
  readonly L1_CHAIN_TYPE: string;
  readonly EdrContext: new () => {
    registerProviderFactory(chainType: string, factory: unknown): Promise<void>;
    createProvider(chainType: string, ...configuration: readonly unknown[]): Promise<Provider>;
  };
  readonly ContractDecoder: new () => unknown;
  l1ProviderFactory(): unknown;
  l1GenesisState(hardfork: unknown): readonly unknown[];
  l1HardforkFromString(name: string): unknown;
}

const silent = { enable: false, decodeConsoleLogInputsCallback: () => [], printLineCallback: () => {} };

export const system: System = {
  name: 'EDR',
  start: async (fixture) => {
    const edr = requirePeer('@nomicfoundation/edr') as Edr;
    const context = new edr.EdrContext();
    await context.registerProviderFactory(edr.L1_CHAIN_TYPE, edr.l1ProviderFactory());
    const provider = await context.createProvider(
      edr.L1_CHAIN_TYPE,
      configuration(fixture, edr),
      silent,
      { subscriptionCallback: () => {} },
      new edr.ContractDecoder(),
    );
    const ask = async (call: Call): Promise<unknown> => {
      const { data } = await provider.handleRequest(toJson(call, 1));
      return resultOf(typeof data === 'string' ? JSON.parse(data) : data);
    };
    return startSession(
      fixture,
      (calls) => Promise.all(calls.map(ask)),
      async () => {},
    );
  },
};

const configuration = (fixture: Fixture, edr: Edr): Readonly<Record<string, unknown>> => ({
  allowBlocksWithSameTimestamp: false,
  allowUnlimitedContractSize: false,
  bailOnCallFailure: false,
  bailOnTransactionFailure: false,
  chainId: BigInt(fixture.chainId),
  coinbase: new Uint8Array(20),
  defaultTransactionGasLimit: 100_000n,
  genesisState: [
    ...edr.l1GenesisState(edr.l1HardforkFromString(fixture.hardfork)),
    ...fixture.accounts.map((address) => ({
      address: hexToBytes(address as Hex),
      balance: BigInt(fixture.balanceWei),
    })),
  ],
  hardfork: fixture.hardfork,
  initialBaseFeePerGas: BigInt(fixture.baseFeePerGasWei),
  initialParentBeaconBlockRoot: new Uint8Array(32),
  minGasPrice: 0n,
  mining: { autoMine: false, blockGasLimit: BigInt(fixture.blockGasLimit), memPool: { order: 'Fifo' } },
  network: {
    genesisBlockGasLimit: BigInt(fixture.blockGasLimit),
    genesisBlobGas: { gasUsed: 0n, excessGas: 0n },
  },
  networkId: BigInt(fixture.chainId),
  observability: {},
  ownedAccounts: [],
  precompileOverrides: [],
});
