import { expect, test } from 'vitest';
import { problemsOfNetwork } from './network-problems.ts';
import type { ConsensusProfile, NetworkProfile } from './network-profile.ts';
import { equalShares, miners } from './sample-miners.ts';

const network: NetworkProfile = {
  nodeCount: 4,
  clientNode: 0,
  links: { kind: 'constant', delayMs: 10 },
  thresholdRatio: 0.9,
  horizonBlocks: 64,
};

const qbft: ConsensusProfile = {
  kind: 'qbft',
  validatorCount: 4,
  quorum: 3,
  silent: [],
  periodS: 2,
  requestTimeoutMs: 4_000,
};

const clique: ConsensusProfile = { kind: 'clique', signerCount: 4, periodS: 5, wiggleMs: 500 };

const problems = (changes: Partial<NetworkProfile>, consensus: ConsensusProfile = clique) =>
  problemsOfNetwork({ ...network, ...changes }, consensus).map(
    ({ path, expected, received }) => `${path}: expected ${expected}, received ${received}`,
  );

test('sound networks have no problem', () => {
  const slots: ConsensusProfile = { kind: 'slots', intervalMs: 12_000 };
  for (const consensus of [clique, qbft, slots, miners(equalShares(4))])
    expect(problems({}, consensus)).toEqual([]);
  expect(problems({}, { ...qbft, silent: [3] })).toEqual([]);
});

test('a network of no nodes, a client of none of them, a negative delay: all at once', () => {
  const links = { kind: 'constant', delayMs: -3 } as const;
  expect(problems({ nodeCount: 0, clientNode: 2, links, thresholdRatio: 1.5, horizonBlocks: 0 })).toEqual([
    'network.nodeCount: expected a whole number of at least 1, received 0',
    'network.clientNode: expected a whole number from 0 to 0, one of the nodes, received 2',
    'network.thresholdRatio: expected a share of the nodes, above 0 and at most 1, received 1.5',
    'network.horizonBlocks: expected a whole number of at least 1, received 0',
    'network.links.delayMs: expected milliseconds, 0 or more, received -3',
    'producer.signerCount: expected a whole number from 1 to 0, of the nodes, received 4',
  ]);
});

test('shares that do not add up to 1, are not one per node, or are none', () => {
  expect(problems({}, miners([0.5, 0.6, -0.2]))).toEqual([
    'producer.shares: expected a list of 4, one per node (0 for one that does not mine), received a list of 3',
    'producer.shares[2]: expected a share from 0 to 1, received -0.2',
    `producer.shares: expected shares that add up to 1, received a sum of ${0.5 + 0.6 - 0.2}`,
  ]);
  expect(problems({}, miners([1 / 3, 1 / 3, 1 / 3, 0]))).toEqual([]);
});

test('a quorum that cannot exist', () => {
  const tooMany = 'a whole number from 3 (two thirds of 4) to 4 (who speak)';
  expect(problems({}, { ...qbft, quorum: 5 })).toEqual([`producer.quorum: expected ${tooMany}, received 5`]);
  expect(problems({}, { ...qbft, quorum: 2 })).toEqual([`producer.quorum: expected ${tooMany}, received 2`]);
  expect(problems({ clientNode: 1 }, { ...qbft, silent: [1, 2] })).toEqual([
    'producer.silent: expected at most 1 silent validators, so that a quorum can exist, received 2 of 4',
    'producer.silent: expected nodes that no client talks to, received node 1, which clients talk to',
    'producer.quorum: expected a whole number from 3 (two thirds of 4) to 2 (who speak), received 3',
  ]);
});

test('slots that are never filled', () => {
  expect(problems({}, { kind: 'slots', intervalMs: 0, missRatio: 1 })).toEqual([
    'producer.intervalMs: expected a finite number above 0, received 0',
    'producer.missRatio: expected a probability, 0 or more and below 1, received 1',
  ]);
});
