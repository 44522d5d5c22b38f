/**
 * What each call costs, to the unit of gas: the rows are committed in ../snapshots and compared exactly. A first write
 * and an update are separate rows. Calldata is priced by its bytes, so the actors and the 112-byte address are fixed.
 */
import { describe, expect, it } from 'vitest';
import { actors } from './actors.ts';
import { grant, pointer, request, revoke } from './consent-calls.ts';
import { createSandbox, type Outcome } from './sandbox.ts';

const { alice, maria } = actors;
const otherPointer = `0x${'c2'.repeat(112)}` as const;

/** The rule set of the published-era profiles, the one of the first measurements, and the default. */
const hardforks = ['muirGlacier', 'cancun', 'osaka'] as const;

const gasOf = async (outcome: Promise<Outcome>): Promise<number> => {
  const { error, gasUsed } = await outcome;
  expect(error).toBeUndefined();
  return gasUsed;
};

describe.each(['NaiveConsent', 'PaperConsent'])('%s', (name) => {
  it('costs what its snapshot says', async () => {
    const rows: Record<string, Record<string, number>> = {};
    for (const hardfork of hardforks) {
      const contract = await createSandbox(hardfork).deploy(name);
      rows[hardfork] = {
        deployedBytes: ((contract.artifact.deployedBytecode?.length ?? 0) - 2) / 2,
        deploy: contract.gasUsed,
        'reqManage, first': await gasOf(request(contract, maria, alice)),
        'reqManage, repeated': await gasOf(request(contract, maria, alice)),
        'grant, first': await gasOf(grant(contract, alice, maria, pointer)),
        'grant on a live grant, same address': await gasOf(grant(contract, alice, maria, pointer)),
        'grant on a live grant, other address': await gasOf(grant(contract, alice, maria, otherPointer)),
        'GetMS as a transaction': await gasOf(contract.send(maria, 'GetMS', [alice.address, maria.address])),
        revoc: await gasOf(revoke(contract, alice, maria)),
        'reqManage after revoc': await gasOf(request(contract, maria, alice)),
        'grant after revoc, same address': await gasOf(grant(contract, alice, maria, otherPointer)),
      };
    }
    await expect(`${JSON.stringify(rows, undefined, 2)}\n`).toMatchFileSnapshot(
      `../snapshots/${name}.gas.json`,
    );
  });
});
