/**
 * The resource server (MDRS): keeps sealed records, and releases one for a signed request that passes all fourteen checks. To the world there
 * are two answers, the record and `refused`; the reason goes to the operator's `observe` alone.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import type { RevokeDecision } from '../signed-decisions.ts';
import { readBody } from './access-body.ts';
import { type UsageQuery, usageQueryHash } from './access-messages.ts';
import { signerOf } from './account-signature.ts';
import { checks } from './checks.ts';
import { type Inquiry, inquiryFrom } from './inquiry.ts';
import { createOpenedAddresses } from './opened-addresses.ts';
import { createRecentReads, type OrphanedAuthorization } from './orphans.ts';
import { createRateLimit } from './rate-limit.ts';
import { createReceivedRevocations } from './received-revocations.ts';
import { createRecordKeeping, type RecordKeeping } from './record-keeping.ts';
import { type RefusalCode, type Refused, refused } from './refusal.ts';
import { release, type Served } from './release.ts';
import { defaultLimits, type ServerLimits, type ServerParts } from './server-parts.ts';
import { readUsageLog } from './usage-history.ts';
import { type AuditMode, createUsageLog } from './usage-log.ts';
import { type UsageReport, usageReport } from './usage-report.ts';

/** For the operator's eyes: it names people and reasons. */
export type ServerEvent =
  | { readonly kind: 'served'; readonly inquiry: Inquiry }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly check: number;
      readonly error?: unknown;
    };

type Derived = 'address' | 'addresses' | 'deployment' | 'limits' | 'rates' | 'revocations' | 'usage';

/** About 500 bytes each. */
const mostOpenedAddresses = 100_000;

export interface ResourceServerOptions extends Omit<ServerParts, Derived> {
  readonly auditMode: AuditMode;
  /** Accesses in a commitment. */
  readonly batchSize: number;
  /** How many blocks the chain may take back; so far back the server remembers its reads. */
  readonly horizonBlocks: number;
  readonly limits?: Partial<ServerLimits>;
  readonly observe?: (event: ServerEvent) => void;
}

export interface ResourceServer {
  readonly address: Address;
  /** The key to which addresses are sealed, as registered. */
  readonly encryptionKey: Uint8Array;
  readonly records: RecordKeeping;
  /** `body` is JSON text; `source` is whom the transport believes to be asking. Never rejects. */
  handle(body: unknown, source: string): Promise<Served | Refused>;
  /** A revocation directly from the patient: effective when it resolves to true, then sent to the chain. */
  receiveRevocation(decision: RevokeDecision, signature: Hex): Promise<boolean>;
  /** Who read: for the patient's eyes, so signed by the patient. */
  reportUsage(query: UsageQuery, signature: Hex): Promise<UsageReport | Refused>;
  /** Commits what is logged and not yet on the chain. */
  flushUsage(): Promise<void>;
  reconsider(firstGone: number): Promise<readonly OrphanedAuthorization[]>;
}

export const createResourceServer = async (options: ResourceServerOptions): Promise<ResourceServer> => {
  const parts = await partsFrom(options);
  const { address, deployment, chain, store, writer, nowMs, limits } = parts;
  const observe = options.observe ?? (() => undefined);
  const recent = createRecentReads(options.horizonBlocks);

  const refuse = (code: RefusalCode, check: number, error?: unknown): Refused => {
    observe({ kind: 'refused', code, check, ...(error !== undefined && { error }) });
    return refused;
  };

  return {
    address,
    encryptionKey: options.encryptionKeys.publicKey,
    records: createRecordKeeping(parts),
    async handle(text, source) {
      const body = readBody(text);
      if (typeof body === 'string') return refuse(body, 1);
      let check = 1;
      try {
        const inquiry = inquiryFrom(body, deployment, source);
        for (const { number, ask } of checks) {
          check = number;
          const code = await ask(inquiry, parts);
          if (code !== undefined) return refuse(code, check);
        }
        check = 14;
        const answer = await release(inquiry, parts);
        if (typeof answer === 'string') return refuse(answer, check);
        recent.remember(inquiry);
        observe({ kind: 'served', inquiry });
        return answer;
      } catch (error) {
        return refuse('unavailable', check, error);
      }
    },
    async receiveRevocation(decision, signature) {
      if (!(await parts.revocations.accept(decision, signature, nowMs()))) return false;
      // Refused by the chain when it has been there already; here it counts either way.
      writer.relayRevocation(decision, signature).catch(() => undefined);
      return true;
    },
    async reportUsage(query, signature) {
      const nowS = nowMs() / 1000;
      const isTimely =
        query.issuedAt <= nowS + limits.clockSkewS &&
        nowS < query.expiresAt &&
        query.expiresAt - query.issuedAt <= limits.lifetimeS;
      const isSigned = signerOf(usageQueryHash(deployment, query), signature) === query.sp;
      if (query.mdrs !== address || !isTimely || !isSigned) return refused;
      const key = `${query.sp}.${query.nonce}`;
      if (!(await store.nonces.useOnce(key, (query.expiresAt + limits.clockSkewS) * 1000))) return refused;
      const { batches } = await readUsageLog(store.log);
      return usageReport(query.sp, options.auditMode, batches);
    },
    flushUsage: () => parts.usage.flush(),
    reconsider: (firstGone) => recent.reconsider(firstGone, chain),
  };
};

const partsFrom = async (options: ResourceServerOptions): Promise<ServerParts> => {
  const { account, chain, store, writer, auditMode: mode, batchSize } = options;
  const limits = { ...defaultLimits, ...options.limits };
  return {
    ...options,
    address: account.address,
    deployment: chain.deployment,
    limits,
    rates: {
      bySource: createRateLimit(limits.requestsPerMinuteBySource),
      byStaff: createRateLimit(limits.requestsPerMinuteByStaff),
    },
    revocations: createReceivedRevocations(store.revocations, chain.deployment),
    addresses: createOpenedAddresses(chain.deployment, options.encryptionKeys, mostOpenedAddresses),
    usage: await createUsageLog({ log: store.log, writer, mode, batchSize }),
  };
};
