/**
 * What a transaction has accessed and touched: addresses and slots that are warm (EIP-2929) and accounts that are to be
 * removed if they are empty at its end (EIP-161), both taken back with the frame that added them. The library's own
 * journal makes several sets and maps at every checkpoint and again for every precompile; here a checkpoint is two
 * numbers. Keys are hexadecimal without prefix, because the library hands addresses over in that form.
 */
import type { Common } from '@ethereumjs/common';
import type { EVM } from '@ethereumjs/evm';
import { Address, RIPEMD160_ADDRESS_STRING } from '@ethereumjs/util';
import { bytesToDigits, hexToBytes } from '../ethereum/hex.ts';
import type { AccountRecord } from '../state/account-store.ts';
import { type JournaledState, UnsupportedStateOperationError } from '../state/journaled-state.ts';

type AccessJournal = Pick<EVM['journal'], keyof EVM['journal']>;

/** A set that remembers in which order its members came, so that the newest can be taken out again. */
const createGrowingSet = () => {
  const members = new Set<string>();
  const order: string[] = [];
  return {
    members,
    size: () => order.length,
    add: (key: string): void => {
      if (members.has(key)) return;
      members.add(key);
      order.push(key);
    },
    shrink: (size: number, mayLeave: (key: string) => boolean = () => true): void => {
      for (const key of order.splice(size)) if (mayLeave(key)) members.delete(key);
    },
    clear: (): void => {
      members.clear();
      order.length = 0;
    },
  };
};

/**
 * A set that is emptied by counting on: the same twenty precompiles become members in every transaction, and a set that
 * forgot them would grow anew each time. What is not of the present count is no member.
 */
const createRecurringSet = () => {
  const memberSince = new Map<string, number>();
  let count = 0;
  return {
    has: (key: string): boolean => memberSince.get(key) === count,
    add: (key: string): void => void memberSince.set(key, count),
    clear: (): void => {
      if (memberSince.size > mostRemembered) memberSince.clear();
      count += 1;
    },
  };
};

/** Beyond this the strangers of earlier transactions outweigh the precompiles. */
const mostRemembered = 256;

/** EIP-161 §Specification: no nonce, no balance, no code. */
const isEmpty = ({ nonce, balanceWei, code }: AccountRecord): boolean =>
  nonce === 0n && balanceWei === 0n && code.bytes.length === 0;

const unprefixed = (hex: string): string => (hex.startsWith('0x') ? hex.slice(2) : hex);
const unsupported = (): never => {
  throw new UnsupportedStateOperationError('reports of accesses');
};

export const createAccessJournal = (state: JournaledState, common: Common): AccessJournal => {
  const warm = createGrowingSet();
  const touched = createGrowingSet();
  /** Warm for the whole transaction, whatever is reverted. */
  const alwaysWarm = createRecurringSet();
  const marks: number[] = [];

  /** EIP-161's exception, Yellow Paper appendix K: a touched RIPEMD-160 stays touched when its frame fails. */
  const mayBecomeUntouched = (key: string): boolean => key !== RIPEMD160_ADDRESS_STRING;
  const isWarm = (key: string): boolean => warm.members.has(key) || alwaysWarm.has(key);
  const cleanJournal = (): void => {
    warm.clear();
    touched.clear();
    alwaysWarm.clear();
    marks.length = 0;
  };
  /** EIP-161d: a touched account that is empty is removed. */
  const removeEmpty = (key: string): void => {
    const bytes = hexToBytes(`0x${key}`);
    const account = state.account(bytes);
    if (account !== undefined && isEmpty(account)) void state.deleteAccount(new Address(bytes));
  };

  return {
    putAccount: (address, account) => {
      touched.add(bytesToDigits(address.bytes));
      return state.putAccount(address, account);
    },
    deleteAccount: (address) => {
      touched.add(bytesToDigits(address.bytes));
      return state.deleteAccount(address);
    },
    checkpoint: () => {
      marks.push(warm.size(), touched.size());
      return state.checkpoint();
    },
    commit: () => {
      marks.length = Math.max(0, marks.length - 2);
      return state.commit();
    },
    revert: () => {
      touched.shrink(marks.pop() ?? 0, mayBecomeUntouched);
      warm.shrink(marks.pop() ?? 0);
      return state.revert();
    },
    cleanJournal,
    cleanup: async () => {
      if (common.gteHardfork('spuriousDragon')) touched.members.forEach(removeEmpty);
      cleanJournal();
    },
    addAlwaysWarmAddress: (address) => alwaysWarm.add(unprefixed(address)),
    addAlwaysWarmSlot: (address, slot) => {
      alwaysWarm.add(unprefixed(address));
      alwaysWarm.add(unprefixed(address) + unprefixed(slot));
    },
    isWarmedAddress: (address) => isWarm(bytesToDigits(address)),
    addWarmedAddress: (address) => warm.add(bytesToDigits(address)),
    isWarmedStorage: (address, slot) => isWarm(bytesToDigits(address) + bytesToDigits(slot)),
    addWarmedStorage: (address, slot) => {
      const key = bytesToDigits(address);
      warm.add(key);
      warm.add(key + bytesToDigits(slot));
    },
    startReportingAccessList: unsupported,
    startReportingPreimages: unsupported,
  };
};
