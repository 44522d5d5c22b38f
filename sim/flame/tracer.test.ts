import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createContractCodec } from '../ethereum/abi.ts';
import { findCodeOrigins } from '../ethereum/code-origins.ts';
import { type CompileRequest, compileContract } from '../ethereum/compile.ts';
import { defaultCacheDirectory } from '../ethereum/compile-cache.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import { createStockReplay } from '../proof/stock-replay.ts';
import { contractNames, produceChain, type Step } from '../testing/replayed-chain.ts';
import { createTracedMachine } from '../testing/traced-machine.ts';
import type { Address } from '../units.ts';
import { type FlameNode, totalGas } from './frame.ts';
import { createKnownCodes } from './known-code.ts';
import { unexplained } from './open-message.ts';
import { createGasTracer } from './tracer.ts';

const file = fileURLToPath(new URL('./fixtures/Parts.sol', import.meta.url));
const request: CompileRequest = {
  file,
  contractName: 'Parts',
  evmVersion: 'osaka',
  cacheDirectory: defaultCacheDirectory(),
};

/** Node at the end of a path, which fails the test where it is not there. */
const nodeAt = (root: FlameNode, path: string): FlameNode =>
  path.split('/').reduce((node, name) => {
    const child = node.children.get(name);
    if (child === undefined)
      expect.fail(`${name} of ${path}: there is ${[...node.children.keys()].join(', ')}`);
    return child;
  }, root);

const linesOf = (node: FlameNode): string[] =>
  [...node.children.values()].flatMap(({ frame }) => (frame.text === undefined ? [] : [frame.text]));

type Outcome = Awaited<ReturnType<Awaited<ReturnType<typeof createTracedMachine>>['send']>>;

/** Sums are right by construction, as the last instruction of a message takes the rest: so the rest must be its fee. */
const expectExplained = (node: FlameNode): void => {
  expect(node.gas).toBeGreaterThanOrEqual(0);
  expect(node.frame.name).not.toBe(`[${unexplained}]`);
  for (const child of node.children.values()) expectExplained(child);
};

