/** The page of a run that goes on: a row for each round, and two curves of the one at hand. The script fills it in. */
import { escaped, page, runFigures } from './page-frame.ts';

export interface LiveRun {
  readonly scenario: string;
  /** The chain and what else was chosen. */
  readonly circumstances: string;
  readonly seed: number;
  readonly rounds: readonly LiveRound[];
}

export interface LiveRound {
  readonly label: string;
  /** Undefined for a round by duration. */
  readonly planned: number | undefined;
}

export const livePage = (run: LiveRun): string =>
  page(
    `${run.scenario}, running`,
    `<h1>${escaped(run.scenario)}</h1>
<p role="status">Running on ${escaped(run.circumstances)}, seed ${run.seed}. The report takes this place when it is over.</p>
<table>
<caption>Rounds</caption>
<thead><tr><th scope="col">Round</th><th scope="col">Planned</th><th scope="col">Sent</th><th scope="col">Succeeded</th><th scope="col">Failed</th><th scope="col">In flight</th><th scope="col">Virtual time</th></tr></thead>
<tbody>
${run.rounds.map(row).join('\n')}
</tbody>
</table>
${runFigures}`,
  );

/** Before anything runs; without it who comes at once would have a page that never asks for another. */
export const waitingPage = page(
  'about to run',
  '<h1>About to run</h1>\n<p role="status">Loading the scenario.</p>',
);

/** The page of a run that could not begin, while files are watched. */
export const failurePage = (text: string): string =>
  page(
    'could not run',
    `<h1>Could not run</h1>\n<pre role="status">${escaped(text)}</pre>\n<p>It is tried again when a file changes.</p>`,
  );

const row = ({ label, planned }: LiveRound, index: number): string => {
  const cells = ['submitted', 'succeeded', 'failed', 'inFlight', 'elapsed'];
  const plan = planned === undefined ? 'by time' : String(planned).replace(/\B(?=(\d{3})+$)/g, ',');
  return `<tr data-round="${index}"><th scope="row">${escaped(label)}</th><td>${plan}</td>${cells
    .map((name) => `<td data-live="${name}-${index}"></td>`)
    .join('')}</tr>`;
};
