/** When does a chain get congested? Delay and fee of requests for access as their rate passes the capacity. */
import { defineStudy } from '../sim/index.ts';
import { congestionSweep } from './claims/congestion-sweep.ts';

export default defineStudy({
  name: 'congestion',
  title: 'What congestion does',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, section IV',
  claimed: [
    '“In addition, in actual operation, mining difficulty, gas price and network congestion must be considered.” The paper considers them no ' +
      'further: it measures neither a fee nor a delay against load.',
  ],
  unknown: [
    'What senders of such transactions would bid. Here each offers what a wallet quotes: twice the base fee and a tip, or a fixed price.',
    'Who else uses the chain. Here nobody does, on blocks that are small enough for these requests alone to fill them.',
  ],
  experiments: [congestionSweep],
});