describe('gas on stacks', () => {
  const outcomes: Record<string, Outcome> = {};
  let root: FlameNode;

  beforeAll(async () => {
    const artifact = await compileContract(request);
    const codec = createContractCodec(artifact);
    const origins = await findCodeOrigins(request);
    const { send, tracer } = await createTracedMachine('osaka', [{ kind: 'compiled', origins }]);
    const deployed = await send({ data: codec.encodeDeploy([]), valueWei: 1_000n });
    outcomes.deploy = deployed;
    const to = deployed.created as Address;
    const call = async (name: string, args: readonly unknown[], gasLimit = 300_000n): Promise<void> => {
      outcomes[name] = await send({ to, data: codec.encodeCall(name, args), gasLimit });
    };
    await call('add', [20n]);
    await call('fail', []);
    await call('burn', [], 100_000n);
    await call('spin', [], 150_000n);
    await call('make', [7n]);
    await call('makeBroken', []);
    await call('hash', [`0x${'ab'.repeat(100)}`]);
    await call('borrow', []);
    await call('callBurning', []);
    await call('pay', [to]);
    await call('recurse', [4n]);
    await call('clear', []);
    outcomes.receive = await send({ to, data: '0x', valueWei: 1n, gasLimit: 50_000n });
    outcomes.unknown = await send({ to, data: '0x12345678', gasLimit: 50_000n });
    outcomes.transfer = await send({ to: `0x${'77'.repeat(20)}`, data: '0x', valueWei: 1n });
    outcomes.floor = await send({ to: `0x${'77'.repeat(20)}`, data: `0x${'ff'.repeat(500)}` });
    outcomes.precompile = await send({ to: `0x${'02'.padStart(40, '0')}`, data: '0x01' });
    outcomes.brokenCode = await send({ data: '0x60ef60005360016000f3', gasLimit: 100_000n });
    outcomes.tooLittleForDeposit = await send({ data: '0x6101006000f3', gasLimit: 60_000n });
    root = tracer.read().root;
  });

  test('sums to the receipt and its refund, for every kind of transaction', () => {
    for (const [name, { gasUsed, refund, tracedGas }] of Object.entries(outcomes))
      expect([name, tracedGas]).toEqual([name, gasUsed + refund]);
    expect(outcomes.clear?.refund).toBeGreaterThan(0n);
  });

  test('is that of each instruction: the last of a message takes its fee, and nothing else', () => {
    expectExplained(root);
  });

  test('knows how the transactions of this test ended', () => {
    const halts = Object.entries(outcomes).map(([name, { halt }]) => [name, halt]);
    expect(Object.fromEntries(halts.filter(([, halt]) => halt !== undefined))).toEqual({
      fail: 'revert',
      burn: 'invalid opcode',
      spin: 'out of gas',
      unknown: 'revert',
      brokenCode: 'invalid bytecode deployed',
      tooLittleForDeposit: 'out of gas',
    });
  });

  test('lies on functions, modifiers, what the optimizer inlined, and lines', () => {
    const add = nodeAt(root, 'Parts/add');
    expect(linesOf(add)).toContain('total = _twice(amount) + _long(amount);');
    expect(linesOf(nodeAt(add, '_long'))).toContain('for (uint256 i = 0; i < amount; ++i) sum += i * i;');
    nodeAt(add, '_twice');
    expect(nodeAt(add, 'modifier onlyOwner').children.size).toBeGreaterThan(0);
    const store = [...add.children.values()].find(({ frame }) => frame.text?.startsWith('total ='));
    // EIP-2929: a cold slot that turns from zero to another value.
    expect(store?.gas).toBeGreaterThan(22_100);
    expect(store?.gas).toBeLessThan(22_400);
    expect(store?.frame.place).toEqual({ file: 'Parts.sol', line: 24 });
    expect(nodeAt(root, 'Parts/add/[intrinsic]').gas).toBe(21_000);
  });

  test('has recursion as deep as it went', () => {
    const deepest = `Parts/recurse${'/_recurse'.repeat(5)}`;
    expect(nodeAt(root, deepest).children.has('_recurse')).toBe(false);
  });

  test('shows what halts burnt, within a frame and at the end of a transaction', () => {
    expect(totalGas(nodeAt(root, 'Parts/burn'))).toBe(100_000);
    const burnt = nodeAt(root, 'Parts/callBurning/Parts/burn');
    expect(totalGas(burnt)).toBe(30_000);
    const [line] = [...burnt.children.values()].filter(({ frame }) => frame.text === 'invalid()');
    expect(line?.children.get('[burnt: invalid opcode]')?.gas).toBeGreaterThan(29_000);
  });

  test('shows creations with their deposit, borrowed code, precompiles and plain transfers', () => {
    const child = nodeAt(root, 'Parts/make/new Child');
    const deployed = nodeAt(child, '[code deposit]').gas / 200;
    expect(deployed).toBeGreaterThan(50);
    expect(linesOf(nodeAt(child, 'constructor'))).toContain('value = seed;');
    nodeAt(root, 'Parts/makeBroken/new Broken/constructor');
    expect(linesOf(nodeAt(root, 'Parts/borrow/Child (delegatecall)/set'))).toContain('value = next;');
    // Yellow Paper, appendix E: 60 + 12 a word, and 3000.
    expect(nodeAt(root, 'Parts/hash/[precompile sha256]').gas).toBe(60 + 12 * 4);
    expect(nodeAt(root, 'Parts/hash/[precompile ecrecover]').gas).toBe(3_000);
    expect(totalGas(nodeAt(root, 'Parts/receive'))).toBeGreaterThan(21_000);
    nodeAt(root, 'Parts/[no such function]/[dispatcher]');
    expect(nodeAt(root, '(no contract)/transfer/[intrinsic]').gas).toBe(42_000);
    // EIP-7623: ten a token instead of four, and four tokens a byte.
    expect(nodeAt(root, '(no contract)/transfer/[calldata floor]').gas).toBe(500 * 4 * (10 - 4));
  });

  test('has no function below one that cannot call it', () => {
    const callers = ['Parts/add', 'Parts/clear', 'Parts/fail', 'Parts/burn'];
    const below = callers.map((path) => [...nodeAt(root, path).children.values()]);
    const functions = below.map((nodes) =>
      nodes.filter(({ frame }) => frame.kind === 'function' && !/^abi_|^checked_/.test(frame.name)),
    );
    expect(functions.map((nodes) => nodes.map(({ frame }) => frame.name).sort())).toEqual([
      ['_long', '_twice', 'modifier onlyOwner'],
      [],
      [],
      [],
    ]);
  });
});

describe('gas of code without sources', () => {
  const steps = fc.record<Step>({
    kind: fc.constantFrom(...contractNames, 'transfer', 'deploy'),
    sender: fc.nat(2),
    target: fc.nat(10),
    word: fc.nat(6),
    valueWei: fc.nat(3),
    gasLimit: fc.constantFrom(30_000, 60_000, 150_000),
    type: fc.constantFrom(0, 1, 2, 4),
  });

  test.each<Hardfork>(['istanbul', 'osaka'])(
    'sums to the receipts of any workload on %s',
    async (hardfork) => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { minLength: 3, maxLength: 15 }), async (workload) => {
          const { genesis, blocks } = await produceChain(hardfork, [workload]);
          const tracer = createGasTracer('any', createKnownCodes([]));
          const replay = await createStockReplay(genesis, tracer.watch);
          for (const block of blocks) await replay.block(block);
          const receipts = blocks.flatMap(({ transactions }) => transactions.map(({ receipt }) => receipt));
          const sum = (of: (receipt: (typeof receipts)[number]) => bigint): bigint =>
            receipts.map(of).reduce((total, gas) => total + gas, 0n);
          const flame = tracer.read();
          expect(flame.transactionCount).toBe(receipts.length);
          expect(flame.gasUsed).toBe(sum(({ gasUsed }) => gasUsed));
          expect(flame.refund).toBe(sum(({ gas }) => gas.refund));
          expect(BigInt(totalGas(flame.root))).toBe(flame.gasUsed + flame.refund);
          expectExplained(flame.root);
        }),
        { numRuns: 4 },
      );
    },
  );
});
