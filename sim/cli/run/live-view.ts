/** The page of `bench run --ui`: of each scenario or study while it runs, of its report when it is over. */
import { everyWallMs } from '../../kernel/wall-clock.ts';
import { rowsInMemory } from '../../report/run-rows.ts';
import { replicationProgressLine } from '../../report/terminal/progress.ts';
import { failurePage, type LiveRun, livePage, waitingPage } from '../../ui/live-page.ts';
import { intervalsSoFar, liveReplicationsPage } from '../../ui/live-replications.ts';
import { type PageServer, servePage } from '../../ui/page-server.ts';
import { createSampler, sampleWallMs } from '../../ui/sampler.ts';
import { runReportOf } from '../report/run-report.ts';
import type { ScenarioJob } from './job.ts';
import { watchStudy } from './live-study-view.ts';
import type { RunObserver } from './observer.ts';

export interface LiveView {
  readonly url: string;
  readonly observer: RunObserver;
  /** A run that could not begin. */
  fail(text: string): void;
  close(): Promise<void>;
}

/** Throws `PortUnavailable`. */
export const openLiveView = async (port: number): Promise<LiveView> => {
  const page = await servePage(port);
  page.show(waitingPage);
  return {
    url: page.url,
    observer: observerOn(page),
    fail: (text) => page.show(failurePage(text)),
    close: page.close,
  };
};

const observerOn = (page: PageServer): RunObserver => {
  let endSampling = (): void => {};
  return {
    onStart: (job, { records, roundIndex, nowMs }) => {
      page.show(livePage(liveRunOf(job)));
      const sample = createSampler(records);
      const last = job.loaded.scenario.rounds.length - 1;
      endSampling = everyWallMs(sampleWallMs, () =>
        page.tell('sample', sample(Math.min(roundIndex(), last), nowMs())),
      );
    },
    onReplications: (job, { progress, done }) => {
      page.show(liveReplicationsPage(liveRunOf(job)));
      let told = '';
      endSampling = everyWallMs(sampleWallMs, () => {
        const line = replicationProgressLine(progress());
        if (line === told) return;
        told = line;
        const { rounds, point } = intervalsSoFar(done().map((outcome) => outcome.rounds));
        page.hold('replications', { progress: line, rounds });
        page.tell('precision', point);
      });
    },
    onFinished: async ({ out }, finished) => {
      endSampling();
      const { runHtml } = await import('../../report/reporters/run-html.ts');
      page.show(await runHtml(runReportOf(finished.result, rowsInMemory(finished, out)), script));
    },
    onStudy: (job) => watchStudy(page, job),
    onStudyFinished: async (result) => {
      const { renderStudyPage } = await import('../../report/html/study-page.ts');
      page.show(await renderStudyPage(result, script));
    },
  };
};

const script = '/live.js';

const liveRunOf = ({ loaded: { scenario }, circumstances }: ScenarioJob): LiveRun => ({
  ...{ scenario: scenario.name, circumstances, seed: scenario.seed },
  rounds: scenario.rounds.map(({ label, txCount }) => ({ label, planned: txCount })),
});
