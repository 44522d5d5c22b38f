/**
 * Revocations that patients hand to the server directly. From the acknowledgement on the server refuses, before any block has heard of
 * it; the server also sends them to the chain. Kept by pair, the furthest one wins.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import type { KeyedBytes } from '../server/stores/store.ts';
import { type RevokeDecision, revokeHash } from '../signed-decisions.ts';
import type { ChainView, ChainWriter } from './chain-view.ts';
import type { RefusalCode } from './refusal.ts';
import { isSignedBy } from './signed-by.ts';

export interface ReceivedRevocations {
  /** Why not, or undefined: then it is durable. */
  accept(decision: RevokeDecision, signature: Hex, nowMs: number): Promise<RefusalCode | undefined>;
  /** Whether a grant of this epoch is revoked. */
  covers(sp: Address, ms: Address, epoch: number): Promise<boolean>;
}

export interface RevocationParts {
  readonly store: KeyedBytes;
  readonly chain: ChainView;
  readonly writer: Pick<ChainWriter, 'relayRevocation'>;
}

const keyOf = (sp: Address, ms: Address): string => `${sp}.${ms}`;

export const createReceivedRevocations = ({ store, chain, writer }: RevocationParts): ReceivedRevocations => {
  const relay = createRelay(chain, writer);
  const through = async (sp: Address, ms: Address): Promise<number> => {
    const kept = await store.get(keyOf(sp, ms));
    return kept === undefined ? -1 : Buffer.from(kept).readUInt32BE();
  };
  return {
    async accept(decision, signature, nowMs) {
      const { sp, ms, throughEpoch, deadline } = decision;
      const hash = revokeHash(chain.deployment, decision);
      if (nowMs / 1000 > Number(deadline)) return 'revocationTooLate';
      if (!(await isSignedBy(sp, hash, signature, chain))) return 'badSignature';
      if (throughEpoch > (await through(sp, ms))) {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(throughEpoch);
        await store.put(keyOf(sp, ms), bytes);
      }
      relay(decision, signature).catch(() => undefined); // here it counts whatever the chain says
      return undefined;
    },
    covers: async (sp, ms, epoch) => epoch <= (await through(sp, ms)),
  };
};

/**
 * To the chain, at the server's cost: so only where a grant was ever made and the revocation has not arrived, and not twice at a time.
 * Otherwise whoever makes up keys, or repeats one revocation, would spend the server's gas.
 */
const createRelay = (chain: ChainView, writer: RevocationParts['writer']) => {
  const underWay = new Set<string>();
  return async (decision: RevokeDecision, signature: Hex): Promise<void> => {
    const { sp, ms, throughEpoch } = decision;
    const { epoch } = await chain.pair(sp, ms);
    if (epoch === 0 || epoch > throughEpoch || underWay.has(keyOf(sp, ms))) return;
    underWay.add(keyOf(sp, ms));
    await writer.relayRevocation(decision, signature).finally(() => underWay.delete(keyOf(sp, ms)));
  };
};
