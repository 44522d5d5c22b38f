import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['sim/**/*.test.ts', 'scenarios/**/*.test.ts', 'contracts/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
