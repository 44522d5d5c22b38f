/** The flow's table in order and out of it, on the real registry; and what a run makes of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveProject } from '../../sim/config/project.ts';
import { loadScenario, resolveScenario } from '../../sim/config/resolution.ts';
import { constant, fixedRate, type WorkloadContext } from '../../sim/index.ts';
import { run } from '../../sim/run.ts';
import { diagram, type FlowStep, flow, labelOf } from './flow.ts';
import { grantWays, openFlow } from './flow-stage.ts';
import { alsoAskedLabel, walk, wholeLabel } from './flow-workload.ts';
import { registryVariant } from './variants/registry-variant.ts';

const project = resolveProject({}, 'none');
const terms = { decision: constant(0), message: constant(50), grant: 'direct', confirmations: 0 } as const;

/** What each order of steps came to: `done`, or why not; a pair of its own for each. */
const outcomesOf = async (orders: readonly (readonly FlowStep[])[]): Promise<string[]> => {
  const outcomes: string[] = [];
  const workload = async (context: WorkloadContext) => {
    const staff = context.account('staff', 0);
    const pairs = orders.map((_, index) => ({ patient: context.account('patient', index), staff }));
    const stage = await openFlow(context, pairs, terms);
    for (const [index, steps] of orders.entries()) {
      const walked = walk(context, stage, index, terms, steps);
      outcomes.push(
        await walked.then(
          () => 'done',
          (error: Error) => error.message,
        ),
      );
    }
  };
  const definition = {
    accounts: { patient: orders.length, staff: 1, ...registryVariant.otherParties },
    contracts: { consent: registryVariant.contract },
    rounds: [{ label: 'orders', txCount: 1, rate: fixedRate(1), workload, tolerate: ['failed' as const] }],
  };
  const origin = { file: 'scenarios/orders.ts', sourceHash: '' };
  const { failure } = await run(await resolveScenario(definition, origin, project, { chain: 'instant' }), {
    verification: 'none',
  });
  expect(failure).toBeUndefined();
  return outcomes;
};

const [noGrant, notActive] = ['noGrant', 'notActive'].map(
  (why) => `step 5 verify: refused at check 9: now:${why}`,
);
const grantedAlready = 'step 1 apply: BadState(2)';
const orders = {
  'apply decide verify': 'done',
  'decide verify': 'done', // a patient may grant what nobody asked for
  'apply verify decide': notActive,
  'apply verify': notActive,
  'decide apply verify': grantedAlready,
  'decide verify apply': grantedAlready,
  'verify apply decide': noGrant,
  'verify decide apply': noGrant,
} as const;

test('nothing is served before it is decided, and nothing can be applied for after', async () => {
  const stepNamed = (name: string) => flow.find(({ title }) => title === name) as FlowStep;
  const steps = Object.keys(orders).map((order) => order.split(' ').map(stepNamed));
  expect(await outcomesOf([flow, ...steps])).toEqual(['done', ...Object.values(orders)]);
});

test.each(grantWays)(
  'each step is a row, and the whole takes as long as its parts (grant: %s)',
  async (grant) => {
    const overrides = { chain: 'dev-2s', parameters: { flows: '5', messageMs: '100', grant } };
    const loaded = await loadScenario('scenarios/consent-flow.ts', project, overrides);
    const { result, failure } = await run(loaded, { verification: 'none' });
    expect(failure).toBeUndefined();
    const labels = result.rounds[0]?.labels ?? {};
    expect(Object.keys(labels).sort()).toEqual([...flow.map(labelOf), alsoAskedLabel, wholeLabel].sort());
    const meanMs = (label: string) => labels[label]?.latencyMs.mean ?? Number.NaN;
    const sumMs = flow.reduce((sum, step) => sum + meanMs(labelOf(step)), 0);
    expect(meanMs(wholeLabel)).toBeGreaterThan(sumMs);
    expect(meanMs(wholeLabel) - sumMs).toBeLessThan(10); // one more read
    // A grant is taken when two more blocks have come upon its own.
    expect(meanMs('4 present')).toBeGreaterThan(3_900);
    expect(meanMs('4 present')).toBeLessThan(4_100);
  },
);

test('the README shows the diagram of the table', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`mermaid\n${diagram()}\n\`\`\``);
});
