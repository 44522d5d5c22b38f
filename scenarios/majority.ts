/** Can what is on the chain be rewritten? A grant against a miner who withholds his branch. */
import { defineStudy } from '../sim/index.ts';
import { rewriteExecuted } from './claims/rewrite-executed.ts';
import { rewriteNodes } from './claims/rewrite-nodes.ts';
import { rewriteOdds } from './claims/rewrite-odds.ts';

export default defineStudy({
  name: 'majority',
  title: 'More nodes, harder to tamper with?',
  source:
    'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, sections II and IV',
  claimed: [
    '“As the number of nodes in the system increases, the number of distributed ledgers increases accordingly. Only a small number of ' +
      'nodes’ data cannot be tampered with to initiate 51% attacks, which can gradually increase the difficulty of tampering with ' +
      'blockchain data.”',
    '“… it is a transaction, which will be permanently recorded in the block and cannot be tampered with at will.”',
  ],
  unknown: [
    'How many confirmations the authors would wait for. The paper speaks of none.',
    'Who mines on the chain that they have in mind, and with what share.',
  ],
  experiments: [rewriteOdds, rewriteNodes, rewriteExecuted],
});
