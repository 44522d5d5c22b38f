/** Table 1 with GetMS as a call: what the paper's function does when nobody pays for it. */
import { paperScenario, table1 } from './consent/paper.ts';

export default paperScenario({ ...table1, getMSAs: 'call' });
