import { defineConfig } from './sim/index.ts';

export default defineConfig({
  chain: 'dev-2s',
  seed: 1,
  commands: { demo: './scenarios/consent/demo.ts', serve: './scenarios/consent/serve.ts' },
});
