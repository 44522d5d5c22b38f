import { expect, test } from 'vitest';
import * as chronobench from './index.ts';

test('the public door opens on exactly these values', () => {
  expect(Object.keys(chronobench).sort()).toEqual([
    'compositeRate',
    'constant',
    'createRandom',
    'defineConfig',
    'defineScenario',
    'empirical',
    'exponential',
    'fixedLoad',
    'fixedRate',
    'gwei',
    'linearRate',
    'logNormal',
    'maximumRate',
    'pareto',
    'poissonRate',
    'quantiles',
    'sampleMs',
    'uniform',
    'weiPerEther',
    'weiPerGwei',
  ]);
});
