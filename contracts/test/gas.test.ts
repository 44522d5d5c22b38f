import { describe, it } from 'vitest';
import { actors } from './actors.ts';
import { grant, pointer, request, revoke } from './consent-calls.ts';
import { expectSnapshot, type GasRows, gasRowsOf } from './gas-rows.ts';
import { createSandbox } from './sandbox.ts';

const { alice, maria } = actors;
const otherPointer = `0x${'c2'.repeat(112)}` as const;

/** The rule set of the published-era profiles, the one of the first measurements, and the default. */
const hardforks = ['muirGlacier', 'cancun', 'osaka'] as const;

describe.each(['NaiveConsent', 'PaperConsent'])('%s', (name) => {
  it('costs what its snapshot says', async () => {
    const byHardfork: Record<string, GasRows> = {};
    for (const hardfork of hardforks) {
      const contract = await createSandbox(hardfork).deploy(name);
      const { rows, row } = gasRowsOf(contract);
      await row('reqManage, first', request(contract, maria, alice));
      await row('reqManage, repeated', request(contract, maria, alice));
      await row('grant, first', grant(contract, alice, maria, pointer));
      await row('grant on a live grant, same address', grant(contract, alice, maria, pointer));
      await row('grant on a live grant, other address', grant(contract, alice, maria, otherPointer));
      await row('GetMS as a transaction', contract.send(maria, 'GetMS', [alice.address, maria.address]));
      await row('revoc', revoke(contract, alice, maria));
      await row('reqManage after revoc', request(contract, maria, alice));
      await row('grant after revoc, same address', grant(contract, alice, maria, otherPointer));
      byHardfork[hardfork] = rows;
    }
    await expectSnapshot(name, byHardfork);
  });
});
