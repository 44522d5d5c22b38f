/**
 * I-18: on the histories that all four contracts allow, the three that keep a policy per pair agree with one model of
 * six lines, and so with each other. The one that does not is caught by a history that fast-check makes as short as
 * there is, and prints.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actors } from './actors.ts';
import { type FreshVariant, type Variant, variants } from './variants.ts';

const patients = ['alice', 'bob', 'carol'] as const;
const staff = ['maria', 'noor'] as const;

/** The paper's flow, the narrowest of the four: from which stages a step is legal, and where it leads. */
const flow = {
  request: { from: ['none', 'revoked'], to: 'requested' },
  grant: { from: ['requested', 'live'], to: 'live' },
  revoke: { from: ['live'], to: 'revoked' },
} as const;

type Stage = 'none' | (typeof flow)[keyof typeof flow]['to'];
interface Move {
  readonly step: keyof typeof flow;
  readonly sp: (typeof patients)[number];
  readonly ms: (typeof staff)[number];
}

/** The model: a stage per pair, moved by legal steps on that pair alone. */
type Model = Map<string, Stage>;
const stageOf = (model: Model, { sp, ms }: Omit<Move, 'step'>): Stage => model.get(`${sp} ${ms}`) ?? 'none';

const inWords = ({ step, sp, ms }: Move): string =>
  step === 'request' ? `${ms} asks ${sp}` : `${sp} ${step === 'grant' ? 'grants' : 'revokes'} ${ms}`;

const perform = (variant: Variant, { step, sp, ms }: Move) =>
  step === 'request' ? variant.request(actors[ms], actors[sp]) : variant[step](actors[sp], actors[ms]);

/** Every pair of every contract is as live as the model has it. */
const compare = async (model: Model, contracts: readonly Variant[]): Promise<void> => {
  for (const sp of patients)
    for (const ms of staff)
      for (const contract of contracts) {
        const isLive = await contract.isLive(actors[sp], actors[ms]);
        if (isLive === (stageOf(model, { sp, ms }) === 'live')) continue;
        throw new Error(`${sp}’s pair with ${ms} is ${isLive ? '' : 'not '}live, by no decision of ${sp}`);
      }
};

interface Real {
  readonly contracts: readonly Variant[];
  readonly compares: 'after every step' | 'at the end';
}

const command = (move: Move): fc.AsyncCommand<Model, Real> => ({
  check: (model) => (flow[move.step].from as readonly Stage[]).includes(stageOf(model, move)),
  run: async (model, { contracts, compares }) => {
    for (const contract of contracts) expect((await perform(contract, move)).error).toBeUndefined();
    model.set(`${move.sp} ${move.ms}`, flow[move.step].to);
    if (compares === 'after every step') await compare(model, contracts);
  },
  toString: () => inWords(move),
});

const moves = fc.record<Move>({
  step: fc.constantFrom('request', 'grant', 'revoke'),
  sp: fc.constantFrom(...patients),
  ms: fc.constantFrom(...staff),
});
const histories = fc.commands([moves.map(command)], {
  maxCommands: 60,
  size: 'max',
  disableReplayLog: true,
});

const agrees = (fresh: readonly FreshVariant[], compares: Real['compares']) =>
  fc.asyncProperty(histories, async (history) => {
    const model: Model = new Map();
    const contracts = await Promise.all(fresh.map((make) => make()));
    await fc.asyncModelRun(() => ({ model, real: { contracts, compares } }), history);
    await compare(model, contracts);
  });

it('V1, V2 and V3 agree with the model on every common history', async () => {
  await fc.assert(agrees([variants.V1(), variants.V2(), variants.V3()], 'at the end'), { numRuns: 40 });
});

it('V0 does not: the shortest history that shows it', async () => {
  const { failed, counterexample, errorInstance } = await fc.check(
    agrees([variants.V0()], 'after every step'),
  );
  expect(failed).toBe(true);
  const found = `${counterexample?.[0]}: ${(errorInstance as Error).message}`;
  process.stdout.write(`V0, shortest counterexample: ${found}\n`);
  expect(found).toMatch(
    /^(\w+) asks (\w+),\2 grants \1: (?!\2)(\w+)’s pair with \1 is live, by no decision of \3$/,
  );
});
