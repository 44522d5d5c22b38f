/** What the live page of a study is told: the state of each experiment, what goes on, and samples of the run of the moment. */
import { everyWallMs } from '../../kernel/wall-clock.ts';
import { type ExperimentState, liveStudyPage, type StudyState } from '../../ui/live-study.ts';
import type { PageServer } from '../../ui/page-server.ts';
import { createSampler, sampleWallMs } from '../../ui/sampler.ts';
import type { StudyObserver } from './observer.ts';
import type { StudyJob } from './study-job.ts';

export const watchStudy = (
  page: Pick<PageServer, 'show' | 'tell' | 'hold'>,
  { loaded: { study }, experiments, seed }: StudyJob,
): StudyObserver => {
  const { title, source } = study;
  page.show(liveStudyPage({ title, source, seed, experiments }));
  const states = new Map<string, ExperimentState>(
    experiments.map(({ id }) => [id, { state: 'waiting', finding: '' }]),
  );
  let [current, runIndex] = ['', 0];
  const tell = (text: string): void => {
    const activity = [current, text].filter((part) => part !== '').join(': ');
    page.hold('study', { activity, experiments: [...states.values()] } satisfies StudyState);
  };
  return {
    begin: ({ id }) => {
      current = id;
      states.set(id, { state: 'running', finding: '' });
      tell('');
    },
    tell,
    watch: ({ records, roundIndex, nowMs }, { rounds }, label) => {
      tell(label);
      const sample = createSampler(records);
      runIndex += 1;
      const ofRun = { runIndex };
      return everyWallMs(sampleWallMs, () =>
        page.tell('sample', { ...ofRun, ...sample(Math.min(roundIndex(), rounds.length - 1), nowMs()) }),
      );
    },
    found: ({ id, findings: [finding = ''] }) => {
      states.set(id, { state: 'done', finding });
      tell('');
    },
  };
};
