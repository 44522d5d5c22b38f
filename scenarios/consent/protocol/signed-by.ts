/**
 * Whether an account signed a hash: with its key, or, where it is a contract wallet, by what the wallet itself says (ERC-1271). The key is tried
 * first, so that only a signature which is no key's costs a question to the chain. An account that delegates to code (EIP-7702) may
 * do either here; the registry asks its code alone.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import { signerOf } from './account-signature.ts';
import type { ChainView } from './chain-view.ts';

/** Rejects when the chain cannot be asked. */
export const isSignedBy = async (
  account: Address,
  hash: Hex,
  signature: Hex,
  chain: Pick<ChainView, 'isValidSignature'>,
): Promise<boolean> =>
  signerOf(hash, signature) === account || chain.isValidSignature(account, hash, signature);
