/** Other people's transactions on a chain. Only shapes: `problemsOfProfile` says what the numbers must be. */
import * as z from 'zod/mini';
import { number, withKind } from './values.ts';

const distribution = withKind('a distribution, such as logNormal(90000, 0.8)');
const draw = z.union([number, distribution], { error: 'a number, or a distribution' });
const feeAmount = z.union([z.bigint(), distribution], { error: 'wei as a bigint, or a distribution of wei' });

export const background = z.strictObject({
  arrivals: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('poisson'), ratePerS: number }),
      z.strictObject({ kind: z.literal('intervals'), intervalMs: distribution }),
    ],
    { error: 'arrivals of kind poisson or intervals' },
  ),
  gas: draw,
  fees: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('gas-price'), gasPriceWei: feeAmount }),
      z.strictObject({ kind: z.literal('capped'), priorityFeeWei: feeAmount, maxFeeWei: feeAmount }),
      z.strictObject({
        kind: z.literal('relative'),
        priorityFeeWei: feeAmount,
        maxFeeOverBaseRatio: draw,
      }),
    ],
    { error: 'fees of kind gas-price, capped or relative' },
  ),
  byteCount: number,
});
