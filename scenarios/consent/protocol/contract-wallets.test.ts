/** Staff and patients whose account is a contract (ERC-1271): the chain is asked, and whatever is not a clear yes is a no. */
import { describe, expect, it, test } from 'vitest';
import type { AccountKey } from './account-signature.ts';
import { createEncryptionKeys } from './hpke.ts';
import { createPatientWallet } from './patient-wallet.ts';
import { createRegistryView } from './registry-view.ts';
import { createStaff } from './staff.ts';
import { outcomeOf } from './testing/requests.ts';
import { consented, createWorld, dayS, grant, people, type World, word } from './testing/world.ts';

const { alice, maria, hospital, archive, mallory } = people;
/** `Answer` of contracts/test/TestWallet.sol. */
const answers = { no: 0, yes: 1, reverts: 2, reenters: 3, burnsAllGas: 4 } as const;
const deadline = 2n ** 40n;

/** A wallet of maria's, which says of every signature what it is told to. */
const walletIn = async (world: World, answer: keyof typeof answers) => {
  const { address, call } = await world.chain.deploy(mallory, 'test/TestWallet');
  const behave = (how: keyof typeof answers) =>
    call('behave', answers[how], world.chain.address, world.chain.codec.encodeCall('revokeAll', []));
  await behave(answer);
  const account: AccountKey = { address, sign: maria.account.sign };
  return { address, behave, account, act: (data: `0x${string}`) => call('act', world.chain.address, data) };
};

const staffWith = async (answer: keyof typeof answers) => {
  const world = await createWorld();
  const wallet = await walletIn(world, answer);
  const until = world.chain.nowS() + dayS;
  await world.chain.send(hospital, 'registerStaff', wallet.address, until, word(1), word(2));
  const { wanted, scope } = await consented(world);
  const grantId = await grant(world, { scope: scope.root, ms: wallet.address });
  await world.chain.confirm(2);
  const { deployment, entropy } = world;
  const encryptionKeys = await createEncryptionKeys(entropy);
  const staff = createStaff({ account: wallet.account, encryptionKeys, deployment, entropy });
  const request = async () => (await staff.request({ ...wanted, grantId }, world.clock.nowMs())).text;
  return { world, wallet, staff, request };
};

describe('staff with a contract wallet', () => {
  it('are served when the wallet says yes, with a long signature too, and no more when it says no', async () => {
    const { world, wallet, request } = await staffWith('yes');
    expect(await outcomeOf(world, await request())).toBe('served');
    const body = JSON.parse(await request()) as object;
    const signed = (byteCount: number) =>
      JSON.stringify({ ...body, signature: `0x${'ab'.repeat(byteCount)}` });
    expect(await outcomeOf(world, signed(1_025))).toBe('1 malformed');
    expect(await outcomeOf(world, signed(1_024))).toBe('served');
    expect(await outcomeOf(world, signed(1_024))).toBe('6 replayed');
    await wallet.behave('no');
    expect(await outcomeOf(world, await request())).toBe('5 badSignature');
  });

  it.each(['no', 'reverts', 'burnsAllGas'] as const)(
    'are refused when the wallet answers: %s',
    async (answer) => {
      const { world, request } = await staffWith(answer);
      expect(await outcomeOf(world, await request())).toBe('5 badSignature');
    },
  );

  it('change nothing by a wallet that calls back while it is asked', async () => {
    const { world, request, wallet } = await staffWith('reenters');
    const before = world.chain.blocks.length;
    // It says yes. The registry, which asks in a static call, would hear a revert; what is written here is thrown away.
    expect(await outcomeOf(world, await request())).toBe('served');
    expect(world.chain.blocks.length).toBe(before);
    expect(await world.view.pair(wallet.address, maria.address)).toMatchObject({ epoch: 0 });
    expect(Number(await world.chain.read('patientEpoch', [wallet.address]))).toBe(0);
  });

  it('are refused while the chain cannot be asked, by a view that cannot ask, and without their grant', async () => {
    const { world, request } = await staffWith('yes');
    const store = world.stores[0] ?? expect.unreachable();
    const onView = async (chain: typeof world.view) => {
      const server = await world.serverOf(archive, world.keys.archive, { chain, store });
      return outcomeOf({ ...world, server }, await request());
    };
    const down = () => Promise.reject(new Error('no connection'));
    expect(await onView({ ...world.view, isValidSignature: down })).toBe('5 unavailable');
    const { callAccount: _, ...blind } = world.chain.reader;
    expect(await onView(createRegistryView(blind))).toBe('5 badSignature');
    const text = await request();
    await world.chain.send(alice, 'revokeAll');
    expect(await outcomeOf(world, text)).toBe('9 now:patientEpoch');
  });
});

test('an account without code has no wallet that could say yes, nor has one of other code', async () => {
  const world = await createWorld();
  for (const account of [mallory.address, archive.address, world.chain.address])
    expect(await world.view.isValidSignature(account, word(1), '0x00')).toBe(false);
});

test('a patient with a contract wallet withdraws at the server as long as the wallet says yes', async () => {
  const world = await createWorld();
  const { address, behave, account, act } = await walletIn(world, 'no');
  const input = {
    ...{ ms: maria.address, mdrs: archive.address, scope: word(1), terms: word(2), notBefore: 0 },
    ...{ expiresAt: world.chain.nowS() + dayS, ops: 1, purpose: 1, usesMax: 0 },
  };
  await act(world.chain.codec.encodeCall('grant', [input]));
  const { deployment, entropy } = world;
  const wallet = createPatientWallet({ account, deployment, entropy });
  const { message, signature } = wallet.signRevocation(maria.address, 1, word(0), deadline);
  expect(await world.server.receiveRevocation(message, signature)).toBe(false);
  await behave('yes');
  expect(await world.server.receiveRevocation(message, signature)).toBe(true);
  await expect.poll(async () => (await world.view.pair(address, maria.address)).epoch).toBe(3);
});
