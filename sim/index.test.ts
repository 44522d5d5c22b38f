import { expect, test } from 'vitest';
import * as chronobench from './index.ts';

test('the public door opens on exactly these values', () => {
  expect(Object.keys(chronobench).sort()).toEqual([
    'addressOf',
    'bytesToHex',
    'compositeRate',
    'constant',
    'createRandom',
    'defineConfig',
    'defineScenario',
    'defineStudy',
    'empirical',
    'exponential',
    'fixedLoad',
    'fixedRate',
    'gwei',
    'hexToBytes',
    'linearRate',
    'logNormal',
    'marginText',
    'maximumRate',
    'pareto',
    'poissonRate',
    'publicKeyToAddress',
    'quantiles',
    'rangeText',
    'recover',
    'sampleMs',
    'sign',
    'studyTable',
    'uniform',
    'weiPerEther',
    'weiPerGwei',
  ]);
});
