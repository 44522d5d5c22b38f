/** Does mining get easier with more nodes? Difficulty and block time by nodes and by hash power. */
import { defineStudy } from '../sim/index.ts';
import { difficultyStep } from './claims/difficulty-step.ts';
import { settledDifficulty } from './claims/settled-difficulty.ts';

export default defineStudy({
  name: 'difficulty',
  title: 'More nodes, lower difficulty?',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, section IV',
  claimed: [
    '“It should be that the test network has fewer nodes, so the difficulty of mining is lower, and the block time is shorter. In ' +
      'actual operation, as the number of nodes increases, the mining difficulty coefficient is lower, which will cause too many ' +
      'transactions to produce blocks at the same time, causing network congestion.”',
  ],
  unknown: [
    'What the authors mean by “lower”: a smaller target would be a higher difficulty.',
    'Whether their test network mined at all. The JavaScriptVM of Remix does not.',
  ],
  experiments: [settledDifficulty, difficultyStep],
});
