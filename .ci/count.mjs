// The closing line: how many tests passed and failed, from the runner's own report; a failed check counts as one.
import { existsSync, readFileSync } from 'node:fs';

const file = 'node_modules/.cache/vitest.json';
const report = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0 };
const failedElsewhere = process.argv[2] !== '0' && report.numFailedTests === 0 ? 1 : 0;
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + failedElsewhere} failed`);
