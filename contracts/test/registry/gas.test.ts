/** Two rule sets: the one of the first measurements and the default. OpenZeppelin's code needs Cancun's MCOPY. */
import { it } from 'vitest';
import type { Hex } from '../../../sim/units.ts';
import { actor, actors } from '../actors.ts';
import { expectSnapshot, type GasRows, gasRowsOf } from '../gas-rows.ts';
import { createSandbox, type Outcome } from '../sandbox.ts';
import {
  ciphertext,
  dayS,
  deployRegistry,
  grantInput,
  noHash,
  recordIds,
  registerCast,
  scope,
  startS,
  word,
} from './registry.ts';
import {
  domainOf,
  grantDecision,
  revokeDecision,
  signGrant,
  signRevoke,
  submitGrant,
  submitRevoke,
} from './signing.ts';

const [recordId] = recordIds;
const { alice, bob, carol, maria, noor, otto, hospital, archive, regulator } = actors;
const until = startS + 200 * dayS;
const batchLength = 20;
const ward = Array.from({ length: batchLength }, (_, index) => actor(100 + index));

const measure = async (hardfork: 'cancun' | 'osaka'): Promise<GasRows> => {
  const sandbox = createSandbox(hardfork);
  const registry = await deployRegistry(sandbox);
  const { call, contract, grant, issueToken, reqManage, revoc, setPointer } = registry;
  await registerCast(registry);
  const domain = domainOf(sandbox, registry);
  const { rows, row } = gasRowsOf(contract);
  const tokenOf = ({ events }: Outcome): Hex => events[0]?.args.tokenId as Hex;
  const consume = (id: Hex): Promise<Outcome> =>
    call(archive, 'consumeToken', id, alice.address, maria.address, word(1), word(2));
  const revokeBySig = (epoch: number): Promise<Outcome> => {
    const decision = revokeDecision(alice, noor, { throughEpoch: epoch + 1 });
    return submitRevoke(registry, otto, decision, signRevoke(alice, domain, decision));
  };

  await row(
    'registerProvider, first',
    call(regulator, 'registerProvider', actor(90).address, until, word(1)),
  );
  await row(
    'registerServer, first',
    call(regulator, 'registerServer', actor(91).address, until, word(1), word(2)),
  );
  for (const staff of ward) {
    const registered = call(hospital, 'registerStaff', staff.address, until, word(1), word(2));
    await row('registerStaff, first', registered);
  }
  await row(
    'registerStaff, renewed',
    call(hospital, 'registerStaff', maria.address, until, word(4), word(6)),
  );
  await row('setEntityActive, suspend', call(hospital, 'setEntityActive', maria.address, false));
  await row('setEntityActive, lift', call(hospital, 'setEntityActive', maria.address, true));
  await row('setPaused, on', call(regulator, 'setPaused', true));
  await row('setPaused, off', call(regulator, 'setPaused', false));

  await row('reqManage, first', reqManage(maria, alice));
  await row('withdrawRequest', call(maria, 'withdrawRequest', alice.address));
  await row('reqManage, repeated', reqManage(maria, alice));
  await row('deny', call(alice, 'deny', maria.address));
  await row('setBlocked, on', call(alice, 'setBlocked', maria.address, true));
  await row('setBlocked, off', call(alice, 'setBlocked', maria.address, false));

  await row('reqManage, of another patient', reqManage(maria, carol));
  await row('grant, first, after a request', grant(carol));
  await row('grant, first, without a request', grant(bob));
  await row('grant, repeated, same values', grant(bob));
  await row('grant, repeated, other values', grant(bob, { scope: word(1), terms: word(2), ops: 7 }));
  await grant(bob);
  const question = [bob.address, maria.address, archive.address, recordId, scope.proofOf(recordId), 1, 1];
  await row('check as a transaction, Ok', call(maria, 'check', ...question));
  await row('GetMS as a transaction', call(maria, 'GetMS', bob.address, maria.address));
  await row('revoc', revoc(bob, maria));
  await row('revoc of a pair without history', revoc(carol, noor));
  await row('reqManage after revoc', reqManage(maria, bob));
  await row('revoc of an open request', revoc(bob, maria));
  await row('grant after revoc, same values', grant(bob));
  await row('renounce', call(maria, 'renounce', bob.address));
  await row('revokeAll, first', call(alice, 'revokeAll'));
  await row('revokeAll, again', call(alice, 'revokeAll'));

  const many = ward.map(({ address }) => grantInput({ ms: address }));
  const all = ward.map(({ address }) => address);
  await row('grantBatch of 20, first, each', call(bob, 'grantBatch', many), batchLength);
  await row('grantBatch of 20, repeated, each', call(bob, 'grantBatch', many), batchLength);
  await row('revokeBatch of 20, each', call(bob, 'revokeBatch', all, noHash), batchLength);

  const patientEpoch = { patientEpoch: 2 };
  const first = grantDecision(alice, { ms: noor.address, ...patientEpoch });
  await row('grantBySig, first', submitGrant(registry, otto, first, signGrant(alice, domain, first)));
  const second = grantDecision(alice, { ms: noor.address, epoch: 1, ...patientEpoch });
  await row('grantBySig, repeated', submitGrant(registry, otto, second, signGrant(alice, domain, second)));
  await row('revokeBySig', revokeBySig(2));

  await row('setCustodian, on', call(alice, 'setCustodian', archive.address, true));
  await row('setPointer, first', setPointer(alice));
  await row(
    'setPointer, update',
    setPointer(archive, { ciphertext: ciphertext.replaceAll('c', 'd') as Hex }),
  );
  await row('setCustodian, off', call(alice, 'setCustodian', archive.address, false));

  await grant(alice);
  await row('consumeToken', consume(tokenOf(await row('issueToken', issueToken()))));
  await row('cancelToken', call(alice, 'cancelToken', tokenOf(await issueToken()), maria.address));
  await row('commitUsage', call(archive, 'commitUsage', 1n, word(9), 1000));
  return rows;
};

it('ConsentRegistry costs what its snapshot says', async () => {
  await expectSnapshot('ConsentRegistry', { cancun: await measure('cancun'), osaka: await measure('osaka') });
});
