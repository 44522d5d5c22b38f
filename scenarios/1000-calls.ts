/** Table 1 with GetMS as a call: what the paper's function does when nobody pays for it. */
import { paperScenario } from './consent/paper.ts';

export default paperScenario({ txCount: 1000, ratesTps: [306.9, 335.5], getMSAs: 'call' });
