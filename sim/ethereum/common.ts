/**
 * The rules of one chain at one hardfork, as the library's `Common`: one instance per chain id and hardfork, shared by
 * every transaction, block and EVM of the process. The chain is Mainnet with its own id and every fork up to the chosen
 * one active from genesis. Since the hardfork never changes, `copy` gives the instance itself and looked-up rules are
 * remembered: the library copies its `Common` and rebuilds its parameters for every transaction, a quarter of all time.
 */
import { type ChainConfig, Common, type CustomCrypto, Mainnet, type ParamsDict } from '@ethereumjs/common';
import { keccak256, recover, sign } from './crypto.ts';
import { kzg } from './kzg.ts';

/**
 * Mainnet's parameters with another id, every fork up to `hardfork` (the library's name, which is also ours) active
 * from block 0 and none after it.
 */
export const chainConfig = (chainId: number, hardfork: string): ChainConfig => {
  const newest = Mainnet.hardforks.findIndex(({ name }) => name === hardfork);
  return {
    ...Mainnet,
    name: `chain-${chainId}`,
    chainId,
    defaultHardfork: hardfork,
    hardforks: Mainnet.hardforks.map(({ name }, index) => ({ name, block: index <= newest ? 0 : null })),
  };
};

/** The rules with library crypto and library caching, for a verification that shares nothing with us. */
export const stockCommon = (chainId: number, hardfork: string): Common =>
  new Common({ chain: chainConfig(chainId, hardfork), hardfork, customCrypto: { kzg } });

/** EIP-155: v is 27 or 28, or 2·chainId + 35 or 36; EIP-2718 types give the parity itself. */
const recoveryOf = (v: bigint, chainId: bigint | undefined): number => {
  if (v === 0n || v === 1n) return Number(v);
  return Number(chainId === undefined ? v - 27n : v - chainId * 2n - 35n);
};

const compactSignature = (r: Uint8Array, s: Uint8Array): Uint8Array => {
  const compact = new Uint8Array(64);
  compact.set(r, 32 - r.length);
  compact.set(s, 64 - s.length);
  return compact;
};

const fastCrypto: CustomCrypto = {
  keccak256,
  ecrecover: (hash, v, r, s, chainId) => {
    const recovery = recoveryOf(v, chainId);
    if (recovery !== 0 && recovery !== 1) throw new RangeError(`invalid signature v ${v}`);
    return recover(hash, { compact: compactSignature(r, s), recovery });
  },
  /** The library wants the format that its own default gives: the recovery id, then r and s. */
  ecsign: (hash, privateKey) => {
    const { compact, recovery } = sign(hash, privateKey);
    return Uint8Array.of(recovery, ...compact);
  },
  kzg,
};

/** Remembers the answers of a function of one argument. */
const memoise = <K, V>(compute: (key: K) => V): { (key: K): V; forget: () => void } => {
  const known = new Map<K, V>();
  const lookUp = (key: K): V => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
  return Object.assign(lookUp, { forget: () => known.clear() });
};

/** Replaces the instance's reads by remembered ones, and the copying that a fixed hardfork makes pointless. */
const fix = (common: Common): Common => {
  const merged = new Set<ParamsDict>();
  const { updateParams } = common;
  const param = memoise(common.param.bind(common));
  const [consensus, chainId] = [common.consensusType(), common.chainId()];
  return Object.assign(common, {
    copy: () => common,
    param,
    updateParams: (params: ParamsDict) => {
      if (merged.has(params)) return;
      merged.add(params);
      updateParams.call(common, params);
      param.forget();
    },
    isActivatedEIP: memoise(common.isActivatedEIP.bind(common)),
    gteHardfork: memoise(common.gteHardfork.bind(common)),
    consensusType: () => consensus,
    chainId: () => chainId,
  });
};

/** The shared rules of a chain, with native signatures and WebAssembly hashing. Its hardfork must not be changed. */
const ofChain = memoise((key: string): Common => {
  const [chainId, hardfork] = key.split('/') as [string, string];
  const chain = chainConfig(Number(chainId), hardfork);
  return fix(new Common({ chain, hardfork, customCrypto: fastCrypto }));
});

export const sharedCommon = (chainId: number, hardfork: string): Common => ofChain(`${chainId}/${hardfork}`);
