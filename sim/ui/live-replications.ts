/** The page of replications that go on: how many are done, each round's means with their intervals so far, and how these narrow. */
import { type FigureInterval, intervalOf, relativeHalfWidth } from '../measure/confidence.ts';
import { figures } from '../measure/figures.ts';
import type { RoundSummary } from '../measure/summary.ts';
import type { LiveRun } from './live-page.ts';
import { escaped, figure, page } from './page-frame.ts';

const shown = {
  throughputTps: 'Throughput /TPS',
  'latencyMs.mean': 'Mean latency /ms',
  'latencyMs.p95': 'p95 latency /ms',
} as const;
type ShownName = keyof typeof shown;
const shownNames = Object.keys(shown) as ShownName[];

/** What the page is told, whole each time. */
export interface ReplicationsState {
  /** In words. */
  readonly progress: string;
  readonly rounds: readonly Readonly<Record<ShownName, Pick<FigureInterval, 'mean' | 'halfWidth'>>>[];
}

/** A point of the curves: half the interval as a share of the mean, of the round where it is widest; null: no interval yet. */
export interface PrecisionPoint {
  readonly count: number;
  readonly latency: number | null;
  readonly throughput: number | null;
}

/** `runs`: the rounds of each replication that is done. */
export const intervalsSoFar = (
  runs: readonly (readonly RoundSummary[])[],
): Pick<ReplicationsState, 'rounds'> & { readonly point: PrecisionPoint } => {
  const rounds = (runs[0] ?? []).map((_, index) => {
    const interval = (name: ShownName): FigureInterval =>
      intervalOf(runs.flatMap((run) => run[index] ?? []).map(figures[name]));
    return Object.fromEntries(shownNames.map((name) => [name, interval(name)])) as Record<
      ShownName,
      FigureInterval
    >;
  });
  const widest = (name: ShownName): number | null => {
    const ratios = rounds.map((round) => relativeHalfWidth(round[name]));
    return ratios.length === 0 || ratios.includes(null) ? null : Math.max(...(ratios as number[]));
  };
  const point = { latency: widest('latencyMs.mean'), throughput: widest('throughputTps') };
  return { rounds, point: { count: runs.length, ...point } };
};

export const liveReplicationsPage = ({ scenario, circumstances, seed, rounds }: LiveRun): string =>
  page(
    `${scenario}, running`,
    `<h1>${escaped(scenario)}</h1>
<p role="status">Replications on ${escaped(circumstances)}, seed ${seed} and those derived from it. The report takes this place when it is over.</p>
<p data-live="progress"></p>
<table>
<caption>Means so far, with half of the 95 % interval</caption>
<thead><tr><th scope="col">Round</th>${Object.values(shown)
      .map((head) => `<th scope="col">${head}</th>`)
      .join('')}</tr></thead>
<tbody>
${rounds.map(row).join('\n')}
</tbody>
</table>
${figure('precision', 'Half of the interval as a share of the mean, in the round where it is widest', ['mean latency', 'throughput'], 'replications')}`,
  );

const row = ({ label }: LiveRun['rounds'][number], index: number): string =>
  `<tr><th scope="row">${escaped(label)}</th>${shownNames
    .map((name) => `<td data-live="${name}-${index}"></td>`)
    .join('')}</tr>`;
