import { createMemoryStore } from './memory.ts';
import { describeStore } from './store.conformance.ts';

describeStore({ open: async () => createMemoryStore(), runCount: 200 });
