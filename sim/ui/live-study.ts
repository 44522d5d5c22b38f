/** The page of a study that goes on: a line for each experiment, what goes on now, and the curves of its run, if there is one. */
import { escaped, page, runFigures } from './page-frame.ts';

export interface LiveStudy {
  readonly title: string;
  readonly source: string;
  readonly seed: number;
  readonly experiments: readonly { readonly id: string; readonly title: string }[];
}

/** What the page is told, whole each time. */
export interface StudyState {
  /** In words, what goes on. */
  readonly activity: string;
  readonly experiments: readonly ExperimentState[];
}

export interface ExperimentState {
  readonly state: 'waiting' | 'running' | 'done';
  /** The most important one; empty until then. */
  readonly finding: string;
}

export const liveStudyPage = ({ title, source, seed, experiments }: LiveStudy): string =>
  page(
    `${title}, running`,
    `<h1>${escaped(title)}</h1>
<p>${escaped(source)}</p>
<p role="status">Running with seed ${seed}. The report takes this place when it is over.</p>
<table>
<caption>Experiments</caption>
<thead><tr><th scope="col">Experiment</th><th scope="col" class="text">Title</th><th scope="col" class="text">State</th><th scope="col" class="text">Found</th></tr></thead>
<tbody>
${experiments.map(row).join('\n')}
</tbody>
</table>
<p data-live="activity"></p>
${runFigures}`,
  );

const row = ({ id, title }: LiveStudy['experiments'][number], index: number): string =>
  `<tr data-experiment="${index}" data-state="waiting"><th scope="row">${escaped(id)}</th><td class="text">${escaped(title)}</td><td class="text" data-live="state-${index}">waiting</td><td class="text" data-live="finding-${index}"></td></tr>`;
