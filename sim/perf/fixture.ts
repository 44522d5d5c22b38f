/**
 * The transactions that every system executes: one method of a real contract, from 10,000 accounts in turn, each to a
 * partner it has not named before, so that every one of them writes a fresh storage slot. The contract is compiled
 * for Shanghai, because the oldest peer knows no later instruction; the same bytes run under Osaka's rules.
 */
import { join } from 'node:path';
import { createFeeMarket1559Tx } from '@ethereumjs/tx';
import { createAddressFromString, createContractAddress } from '@ethereumjs/util';
import { sharedCommon } from '../ethereum/common.ts';
import { compileContract } from '../ethereum/compile.ts';
import { addressOf } from '../ethereum/crypto.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import { type Hex, weiPerEther, weiPerGwei } from '../units.ts';
import type { Fixture } from './transactions/system.ts';

const contractFile = join(import.meta.dirname, '../../contracts/PaperConsent.sol');
const method = 'reqManage(address)';

const chainId = 1337;
const hardfork = 'osaka';
const common = sharedCommon(chainId, hardfork);

export async function createFixture(transactionCount: number, accountCount: number): Promise<Fixture> {
  const { bytecode, methodIdentifiers } = await compileContract({
    file: contractFile,
    evmVersion: 'shanghai',
  });
  const keys = Array.from({ length: accountCount }, (_, index) => privateKey(index));
  const accounts = keys.map(addressOf);
  const deployer = privateKey(accountCount);
  const contract = createContractAddress(createAddressFromString(addressOf(deployer)), 0n);
  const request = (index: number): string => {
    const nonce = Math.floor(index / accountCount);
    const partner = accounts[(index * 7 + 1 + nonce) % accountCount] as Hex;
    const data: Hex = `${methodIdentifiers[method] as Hex}${partner.slice(2).padStart(64, '0')}`;
    return sign(keys[index % accountCount] as Uint8Array, { nonce, to: contract, data, gasLimit: 100_000n });
  };
  return {
    chainId,
    hardfork,
    transactionsPerBlock: 250,
    blockGasLimit: 60_000_000,
    baseFeePerGasWei: Number(weiPerGwei),
    balanceWei: `0x${(100n * weiPerEther).toString(16)}`,
    accounts: [...accounts, addressOf(deployer)],
    privateKeys: [...keys, deployer].map(bytesToHex),
    deployment: sign(deployer, { nonce: 0, to: undefined, data: bytecode, gasLimit: 3_000_000n }),
    transactions: Array.from({ length: transactionCount }, (_, index) => request(index)),
  };
}

const privateKey = (index: number): Uint8Array => {
  const key = new Uint8Array(32).fill(1);
  new DataView(key.buffer).setUint32(28, index);
  return key;
};

interface Call {
  readonly nonce: number;
  readonly to: ReturnType<typeof createContractAddress> | undefined;
  readonly data: Hex;
  readonly gasLimit: bigint;
}

/** The cap leaves room for a base fee that rises with every full block. */
const sign = (key: Uint8Array, { to, ...call }: Call): Hex => {
  const fees = { maxFeePerGas: 1000n * weiPerGwei, maxPriorityFeePerGas: weiPerGwei };
  const unsigned = { chainId, ...fees, ...call, ...(to === undefined ? {} : { to }) };
  return bytesToHex(createFeeMarket1559Tx(unsigned, { common }).sign(key).serialize());
};
