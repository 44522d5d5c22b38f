import { sampleGammaFactor } from '../kernel/gamma.ts';
import { msPerS, quantiseMs } from '../units.ts';
import type { RateController } from './rate-controller.ts';
import { notNegative, positive, unless } from './rate-parameters.ts';

export interface RatePiece {
  readonly durationMs: number;
  readonly tps: number;
}

/**
 * Open loop, a Poisson process whose rate changes with time: constant within a piece, and from the first piece again after the last.
 * Call n is due when the integral of the rate equals the sum of n exponential variates of mean 1 (inversion of the cumulative rate: one uniform
 * each), so the first is due at the start, as in every controller. `loadCv` makes the whole round more or less busy than its pieces
 * say, by a Gamma factor of mean 1 and this coefficient of variation: days differ by more than Poisson's law allows.
 */
export const poissonProfileRate = (pieces: readonly RatePiece[], loadCv = 0): RateController => {
  const listed = Object.freeze(pieces.map((piece) => Object.freeze({ ...piece })));
  const totalMs = pieces.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const callCount = pieces.reduce((sum, piece) => sum + callsIn(piece), 0);
  return Object.freeze({
    kind: 'poisson-profile-rate',
    targetTps: (callCount / totalMs) * msPerS,
    parameters: Object.freeze({ pieces: listed, loadCv }),
    problems: [
      ...pieces.flatMap(({ durationMs, tps }, index) => [
        ...positive(`pieces[${index}].durationMs`, durationMs),
        ...notNegative(`pieces[${index}].tps`, tps),
      ]),
      ...unless(callCount > 0, 'pieces', 'at least one with a rate above 0', pieces.length),
      ...unless(loadCv >= 0 && loadCv <= 1, 'loadCv', 'a number from 0 to 1', loadCv),
    ],
    begin: (random, { startMs }) => {
      const factor = sampleGammaFactor(loadCv, random.fork('load'));
      const offsetMsAt = createInverse(listed);
      let drawnIndex = 0;
      let cumulative = 0;
      return {
        due: (index) => {
          for (; drawnIndex < index; drawnIndex++) cumulative -= Math.log1p(-random.uniform());
          return { kind: 'at', timeMs: quantiseMs(startMs + offsetMsAt(cumulative / factor)) };
        },
      };
    },
  } satisfies RateController);
};

const callsIn = ({ durationMs, tps }: RatePiece): number => (durationMs * tps) / msPerS;

/** When the integral of the rate reaches a count. Asked in ascending order, so it goes through the pieces once. */
const createInverse = (pieces: readonly RatePiece[]): ((count: number) => number) => {
  let pieceIndex = 0;
  let pieceStartMs = 0;
  let countBefore = 0;
  return (count) => {
    for (;;) {
      const piece = pieces[pieceIndex % pieces.length] as RatePiece;
      const within = count - countBefore;
      if (within === 0 || within < callsIn(piece))
        return pieceStartMs + (within === 0 ? 0 : (within / piece.tps) * msPerS);
      countBefore += callsIn(piece);
      pieceStartMs += piece.durationMs;
      pieceIndex += 1;
    }
  };
};
