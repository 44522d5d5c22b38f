/** `bench predict`: what theory says of latency, double spends and stale blocks. Nothing runs and nothing is written. */
import { type ExitCode, exitCodes } from '../../errors.ts';
import { toJson } from '../../report/json.ts';
import { createPaint, type Paint } from '../../report/terminal-table.ts';
import { detectScreen } from '../screen.ts';
import { doubleSpendBasis, latencyBasis, staleBasis } from './basis.ts';
import { doubleSpendAnswers, staleAnswer } from './forks.ts';
import { latencyAnswers } from './latency.ts';
import type { Question } from './question.ts';
import { toQuestion } from './reading.ts';
import { doubleSpendText, latencyText, staleText } from './text.ts';
import type { Words } from './words.ts';

export type PredictArguments = Words & { readonly json: boolean };

export const predictCommand = async ({ json, ...words }: PredictArguments): Promise<ExitCode> => {
  const { text, data } = answer(toQuestion(words), createPaint(detectScreen(false).color));
  process.stdout.write(json ? toJson({ schemaVersion: 1, ...data }) : `${text}\n`);
  return exitCodes.ok;
};

interface Answer {
  readonly text: string;
  readonly data: object;
}

const answer = (question: Question, paint: Paint): Answer => {
  switch (question.kind) {
    case 'latency': {
      const answers = latencyAnswers(question);
      const predictions = answers.map((each) => ({ ...each, ...latencyBasis(question, each.blocks) }));
      return { text: latencyText(question, answers, paint), data: { question, predictions } };
    }
    case 'double-spend': {
      const answers = doubleSpendAnswers(question);
      const predictions = answers.map((each) => ({ ...each, ...doubleSpendBasis }));
      return { text: doubleSpendText(question, answers, paint), data: { question, predictions } };
    }
    case 'stale': {
      const found = staleAnswer(question);
      const predictions = [{ ...found, ...staleBasis(question.miners) }];
      return { text: staleText(question, found, paint), data: { question, predictions } };
    }
  }
};
