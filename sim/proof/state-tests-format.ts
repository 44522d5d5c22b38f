import { z } from 'zod';
import { BenchError, exitCodes } from '../errors.ts';

/**
 * The format of Ethereum's official state tests (ethereum-tests.readthedocs.io, "State Tests"; execution-spec-tests,
 * "State Tests"), as far as a result depends on it. A file maps names to tests; a test holds a block's environment, a
 * state before, one transaction whose data, gas limit and value are lists, and for every fork the cases to run: an
 * index into each list, and the state root and logs hash that must come out. Unknown keys are ignored, because fillers
 * of ten years added their own; what is missing although a result depends on it makes the file malformed.
 */

/** Quantities are 0x-prefixed; `0x:bigint 0x…` marks one that overflows 256 bits on purpose (ethereum/retesteth). */
const quantity = z.string();
const bytes = z.string();

const accessList = z.array(z.object({ address: bytes, storageKeys: z.array(bytes) }));

const authorization = z.object({
  chainId: quantity,
  address: bytes,
  nonce: quantity,
  v: quantity.optional(),
  yParity: quantity.optional(),
  r: quantity,
  s: quantity,
});

const transaction = z.object({
  data: z.array(bytes),
  gasLimit: z.array(quantity),
  value: z.array(quantity),
  nonce: quantity,
  to: z.string().nullish(),
  secretKey: bytes.optional(),
  gasPrice: quantity.optional(),
  /** One for each entry of `data`; null where that entry makes a transaction without a list. */
  accessLists: z.array(accessList.nullable()).optional(),
  maxFeePerGas: quantity.optional(),
  maxPriorityFeePerGas: quantity.optional(),
  maxFeePerBlobGas: quantity.optional(),
  blobVersionedHashes: z.array(bytes).optional(),
  authorizationList: z.array(authorization).optional(),
});

const environment = z.object({
  currentCoinbase: bytes,
  currentGasLimit: quantity,
  currentNumber: quantity,
  currentTimestamp: quantity,
  currentDifficulty: quantity.optional(),
  currentRandom: quantity.optional(),
  currentBaseFee: quantity.optional(),
  currentExcessBlobGas: quantity.optional(),
});

const account = z.object({
  balance: quantity,
  nonce: quantity,
  code: bytes,
  storage: z.record(z.string(), quantity),
});

const expectation = z.object({
  hash: bytes,
  logs: bytes,
  indexes: z.object({ data: z.number(), gas: z.number(), value: z.number() }),
  /** The signed transaction as it was on the wire; fillers before 2021 left it out. */
  txbytes: bytes.optional(),
  expectException: z.string().optional(),
});

const stateTest = z.object({
  env: environment,
  pre: z.record(z.string(), account),
  transaction,
  post: z.record(z.string(), z.array(expectation)),
  config: z.object({ chainid: quantity.optional() }).optional(),
});

export type StateTest = z.infer<typeof stateTest>;
export type StateTestTransaction = StateTest['transaction'];
export type StateTestEnvironment = StateTest['env'];
export type StateTestAllocation = StateTest['pre'];
export type Expectation = z.infer<typeof expectation>;

/** Whether a parsed JSON file holds state tests at all, and not an index or another kind of test. */
const isStateTestFile = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).some(
    (test) =>
      typeof test === 'object' && test !== null && 'post' in test && 'pre' in test && 'transaction' in test,
  );

/** The tests of one file by name; undefined when it is JSON of another kind. Throws MalformedStateTestError. */
export const parseStateTests = (text: string): Record<string, StateTest> | undefined => {
  const json = parseJson(text);
  if (!isStateTestFile(json)) return undefined;
  const parsed = z.record(z.string(), stateTest).safeParse(json);
  if (parsed.success) return parsed.data;
  throw new MalformedStateTestError(
    parsed.error.issues.map(({ path, message, code }) => ({
      path: path.join('.'),
      expected: message,
      received: code,
    })),
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MalformedStateTestError([{ path: '', expected: 'JSON', received: String(cause) }]);
  }
};

/** A quantity as a number without bound; empty text is 0. */
export const parseQuantity = (text: string): bigint => {
  const digits = text.replace('0x:bigint ', '');
  return digits === '' || digits === '0x' ? 0n : BigInt(digits);
};

export class MalformedStateTestError extends BenchError {
  override readonly name = 'MalformedStateTestError';

  constructor(problems: BenchError['problems']) {
    super('This is not a well-formed file of state tests.', {
      code: 'STATE_TEST_MALFORMED',
      exitCode: exitCodes.usage,
      hint: 'Compare the file with the "State Tests" chapter of the Ethereum tests documentation.',
      problems,
    });
  }
}
