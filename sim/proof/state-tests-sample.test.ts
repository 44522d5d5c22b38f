import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedCommon } from '../ethereum/common.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import { decodeTransaction } from '../ethereum/transaction.ts';
import type { Hex } from '../units.ts';
import { runStateTests, stateTestFiles } from './state-tests.ts';
import { parseStateTests } from './state-tests-format.ts';
import { createOurMachine, createStockMachine } from './state-tests-machine.ts';
import { count, describeFailure, emptyTally, summary } from './state-tests-report.ts';
import { caseBytes } from './state-tests-transaction.ts';

/** Official state tests (ethereum/tests, October 2024) lie beside the checkout, not in it. */
const sample = fileURLToPath(new URL('../../../shared/data/ethereum-state-tests', import.meta.url));
const isThere = existsSync(sample);

describe('the sample of official state tests', () => {
  it.runIf(!isThere)('was not found beside the checkout; not run', ({ skip }) => {
    process.stderr.write(`official state tests: sample not found beside the checkout (${sample}); not run\n`);
    skip('sample not found beside the checkout; not run');
  });

  it.runIf(isThere)('passes whole on our engine and state', { timeout: 300_000 }, async () => {
    const failures: string[] = [];
    let tally = emptyTally;
    for await (const outcome of runStateTests(sample, {
      ours: createOurMachine,
      stock: createStockMachine,
    })) {
      tally = count(tally, outcome);
      if (outcome.kind === 'failed') failures.push(describeFailure(outcome));
    }
    expect(failures).toEqual([]);
    expect(summary(tally)).toBe('660 passed, 0 failed, 0 skipped');
  });

  it.runIf(isThere)('builds every transaction from its fields as the sample gives it', async () => {
    for (const file of await stateTestFiles(sample)) {
      const tests = parseStateTests(await readFile(join(sample, file), 'utf8')) ?? {};
      for (const { transaction, post } of Object.values(tests))
        for (const { indexes, txbytes, expectException } of post.Cancun ?? [])
          if (txbytes !== undefined && expectException === undefined)
            expect(contentOf(caseBytes(transaction, { indexes }, cancun)), file).toEqual(
              contentOf(hexToBytes(txbytes as Hex)),
            );
    }
  });
});

const cancun = sharedCommon(1, 'cancun');

/** All but the signature, which EIP-155 left to the signer's choice, and whom it proves. */
const contentOf = (raw: Uint8Array) => {
  const { envelope, sender } = decodeTransaction(raw, cancun);
  const { v, r, s, yParity, ...content } = envelope.toJSON();
  return { sender, ...content };
};
