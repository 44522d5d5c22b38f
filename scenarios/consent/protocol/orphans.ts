/**
 * Reads whose authorisation a reorganisation took back. What was released cannot be recalled; it can be known. The server remembers its reads
 * as far back as the chain may reorganise, and asks again about those that rested on blocks which are gone.
 */
import type { ChainView } from './chain-view.ts';
import { grantIdOf } from './checks-of-chain.ts';
import { type Inquiry, questionOf } from './inquiry.ts';

export interface OrphanedAuthorization {
  readonly requestHash: `0x${string}`;
  readonly blockNumber: number;
  /** What the new branch says about the same question. */
  readonly reason: string;
}

export interface RecentReads {
  remember(inquiry: Inquiry): void;
  /** To be asked when the chain has left a branch: `firstGone` is the number of the oldest block that was taken back. */
  reconsider(firstGone: number, chain: ChainView): Promise<readonly OrphanedAuthorization[]>;
}

export const createRecentReads = (horizonBlocks: number): RecentReads => {
  let recent: Inquiry[] = [];
  return {
    remember(inquiry) {
      recent.push(inquiry);
      const oldest = inquiry.found.head.number - horizonBlocks;
      if ((recent[0]?.found.head.number ?? oldest) < oldest)
        recent = recent.filter(({ found }) => found.head.number >= oldest);
    },
    async reconsider(firstGone, chain) {
      const alerts: OrphanedAuthorization[] = [];
      for (const inquiry of recent.filter(({ found }) => found.head.number >= firstGone)) {
        const reason = await standing(inquiry, chain);
        if (reason === 'ok') continue;
        alerts.push({ requestHash: inquiry.requestHash, blockNumber: inquiry.found.head.number, reason });
      }
      return alerts;
    },
  };
};

const standing = async (inquiry: Inquiry, chain: ChainView): Promise<string> => {
  const reason = await chain.check(questionOf(inquiry), 0);
  if (reason !== 'ok') return reason;
  const { sp, ms, grantId } = inquiry.body.request;
  const { epoch } = await chain.pair(sp, ms);
  return grantIdOf(chain.deployment, sp, ms, epoch) === grantId ? 'ok' : 'staleGrant';
};
