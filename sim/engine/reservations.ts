/** What a block keeps of the gas that was reserved in it: as much as a replay needs to do without. */
import type { SealedBlock } from '../ethereum/block.ts';

export interface Reservations {
  add(gas: bigint): void;
  /** The block's next transaction was executed, behind all that was reserved so far. */
  executed(): void;
  sealed(): Pick<SealedBlock, 'reservedGas'>;
}

export const createReservations = (): Reservations => {
  const before: bigint[] = [];
  let total = 0n;
  return {
    add: (gas) => {
      total += gas;
    },
    executed: () => void before.push(total),
    sealed: () => (total === 0n ? {} : { reservedGas: { total, before } }),
  };
};
