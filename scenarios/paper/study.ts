/** The paper's measurements, repeated and examined: what `bench paper` runs. */
import { defineStudy } from '../../sim/index.ts';
import { backlog } from './backlog.ts';
import { claimsCheck } from './claims.ts';
import { fit } from './fit.ts';
import { perCall } from './per-call.ts';
import { replication } from './replication.ts';
import { saturation } from './saturation.ts';

export default defineStudy({
  name: 'paper',
  title: 'A consent contract measured in 2021, measured again',
  source: 'Y. Wang, Z. Wang: Blockchain-Based Personal Medical Data Protection Solution, 2021, section IV',
  // What single-transaction rows with a finite send rate imply.
  published: { file: 'tables.csv', definition: 'caliper<=0.3' },
  claimed: [
    'The paper puts a patient’s consent into a contract on Ethereum: medical staff ask for access (ReqManage), the patient ' +
      'grants or revokes it, and GetMS looks the consent up. It was deployed in the JavaScriptVM of Remix, where a call is said ' +
      'to take about 2 s, and then measured with Hyperledger Caliper: rounds of 1000 and of 100 GetMS at 114 to 336 ' +
      'transactions per second. From the two tables it concludes that 1000 runs have a better delay than 100 and that ' +
      'throughput is stable around 12 per second.',
    'These are the rows as printed. The margin says whether any run could have printed them; what the rules are is below.',
  ],
  unknown: [
    'The raw data. Nobody but the authors can say how the impossible rows came about; a column that was computed wrongly is the ' +
      'most economical explanation, never a cause.',
    'What chain the Caliper rounds ran on. The text names the JavaScriptVM of Remix, to which Caliper cannot connect, and a ' +
      'test network, of which it says nothing.',
    'Which release of Caliper it was. A finite send rate of a single transaction means 0.3.2 or older, but no release prints it as 1.0.',
    'Whether GetMS was a transaction or a call. Delays of seconds mean a transaction, or a client that was very busy.',
    'The gas limit of the blocks, the machine, and how often each round was repeated.',
    'The 2 s per call: with what it was timed, and from which moment.',
  ],
  experiments: [perCall, replication, saturation, backlog, claimsCheck, fit],
});
