/**
 * The resource server (MDRS): keeps sealed records, and releases one for a signed request that passes all fourteen checks. To the world there
 * are two answers, the record and `refused`; the reason goes to the operator's `observe` alone.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import type { RevokeDecision } from '../signed-decisions.ts';
import { readBody } from './access-body.ts';
import type { UsageQuery } from './access-messages.ts';
import { checks } from './checks.ts';
import { inquiryFrom } from './inquiry.ts';
import { createOpenedAddresses } from './opened-addresses.ts';
import { createRecentReads, type OrphanedAuthorization } from './orphans.ts';
import type { PostKind } from './post-forms.ts';
import { takePost, takeUsageQuery } from './posts.ts';
import { createRateLimit, dayMs } from './rate-limit.ts';
import { createReceivedRevocations } from './received-revocations.ts';
import { createRecordKeeping, type RecordKeeping } from './record-keeping.ts';
import { type RefusalCode, type Refused, refused } from './refusal.ts';
import { release, type Served } from './release.ts';
import type { ServerEvent } from './server-event.ts';
import { defaultLimits, type ServerLimits, type ServerParts } from './server-parts.ts';
import { type AuditMode, createUsageLog } from './usage-log.ts';
import type { UsageReport } from './usage-report.ts';

export interface Accepted {
  readonly kind: 'accepted';
  readonly document: object;
}

type Derived =
  | 'address'
  | 'addresses'
  | 'deployment'
  | 'limits'
  | 'quotas'
  | 'rates'
  | 'revocations'
  | 'usage';

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
  /** Whatever else comes as JSON text. Never rejects. */
  post(kind: PostKind, text: unknown, source: string): Promise<Accepted | Refused>;
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
  const { address, deployment, chain, nowMs } = parts;
  const records = createRecordKeeping(parts);
  const postParts = { ...parts, records, auditMode: options.auditMode };
  const observe = options.observe ?? (() => undefined);
  const recent = createRecentReads(options.horizonBlocks);

  const refuse = (code: RefusalCode, check: number, error?: unknown): Refused => {
    observe({ kind: 'refused', code, check, ...(error !== undefined && { error }) });
    return refused;
  };

  const decline = (post: PostKind, code: RefusalCode, error?: unknown): Refused => {
    observe({ kind: 'declined', post, code, ...(error !== undefined && { error }) });
    return refused;
  };

  return {
    address,
    encryptionKey: options.encryptionKeys.publicKey,
    records,
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
    async post(kind, text, source) {
      try {
        const answer = await takePost(kind, text, source, postParts);
        if (typeof answer === 'string') return decline(kind, answer);
        observe({ kind: 'accepted', post: kind });
        return { kind: 'accepted', document: answer };
      } catch (error) {
        return decline(kind, 'unavailable', error);
      }
    },
    async receiveRevocation(decision, signature) {
      const code = await parts.revocations.accept(decision, signature, nowMs());
      if (code !== undefined) decline('revocation', code);
      return code === undefined;
    },
    async reportUsage(request, signature) {
      const answer = await takeUsageQuery({ ...deployment, request, signature }, postParts);
      return typeof answer === 'string' ? decline('usage', answer) : answer;
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
      byPoster: createRateLimit(limits.postsPerMinuteBySigner),
    },
    quotas: {
      byPatient: createRateLimit(limits.uploadBytesPerDayByPatient, dayMs),
      byProvider: createRateLimit(limits.uploadBytesPerDayByProvider, dayMs),
      bySource: createRateLimit(limits.uploadBytesPerDayBySource, dayMs),
    },
    revocations: createReceivedRevocations({ store: store.revocations, chain, writer }),
    addresses: createOpenedAddresses(chain.deployment, options.encryptionKeys, mostOpenedAddresses),
    usage: await createUsageLog({ log: store.log, writer, mode, batchSize }),
  };
};
