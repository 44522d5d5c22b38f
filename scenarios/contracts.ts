/** The four contracts in one table: what each operation costs on each, first writes and updates apart, and their size. */
import {
  type ColumnOf,
  type Deployment,
  defineStudy,
  type Experiment,
  type StudyContext,
  studyTable,
} from '../sim/index.ts';
import { comparisonScenario, steps } from './consent/variants/comparison.ts';
import { type ConsentVariant, lackSentence, variantNames } from './consent/variants/variant.ts';
import { variants } from './consent/variants/variants.ts';

interface Costs {
  readonly deployment: Deployment;
  /** Gas by the step's title. */
  readonly gas: ReadonlyMap<string, number>;
}

const measure = async (context: StudyContext, variant: ConsentVariant): Promise<Costs> => {
  let deployment: Deployment = { gasUsed: 0n, codeBytes: 0 };
  const scenario = comparisonScenario(variant, (setUp) => {
    deployment = setUp.deployment('consent');
  });
  const rounds = await context.simulate(scenario, { label: variant.contractName, chain: 'instant' });
  const gas = rounds.map(({ summary }) => [summary.label, Number(summary.gas?.mean ?? Number.NaN)] as const);
  return { deployment, gas: new Map(gas) };
};

interface Line {
  readonly title: string;
  readonly valueOn: (costs: Costs) => number;
}

const lines: readonly Line[] = [
  { title: 'deployed code, bytes', valueOn: ({ deployment }) => deployment.codeBytes },
  { title: 'deployment', valueOn: ({ deployment }) => Number(deployment.gasUsed) },
  ...steps
    .filter(({ isPreparation }) => isPreparation !== true)
    .map(({ title }) => ({ title, valueOn: ({ gas }: Costs) => gas.get(title) ?? Number.NaN })),
];

const costs: Experiment = {
  id: 'gas',
  title: 'Four ways to keep a consent',
  question: 'What does each operation cost on each of the four contracts, and what does each lack?',
  run: async (context) => {
    const measured: Costs[] = [];
    for (const name of variantNames) measured.push(await measure(context, variants[name]));
    const columns = variantNames.map((name, index): ColumnOf<Line> => {
      const of = measured[index];
      const head = `${name.toUpperCase()} ${variants[name].contractName}`;
      const value = ({ valueOn }: Line) => (of === undefined ? null : valueOn(of));
      return { key: `${name}_gas`, head, decimals: 0, value };
    });
    const title: ColumnOf<Line> = { key: 'operation', head: 'Operation', value: ({ title: text }) => text };
    const about = { id: 'contracts', title: 'Gas per operation', remark: 'nothing: the contract lacks it' };
    return {
      tables: [studyTable(about, lines, [title, ...columns])],
      findings: variantNames.map((name) => lackSentence(variants[name])),
    };
  },
};

export default defineStudy({
  name: 'contracts',
  title: 'The consent contracts, compared',
  source: 'this project; the figures are those of contracts/snapshots',
  claimed: [],
  unknown: [],
  experiments: [costs],
});
