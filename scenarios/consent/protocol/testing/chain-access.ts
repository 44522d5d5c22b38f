/** What parties write to the chain of a test, and what they read out of its events. */
import { eventsIn } from '../../../../contracts/test/events.ts';
import type { Hex } from '../../../../sim/index.ts';
import { type ChainWriter, createChainWriter, type UsageCommitment } from '../chain-view.ts';
import type { KeptRecord } from '../record-keeping.ts';
import type { RegistryChain, Sender } from './registry-chain.ts';

export const writerOf = (chain: RegistryChain, from: Sender): ChainWriter =>
  createChainWriter(async (call, ...args) => {
    const { error } = await chain.send(from, call, ...args);
    if (error !== undefined) throw new Error(error);
  });

export const commitmentsIn = ({ address, artifact, blocks }: RegistryChain): UsageCommitment[] =>
  blocks
    .flatMap(({ transactions }) => transactions.flatMap(({ receipt }) => receipt.logs))
    .flatMap((log) => eventsIn(address, artifact, [log]))
    .filter(({ name }) => name === 'UsageCommitted')
    .map(({ args }) => ({ batch: Number(args.batch), root: args.root as Hex, count: Number(args.count) }));

export const registerRecord = async (chain: RegistryChain, from: Sender, kept: KeptRecord): Promise<void> => {
  const { recordId, mdrs, contentHash, ciphertext } = kept;
  await chain.send(from, 'setPointer', kept.sp, recordId, mdrs, contentHash, ciphertext);
};
