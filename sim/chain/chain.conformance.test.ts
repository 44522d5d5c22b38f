import { createEthereumjsEngine } from '../engine/ethereumjs.ts';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { createFakeTransactions, fakeAddress } from '../pool/fake-transactions.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { profiles } from '../profile/profiles.ts';
import { testAddress, testTransaction } from '../testing/signed-transactions.ts';
import { gwei, weiPerEther } from '../units.ts';
import { type ChainSubject, describeAccounts, describeChain } from './chain.conformance.ts';
import { createFakeChain } from './fake-chain.ts';
import { createSimulatedChain, type SimulatedChainOptions } from './simulated.ts';

const settleMs = 200_000;
const capWei = gwei(100);
const tipWei = gwei(1);

const transferFees = ({ fees }: ChainProfile, bump: bigint) => ({
  maxFeePerGasWei: capWei * bump,
  maxPriorityFeePerGasWei: (fees.market === 'legacy' ? capWei : tipWei) * bump,
});

const simulated = (
  options: Pick<SimulatedChainOptions, 'profile' | 'engine' | 'rules'>,
  client: Pick<ChainSubject, 'address' | 'transfer'>,
): ChainSubject => {
  const scheduler = createVirtualScheduler();
  const chain = createSimulatedChain({ ...options, scheduler, random: createRandom(1) });
  for (let account = 0; account < 5; account += 1) chain.fund(client.address(account), weiPerEther);
  chain.start();
  return { ...client, chain, scheduler, settleMs };
};

const onFakeEngine = (profile: ChainProfile): ChainSubject => {
  const { rules, make } = createFakeTransactions();
  const engine = createFakeEngine({ chainId: profile.chainId, hardfork: profile.hardfork });
  const transfer: ChainSubject['transfer'] = (account, nonce, bump = 1n) =>
    make({
      sender: fakeAddress(account),
      to: fakeAddress(9),
      nonce,
      valueWei: 1n,
      ...transferFees(profile, bump),
    });
  return simulated({ profile, engine, rules }, { address: fakeAddress, transfer });
};

const onEthereumjs = (profile: ChainProfile): ChainSubject => {
  const transfer: ChainSubject['transfer'] = (account, nonce, bump = 1n) =>
    testTransaction(profile, {
      from: account,
      to: testAddress(9),
      nonce,
      valueWei: 1n,
      ...transferFees(profile, bump),
    });
  const { chainId, hardfork, network } = profile;
  const engine = createEthereumjsEngine({ chainId, hardfork, undoBlocks: network?.horizonBlocks ?? 0 });
  return simulated({ profile, engine }, { address: testAddress, transfer });
};

for (const profile of profiles) {
  for (const describeSuite of [describeChain, describeAccounts]) {
    describeSuite(`${profile.name} on the fake engine`, () => onFakeEngine(profile));
    describeSuite(`${profile.name} on ethereumjs`, () => onEthereumjs(profile));
  }
}

describeChain('the fake chain', () => {
  const scheduler = createVirtualScheduler();
  const { rules, make } = createFakeTransactions();
  return {
    scheduler,
    chain: createFakeChain({ scheduler, delayMs: 250, hash: rules.hash }),
    address: fakeAddress,
    transfer: (account, nonce) => make({ sender: fakeAddress(account), nonce }),
    settleMs,
  };
});
