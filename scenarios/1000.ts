/** Table 1 of the paper: one request, then 1,000 GetMS at 306.9 and at 335.5 per second. */
import { paperScenario, table1 } from './consent/paper.ts';

export default paperScenario({ ...table1, getMSAs: 'transaction' });
