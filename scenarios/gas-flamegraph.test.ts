/** The flamegraphs of what is shipped, held to the receipts of the engine that ran it. */
import { expect, test } from 'vitest';
import { resolveProject } from '../sim/config/project.ts';
import { loadScenario } from '../sim/config/resolution.ts';
import { type FlameNode, totalGas } from '../sim/flame/frame.ts';
import { prepareFlamegraph } from '../sim/flamegraph.ts';
import { run } from '../sim/run.ts';

const project = resolveProject({}, 'bench.config.ts');

const namesIn = (node: FlameNode): string[] => [
  node.frame.name,
  ...[...node.children.values()].flatMap(namesIn),
];

/** What must be somewhere on its stacks. */
const shipped = {
  'scenarios/consent-flow.ts': ['new ConsentRegistry', 'Grants._give'],
  'scenarios/audit-modes.ts': ['Usage.commitUsage', 'modifier Entities.onlyRegulator'],
  'scenarios/1000-calls.ts': ['PaperFlow.reqManage', '_policy'],
};

test.each(Object.entries(shipped))('all gas of %s lies on its stacks', async (file, names) => {
  const loaded = await loadScenario(file, project, {});
  const tracer = await prepareFlamegraph(loaded.scenario);
  const total = { gasUsed: 0n, refund: 0n, transactionCount: 0 };
  const { verification } = await run(loaded, {
    verification: 'stock',
    watchReplay: tracer.watch,
    onSealed: ({ transactions }) => {
      for (const { receipt } of transactions) {
        total.gasUsed += receipt.gasUsed;
        total.refund += receipt.gas.refund;
        total.transactionCount += 1;
      }
    },
  });
  expect(verification).toMatchObject({ verified: true });
  const { root, ...told } = tracer.read();
  expect(told).toEqual(total);
  expect(BigInt(totalGas(root))).toBe(total.gasUsed + total.refund);
  expect(namesIn(root)).toEqual(expect.arrayContaining(names));
  for (const name of ['(unknown code)', '[unexplained]']) expect(namesIn(root)).not.toContain(name);
});
