/** What must hold of a chain profile across its parts: what the types and the schema of a file cannot see. */
import type { Problem } from '../errors.ts';
import { problemsOfNetwork } from '../network/network-problems.ts';
import type { ConsensusProfile } from '../network/network-profile.ts';
import type { ChainProfile, ProducerProfile } from './profile.ts';

/** Every problem at once; paths are inside the profile. */
export const problemsOfProfile = ({ producer, network, confirmations }: ChainProfile): readonly Problem[] => {
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
  const { horizonBlocks } = network;
  const isBeyond = confirmations > horizonBlocks;
  return [
    ...problemsOfNetwork(network, producer),
    ...(isBeyond
      ? [
          {
            path: 'confirmations',
            expected: `at most network.horizonBlocks, ${horizonBlocks}`,
            received: `${confirmations}`,
          },
        ]
      : []),
  ];
};

export const isConsensus = (producer: ProducerProfile): producer is ConsensusProfile =>
  producer.kind !== 'instant' && producer.kind !== 'exponential';
