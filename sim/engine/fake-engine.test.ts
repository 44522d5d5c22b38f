import { testEngine } from './engine.conformance.ts';
import { createFakeEngine } from './fake-engine.ts';

testEngine('the fake engine', createFakeEngine);
