/** What must hold of a chain profile across its parts: what the types and the schema of a file cannot see. */
import type { Problem } from '../errors.ts';
import { isAtLeast } from '../ethereum/hardfork.ts';
import { problemsOfNetwork } from '../network/network-problems.ts';
import type { ConsensusProfile, NetworkProfile } from '../network/network-profile.ts';
import { problemsOfBackground } from '../pool/background-profile.ts';
import type { ChainProfile, ProducerProfile } from './profile.ts';

/** Every problem at once; paths are inside the profile. */
export const problemsOfProfile = (profile: ChainProfile): readonly Problem[] => [
  ...producerProblems(profile),
  ...backgroundProblems(profile),
];

const producerProblems = ({ producer, network, confirmations }: ChainProfile): readonly Problem[] => {
  if (network === undefined)
    return isConsensus(producer) && producer.kind !== 'slots'
      ? [{ path: 'network', expected: `the nodes of ${producer.kind}`, received: 'nothing' }]
      : [];
  if (!isConsensus(producer))
    return [
      {
        path: 'producer.kind',
        expected: 'slots, proof-of-work, clique or qbft, as there is a network',
        received: `'${producer.kind}'`,
      },
    ];
  return [...problemsOfNetwork(network, producer), ...horizonProblems(network, confirmations)];
};

const horizonProblems = ({ horizonBlocks }: NetworkProfile, confirmations: number): readonly Problem[] => {
  if (confirmations <= horizonBlocks) return [];
  const expected = `at most network.horizonBlocks, ${horizonBlocks}`;
  return [{ path: 'confirmations', expected, received: `${confirmations}` }];
};

const backgroundProblems = ({ background, producer, hardfork }: ChainProfile): readonly Problem[] => {
  if (background === undefined) return [];
  if (producer.kind === 'instant')
    return [
      {
        path: 'background',
        expected: 'none, as an instant chain makes a block of each transaction and has nothing to share',
        received: 'background load',
      },
    ];
  const market = isAtLeast(hardfork, 'london') ? 'eip1559' : 'legacy';
  return problemsOfBackground(background, market).map((problem) => ({
    ...problem,
    path: `background.${problem.path}`,
  }));
};

export const isConsensus = (producer: ProducerProfile): producer is ConsensusProfile =>
  producer.kind !== 'instant' && producer.kind !== 'exponential';
