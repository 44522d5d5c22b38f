/**
 * The registry of the chain as a resource server sees it, on anything that can call its functions: a workload's `context.read`, a node over
 * HTTP, or an engine in a test. Addresses come back in lower case, as the whole protocol writes them.
 */
import { encode } from 'ox/AbiParameters';
import type { Address, Hex } from '../../../sim/index.ts';
import { accessReasons, type ChainView, type Head, tokenStages } from './chain-view.ts';
import { grantIdOf } from './checks-of-chain.ts';
import type { Deployment } from './encrypted-address.ts';

export interface RegistryReader {
  readonly deployment: Deployment;
  head(): Promise<Head>;
  /** The decoded answer of a view function, at the newest block or so many blocks before it. */
  read(call: string, args: readonly unknown[], blocksBack: number): Promise<unknown>;
  isRevocationPending(sp: Address, ms: Address): Promise<boolean>;
  /**
   * What an account's code returns for a message from nobody, in the newest block, within so much gas; '0x' where there is no code, and where
   * it reverts. Absent: nobody's code can be asked, and contract wallets sign nothing.
   */
  readonly callAccount?: (account: Address, data: Hex, gasLimit: bigint) => Promise<Hex>;
}

interface EntityAnswer {
  readonly validUntil: number | bigint;
  readonly role: number;
  readonly suspensions: number;
}

/** `Role` of the registry. */
const provider = 1;

interface PointerAnswer {
  readonly mdrs: Address;
  readonly version: number;
  readonly pointerHash: Hex;
  readonly contentHash: Hex;
}

export const createRegistryView = (reader: RegistryReader): ChainView => ({
  deployment: reader.deployment,
  head: () => reader.head(),
  async check({ sp, ms, mdrs, recordId, proof, ops, purpose }, blocksBack) {
    const args = [sp, ms, mdrs, recordId, proof, ops, purpose];
    const reason = accessReasons[Number(await reader.read('check', args, blocksBack))];
    if (reason === undefined) throw new RangeError('The registry answered with a reason that is none');
    return reason;
  },
  async pair(sp, ms) {
    const { epoch, expiresAt } = (await reader.read('GetMS', [sp, ms], 0)) as Record<string, number>;
    return { epoch: Number(epoch), expiresAt: Number(expiresAt) };
  },
  async pointer(sp, recordId) {
    const { mdrs, version, ...hashes } = (await reader.read('pointer', [sp, recordId], 0)) as PointerAnswer;
    return { ...hashes, mdrs: mdrs.toLowerCase() as Address, version: Number(version) };
  },
  async token(tokenId) {
    const answer = (await reader.read('tokenStatus', [tokenId], 0)) as readonly [number, number, Address];
    const [stage, expiresAtS, mdrs] = answer;
    return {
      stage: tokenStages[Number(stage)] ?? 'none',
      expiresAtS: Number(expiresAtS),
      mdrs: mdrs.toLowerCase() as Address,
    };
  },
  async isProvider(who) {
    const { validUntil, role, suspensions } = (await reader.read('entity', [who], 0)) as EntityAnswer;
    const { timestampS } = await reader.head();
    return Number(role) === provider && Number(suspensions) === 0 && timestampS < Number(validUntil);
  },
  async isValidSignature(account, hash, signature) {
    if (reader.callAccount === undefined) return false;
    const answer = await reader.callAccount(account, encodeQuestion(hash, signature), walletGasLimit);
    return answer === yes;
  },
  isRevocationPending: (sp, ms) => reader.isRevocationPending(sp, ms),
});

/** ERC-1271: the selector of isValidSignature(bytes32,bytes) asks, and padded to a word it is a yes; anything else is none. */
const erc1271 = '0x1626ba7e';
const yes = erc1271.padEnd(66, '0');
const encodeQuestion = (hash: Hex, signature: Hex): Hex =>
  `${erc1271}${encode([{ type: 'bytes32' }, { type: 'bytes' }], [hash, signature]).slice(2)}`;
/** Anybody can name an account whose code does not end. Ours is enough for some dozen signatures. */
const walletGasLimit = 200_000n;

/**
 * For a chain that answers about its newest block alone: a grant has its confirmations when the block of its event lies so far
 * back. It looks at the grant only; that staff or server were live back then is not asked again.
 */
export const confirmedByEvents = (
  view: ChainView,
  grantedInBlock: (grantId: Hex) => number | undefined,
): ChainView => ({
  ...view,
  async check(question, blocksBack) {
    if (blocksBack === 0) return view.check(question, 0);
    const { epoch } = await view.pair(question.sp, question.ms);
    const granted = grantedInBlock(grantIdOf(view.deployment, question.sp, question.ms, epoch));
    if (granted === undefined) return 'noGrant';
    return (await view.head()).number - granted >= blocksBack ? 'ok' : 'notActive';
  },
});
