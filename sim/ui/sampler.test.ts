import { expect, test } from 'vitest';
import { createRecorder } from '../measure/recorder.ts';
import { createSampler } from './sampler.ts';

const begin = (
  recorder: ReturnType<typeof createRecorder>,
  roundIndex: number,
  intendedMs: number,
): number => {
  const sender = `0x${'11'.repeat(20)}`;
  const row = recorder.begin({ roundIndex, index: 0, kind: 'transaction', label: 'x', sender, intendedMs });
  recorder.submitted(row, intendedMs, `0x${'22'.repeat(32)}`, 0);
  return row;
};

test('a sample has what was sent and what became of it, and the latencies of what ended since the one before', () => {
  const recorder = createRecorder();
  const sample = createSampler(recorder);
  const [first, second, third] = [0, 10, 20].map((ms) => begin(recorder, 0, ms)) as [number, number, number];
  expect(sample(0, 25)).toMatchObject({
    elapsedMs: 25,
    submitted: 3,
    succeeded: 0,
    inFlight: 3,
    latencyP50Ms: null,
  });
  recorder.confirmed(second, 110);
  recorder.failed(third, 120, 'no');
  expect(sample(0, 120)).toMatchObject({
    succeeded: 1,
    failed: 1,
    inFlight: 1,
    latencyP50Ms: 100,
    latencyP95Ms: 100,
  });
  recorder.confirmed(first, 300);
  begin(recorder, 0, 310);
  expect(sample(0, 320)).toMatchObject({
    submitted: 4,
    succeeded: 2,
    failed: 1,
    inFlight: 1,
    latencyP50Ms: 300,
  });
  expect(sample(0, 330)).toMatchObject({ latencyP50Ms: null });
});

test('each round is counted by itself, from when its first was due', () => {
  const recorder = createRecorder();
  const sample = createSampler(recorder);
  recorder.confirmed(begin(recorder, 0, 0), 5);
  sample(0, 10);
  recorder.closeRound(0);
  expect(sample(1, 15)).toMatchObject({
    roundIndex: 1,
    elapsedMs: 0,
    submitted: 0,
    succeeded: 0,
    inFlight: 0,
  });
  begin(recorder, 1, 20);
  expect(sample(1, 25)).toMatchObject({ elapsedMs: 5, submitted: 1, succeeded: 0, inFlight: 1 });
});
