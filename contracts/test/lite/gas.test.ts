import { it } from 'vitest';
import type { Hardfork } from '../../../sim/ethereum/hardfork.ts';
import { actors } from '../actors.ts';
import { expectSnapshot, type GasRows, gasRowsOf } from '../gas-rows.ts';
import { word } from '../registry/registry.ts';
import { createSandbox } from '../sandbox.ts';
import { liteCalls } from './lite.ts';

const { alice, bob, maria, noor, archive, cloud, regulator } = actors;

const measure = async (hardfork: Hardfork): Promise<GasRows> => {
  const lite = liteCalls(await createSandbox(hardfork).deploy('ConsentLite', [regulator.address]));
  const { call, grant, reqManage, revoc } = lite;
  const { rows, row } = gasRowsOf(lite.contract);
  const pair = [alice.address, maria.address];
  await row('registerServer, first', call(regulator, 'registerServer', archive.address));
  await row('registerServer, next', call(regulator, 'registerServer', cloud.address));
  await row('reqManage', reqManage(maria, alice));
  await row('grant, first', grant(alice, maria));
  await row('grant, repeated', grant(alice, maria));
  await row('check as a transaction, Ok', call(maria, 'check', ...pair, 1, 1, 1, 1));
  await row('GetMS as a transaction', call(maria, 'GetMS', ...pair));
  await row('revoc', revoc(alice, maria));
  await row('revoc of a pair without history', revoc(bob, noor));
  await row('grant after revoc', grant(alice, maria));
  await row('revokeAll, first', call(alice, 'revokeAll'));
  await row('revokeAll, again', call(alice, 'revokeAll'));
  await grant(alice, maria, { usesMax: 9 });
  await row('recordUse', call(archive, 'recordUse', ...pair));
  await row('commitUsage', call(archive, 'commitUsage', 1n, word(9), 1000));
  return rows;
};

it('ConsentLite costs what its snapshot says', async () => {
  const [muirGlacier, cancun, osaka] = [
    await measure('muirGlacier'),
    await measure('cancun'),
    await measure('osaka'),
  ];
  await expectSnapshot('ConsentLite', { muirGlacier, cancun, osaka });
});
