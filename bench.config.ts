import { defineConfig } from './sim/index.ts';

export default defineConfig({
  chain: 'dev-2s',
  seed: 1,
  commands: { serve: './scenarios/consent/serve.ts' },
});
