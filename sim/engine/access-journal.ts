/**
 * What a transaction has accessed and touched: addresses and slots that are warm (EIP-2929) and accounts that are to be
 * removed if they are empty at its end (EIP-161), both taken back with the frame that added them. The library's own
 * journal makes several sets and maps at every checkpoint and again for every precompile; here a checkpoint is two
 * numbers. Keys of warm addresses are hexadecimal without prefix, because the library hands them over in that form; those
 * of slots and of touched accounts are the state's, a character per byte.
 */
import type { Common } from '@ethereumjs/common';
import type { EVM } from '@ethereumjs/evm';
import { Address, RIPEMD160_ADDRESS_STRING } from '@ethereumjs/util';
import { bytesToDigits } from '../ethereum/hex.ts';
import type { AccountRecord } from '../state/account-store.ts';
import { bytesToText, textToBytes } from '../state/byte-text.ts';
import { type JournaledState, UnsupportedStateOperationError } from '../state/journaled-state.ts';

type AccessJournal = Pick<EVM['journal'], keyof EVM['journal']>;

/**
 * A set that remembers in which order its members came, so that the newest can be taken out again; and that is emptied by
 * counting on, as one that forgot all after every transaction would grow anew each time. What is not of the present
 * count is no member.
 */
const createRecurringSet = () => {
  const memberSince = new Map<string, number>();
  const order: string[] = [];
  let count = 0;
  const has = (key: string): boolean => memberSince.get(key) === count;
  return {
    members: order as readonly string[],
    has,
    add: (key: string): void => {
      if (has(key)) return;
      memberSince.set(key, count);
      order.push(key);
    },
    /** Takes out what came after the first `size`, but for the members that may not leave. */
    shrink: (size: number, mayLeave: (key: string) => boolean = () => true): void => {
      for (const key of order.splice(size))
        if (mayLeave(key)) memberSince.delete(key);
        else order.push(key);
    },
    clear: (): void => {
      if (memberSince.size > mostRemembered) memberSince.clear();
      order.length = 0;
      count += 1;
    },
  };
};

const digitsToText = (digits: string): string => Buffer.from(digits, 'hex').toString('latin1');
const ripemd160 = digitsToText(RIPEMD160_ADDRESS_STRING);

/** Beyond this the strangers of earlier transactions cost more than growing anew. */
const mostRemembered = 256;

/** EIP-161 §Specification: no nonce, no balance, no code. */
const isEmpty = ({ nonce, balanceWei, code }: AccountRecord): boolean =>
  nonce === 0n && balanceWei === 0n && code.bytes.length === 0;

const unprefixed = (hex: string): string => (hex.startsWith('0x') ? hex.slice(2) : hex);
const unsupported = (): never => {
  throw new UnsupportedStateOperationError('reports of accesses');
};

/** `precompiles`: what is warm in every transaction (EIP-2929 §Specification); keys are addresses. */
export const createAccessJournal = (
  state: JournaledState,
  common: Common,
  precompiles: ReadonlyMap<string, unknown>,
): AccessJournal => {
  const warm = createRecurringSet();
  const touched = createRecurringSet();
  /** Warm for the whole transaction, whatever is reverted. */
  const alwaysWarm = createRecurringSet();
  const marks: number[] = [];

  /** EIP-161's exception, Yellow Paper appendix K: a touched RIPEMD-160 stays touched when its frame fails. */
  const mayBecomeUntouched = (key: string): boolean => key !== ripemd160;
  const isWarm = (key: string): boolean => warm.has(key) || alwaysWarm.has(key) || precompiles.has(key);
  const cleanJournal = (): void => {
    warm.clear();
    touched.clear();
    alwaysWarm.clear();
    marks.length = 0;
  };
  /** EIP-161d: a touched account that is empty is removed. */
  const removeEmpty = (key: string): void => {
    const account = state.accounts.get(key);
    if (account !== undefined && isEmpty(account)) void state.deleteAccount(new Address(textToBytes(key)));
  };

  return {
    putAccount: (address, account) => {
      touched.add(bytesToText(address.bytes));
      return state.putAccount(address, account);
    },
    deleteAccount: (address) => {
      touched.add(bytesToText(address.bytes));
      return state.deleteAccount(address);
    },
    checkpoint: () => {
      marks.push(warm.members.length, touched.members.length);
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
      alwaysWarm.add(digitsToText(unprefixed(address) + unprefixed(slot)));
    },
    isWarmedAddress: (address) => isWarm(bytesToDigits(address)),
    addWarmedAddress: (address) => warm.add(bytesToDigits(address)),
    isWarmedStorage: (address, slot) => isWarm(bytesToText(address) + bytesToText(slot)),
    addWarmedStorage: (address, slot) => {
      warm.add(bytesToDigits(address));
      warm.add(bytesToText(address) + bytesToText(slot));
    },
    startReportingAccessList: unsupported,
    startReportingPreimages: unsupported,
  };
};
