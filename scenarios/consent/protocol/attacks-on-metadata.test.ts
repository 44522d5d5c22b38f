/**
 * A21: who asked whom and when is public. A planted patient is looked for among others on the real registry, by what somebody knows of two
 * visits; in the default profile, where a patient has one address, and in the private one, where each grant has an address of its own
 * (with a record id and a sealing of its own, as equal ones would link them), is signed only, and is brought to the chain by a relayer with
 * all others of four weeks, in random order.
 */
import { expect, test } from 'vitest';
import { actor } from '../../../contracts/test/actors.ts';
import { createRandom } from '../../../sim/index.ts';
import { linkabilityOf, type Person, type Sighting } from '../privacy/linkability.ts';
import { departmentOf, drawVisits, shuffled, type Visit } from '../privacy/visits.ts';
import { accountKey } from './account-signature.ts';
import { createPatientWallet } from './patient-wallet.ts';
import { createRegistryChain, type RegistryChain, startS } from './testing/registry-chain.ts';
import { dayS, people, word } from './testing/world.ts';

const { hospital, archive, regulator, mallory } = people;
const clinic = { patientCount: 24, staffCount: 9, departmentCount: 3, visitCount: 3, dayCount: 28 };
const { patientCount, staffCount } = clinic;
const until = startS + 365 * dayS;
const staffAt = (index: number) => actor(100 + index);
const departmentOfStaff = (ms: string): number => {
  const addresses: string[] = Array.from({ length: staffCount }, (_, index) => staffAt(index).address);
  return departmentOf(clinic, addresses.indexOf(ms));
};

const open = async (): Promise<RegistryChain> => {
  const chain = await createRegistryChain(regulator);
  await chain.send(regulator, 'registerProvider', hospital.address, until, word(1));
  await chain.send(regulator, 'registerServer', archive.address, until, word(2), word(3));
  for (let index = 0; index < staffCount; index += 1)
    await chain.send(hospital, 'registerStaff', staffAt(index).address, until, word(4), word(5));
  return chain;
};

const inputOf = ({ staffIndex }: Visit, scope: number) => ({
  ...{
    ms: staffAt(staffIndex).address,
    mdrs: archive.address,
    scope: word(scope),
    terms: word(7),
    notBefore: 0,
  },
  ...{ expiresAt: until, ops: 1, purpose: 1, usesMax: 0 },
});

const dayOf = (chain: RegistryChain, firstS: number): number => Math.floor((chain.nowS() - firstS) / dayS);

/** The grants as everybody reads them in the events. */
const publicGrants = async (
  chain: RegistryChain,
  visits: readonly Visit[],
  send: (visit: Visit, index: number) => ReturnType<RegistryChain['send']>,
  isInTime: (visit: Visit) => boolean,
): Promise<Sighting[]> => {
  const sightings: Sighting[] = [];
  const firstS = chain.nowS();
  for (const [index, visit] of visits.entries()) {
    if (isInTime(visit) && dayOf(chain, firstS) < visit.day)
      await chain.pass(firstS + visit.day * dayS - chain.nowS());
    const { events, error } = await send(visit, index);
    expect(error).toBeUndefined();
    const { sp, ms } = (events[0] ?? expect.unreachable()).args as { sp: string; ms: string };
    sightings.push({ sp: sp.toLowerCase(), ms: ms.toLowerCase(), day: dayOf(chain, firstS) });
  }
  return sightings;
};

const meanScore = (
  visits: readonly Visit[],
  sightings: readonly Sighting[],
  dayIn: (visit: Visit) => number,
) => {
  const scores = Array.from({ length: patientCount }, (_, patientIndex) => {
    const own = visits
      .filter((visit) => visit.patientIndex === patientIndex)
      .map((visit) => ({ ms: staffAt(visit.staffIndex).address, day: dayIn(visit) }));
    const [first, second, hidden] = own as [Person['hidden'], Person['hidden'], Person['hidden']];
    return linkabilityOf({ known: [first, second], hidden }, sightings, departmentOfStaff);
  });
  return {
    planted: scores[0] ?? Number.NaN,
    mean: scores.reduce((sum, score) => sum + score, 0) / patientCount,
  };
};

test('A21 V: in the default profile two known visits give the third; one address per grant, in batches, gives no more than a guess', async () => {
  const visits = drawVisits(clinic, createRandom('visits'));
  const stable = await open();
  const inTheOpen = await publicGrants(
    stable,
    visits,
    (visit, index) => stable.send(actor(30 + visit.patientIndex), 'grant', inputOf(visit, 1_000 + index)),
    () => true,
  );
  const open_ = meanScore(visits, inTheOpen, ({ day }) => day);
  expect(open_.planted).toBe(1);
  expect(open_.mean).toBeGreaterThan(0.9);

  // Batching alone, with the same addresses, is not enough.
  const sameDay = inTheOpen.map((sighting) => ({ ...sighting, day: 0 }));
  const batchedOnly = meanScore(visits, sameDay, () => 0);
  expect(batchedOnly.mean).toBeGreaterThan(0.5);

  const batched = await open();
  const deadline = 2n ** 40n;
  const relayed = (visit: Visit, index: number) => {
    const key = new Uint8Array(32).fill(7).fill(1 + index, 0, 1);
    const { deployment } = batched;
    const account = accountKey(key);
    const wallet = createPatientWallet({ account, deployment, entropy: () => expect.unreachable() });
    const input = inputOf(visit, 2_000 + index);
    const { signature } = wallet.signGrant({ ...input, epoch: 0, patientEpoch: 0, deadline });
    return batched.send(mallory, 'grantBySig', account.address, input, 0, deadline, signature);
  };
  const inBatches = await publicGrants(
    batched,
    shuffled(visits, createRandom('order')),
    relayed,
    () => false,
  );
  const private_ = meanScore(visits, inBatches, () => 0);
  expect(new Set(inBatches.map(({ sp }) => sp)).size).toBe(visits.length);
  // The threshold: nine of ten stay in their department, with a third of the 70 other grants.
  expect(private_.planted).toBeLessThan(0.05);
  expect(private_.mean).toBeLessThan(0.05);
});

test('the attack finds nobody among people whom nothing tells apart, and everybody whom something does', () => {
  const at = (sp: string, ms: string, day: number): Sighting => ({ sp, ms, day });
  const person: Person = { known: [{ ms: 'x', day: 1 }], hidden: { ms: 'y', day: 2 } };
  const one = [at('a', 'x', 1), at('a', 'y', 2)];
  const other = [at('b', 'x', 1), at('b', 'z', 3)];
  expect(linkabilityOf(person, one, () => 0)).toBe(1);
  expect(linkabilityOf(person, [...one, ...other], () => 0)).toBe(0.5);
  expect(linkabilityOf(person, other, () => 0)).toBe(0);
});
