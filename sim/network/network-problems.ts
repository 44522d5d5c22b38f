/**
 * What must hold of a network and its consensus, every problem at once; paths are those of a chain profile, `network`
 * beside `producer`.
 */
import type { Problem } from '../errors.ts';
import { broken, isWhole, problemsOfLinks, type Rule } from './link-profile.ts';
import type { ConsensusProfile, NetworkProfile } from './network-profile.ts';
import type { ProofOfWorkProfile } from './proof-of-work.ts';
import { leastQuorum, type QbftProfile } from './qbft.ts';
import type { WithholdingProfile } from './withholding.ts';

export const problemsOfNetwork = (
  network: NetworkProfile,
  consensus: ConsensusProfile,
): readonly Problem[] => [
  ...broken(networkRules(network)).map(at('network')),
  ...problemsOfLinks(network.links, network.nodeCount).map(at('network.links')),
  ...broken(consensusRules(consensus, network)).map(at('producer')),
];

const at =
  (place: string) =>
  (problem: Problem): Problem => ({ ...problem, path: `${place}.${problem.path}` });

const whole = (path: string, received: number, least: number, most?: number, remark = ''): Rule => ({
  path,
  received,
  expected: `a whole number ${most === undefined ? `of at least ${least}` : `from ${least} to ${most}`}${remark}`,
  holds: isWhole(received, least, most),
});

const above0 = (path: string, received: number): Rule => ({
  path,
  received,
  expected: 'a finite number above 0',
  holds: Number.isFinite(received) && received > 0,
});

const notNegative = (path: string, received: number): Rule => ({
  path,
  received,
  expected: 'milliseconds, 0 or more',
  holds: Number.isFinite(received) && received >= 0,
});

const networkRules = ({ nodeCount, clientNode, thresholdRatio, horizonBlocks }: NetworkProfile): Rule[] => [
  whole('nodeCount', nodeCount, 1),
  whole('clientNode', clientNode, 0, Math.max(0, nodeCount - 1), ', one of the nodes'),
  {
    path: 'thresholdRatio',
    received: thresholdRatio,
    expected: 'a share of the nodes, above 0 and at most 1',
    holds: thresholdRatio > 0 && thresholdRatio <= 1,
  },
  whole('horizonBlocks', horizonBlocks, 1),
];

const consensusRules = (consensus: ConsensusProfile, { nodeCount, clientNode }: NetworkProfile): Rule[] => {
  switch (consensus.kind) {
    case 'slots':
      return [above0('intervalMs', consensus.intervalMs), missRule(consensus.missRatio ?? 0)];
    case 'proof-of-work':
      return proofOfWorkRules(consensus, nodeCount);
    case 'withholding':
      return [...proofOfWorkRules(consensus, nodeCount), ...withholdingRules(consensus, nodeCount)];
    case 'clique':
      return [
        whole('signerCount', consensus.signerCount, 1, nodeCount, ', of the nodes'),
        whole('periodS', consensus.periodS, 1),
        notNegative('wiggleMs', consensus.wiggleMs),
      ];
    case 'qbft':
      return qbftRules(consensus, nodeCount, clientNode);
  }
};

const missRule = (received: number): Rule => ({
  path: 'missRatio',
  received,
  expected: 'a probability, 0 or more and below 1',
  holds: received >= 0 && received < 1,
});

/** Shares are often rounded figures. */
const shareTolerance = 1e-6;

const proofOfWorkRules = (
  consensus: Pick<ProofOfWorkProfile, 'shares' | 'hashRatePerS' | 'genesisDifficulty'>,
  nodeCount: number,
): Rule[] => {
  const { shares, hashRatePerS, genesisDifficulty: difficulty } = consensus;
  const sum = shares.reduce((total, share) => total + share, 0);
  return [
    {
      path: 'shares',
      received: `a list of ${shares.length}`,
      expected: `a list of ${nodeCount}, one per node (0 for one that does not mine)`,
      holds: shares.length === nodeCount,
    },
    ...shares.map((received, node) => ({
      path: `shares[${node}]`,
      received,
      expected: 'a share from 0 to 1',
      holds: received >= 0 && received <= 1,
    })),
    {
      path: 'shares',
      received: `a sum of ${sum}`,
      expected: 'shares that add up to 1',
      holds: Math.abs(sum - 1) <= shareTolerance,
    },
    above0('hashRatePerS', hashRatePerS),
    {
      path: 'genesisDifficulty',
      received: difficulty,
      expected: 'a bigint of at least 1n',
      holds: difficulty >= 1n,
    },
  ];
};

const withholdingRules = (consensus: WithholdingProfile, nodeCount: number): Rule[] => [
  whole('attacker', consensus.attacker, 0, nodeCount - 1, ', one of the nodes'),
  notNegative('startMs', consensus.startMs),
  whole('confirmations', consensus.confirmations, 1),
  whole('giveUpBlocks', consensus.giveUpBlocks, 1),
];

const qbftRules = (
  { validatorCount, quorum, silent, periodS, requestTimeoutMs }: QbftProfile,
  nodeCount: number,
  clientNode: number,
): Rule[] => {
  const speakingCount = validatorCount - new Set(silent).size;
  const least = leastQuorum(validatorCount);
  return [
    whole('validatorCount', validatorCount, 1, nodeCount, ', of the nodes'),
    ...silent.map((node, index) => whole(`silent[${index}]`, node, 0, validatorCount - 1, ', a validator')),
    {
      path: 'silent',
      received: `${validatorCount - speakingCount} of ${validatorCount}`,
      expected: `at most ${validatorCount - least} silent validators, so that a quorum can exist`,
      holds: speakingCount >= least,
    },
    {
      path: 'silent',
      received: `node ${clientNode}, which clients talk to`,
      expected: 'nodes that no client talks to',
      holds: !silent.includes(clientNode),
    },
    {
      path: 'quorum',
      received: quorum,
      expected: `a whole number from ${least} (two thirds of ${validatorCount}) to ${speakingCount} (who speak)`,
      holds: isWhole(quorum, least, speakingCount),
    },
    whole('periodS', periodS, 1),
    above0('requestTimeoutMs', requestTimeoutMs),
  ];
};
