/** Every workload runs on every contract, and what a contract lacks is said. */
import { describe, expect, it } from 'vitest';
import { resolveProject } from '../../../sim/config/project.ts';
import { loadScenario, resolveScenario } from '../../../sim/config/resolution.ts';
import { fixedRate } from '../../../sim/index.ts';
import { run } from '../../../sim/run.ts';
import { operationOf, usualTerms, variantNames } from './variant.ts';
import { variants } from './variants.ts';

const project = resolveProject({}, 'none');

describe.each(variantNames)('%s', (name) => {
  it('is live after a grant, for the pair that was granted, until it is taken back', async () => {
    const variant = variants[name];
    const [request, grant, revoke] = (['request', 'grant', 'revoke'] as const).map((operation) =>
      operationOf(variant, operation),
    );
    const seen: boolean[] = [];
    const terms = { ...usualTerms, encryptedAddress: '0x11' } as const;
    const definition = {
      accounts: { patient: 2, staff: 1, ...variant.otherParties },
      contracts: { consent: variant.contract },
      rounds: [
        {
          label: 'flow',
          txCount: 1,
          rate: fixedRate(1),
          workload: async (context: Parameters<typeof variant.register>[0]) => {
            const staff = context.account('staff', 0);
            const pair = { patient: context.account('patient', 0), staff };
            await variant.register(context, [staff]);
            const look = async () => seen.push(await variant.isLive(context, pair));
            await look();
            for (const act of [request, grant, revoke]) {
              expect(await act?.(context, pair, terms)).toMatchObject({ status: 'succeeded' });
              await look();
            }
          },
        },
      ],
    };
    const origin = { file: 'scenarios/variants.ts', sourceHash: '' };
    const loaded = await resolveScenario(definition, origin, project, { chain: 'instant' });
    const { failure } = await run(loaded, { verification: 'none' });
    expect(failure).toBeUndefined();
    expect(seen).toEqual([false, false, true, false]);
  });

  it('runs the paper’s experiment', async () => {
    const overrides = { chain: 'instant', parameters: { contract: name } };
    const loaded = await loadScenario('scenarios/100.ts', project, overrides);
    expect(loaded.parameters).toEqual({ contract: name });
    const { result } = await run(loaded, { verification: 'none' });
    // V0 keeps one policy for all patients of a member of staff: while one's grant lives, nobody else can be asked.
    const requested = name === 'v0' ? 0 : 1;
    expect(result.rounds.map(({ succeeded }) => succeeded)).toEqual([requested, 100, 100, 100]);
    if (name === 'v0') expect(result.rounds[0]?.failures).toMatchObject([{ error: 'BadState(2)' }]);
  });
});

it('what a contract lacks is no operation of it', () => {
  expect(() => operationOf(variants.v1, 'renounce')).toThrow(
    'PaperConsent has no renounce: only the patient ends a grant',
  );
});
