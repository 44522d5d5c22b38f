/** The page of `bench run --ui`: of each scenario while it runs, of its report when it is over. */
import { everyWallMs } from '../kernel/wall-clock.ts';
import { rowsInMemory } from '../report/run-rows.ts';
import { failurePage, livePage } from '../ui/live-page.ts';
import { servePage } from '../ui/page-server.ts';
import { createSampler } from '../ui/sampler.ts';
import type { RunObserver } from './run-observer.ts';
import { runReportOf } from './run-report.ts';

export interface LiveView {
  readonly url: string;
  readonly observer: RunObserver;
  /** A run that could not begin. */
  fail(text: string): void;
  close(): Promise<void>;
}

const sampleWallMs = 100;

/** Throws `PortUnavailable`. */
export const openLiveView = async (port: number): Promise<LiveView> => {
  const page = await servePage(port);
  let endSampling = (): void => {};
  return {
    url: page.url,
    observer: {
      onStart: ({ loaded: { scenario }, circumstances }, { records, roundIndex, nowMs }) => {
        const rounds = scenario.rounds.map(({ label, txCount }) => ({ label, planned: txCount }));
        page.show(livePage({ scenario: scenario.name, circumstances, seed: scenario.seed, rounds }));
        const sample = createSampler(records);
        const last = scenario.rounds.length - 1;
        endSampling = everyWallMs(sampleWallMs, () =>
          page.tell('sample', sample(Math.min(roundIndex(), last), nowMs())),
        );
      },
      onFinished: async ({ out }, finished) => {
        endSampling();
        const { runHtml } = await import('../report/reporters/run-html.ts');
        page.show(await runHtml(runReportOf(finished.result, rowsInMemory(finished, out)), '/live.js'));
      },
    },
    fail: (text) => page.show(failurePage(text)),
    close: page.close,
  };
};
