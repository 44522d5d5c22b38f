import { defineConfig } from 'vitest/config';

const isCi = process.env.CI !== undefined;

export default defineConfig({
  test: {
    include: ['sim/**/*.test.ts', 'scenarios/**/*.test.ts', 'contracts/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000, // hooks run bench too, as a process that a busy machine may keep waiting
    isolate: false, // no module here keeps state; saves a worker for each of 240 files
    maxWorkers: '100%', // by default one core stays idle; many tests wait for a process of their own
    reporters: isCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.cache/vitest.json' },
  },
});
