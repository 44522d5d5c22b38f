import { expect, test } from 'vitest';
import * as chronobench from './index.ts';

test('the public door opens on exactly these values', () => {
  expect(Object.keys(chronobench).sort()).toEqual([
    'BenchError',
    'RpcError',
    'compositeRate',
    'constant',
    'createRandom',
    'defineCommand',
    'defineConfig',
    'defineScenario',
    'defineStudy',
    'empirical',
    'exitCodes',
    'exponential',
    'fixedLoad',
    'fixedRate',
    'gwei',
    'linearRate',
    'logNormal',
    'marginText',
    'maximumRate',
    'pareto',
    'poissonRate',
    'quantiles',
    'rangeText',
    'sampleMs',
    'startChain',
    'studyTable',
    'uniform',
    'weiPerEther',
    'weiPerGwei',
  ]);
});
