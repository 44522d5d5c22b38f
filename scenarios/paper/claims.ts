/** What the text says about its own tables, as expressions that the tables bear out or not. */
import { type Experiment, type StudyContext, studyTable } from '../../sim/index.ts';

interface Claim {
  readonly quote: string;
  /** What it says of the figures, as we read it. */
  readonly reading: string;
  readonly expression: string;
}

const claims: readonly Claim[] = [
  {
    quote: 'In the case of 1000 runs, the delay performance is better than that of 100 runs',
    reading: 'delays at 1000 below those at 100',
    expression: 'mean(avg[1].GetMS) < mean(avg[2].GetMS)',
  },
  {
    quote: 'the throughput is relatively stable',
    reading: 'throughput varies by a tenth at most',
    expression: 'cv(throughput.GetMS) <= 0.1',
  },
  {
    quote: 'maintaining around 12 TPS',
    reading: 'mean throughput rounds to 12 or more',
    expression: 'mean(throughput.GetMS) >= 11.5',
  },
  {
    quote: 'the average smart contract takes about 2s for each call',
    reading: 'single calls take 2 s in the tables too',
    expression: 'mean(avg.ReqMagan) == 2',
  },
  {
    quote: 'The first experiment consists of 2 rounds',
    reading: 'Table 1 has 2 rows',
    expression: 'count(succ[1]) == 2',
  },
  {
    quote: 'the second experiment consists of 3 rounds',
    reading: 'Table 2 has 3 rows',
    expression: 'count(succ[2]) == 3',
  },
];

const checked = (context: StudyContext) =>
  claims.map((claim) => ({ ...claim, verdict: context.checkClaim(claim.expression) }));

type Checked = ReturnType<typeof checked>[number];

const sideText = ({ verdict }: Checked, side: 'left' | 'right'): string | null =>
  verdict.comparisons[0]?.[side].value ?? null;

export const claimsCheck: Experiment = {
  id: 'claims',
  title: 'What the text says of its tables',
  question: 'Do the published figures bear out what the text says about them?',
  run: async (context) => {
    const all = checked(context);
    const table = studyTable(
      {
        id: 'claims',
        title: 'Claims',
        remark: 'as we read them, and as expressions of bench audit --claim',
      },
      all,
      [
        { key: 'reading', head: 'Claim', value: ({ reading }) => reading },
        { key: 'expression', head: 'Expression', value: ({ expression }) => expression },
        { key: 'left', head: 'Left', value: (claim) => sideText(claim, 'left') },
        { key: 'right', head: 'Right', value: (claim) => sideText(claim, 'right') },
        { key: 'times', head: 'Times', value: ({ verdict }) => verdict.comparisons[0]?.times ?? null },
        { key: 'verdict', head: 'Verdict', value: ({ verdict }) => verdict.verdict },
      ],
    );
    return { tables: [table], findings: findings(all) };
  },
};

const findings = (all: readonly Checked[]): string[] => {
  const failed = all.filter(({ verdict }) => verdict.verdict === 'fails');
  return [
    `${failed.length} of ${all.length} statements fail on the published figures themselves.`,
    ...all.map(({ quote, verdict }) => `“${quote}”: ${verdict.sentence}.`),
  ];
};
