/** Table 2 of the paper: one request, then 100 GetMS at 114.2, at 216.3 and at 335.9 per second. */
import { paperScenario, table2 } from './consent/paper.ts';

export default paperScenario({ ...table2, getMSAs: 'transaction' });
