/**
 * Revocations that patients hand to the server directly. From the acknowledgement on the server refuses, before any block has heard of
 * it; the server also sends them to the chain. Kept by pair, the furthest one wins.
 */
import { hashTypedData } from 'viem/utils';
import type { Address } from '../../../sim/index.ts';
import type { KeyedBytes } from '../server/stores/store.ts';
import { type RevokeDecision, revokeTypedData } from '../signed-decisions.ts';
import { signerOf } from './account-signature.ts';
import type { Deployment } from './encrypted-address.ts';

export interface ReceivedRevocations {
  /** False when the signature is not the patient's, or its deadline has passed. Durable before it is true. */
  accept(decision: RevokeDecision, signature: `0x${string}`, nowMs: number): Promise<boolean>;
  /** Whether a grant of this epoch is revoked. */
  covers(sp: Address, ms: Address, epoch: number): Promise<boolean>;
}

export const createReceivedRevocations = (store: KeyedBytes, deployment: Deployment): ReceivedRevocations => {
  const keyOf = (sp: Address, ms: Address): string => `${sp}.${ms}`;
  const through = async (sp: Address, ms: Address): Promise<number> => {
    const kept = await store.get(keyOf(sp, ms));
    return kept === undefined ? -1 : Buffer.from(kept).readUInt32BE();
  };
  return {
    async accept(decision, signature, nowMs) {
      const { sp, ms, throughEpoch, deadline } = decision;
      if (signerOf(hashTypedData(revokeTypedData(deployment, decision)), signature) !== sp) return false;
      if (nowMs / 1000 > Number(deadline)) return false;
      if (throughEpoch > (await through(sp, ms))) {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(throughEpoch);
        await store.put(keyOf(sp, ms), bytes);
      }
      return true;
    },
    covers: async (sp, ms, epoch) => epoch <= (await through(sp, ms)),
  };
};
