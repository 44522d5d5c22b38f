/**
 * How far a study is: the experiment, what it does, and the run that goes on, if one does. Where lines do not redraw
 * themselves, each experiment also announces itself.
 */

import { lineOf, showLine } from '../run-progress.ts';
import type { Screen } from '../screen.ts';
import type { StudyObserver } from './observer.ts';

export interface StudyProgress extends StudyObserver {
  end(): void;
}

export const showStudyProgress = (screen: Screen): StudyProgress => {
  let experiment = '';
  let activity = '';
  let run: (() => string) | undefined;
  const end = showLine(screen, () =>
    [experiment, activity, run?.() ?? ''].filter((part) => part !== '').join(': '),
  );
  return {
    begin: ({ id, title }) => {
      [experiment, activity] = [id, ''];
      if (screen.progress === 'plain') process.stderr.write(`${id}: ${title}\n`);
    },
    tell: (text) => {
      activity = text;
    },
    watch: (controls, scenario, label) => {
      activity = label;
      run = () => lineOf(controls, scenario);
      return () => {
        run = undefined;
      };
    },
    found: () => {},
    end,
  };
};
