/**
 * I-09: what can be known of all pairs from events and block times alone. Everything that is stored comes out, but for
 * the scope and the terms, which are hashes that no event of a grant holds.
 */
import type { Event } from '../events.ts';
import { keyOf, type ModelPair } from '../model/state.ts';

export type ReplayedPair = Omit<ModelPair, 'scope'>;

export interface Replayed {
  readonly pairs: Readonly<Record<string, ReplayedPair>>;
  readonly patientEpochs: Readonly<Record<string, number>>;
  /** Which pair a grant and a token belong to. */
  readonly pairOf: Readonly<Record<string, string>>;
}

export const nothingReplayed: Replayed = { pairs: {}, patientEpochs: {}, pairOf: {} };

export const untouchedPair: ReplayedPair = {
  ...{ status: 'none', epoch: 0, patientEpoch: 0, mdrs: undefined, notBefore: 0, expiresAt: 0, ops: 0 },
  ...{ purpose: 0, usesMax: 0, uses: 0, requestedAt: 0, coolDownUntil: 0, blocked: false },
};

const coolDownS = 86_400;

export const replay = (so: Replayed, { name, args }: Event, blockS: number): Replayed => {
  const sp = String(args.sp);
  const key = keyOf(sp, String(args.ms));
  const change = (pair: string, changes: Partial<ReplayedPair>): Replayed => ({
    ...so,
    pairs: { ...so.pairs, [pair]: { ...(so.pairs[pair] ?? untouchedPair), ...changes } },
  });
  const learn = (known: Replayed, id: unknown, pair: string): Replayed => ({
    ...known,
    pairOf: { ...known.pairOf, [String(id)]: pair },
  });
  switch (name) {
    case 'AccessRequested':
      return change(key, { status: 'requested', requestedAt: blockS });
    case 'ConsentDenied':
      return change(key, { status: 'denied', coolDownUntil: blockS + coolDownS });
    case 'RequestWithdrawn':
      return change(key, { status: 'withdrawn' });
    case 'BlockSet':
      return change(key, { blocked: args.on as boolean });
    case 'ConsentRevoked':
      return change(key, { status: 'revoked', epoch: args.epoch as number });
    case 'AllRevoked':
      return { ...so, patientEpochs: { ...so.patientEpochs, [sp]: args.patientEpoch as number } };
    case 'ConsentGranted': {
      const { sp: _sp, ms: _ms, grantId, ...given } = args;
      const patientEpoch = so.patientEpochs[sp] ?? 0;
      const granted = { ...given, status: 'active' as const, uses: 0, patientEpoch };
      return learn(change(key, granted), grantId, key);
    }
    case 'TokenIssued':
      return learn(so, args.tokenId, so.pairOf[String(args.grantId)] ?? '');
    case 'TokenConsumed': {
      const pair = so.pairOf[String(args.tokenId)] ?? '';
      return change(pair, { uses: (so.pairs[pair]?.uses ?? 0) + 1 });
    }
    default:
      return so;
  }
};
